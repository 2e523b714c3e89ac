//! `policy import`: a gitleaks configuration becomes a policy with `patterns`. What can't be taken over is told, and stands
//! in the policy as comments. Whether a regular expression can be one is decided by the component.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use logveil_host::{Instance, Limits, OpenError, PolicyError};
use toml::{Table, Value};

use crate::command::exit::{Exit, Failure};
use crate::command::output::target;
use crate::command::policy::yaml;
use crate::command::terminal::say::{count, plain, printable, say};
use crate::command::work::session::Plugin;

/// What the action is called in each pattern.
const ACTION: &str = "replace";
/// The longest name of a pattern.
const NAME: usize = 64;

/// One rule of gitleaks as a pattern.
struct Pattern {
    name: String,
    about: String,
    regex: String,
    keywords: Vec<String>,
    group: i64,
}

/// What became of the configuration.
#[derive(Default)]
struct Imported {
    patterns: Vec<Pattern>,
    /// Rules that are not in the policy.
    left_out: Vec<String>,
    /// What is different in it.
    remarks: Vec<String>,
}

/// Imports.
pub(crate) fn run(file: &Path, output: Option<&Path>) -> Result<Exit, Failure> {
    let shown = printable(&file.display().to_string());
    let text = fs::read_to_string(file).map_err(|e| Failure::failed(format_args!("{shown}: {e}")))?;
    let config: Table = text.parse().map_err(|e: toml::de::Error| {
        let before = &text[..e.span().map_or(0, |span| span.start.min(text.len()))];
        let (line, column) =
            (before.split('\n').count(), before.rsplit('\n').next().unwrap_or_default().chars().count());
        Failure::usage(format_args!("{shown}:{line}:{}: {}", column + 1, printable(e.message())))
    })?;
    let rules = list(&config, "rules");
    let mut imported = Imported::default();
    imported.global(&config);
    let mut instance = Plugin::load()?.instance(Limits::default())?;
    for (number, rule) in rules.iter().filter_map(Value::as_table).enumerate() {
        imported.rule(rule, number + 1, &mut instance)?;
    }
    let policy = imported.yaml(file.file_name().map_or_else(String::new, |name| printable(&name.to_string_lossy())));
    if let Err(why) = good(&mut instance, &policy)? {
        say(format_args!("{shown}: the policy as a whole is refused: {why}"));
    }
    target::once(output, policy.as_bytes())?;
    let told = |title: &str, notes: &[String]| {
        if !notes.is_empty() {
            plain(format_args!("  {title}:"));
            notes.iter().for_each(|note| plain(format_args!("    {note}")));
        }
    };
    say(format_args!(
        "{shown}: {} of {} taken over",
        imported.patterns.len(),
        count(rules.len() as u64, "rule", "rules")
    ));
    told("left out", &imported.left_out);
    told("otherwise than there", &imported.remarks);
    Ok(Exit::Clean)
}

impl Imported {
    /// What holds for all rules.
    fn global(&mut self, config: &Table) {
        if let Some(extend) = config.get("extend").and_then(Value::as_table) {
            let what: Vec<String> = extend.iter().map(|(name, value)| format!("{name} = {}", short(value))).collect();
            self.left_out.push(format!("extend ({}): import that configuration too", printable(&what.join(", "))));
        }
        for allowed in allowlists(config) {
            self.left_out.push(format!("the global allowlist ({allowed})"));
        }
    }

    fn rule(&mut self, rule: &Table, number: usize, instance: &mut Instance) -> Result<(), Failure> {
        let text = |name: &str| rule.get(name).and_then(Value::as_str).unwrap_or_default();
        let id = if text("id").is_empty() { format!("rule-{number}") } else { printable(text("id")) };
        let mut leave = |why: &str| self.left_out.push(format!("{id}: {why}"));
        if text("regex").is_empty() {
            leave("it goes by a file's path alone");
            return Ok(());
        }
        if !text("path").is_empty() {
            leave("it holds for certain files only");
            return Ok(());
        }
        if rule.get("skipReport").and_then(Value::as_bool) == Some(true) {
            leave("it is there for other rules only");
            return Ok(());
        }
        let (regex, groups) = (text("regex").to_owned(), groups(text("regex")));
        let wanted = rule.get("secretGroup").and_then(Value::as_integer).filter(|group| *group > 0);
        let group = wanted.unwrap_or(i64::from(groups == 1));
        let keywords = rule.get("keywords").and_then(Value::as_array).into_iter().flatten();
        let keywords = keywords.filter_map(Value::as_str).map(str::to_owned).collect();
        let mut pattern = Pattern { name: name(&id), about: text("description").to_owned(), regex, keywords, group };
        let mut refused = good(instance, &policy(&pattern))?;
        if refused.as_ref().is_err_and(|why| why.contains("another rule")) {
            pattern.name = name(&format!("gitleaks-{id}"));
            refused = good(instance, &policy(&pattern))?;
        }
        if let Err(why) = refused {
            leave(&why);
            return Ok(());
        }
        if self.patterns.iter().any(|other| other.name == pattern.name) {
            leave("a rule of this name was taken over already");
            return Ok(());
        }
        let mut remark = |what: &str| self.remarks.push(format!("{id}: {what}"));
        if wanted.is_none() && groups > 1 {
            remark("it has several groups: the whole match goes");
        }
        if let Some(entropy) = rule.get("entropy") {
            remark(&format!("matches count whatever their entropy (there: {} or more)", short(entropy)));
        }
        if rule.contains_key("required") {
            remark("it counts without the other rules that it requires there");
        }
        for allowed in allowlists(rule) {
            remark(&format!("its allowlist does not hold ({allowed})"));
        }
        self.patterns.push(pattern);
        Ok(())
    }

    fn yaml(&self, from: String) -> String {
        let mut out = format!("# Made by `logveil policy import` of {from}.\n");
        for (title, notes) in [("Left out", &self.left_out), ("Otherwise than there", &self.remarks)] {
            if !notes.is_empty() {
                let _ = writeln!(out, "#\n# {title}:");
                notes.iter().for_each(|note| out.extend(["#   ", note, "\n"]));
            }
        }
        out += "version: 1\nredact:\n  patterns:";
        if self.patterns.is_empty() {
            out += " []";
        }
        out.push('\n');
        self.patterns.iter().for_each(|pattern| pattern.write(&mut out));
        out
    }
}

impl Pattern {
    fn write(&self, out: &mut String) {
        // Writing into a String does not fail.
        if !self.about.is_empty() {
            let _ = writeln!(out, "    # {}", printable(&self.about));
        }
        let _ = writeln!(out, "    - name: {}\n      regex: {}", yaml::quoted(&self.name), single(&self.regex));
        if self.group > 0 {
            let _ = writeln!(out, "      group: {}", self.group);
        }
        if !self.keywords.is_empty() {
            let keywords: Vec<String> = self.keywords.iter().map(|word| yaml::quoted(word)).collect();
            let _ = writeln!(out, "      keywords: [{}]", keywords.join(", "));
        }
        let _ = writeln!(out, "      action: {ACTION}");
    }
}

/// A policy of this pattern alone.
fn policy(pattern: &Pattern) -> String {
    let mut out = "version: 1\nredact:\n  patterns:\n".to_owned();
    pattern.write(&mut out);
    out
}

/// What the component says against a policy.
fn good(instance: &mut Instance, policy: &str) -> Result<Result<(), String>, Failure> {
    let Ok(tree) = yaml::parse(policy) else { return Ok(Err("it can't be written as YAML".to_owned())) };
    match instance.check(&tree.json()) {
        Ok(_) => Ok(Ok(())),
        Err(OpenError::Policy(PolicyError::Syntax(p) | PolicyError::UnknownName(p) | PolicyError::Invalid(p))) => {
            Ok(Err(printable(&p.message)))
        }
        Err(error @ OpenError::Host(_)) => Err(Failure::failed(error)),
    }
}

/// Text in single quotes, where YAML escapes nothing; with control characters, in double ones.
fn single(text: &str) -> String {
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')) {
        return yaml::quoted(text);
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A name that a pattern can have.
fn name(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') { c } else { '-' };
    id.chars().map(plain).take(NAME).collect()
}

/// The groups of a regular expression that catch something.
fn groups(regex: &str) -> usize {
    let (mut groups, mut class, mut escaped) = (0, false, false);
    for (at, byte) in regex.bytes().enumerate() {
        match byte {
            _ if escaped => {
                escaped = false;
                continue;
            }
            b'\\' => escaped = true,
            b'[' => class = true,
            b']' => class = false,
            b'(' if !class => {
                let rest = &regex[at + 1..];
                let named = rest.starts_with("?P<")
                    || rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!");
                groups += usize::from(named || !rest.starts_with('?'));
            }
            _ => {}
        }
    }
    groups
}

fn list<'a>(table: &'a Table, name: &str) -> &'a [Value] {
    table.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A scalar.
fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        _ => "…".to_owned(),
    }
}

/// The allowlists of the configuration or of a rule, each as what it has.
fn allowlists(table: &Table) -> Vec<String> {
    let old = table.get("allowlist").into_iter();
    let all = old.chain(list(table, "allowlists")).filter_map(Value::as_table);
    let what = |allowed: &Table| {
        let parts = allowed.iter().filter_map(|(name, value)| Some(format!("{} {name}", value.as_array()?.len())));
        parts.collect::<Vec<_>>().join(", ")
    };
    all.map(what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_catch_are_counted() {
        for (regex, number) in [
            ("a", 0),
            ("(a)", 1),
            ("(?:a)(?i)(?P<n>b)(?<m>c)", 2),
            (r"\((a)[(]\\(b)", 2),
            (r"(?i)[\](]([a-z])", 1),
            ("(?<=a)(?<!b)", 0),
        ] {
            assert_eq!(groups(regex), number, "{regex}");
        }
    }

    #[test]
    fn texts_are_quoted_so_that_they_stay() {
        for text in [r"[\x60'\s;]|\\[nr]|$", "a\u{7}b", "", "- # :"] {
            let read = yaml::parse(&single(text)).ok().and_then(|node| node.text());
            assert_eq!(read.as_deref(), Some(text));
        }
    }
}
