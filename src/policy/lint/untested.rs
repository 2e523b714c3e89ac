//! Rules that no test of the policy makes fire, and tests that fail.
use std::collections::BTreeSet;

use serde_json::Value;

use super::{Notes, action, lists};
use crate::detect::ALL;
use crate::output::Severity::{Info, Warning};
use crate::output::Verb;
use crate::pipeline::Pipeline;
use crate::policy::grammar::is_of;
use crate::policy::{Key, Policy, names};

pub(super) fn look(text: &str, own: &Value, policy: &Policy, notes: &mut Notes) {
    let tests = own["tests"].as_array().map_or(&[][..], Vec::as_slice);
    let rules = rules(own);
    if tests.is_empty() {
        if !rules.is_empty() {
            notes.add("no-tests", Info, String::new(), "the policy has rules of its own and no tests");
        }
        return;
    }
    // Any keys will do: only the rules that fire are looked at.
    let ids = policy.needs.iter().map(|id| if id.is_empty() { "any" } else { id });
    let keys: Vec<Key> = ids.map(|id| Key { id: id.into(), bytes: vec![0x5a; 32] }).collect();
    let Ok(mut pipeline) = Pipeline::open(text, &keys) else { return };
    let mut fired: BTreeSet<String> = BTreeSet::new();
    for input in tests.iter().filter_map(|test| test["in"].as_str()) {
        if pipeline.push(Verb::Redact, input.as_bytes()).is_ok()
            && let Ok(summary) = pipeline.finish()
        {
            fired.extend(summary.tallies.into_iter().map(|tally| tally.rule));
        }
    }
    for (at, names) in rules {
        if !names.iter().any(|name| fired.contains(name)) {
            notes.add("no-test", Warning, at, "no test of the policy makes this rule fire");
        }
    }
}

/// The policy's own rules: their places, and the names of which one has to fire.
fn rules(own: &Value) -> Vec<(String, Vec<String>)> {
    let mut rules = Vec::new();
    for (at, list) in lists(own, "keys").filter(|(_, list)| action(list) != "keep") {
        let texts = names::texts(&list["match"]);
        rules.push((at, texts.map(|text| format!("leak/{}", names::rule_name(text))).collect()));
    }
    for (name, map) in own["redact"]["detectors"].as_object().into_iter().flatten() {
        if action(map) != "keep" {
            // Of a group any detector will do.
            let group = ALL.iter().filter(|about| is_of(about, name)).map(|about| format!("leak/{}", about.name));
            let names = group.chain([format!("leak/{name}")]).collect();
            rules.push((format!("/redact/detectors/{name}"), names));
        }
    }
    for (at, pattern) in lists(own, "patterns").filter(|(_, pattern)| action(pattern) != "keep") {
        let name = pattern["name"].as_str().unwrap_or_default();
        rules.push((at, vec![format!("leak/{name}")]));
    }
    rules
}
