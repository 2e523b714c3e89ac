//! Rules by name: what stands under `keys` and `protect` becomes words, globs, regular expressions and pointers.
use regex_lite::{Regex, RegexBuilder};
use serde_json::Value;

use super::PolicyError;
use super::acting::Of;
use super::compile::{Made, leak};
use super::read::invalid;
use crate::keys::{Form, Glob, KeyRules, Mark, Match, STEPS};
use crate::part::{self, WHOLE};

type Read<T> = Result<T, PolicyError>;

/// Names that a policy which calls itself `cp1` may switch off.
const CP1_OPTIONAL: [&str; 5] = ["email", "e mail", "email address", "phone", "phone number"];

/// The most a regular expression may take once it is compiled, in bytes.
pub(super) const REGEX: usize = 256 * 1024;

/// A text under `match`, by its form.
pub(super) enum Named<'a> {
    /// Words with blanks between them.
    Words(String),
    Glob(&'a str),
    Regex(Box<Regex>),
    Pointer(&'a str),
}

/// What a text under `match` is, at `at` of the policy.
pub(super) fn named<'a>(text: &'a str, at: &str) -> Read<Named<'a>> {
    if text.len() > 256 {
        return Err(invalid(at, "at most 256 bytes are wanted here"));
    }
    let ends = text.strip_prefix('/').filter(|rest| rest.len() > 1);
    if let Some(inner) = ends.and_then(|rest| rest.strip_suffix('/').or_else(|| rest.strip_suffix("/i"))) {
        // Names are held against it in any case: `Password` is as sensitive as `password`.
        return regex(inner, true, at).map(|regex| Named::Regex(Box::new(regex)));
    }
    if text.contains('/') {
        let good = text.split('/').skip(usize::from(text.starts_with('/'))).all(|step| !step.is_empty());
        return if good && !text.trim_start_matches(['*', '/']).is_empty() {
            Ok(Named::Pointer(text))
        } else {
            Err(invalid(at, "a pointer has steps with names: `/headers/*/token`, `**/token`"))
        };
    }
    if text.contains(['*', '?']) {
        return if text.bytes().any(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80) {
            Ok(Named::Glob(text))
        } else {
            Err(invalid(at, "a glob has letters beside its stars"))
        };
    }
    match crate::keys::words_of(text) {
        words if words.is_empty() => Err(invalid(at, "a name of one word or more is wanted here")),
        words => Ok(Named::Words(words.join(" "))),
    }
}

/// A regular expression of linear time.
pub(crate) fn regex(text: &str, any_case: bool, at: &str) -> Read<Regex> {
    if !WHOLE {
        return Err(part::refused());
    }
    let built = RegexBuilder::new(text).case_insensitive(any_case).size_limit(REGEX).nest_limit(64).build();
    built.map_err(|error| invalid(at, format_args!("no regular expression: {error}")))
}

/// The names of all layers. Later ones win.
pub(super) fn key_rules(layers: &[Value], value: &Value, made: &mut Made<'_>) -> Read<(KeyRules, Option<KeyRules>)> {
    let is_cp1 = value["extends"].as_array().is_some_and(|presets| presets.iter().any(|preset| preset == "cp1"));
    let mut names = Names { is_cp1, words: Vec::new(), forms: Vec::new(), pointers: Vec::new() };
    for layer in layers {
        for (place, list) in layer["redact"]["keys"].as_array().into_iter().flatten().enumerate() {
            names.list(list, &format!("/redact/keys/{place}"), made)?;
        }
    }
    let mut protect = Vec::new();
    for layer in layers {
        for (place, text) in texts(&layer["redact"]["protect"]).enumerate() {
            let at = format!("/redact/protect/{place}");
            match named(text, &at)? {
                Named::Pointer(_) => return Err(invalid(&at, "names are protected, not places")),
                name => protect.push(name),
            }
        }
    }
    names.compile(&protect)
}

/// The texts of a list.
pub(super) fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// What was read so far. None as the rule's number: the name is kept.
struct Names<'a> {
    is_cp1: bool,
    words: Vec<(String, u16)>,
    forms: Vec<(Named<'a>, Option<u16>)>,
    pointers: Vec<(&'a str, Option<u16>)>,
}

impl<'a> Names<'a> {
    /// One list of names and its action.
    fn list(&mut self, list: &'a Value, at: &str, made: &mut Made<'_>) -> Read<()> {
        let own_name = list["name"].as_str();
        if own_name.is_some_and(str::is_empty) {
            return Err(invalid(format_args!("{at}/name"), "a name is wanted here"));
        }
        for (place, text) in texts(&list["match"]).enumerate() {
            let place = format!("{at}/match/{place}");
            let name = named(text, &place)?;
            let words = if let Named::Words(words) = &name { words } else { text };
            let shown = rule_name(text);
            let separate = own_name.unwrap_or(&shown);
            let Some(action) = made.reader.read(list, at, Of::Key(words), separate, &shown)? else {
                self.keep(name, &place)?;
                continue;
            };
            let number = made.add(leak(&shown, "A value under a sensitive name."), action);
            match name {
                Named::Words(words) => {
                    self.forms.retain(|(name, _)| !matches!(name, Named::Words(kept) if *kept == words));
                    self.words.push((words, number));
                }
                Named::Pointer(pointer) => self.pointers.push((pointer, Some(number))),
                form => self.forms.push((form, Some(number))),
            }
        }
        Ok(())
    }

    fn keep(&mut self, name: Named<'a>, place: &str) -> Read<()> {
        let optional = match &name {
            Named::Words(words) => {
                CP1_OPTIONAL.contains(&&**words) || self.words.iter().all(|(known, _)| known != words)
            }
            _ => false,
        };
        if self.is_cp1 && !optional {
            return Err(invalid(place, "a policy that extends cp1 may keep email and phone only"));
        }
        match name {
            Named::Words(words) => {
                self.words.retain(|(known, _)| *known != words);
                // A glob that takes the same name does not.
                self.forms.push((Named::Words(words), None));
            }
            Named::Pointer(pointer) => self.pointers.push((pointer, None)),
            form => self.forms.push((form, None)),
        }
        Ok(())
    }

    /// The rules for JSON and, where there are pointers, those for text: there each pointer's last name counts.
    fn compile(self, protect: &[Named<'_>]) -> Read<(KeyRules, Option<KeyRules>)> {
        let names = || {
            let mut keys = KeyRules::default();
            for name in protect {
                match name {
                    Named::Words(words) => keys.add(words, Match::Protected),
                    name => keys.add_form(form(name), Match::Protected),
                }
            }
            for (words, number) in &self.words {
                keys.add(words, Match::Rule(*number));
            }
            for (name, number) in &self.forms {
                keys.add_form(form(name), number.map_or(Match::Kept, Match::Rule));
            }
            keys
        };
        let mut keys = names();
        for (pointer, number) in &self.pointers {
            if !keys.pointers.add(pointer, number.unwrap_or(Mark::CLEAN)) {
                return Err(invalid("/redact/keys", format_args!("pointers have {STEPS} steps at most in all")));
            }
        }
        let in_text = keys.has_pointers().then(|| {
            let mut in_text = names();
            for (glob, rule) in keys.pointers.names() {
                in_text.add_form(Form::Glob(glob.clone()), Match::Rule(rule));
            }
            in_text
        });
        Ok((keys, in_text))
    }
}

fn form(name: &Named<'_>) -> Form {
    match name {
        Named::Regex(regex) => Form::Regex(regex.clone()),
        Named::Glob(text) | Named::Pointer(text) => Form::Glob(Glob::name(text)),
        Named::Words(words) => Form::Glob(Glob::name(words)),
    }
}

/// The name, less its family, of the rule that a text under `match` makes.
pub(super) fn rule_name(text: &str) -> String {
    match text.contains(['*', '?', '/']) {
        true => format!("key-{}", slug(text)),
        false => format!("key-{}", crate::keys::words_of(text).join("-")),
    }
}

/// A rule's name from a glob, a regular expression or a pointer.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars().take(64) {
        match letter.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => slug.push(letter),
            '*' if !slug.ends_with('*') => slug.push('*'),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').into()
}
