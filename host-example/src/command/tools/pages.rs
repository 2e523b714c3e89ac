//! `validate --explain RULE`: the page on a rule. The pages are Markdown, one file for each family.

use std::fmt::Write as _;
use std::sync::Arc;

use logveil_host::{Rule, Verb};

use crate::command::exit::{Exit, Failure};
use crate::command::flow::open;
use crate::command::output::target::{Target, WriteError};
use crate::command::settings::Settings;
use crate::command::terminal::paint;
use crate::command::terminal::say::printable;
use crate::command::work::lane::Lane;

/// A heading `## NAME` begins the page of a rule, or with `*` at its end that of all whose names begin so.
const PAGES: [&str; 5] = [
    include_str!("../../pages/limit.md"),
    include_str!("../../pages/syntax.md"),
    include_str!("../../pages/cp1.md"),
    include_str!("../../pages/injection.md"),
    include_str!("../../pages/leak.md"),
];

/// Prints the page on `rule`.
pub(crate) fn run(rule: &str, settings: &Settings) -> Result<Exit, Failure> {
    let session = open::session(settings, Verb::Validate)?;
    let rules = Lane::new(Arc::new(session)).rules()?;
    let known = rules.iter().find(|known| known.name == rule);
    let Some(page) = page(rule).filter(|_| known.is_some() || !is_family_page(rule)) else {
        let mut all: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
        names().for_each(|name| all.push(name));
        let near = nearest(rule, all.into_iter()).map(|name| format!("; did you mean {name}?")).unwrap_or_default();
        return Err(Failure::usage(format_args!("no rule is called {}{near}", printable(rule))));
    };
    let mut target = Target::stdout()?;
    match target.write(text(rule, known, page).as_bytes()) {
        Ok(()) | Err(WriteError::Closed) => Ok(Exit::Clean),
        Err(WriteError::Failed(failure)) => Err(failure),
    }
}

fn text(name: &str, rule: Option<&Rule>, page: &str) -> String {
    let mut text = format!("{name}\n");
    // Writing into a String does not fail.
    let _ = match rule {
        Some(rule) => writeln!(text, "{}: {}", paint::name(rule.severity), rule.message),
        None => writeln!(text, "The policy at hand does not have this rule."),
    };
    text + "\n" + page.trim() + "\n"
}

/// The page on a rule: its own, or that of the longest family it belongs to.
fn page(rule: &str) -> Option<&'static str> {
    let fits = |name: &str| match name.strip_suffix('*') {
        Some(family) => rule.len() > family.len() && rule.starts_with(family),
        None => rule == name,
    };
    let best = sections().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| (!name.ends_with('*'), name.len()));
    best.map(|(_, page)| page)
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
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let close = names.map(|name| (distance(wanted, name), name)).min()?;
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
        assert!(page("cp1/misplaced").is_some() && page("leak/key-").is_some());
        assert!(page("leak/key-password") != page("leak/email") && page("leak/pan") != page("leak/x"));
        assert_eq!((page("nonsense"), page("leak/")), (None, None));
    }

    #[test]
    fn names_that_are_nearly_right_are_found() {
        assert_eq!(nearest("cp1/mispaced", names()), Some("cp1/misplaced"));
        assert_eq!(nearest("something/else-altogether", names()), None);
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
    }
}
