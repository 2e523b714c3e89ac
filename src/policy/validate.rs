//! Reading `validate`: which checks are on, what they go by, and how bad each rule is.
use serde_json::Value;

use super::names::texts;
use super::read::{escape, invalid, unknown};
use super::{PolicyError, merged};
use crate::check::{self, Checks, Schema, Size, TARGETS};
use crate::keys::Glob;
use crate::output::{Rule, Severity};
use crate::part::{self, WHOLE};

/// Families that need nothing but to be asked for.
pub(super) const FAMILIES: &[&str] = &["time", "level", "message", "correlation", "naming", "drift"];

/// How far a record may be before the one before it, and after the host's time, in milliseconds.
const ORDER: u64 = 1_000;
const FUTURE: u64 = 60_000;

/// The checks that a policy asks for. `rules` are all of its rules, those of `check` from `first` on.
pub(super) fn checks(value: &Value) -> Result<Checks, PolicyError> {
    let validate = &value["validate"];
    let mut on = 0;
    for name in texts(&validate["checks"]) {
        let named = FAMILIES.iter().filter(|family| name == "all" || **family == name);
        on |= named.fold(0, |set, family| set | check::family(family));
    }
    let target = validate["target"].as_str().and_then(|name| TARGETS.iter().find(|(target, _)| *target == name));
    let mut size = target.map_or(Size::default(), |(_, size)| *size);
    for (name, limit) in [
        ("line_bytes", &mut size.line),
        ("value_bytes", &mut size.value),
        ("fields", &mut size.fields),
        ("depth", &mut size.depth),
    ] {
        *limit = validate["size"][name].as_u64().or(*limit);
    }
    if size != Size::default() {
        on |= check::family("size");
    }
    let labels: Vec<String> = texts(&validate["labels"]).map(Into::into).collect();
    if !labels.is_empty() {
        on |= check::family("cardinality");
    }
    let millis = |name: &str, usual| validate["time"][name].as_u64().unwrap_or(usual) as i64 * 1000;
    if !WHOLE && on != 0 {
        return Err(part::refused());
    }
    let now = match validate["now"].as_str().map(check::micros) {
        Some(None) => {
            return Err(invalid("/validate/now", "a time with its zone is wanted here: 2025-01-27T12:00:00Z"));
        }
        now => now.flatten(),
    };
    let schema = match validate["schema"].as_object() {
        Some(_) if !WHOLE => return Err(part::refused()),
        Some(map) => match map.get("inline") {
            Some(schema) => Some(Schema::compile(schema, "/validate/schema/inline")?),
            None => {
                return Err(invalid("/validate/schema", "the host has to read the file, and to put it into `inline`"));
            }
        },
        None => None,
    };
    if schema.is_some() {
        on |= check::family("shape");
    }
    Ok(Checks {
        on,
        schema,
        cp1: validate["schema"] == "cp1",
        order: millis("order_ms", ORDER),
        future: millis("future_ms", FUTURE),
        now,
        size,
        labels,
        max_label_values: validate["max_label_values"].as_u64().unwrap_or(100) as usize,
    })
}

/// Sets how bad rules are, and gives those that are off. Naming a rule, or a family of them, turns it on. `first`: the
/// number of the first rule of `check`.
pub(super) fn severities(
    layers: &[Value],
    rules: &mut [Rule],
    (checks, first): (&mut Checks, u16),
) -> Result<Vec<bool>, PolicyError> {
    let mut off = vec![false; rules.len()];
    for layer in layers {
        let Some(map) = layer["validate"]["severity"].as_object() else { continue };
        if !WHOLE {
            return Err(part::refused());
        }
        // Globs first, so that a rule's own name has the last word.
        for globs in [true, false] {
            for (name, word) in map.iter().filter(|(name, _)| name.contains(['*', '?']) == globs) {
                let glob = Glob::value(name);
                let mut met = false;
                for (number, rule) in
                    rules.iter_mut().enumerate().filter(|(_, rule)| glob.matches(rule.name.as_bytes()))
                {
                    met = true;
                    let place = number.wrapping_sub(usize::from(first));
                    let check = (place < check::RULES.len()).then(|| 1u64 << place);
                    off[number] = word == "off";
                    match word.as_str() {
                        Some("error") => rule.severity = Severity::Error,
                        Some("warning") => rule.severity = Severity::Warning,
                        Some("info") => rule.severity = Severity::Info,
                        _ => {}
                    }
                    match check {
                        Some(bit) if off[number] => checks.on &= !bit,
                        // `*` says how bad a rule is, and asks for none.
                        Some(bit) if name.contains('/') => checks.on |= bit,
                        _ => {}
                    }
                }
                // A rule that this policy does not have is no slip.
                let known = if met { Vec::new() } else { merged::rules() };
                let mut known = known.iter().map(|rule| rule.name.as_str());
                if !met && !known.clone().any(|known| glob.matches(known.as_bytes()) || belongs(name, known)) {
                    let at = format!("/validate/severity/{}", escape(name));
                    return Err(unknown(&at, "rule", name, &mut known));
                }
            }
        }
    }
    if checks.size == Size::default() {
        checks.on &= !check::family("size");
    }
    if checks.schema.is_none() {
        checks.on &= !check::family("shape");
    }
    if checks.labels.is_empty() {
        checks.on &= !check::family("cardinality");
    }
    Ok(off)
}

/// Whether a rule is of a family that policies name themselves: `leak/key-*`, but not `leak/*`, or every slip would be.
fn belongs(name: &str, family: &str) -> bool {
    family.strip_suffix('*').is_some_and(|start| start.ends_with('-') && name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::Policy;
    use crate::check::Check;

    #[test]
    fn a_severity_turns_its_rule_on() {
        let policy = |text: &str| Policy::compile(text);
        let on = |text: &str| policy(text).map(|policy| policy.checks.on).unwrap_or_default();
        assert_eq!(on(r#"{"version":1}"#), 0);
        assert_eq!(on(r#"{"version":1,"validate":{"severity":{"time/future":"error"}}}"#), Check::Future.bit());
        assert_eq!(on(r#"{"version":1,"validate":{"severity":{"*":"info"}}}"#), 0);
        assert_eq!(
            on(
                r#"{"version":1,"validate":{"checks":["naming"],"severity":{"naming/*":"off","naming/dotted":"info"}}}"#
            ),
            Check::Dotted.bit()
        );
        let error = policy(r#"{"version":1,"validate":{"severity":{"time/futur":"error"}}}"#).err();
        let nearest = error.as_ref().and_then(|error| error.place().nearest.as_deref());
        assert_eq!(nearest, Some("time/future"));
    }
}
