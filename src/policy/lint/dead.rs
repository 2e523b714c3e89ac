//! Rules that never apply, or say again what is said already.
use serde_json::Value;

use super::{Notes, action, lists, matches};
use crate::keys::{KeyRules, Match, words_of};
use crate::output::Severity::{Info, Warning};

pub(super) fn look(own: &Value, presets: &[Value], notes: &mut Notes) {
    names(own, presets, notes);
    detectors(own, presets, notes);
    let mut seen: Vec<&str> = Vec::new();
    for (at, pattern) in lists(own, "patterns") {
        let regex = pattern["regex"].as_str().unwrap_or_default();
        if seen.contains(&regex) {
            notes.add("twice", Warning, format!("{at}/regex"), "another pattern has the same expression");
        }
        seen.push(regex);
    }
}

fn names(own: &Value, presets: &[Value], notes: &mut Notes) {
    // Earlier names with what is done to their values.
    let mut known: Vec<(String, &Value)> = Vec::new();
    for (_, text, list) in presets.iter().flat_map(matches) {
        known.push((normal(text), list));
    }
    let from_presets = known.len();
    for (at, text, list) in matches(own) {
        let words = normal(text);
        let before = known.iter().rposition(|(other, _)| *other == words);
        let keeps = action(list) == "keep";
        match before {
            Some(place) if place >= from_presets && same(known[place].1, list) => {
                notes.add("twice", Warning, at, "this stands in the policy twice");
            }
            Some(place) if place >= from_presets => {
                notes.add("shadowing", Warning, at, "an earlier rule for the same name never applies");
            }
            Some(place) if same(known[place].1, list) => {
                notes.add("in-preset", Info, at, "a preset that this policy extends says the same");
            }
            None if keeps && is_words(text) && !known.iter().any(|(other, _)| other.contains(['*', '/'])) => {
                notes.add("keeps-nothing", Warning, at, "no rule takes this name");
            }
            None if !keeps && is_words(text) && covered(&words, list, &known) => {
                notes.add("shadowed", Info, at, "a shorter name takes this one too, and does the same");
            }
            _ => {}
        }
        known.push((words, list));
    }
    let rules: Vec<&String> = known.iter().filter(|(_, list)| action(list) != "keep").map(|(words, _)| words).collect();
    for (place, name) in own["redact"]["protect"].as_array().into_iter().flatten().enumerate() {
        let words = normal(name.as_str().unwrap_or_default());
        if rules.contains(&&words) {
            let at = format!("/redact/protect/{place}");
            notes.add("not-protected", Warning, at, "a rule takes this name: it is not protected");
        }
    }
}

/// Whether another rule with the same effect takes every name that these words take.
fn covered(words: &str, list: &Value, known: &[(String, &Value)]) -> bool {
    let mut rules = KeyRules::default();
    for (other, of) in known.iter().filter(|(other, _)| is_words(other)) {
        if same(of, list) {
            rules.add(other, Match::Rule(0));
        }
    }
    rules.find(words.as_bytes()).is_some()
}

fn same(a: &Value, b: &Value) -> bool {
    let without = |list: &Value| {
        let mut map = list.as_object().cloned().unwrap_or_default();
        map.remove("match");
        map.entry("action").or_insert_with(|| "replace".into());
        map
    };
    without(a) == without(b)
}

fn is_words(text: &str) -> bool {
    !text.contains(['*', '?', '/'])
}

fn normal(text: &str) -> String {
    if is_words(text) { words_of(text).join(" ") } else { text.to_owned() }
}

fn detectors(own: &Value, presets: &[Value], notes: &mut Notes) {
    let on = |name: &str| {
        let all = presets.iter().chain([own]);
        let said = all.filter_map(|layer| layer["redact"]["detectors"].get(name)).next_back();
        said.is_some_and(|map| action(map) != "keep")
    };
    for (name, map) in own["redact"]["detectors"].as_object().into_iter().flatten() {
        let before = presets.iter().any(|layer| layer["redact"]["detectors"].get(name).is_some());
        if action(map) == "keep" && !before {
            let at = format!("/redact/detectors/{name}");
            notes.add("off-already", Info, at, "this detector is off without being named");
        }
    }
    for (name, _) in own["redact"]["allow"].as_object().into_iter().flatten() {
        if !on(name) {
            notes.add("allows-nothing", Warning, format!("/redact/allow/{name}"), "this detector is off");
        }
    }
}
