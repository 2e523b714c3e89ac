//! Patterns that match nothing at all, ids that are of use, or are run over every text.
use regex_lite::Regex;
use serde_json::Value;

use super::{Notes, action, lists};
use crate::output::Severity::Warning;
use crate::pattern::needs;

/// What logs are joined by.
const IDS: [(&str, &str); 6] = [
    ("a UUID", "6f1c0b52-8a3e-4d1f-9c27-5be0a4d7e813"),
    ("a trace id", "4bf92f3577b34da6a3ce929d0e0e4736"),
    ("a span id", "00f067aa0ba902b7"),
    ("a commit", "9fceb02d0ae598e95dc970b74767f19372d61af8"),
    ("a time", "2026-03-14T15:09:26.535Z"),
    ("a time in milliseconds", "1773500966535"),
];

pub(super) fn look(own: &Value, notes: &mut Notes) {
    let mut names: Vec<&str> = Vec::new();
    for (at, pattern) in lists(own, "patterns") {
        let name = pattern["name"].as_str().unwrap_or_default();
        if names.contains(&name) {
            let message = "another pattern has this name: findings and counts do not tell them apart";
            notes.add("same-name", Warning, format!("{at}/name"), message);
        }
        names.push(name);
        let text = pattern["regex"].as_str().unwrap_or_default();
        let Some(regex) = Regex::new(text).ok().filter(|_| action(pattern) != "keep") else { continue };
        let at = format!("{at}/regex");
        if regex.is_match("") {
            notes.add("matches-nothing", Warning, at.clone(), "this matches the empty text");
        }
        let keywords = pattern["keywords"].as_array().is_some_and(|words| !words.is_empty());
        if let Some((what, _)) = IDS.iter().find(|(_, id)| !keywords && finds(&regex, id)) {
            notes.add("matches-an-id", Warning, at.clone(), format!("this matches {what}"));
        }
        if needs(text).literals.is_empty() {
            let message = "this has no literal of three bytes, so it is run over every text, which is slow";
            notes.add("no-literal", Warning, at, message);
        }
    }
}

fn finds(regex: &Regex, id: &str) -> bool {
    regex.find(id).is_some_and(|found| !found.is_empty())
}
