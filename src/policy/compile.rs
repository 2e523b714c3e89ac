//! Compiling: from a policy's merged value to what the work reads.
use serde_json::Value;

use super::acting::{self, Of, Reader};
use super::read::{invalid, layers, merged};
use super::{Key, OnError, Policy, PolicyError, is_key_id};
use crate::action::{Action, Actions, Seal};
use crate::cp1;
use crate::detect::{ALL, About, Detectors};
use crate::index::Literals;
use crate::keys::{KeyRules, Match};
use crate::output::{Rule, Severity};
use crate::scan;

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
    /// Compiles a policy without its keys: to look at it.
    pub(crate) fn compile(text: &str) -> Result<Policy, PolicyError> {
        Policy::with(text, None)
    }

    /// Compiles a policy for work, with the keys that its actions name.
    pub(crate) fn open(text: &str, keys: &[Key]) -> Result<Policy, PolicyError> {
        Policy::look_at(keys)?;
        Policy::with(text, Some(keys))
    }

    fn with(text: &str, keys: Option<&[Key]>) -> Result<Policy, PolicyError> {
        let layers = layers(text)?;
        let value = merged(layers.clone());
        let mut rules: Vec<Rule> =
            FIXED.iter().map(|(name, message, hint)| rule(name, Severity::Error, message, Some(hint))).collect();
        let cp1 = rules.len() as u16;
        rules.extend(
            cp1::RULES.iter().map(|(name, severity, message, hint)| rule(name, *severity, message, Some(hint))),
        );
        let text = value["redact"]["replacement"].as_str().unwrap_or("[REDACTED]");
        let replacement = acting::replacement(text, "/redact/replacement")?.to_owned();
        let mut made = Made { rules, actions: Vec::new(), reader: Reader { keys, replacement, needs: Vec::new() } };
        made.actions = made.rules.iter().map(|rule| made.reader.plain(&rule.name)).collect();
        let detectors = detectors(&value, &mut made)?;
        let key_rules = key_rules(&layers, &value, &mut made)?;
        let format = &value["format"];
        let zone = match format["timezone"].as_str().map(str::parse) {
            Some(Err(())) => {
                return Err(invalid("/format/timezone", "UTC or an offset like +02:00 is wanted here".into()));
            }
            Some(Ok(zone)) => Some(zone),
            None => None,
        };
        let limit = |name: &str, default| value["limits"][name].as_u64().unwrap_or(default) as usize;
        let Made { rules, actions, reader } = made;
        let policy = Policy {
            rules,
            keys: key_rules,
            literals: Literals::new(detectors.windows()),
            detectors,
            actions: Actions::new(actions, keys.unwrap_or_default().iter().filter_map(Seal::new).collect()),
            needs: reader.needs,
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
        };
        // What is written may not be something that has to go.
        let found = policy.actions.list.iter().any(|action| scan::is_found(&policy, &action.in_text));
        if found {
            return Err(invalid("/redact/replacement", "a replacement is itself something that has to go".into()));
        }
        Ok(policy)
    }

    /// Looks at the keys that a host passes.
    pub(crate) fn look_at(keys: &[Key]) -> Result<(), PolicyError> {
        for key in keys {
            if !is_key_id(&key.id) {
                return Err(invalid("", "a key's id is 1 to 32 of A-Z a-z 0-9 _ -".into()));
            }
            if key.bytes.len() < 16 {
                return Err(invalid("", format!("the key `{}` is shorter than 16 bytes", key.id)));
            }
        }
        Ok(())
    }
}

/// Rules and their actions, as they are made.
struct Made<'a> {
    rules: Vec<Rule>,
    /// By the rule's number.
    actions: Vec<Action>,
    reader: Reader<'a>,
}

impl Made<'_> {
    /// Adds a rule with its action and returns its number. A rule that is there already gets the action.
    fn add(&mut self, rule: Rule, action: Action) -> u16 {
        let number = match self.rules.iter().position(|known| known.name == rule.name) {
            Some(number) => {
                self.actions[number] = action;
                number
            }
            None => {
                self.rules.push(rule);
                self.actions.push(action);
                self.rules.len() - 1
            }
        };
        number as u16
    }
}

fn rule(name: &str, severity: Severity, message: &str, hint: Option<&str>) -> Rule {
    Rule { name: name.into(), severity, message: message.into(), hint: hint.map(Into::into) }
}

fn leak(name: &str, message: &str) -> Rule {
    rule(&format!("leak/{name}"), Severity::Error, message, Some("`logveil redact` takes it out"))
}

fn detectors(value: &Value, made: &mut Made<'_>) -> Result<Detectors, PolicyError> {
    let mut detectors = Detectors::default();
    for About { name, detector, message, .. } in ALL {
        let Some(map) = value["redact"]["detectors"].get(name) else { continue };
        let at = format!("/redact/detectors/{name}");
        if let Some(action) = made.reader.read(map, &at, Of::Detector(name), name, name)? {
            let number = made.add(leak(name, message), action);
            detectors.switch(*detector, Some(number));
        }
    }
    Ok(detectors)
}

/// The names by words of all layers. Later ones win.
fn key_rules(layers: &[Value], value: &Value, made: &mut Made<'_>) -> Result<KeyRules, PolicyError> {
    let is_cp1 = value["extends"].as_array().is_some_and(|presets| presets.iter().any(|preset| preset == "cp1"));
    let mut names: Vec<(String, u16)> = Vec::new();
    for layer in layers {
        for (place, list) in layer["redact"]["keys"].as_array().into_iter().flatten().enumerate() {
            let at = format!("/redact/keys/{place}");
            key_list(list, &at, is_cp1, &mut names, made)?;
        }
    }
    let mut keys = KeyRules::default();
    for name in value["redact"]["protect"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        keys.add(name, Match::Protected);
    }
    for (name, number) in &names {
        keys.add(name, Match::Rule(*number));
    }
    Ok(keys)
}

/// One list of names and its action.
fn key_list(
    list: &Value,
    at: &str,
    is_cp1: bool,
    names: &mut Vec<(String, u16)>,
    made: &mut Made<'_>,
) -> Result<(), PolicyError> {
    let own_name = list["name"].as_str();
    for (place, name) in list["match"].as_array().into_iter().flatten().filter_map(Value::as_str).enumerate() {
        let place = format!("{at}/match/{place}");
        let words = crate::keys::words_of(name);
        if words.is_empty() || name.contains(['*', '/', '?']) {
            let message = "a name of one word or more is wanted; globs, patterns and pointers are not built yet";
            return Err(invalid(&place, message.into()));
        }
        let words = words.join(" ");
        let shown = format!("key-{}", words.replace(' ', "-"));
        let separate = own_name.map_or_else(|| shown.clone(), Into::into);
        let Some(action) = made.reader.read(list, at, Of::Key(&words), &separate, &shown)? else {
            if is_cp1 && !CP1_OPTIONAL.contains(&&*words) && names.iter().any(|(known, _)| *known == words) {
                return Err(invalid(&place, "a policy that extends cp1 may keep email and phone only".into()));
            }
            names.retain(|(known, _)| *known != words);
            continue;
        };
        let number = made.add(leak(&shown, "A value under a sensitive name."), action);
        names.push((words, number));
    }
    Ok(())
}
