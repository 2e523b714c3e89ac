//! `rules`, `validate --explain RULE`: the list of rules, and the page on one. The pages are Markdown, one file for each family.

use std::fmt::Write as _;

use logveil_host::{About, Rule};

use crate::command::exit::{Exit, Failure};
use crate::command::output::target;
use crate::command::policy::chosen::Chosen;
use crate::command::terminal::paint;
use crate::command::terminal::say::printable;
use crate::command::tools::asked::Asked;
use crate::command::work::session::Plugin;

/// A heading `## NAME` begins the page of a rule, or with `*` at its end that of all whose names begin so.
const PAGES: [&str; 14] = [
    include_str!("../../pages/limit.md"),
    include_str!("../../pages/syntax.md"),
    include_str!("../../pages/cp1.md"),
    include_str!("../../pages/injection.md"),
    include_str!("../../pages/time.md"),
    include_str!("../../pages/level.md"),
    include_str!("../../pages/message.md"),
    include_str!("../../pages/correlation.md"),
    include_str!("../../pages/naming.md"),
    include_str!("../../pages/size.md"),
    include_str!("../../pages/cardinality.md"),
    include_str!("../../pages/drift.md"),
    include_str!("../../pages/shape.md"),
    include_str!("../../pages/leak.md"),
];

/// Prints the page on `name`. `policy` says which rules there are besides those that every policy can have.
pub(crate) fn run(name: &str, policy: &Chosen) -> Result<Exit, Failure> {
    let plugin = Plugin::load()?;
    let (own, all) = (rules_of(policy, &plugin)?, plugin.rules()?);
    let known = own.iter().chain(all.iter().map(|about| &about.rule)).find(|known| known.name == name);
    let in_core = all.iter().any(|about| about.rule.name == name);
    let Some(page) = page(name, in_core).filter(|_| known.is_some() || !is_family_page(name)) else {
        let there = own.iter().chain(all.iter().map(|about| &about.rule));
        let mut there: Vec<&str> = there.map(|rule| rule.name.as_str()).collect();
        names().for_each(|name| there.push(name));
        let near = nearest(name, &there).map(|name| format!("; did you mean {name}?")).unwrap_or_default();
        return Err(Failure::usage(format_args!("no rule is called {}{near}", printable(name))));
    };
    let family = |about: &&About| match about.rule.name.strip_suffix('*') {
        Some(family) => name.starts_with(family),
        None => about.rule.name == name,
    };
    let proof = all.iter().find(family).and_then(|about| about.proof.as_deref());
    let mut text = format!("{name}\n");
    // Writing into a String does not fail.
    let _ = match known {
        Some(rule) => writeln!(text, "{}: {}", paint::name(rule.severity), rule.message),
        None => Ok(()),
    };
    if !own.iter().any(|rule| rule.name == name) {
        text += "The policy at hand does not have this rule.\n";
    }
    let _ = write!(text, "\n{}\n", page.trim());
    if let Some(proof) = proof {
        let _ = write!(text, "\n**What counts** {proof}\n");
    }
    target::once(None, text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Prints the rules of a policy, or every rule that a policy can have.
pub(crate) fn list(policy: Option<&Chosen>) -> Result<Exit, Failure> {
    let plugin = Plugin::load()?;
    let rules = match policy {
        Some(policy) => rules_of(policy, &plugin)?,
        None => plugin.rules()?.into_iter().map(|about| about.rule).collect(),
    };
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &Rule| format!("{:width$}  {:7}  {}\n", rule.name, paint::name(rule.severity), rule.message);
    target::once(None, rules.iter().map(line).collect::<String>().as_bytes())?;
    Ok(Exit::Clean)
}

fn rules_of(policy: &Chosen, plugin: &Plugin) -> Result<Vec<Rule>, Failure> {
    let rules = Asked::new(policy, plugin)?.keyed_for_tests(&[])?.stream()?.rules();
    rules.map_err(|_| Failure::failed("the component does not name its rules"))
}

/// The page on a rule: its own, or that of the longest family it belongs to. `own`: the core has the rule, it is none that
/// a policy names; only such belong to a country.
fn page(rule: &str, own: bool) -> Option<&'static str> {
    let fits = |name: &str| match name.strip_suffix('*') {
        Some("leak/??_") => own && is_of_a_country(rule),
        Some(family) => rule == name || rule.len() > family.len() && rule.starts_with(family),
        None => rule == name,
    };
    let best = sections().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| (!name.ends_with('*'), name.len()));
    best.map(|(_, page)| page)
}

/// Whether a rule's name begins with two letters and a line.
fn is_of_a_country(rule: &str) -> bool {
    let name = rule.strip_prefix("leak/").unwrap_or_default().as_bytes();
    name.len() > 3 && name[..2].iter().all(u8::is_ascii_lowercase) && name[2] == b'_'
}

/// Whether no page is of this rule alone, so that the rule may not exist at all.
fn is_family_page(rule: &str) -> bool {
    !names().any(|name| name == rule)
}

/// Names that have a page of their own.
fn names() -> impl Iterator<Item = &'static str> {
    sections().map(|(name, _)| name).filter(|name| !name.ends_with('*'))
}

fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().flat_map(|pages| pages.split("\n## ").skip(1)).filter_map(|section| section.split_once('\n'))
}

/// The name that takes the fewest changes, where these are few.
fn nearest<'a>(wanted: &str, names: &[&'a str]) -> Option<&'a str> {
    let close = names.iter().map(|name| (distance(wanted, name), *name)).min()?;
    (close.0 <= 2 + wanted.len() / 4).then_some(close.1)
}

/// Letters to insert, remove or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().take(100).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in b.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_all_parts() {
        for (name, page) in sections() {
            for part in ["Why it matters", "Bad", "Good", "How to fix"] {
                assert!(page.contains(&format!("**{part}**")), "{name}: {part}");
            }
        }
    }

    #[test]
    fn the_closest_page_is_taken() {
        let page = |rule| page(rule, true);
        assert!(page("cp1/misplaced").is_some() && page("leak/key-").is_some());
        assert!(page("leak/key-password") != page("leak/email") && page("leak/pan") != page("leak/x"));
        assert_eq!((page("nonsense"), page("leak/")), (None, None));
        assert!(page("leak/gb_nhs") == page("leak/fi_hetu") && page("leak/gb_nhs") != page("leak/x"));
        assert!(page("leak/us_ssn") != page("leak/us_itin"));
        assert_eq!(super::page("leak/my_pattern", false), page("leak/x"));
    }

    #[test]
    fn names_that_are_nearly_right_are_found() {
        assert_eq!(nearest("cp1/mispaced", &names().collect::<Vec<_>>()), Some("cp1/misplaced"));
        assert_eq!(nearest("something/else-altogether", &names().collect::<Vec<_>>()), None);
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
    }
}
