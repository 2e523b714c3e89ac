//! Compiling: from a policy's merged value to what the work reads.
use serde_json::Value;

use super::acting::{self, Of, Reader};
use super::names::{self, texts};
use super::patterns;
use super::read::{invalid, layers, merged};
use super::validate;
use super::{Key, OnError, Policy, PolicyError, is_key_id};
use crate::action::{Action, Actions, Seal};
use crate::check;
use crate::cp1;
use crate::detect::{ALL, About, Classes, Detectors};
use crate::emit::Form;
use crate::index::Literals;
use crate::input::{Format, Input};
use crate::keys::Glob;
use crate::output::{Rule, Severity};
use crate::part::{self, WHOLE};
use crate::scan;

/// Rules that every policy has, in the order of `fixed`.
const FIXED: [(&str, &str, &str); 6] = [
    ("limit/max-record-bytes", "The record is longer than the policy allows.", "raise limits.max_record_bytes"),
    ("limit/max-depth", "The record is nested deeper than the policy allows.", "raise limits.max_depth"),
    ("limit/fuel", "The record took more work than the host allows.", "report it: no record should"),
    ("limit/memory", "The record took more memory than the host allows.", "lower limits.max_record_bytes"),
    ("limit/trap", "The record broke the program.", "report it: none should"),
    ("limit/encoding", "The record is UTF-16 or UTF-32.", "make it UTF-8 first: iconv -f UTF-16 -t UTF-8"),
];

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
        let checked = rules.len() as u16;
        let checks = check::RULES.iter().filter(|_| WHOLE);
        rules.extend(checks.map(|(name, severity, message, hint)| rule(name, *severity, message, Some(hint))));
        let text = value["redact"]["replacement"].as_str().unwrap_or("[REDACTED]");
        let replacement = acting::replacement(text, "/redact/replacement")?.to_owned();
        let mut made = Made { rules, actions: Vec::new(), reader: Reader { keys, replacement, needs: Vec::new() } };
        made.actions = made.rules.iter().map(|rule| made.reader.plain(&rule.name)).collect();
        let detectors = detectors(&value, &mut made)?;
        let (key_rules, text_keys) = names::key_rules(&layers, &value, &mut made)?;
        let patterns = patterns::patterns(&layers, &mut made)?;
        let allow = allow(&layers, &made)?;
        let format = &value["format"];
        let zone = match format["timezone"].as_str().map(str::parse) {
            Some(Err(())) => {
                return Err(invalid("/format/timezone", "UTC or an offset like +02:00 is wanted here"));
            }
            Some(Ok(zone)) => Some(zone),
            None => None,
        };
        let form = format["output"].as_str().and_then(|name| Form::named(name, format["color"] == true));
        if !WHOLE && form.is_some() {
            return Err(part::refused());
        }
        let limit = |name: &str, default| value["limits"][name].as_u64().unwrap_or(default) as usize;
        let Made { mut rules, actions, reader } = made;
        let mut checks = validate::checks(&value)?;
        let off = validate::severities(&layers, &mut rules, (&mut checks, checked))?;
        let any = !patterns.is_empty();
        let policy = Policy {
            rules,
            keys: key_rules,
            literals: Literals::new(detectors.windows()),
            text_keys,
            allow,
            patterns,
            detectors,
            actions: Actions::new(actions, any, keys.unwrap_or_default().iter().filter_map(Seal::new).collect()),
            needs: reader.needs,
            max_record_bytes: limit("max_record_bytes", 1 << 20),
            max_depth: limit("max_depth", 128),
            on_error: if value["on_error"] == "withhold" { OnError::Withhold } else { OnError::Mask },
            input: format["input"].as_str().and_then(Format::named).map_or(Input::Auto, Input::Only),
            output_cp1: format["output"].as_str().is_some_and(|name| name != "keep"),
            form,
            zone,
            visible: format["controls"] == "visible",
            split_errors: format["split_errors"] == true,
            check_cp1: value["validate"]["schema"] == "cp1",
            require_correlation: value["validate"]["require_correlation"] == true,
            withhold_invalid: value["validate"]["on_invalid"] == "withhold",
            checks,
            off,
            cp1,
            checked,
        };
        // What is written may not be something that has to go.
        let mut written: Vec<&[u8]> = policy.actions.list.iter().map(|action| &action.in_text[..]).collect();
        // Nearly all rules write the same.
        written.dedup();
        if written.into_iter().any(|text| scan::is_found(&policy, text)) {
            return Err(invalid("/redact/replacement", "a replacement is itself something that has to go"));
        }
        Ok(policy)
    }

    /// Looks at the keys that a host passes.
    pub(crate) fn look_at(keys: &[Key]) -> Result<(), PolicyError> {
        for key in keys {
            if !WHOLE {
                return Err(part::refused());
            }
            if !is_key_id(&key.id) {
                return Err(invalid("", "a key's id is 1 to 32 of A-Z a-z 0-9 _ -"));
            }
            if key.bytes.len() < 16 {
                return Err(invalid("", format_args!("the key `{}` is shorter than 16 bytes", key.id)));
            }
        }
        Ok(())
    }
}

/// Rules and their actions, as they are made.
pub(super) struct Made<'a> {
    rules: Vec<Rule>,
    /// By the rule's number.
    actions: Vec<Action>,
    pub(super) reader: Reader<'a>,
}

impl Made<'_> {
    /// Adds a rule with its action and returns its number. A rule that is there already gets the action.
    pub(super) fn add(&mut self, rule: Rule, action: Action) -> u16 {
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

pub(super) fn leak(name: &str, message: &str) -> Rule {
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
            if let Some(names) = map["classes"].as_array() {
                detectors.take(*detector, Classes::named(names.iter().filter_map(Value::as_str)));
            }
        }
    }
    Ok(detectors)
}

/// The values that stay, by the rule of their detector.
fn allow(layers: &[Value], made: &Made<'_>) -> Result<Vec<(u16, Vec<Glob>)>, PolicyError> {
    let mut all = Vec::new();
    for layer in layers {
        for (detector, list) in layer["redact"]["allow"].as_object().into_iter().flatten() {
            let name = format!("leak/{detector}");
            let globs: Vec<Glob> = texts(list).map(Glob::value).collect();
            for (place, text) in texts(list).enumerate() {
                if text.chars().all(|letter| matches!(letter, '*' | '?')) {
                    let at = format!("/redact/allow/{detector}/{place}");
                    return Err(invalid(&at, "this allows every value; switch the detector off instead"));
                }
            }
            // Where the detector is off there is nothing to allow.
            if let Some(number) = made.rules.iter().position(|rule| rule.name == name) {
                all.push((number as u16, globs));
            }
        }
    }
    Ok(all)
}
