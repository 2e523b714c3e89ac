//! Rules that never apply, or say again what is said already.
use serde_json::Value;

use super::{Notes, action, lists, matches};
use crate::detect::{ALL, About};
use crate::keys::{KeyRules, Match, words_of};
use crate::output::Severity::{Info, Warning};
use crate::policy::grammar::{GROUPS, is_of};

pub(super) fn look(own: &Value, presets: &[Value], notes: &mut Notes) {
    names(own, presets, notes);
    detectors(own, presets, notes);
    templates(own, notes);
    for (at, list) in lists(own, "keys") {
        if list["match"].as_array().is_some_and(Vec::is_empty) {
            notes.add("takes-nothing", Warning, format!("{at}/match"), "no name stands here: this rule takes nothing");
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for (at, pattern) in lists(own, "patterns") {
        let regex = pattern["regex"].as_str().unwrap_or_default();
        if seen.contains(&regex) {
            notes.add("twice", Warning, format!("{at}/regex"), "another pattern has the same expression");
        }
        seen.push(regex);
    }
}

/// Replacements with a `{name}` that nothing is put in for.
fn templates(own: &Value, notes: &mut Notes) {
    let redact = &own["redact"];
    let lists = ["keys", "patterns"].into_iter().flat_map(|name| lists(own, name));
    let detectors = redact["detectors"].as_object().into_iter().flatten();
    let detectors = detectors.map(|(name, map)| (format!("/redact/detectors/{name}"), map));
    for (at, map) in lists.chain(detectors).chain([("/redact".into(), redact)]) {
        let mut rest = map["replacement"].as_str().unwrap_or_default();
        while let Some((_, after)) = rest.split_once('{') {
            rest = after;
            let Some((name, _)) = after.split_once('}') else { break };
            let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
            if word && name != "rule" {
                let message = "only `{rule}` is filled in; what else stands in braces is written as it is";
                notes.add("no-such-template", Warning, format!("{at}/replacement"), message);
                break;
            }
        }
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

/// What the policy says of the last group that has the detector.
fn group<'a>(own: &'a Value, name: &str) -> Option<&'a Value> {
    let about = ALL.iter().find(|about| about.name == name)?;
    let groups = GROUPS.iter().rev().filter(|(group, _)| is_of(about, group));
    groups.filter_map(|(group, _)| own["redact"]["detectors"].get(group)).next()
}

fn detectors(own: &Value, presets: &[Value], notes: &mut Notes) {
    // Presets name each detector; the policy itself may name a group.
    let before = |name: &str| presets.iter().filter_map(|layer| layer["redact"]["detectors"].get(name)).next_back();
    let on = |name: &str| {
        let said = own["redact"]["detectors"].get(name).or_else(|| group(own, name)).or_else(|| before(name));
        said.is_some_and(|map| action(map) != "keep")
    };
    for (name, map) in own["redact"]["detectors"].as_object().into_iter().flatten() {
        let of = |about: &&About| about.name == name || is_of(about, name);
        let before = ALL.iter().filter(of).any(|about| before(about.name).or_else(|| group(own, about.name)).is_some());
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
