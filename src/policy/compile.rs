//! Compiling: from a policy's merged value to what the work reads.
use serde_json::Value;

use super::read::{invalid, read};
use super::{Key, OnError, Policy, PolicyError};
use crate::cp1;
use crate::detect::{ALL, Detectors, LITERALS};
use crate::index::Literals;
use crate::keys::{KeyRules, Match};
use crate::output::{Rule, Severity};

/// Rules that every policy has, in the order of `fixed`.
const FIXED: [(&str, &str, &str); 5] = [
    ("limit/max-record-bytes", "The record is longer than the policy allows.", "raise limits.max_record_bytes"),
    ("limit/max-depth", "The record is nested deeper than the policy allows.", "raise limits.max_depth"),
    ("limit/fuel", "The record took more work than the host allows.", "report it: no record should"),
    ("limit/memory", "The record took more memory than the host allows.", "lower limits.max_record_bytes"),
    ("limit/trap", "The record broke the program.", "report it: none should"),
];

/// Names that a policy which calls itself `cp1` may switch off.
const CP1_OPTIONAL: [&str; 5] = ["email", "e mail", "email address", "phone", "phone number"];

impl Policy {
    pub(crate) fn compile(text: &str) -> Result<Policy, PolicyError> {
        let value = read(text)?;
        let mut rules: Vec<Rule> =
            FIXED.iter().map(|(name, message, hint)| rule(name, Severity::Error, message, Some(hint))).collect();
        let cp1 = rules.len() as u16;
        rules.extend(
            cp1::RULES.iter().map(|(name, severity, message, hint)| rule(name, *severity, message, Some(hint))),
        );
        let detectors = detectors(&value, &mut rules);
        let keys = keys(&value, &mut rules)?;
        let replacement = value["redact"]["replacement"].as_str().unwrap_or("[REDACTED]");
        if replacement.is_empty() || replacement.len() > 256 || replacement.chars().any(char::is_control) {
            return Err(invalid(
                "/redact/replacement",
                "1 to 256 bytes without control characters are wanted here".into(),
            ));
        }
        let format = &value["format"];
        let zone = match format["timezone"].as_str().map(str::parse) {
            Some(Err(())) => {
                return Err(invalid("/format/timezone", "UTC or an offset like +02:00 is wanted here".into()));
            }
            Some(Ok(zone)) => Some(zone),
            None => None,
        };
        let limit = |name: &str, default| value["limits"][name].as_u64().unwrap_or(default) as usize;
        Ok(Policy {
            rules,
            keys,
            detectors,
            literals: Literals::new(LITERALS),
            in_json: Value::from(replacement).to_string().into_bytes(),
            in_text: replacement.as_bytes().to_vec(),
            max_record_bytes: limit("max_record_bytes", 1 << 20),
            max_depth: limit("max_depth", 128),
            on_error: if value["on_error"] == "withhold" { OnError::Withhold } else { OnError::Mask },
            input_text: format["input"] == "text",
            output_cp1: format["output"] == "cp1",
            zone,
            visible: format["controls"] == "visible",
            split_errors: format["split_errors"] == true,
            check_cp1: value["validate"]["schema"] == "cp1",
            require_correlation: value["validate"]["require_correlation"] == true,
            withhold_invalid: value["validate"]["on_invalid"] == "withhold",
            cp1,
        })
    }

    /// Looks at the keys that a host passes.
    pub(crate) fn look_at(keys: &[Key]) -> Result<(), PolicyError> {
        for key in keys {
            let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            if !(1..=32).contains(&key.id.len()) || !key.id.bytes().all(named) {
                return Err(invalid("", "a key's id is 1 to 32 of A-Z a-z 0-9 _ -".into()));
            }
            if key.bytes.len() < 16 {
                return Err(invalid("", format!("the key `{}` is shorter than 16 bytes", key.id)));
            }
        }
        Ok(())
    }
}

fn rule(name: &str, severity: Severity, message: &str, hint: Option<&str>) -> Rule {
    Rule { name: name.into(), severity, message: message.into(), hint: hint.map(Into::into) }
}

/// Adds a rule and returns its number. A name that is there already keeps its number.
fn number(rules: &mut Vec<Rule>, rule: Rule) -> u16 {
    let known = rules.iter().position(|known| known.name == rule.name);
    known.unwrap_or_else(|| {
        rules.push(rule);
        rules.len() - 1
    }) as u16
}

const LEAK_HINT: &str = "`logveil redact` takes it out";

fn detectors(value: &Value, rules: &mut Vec<Rule>) -> Detectors {
    let mut detectors = Detectors::default();
    for about in ALL {
        let on = value["redact"]["detectors"][about.name]["action"] == "replace";
        if on {
            let name = format!("leak/{}", about.name);
            let number = number(rules, rule(&name, Severity::Error, about.message, Some(LEAK_HINT)));
            detectors.switch(about.detector, Some(number));
        }
    }
    detectors
}

fn keys(value: &Value, rules: &mut Vec<Rule>) -> Result<KeyRules, PolicyError> {
    let redact = &value["redact"];
    let is_cp1 = value["extends"].as_array().is_some_and(|presets| presets.iter().any(|preset| preset == "cp1"));
    let lists = redact["keys"].as_array().into_iter().flatten();
    let mut names: Vec<(String, u16)> = Vec::new();
    for list in lists {
        let keep = list["action"] == "keep";
        for name in list["match"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let words = crate::keys::words_of(name);
            if words.is_empty() || name.contains(['*', '/', '?']) {
                let message = "a name of one word or more is wanted; globs, patterns and pointers are not built yet";
                return Err(invalid("/redact/keys", message.into()));
            }
            let words = words.join(" ");
            if keep {
                if is_cp1 && !CP1_OPTIONAL.contains(&&*words) && names.iter().any(|(known, _)| *known == words) {
                    return Err(invalid(
                        "/redact/keys",
                        "a policy that extends cp1 may keep email and phone only".into(),
                    ));
                }
                names.retain(|(known, _)| *known != words);
                continue;
            }
            let rule_name = format!("leak/key-{}", words.replace(' ', "-"));
            let rule = rule(&rule_name, Severity::Error, "A value under a sensitive name.", Some(LEAK_HINT));
            let number = number(rules, rule);
            names.push((words, number));
        }
    }
    let mut keys = KeyRules::default();
    for name in redact["protect"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        keys.add(name, Match::Protected);
    }
    for (name, number) in &names {
        keys.add(name, Match::Rule(*number));
    }
    Ok(keys)
}
