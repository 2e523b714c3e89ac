//! Reading a policy: JSON text to one merged value, with every name and every type looked at first.
//!
//! Places are told as JSON Pointers into the text as it was passed, so presets are merged only after the user's own
//! text was found good.
use serde_json::{Map, Value};

use super::nearest::nearest;
use super::{Place, PolicyError, presets};
use crate::detect;

type Read<T> = Result<T, PolicyError>;

/// What may stand under a name.
enum Shape {
    /// One of these words.
    Word(&'static [&'static str]),
    Text,
    Bool,
    /// A whole number, from and up to.
    Number(u64, u64),
    Texts,
    Map(&'static [(&'static str, Shape)]),
    /// A map from the names of detectors to this.
    ByDetector(&'static Shape),
    List(&'static Shape),
}

const ACTION: Shape = Shape::Word(&["replace", "keep"]);

/// The whole of a policy.
const POLICY: Shape = Shape::Map(&[
    ("version", Shape::Number(1, 1)),
    ("extends", Shape::Texts),
    (
        "format",
        Shape::Map(&[
            ("input", Shape::Word(&["auto", "json", "text"])),
            ("output", Shape::Word(&["keep", "cp1"])),
            ("split_errors", Shape::Bool),
            ("timezone", Shape::Text),
            ("controls", Shape::Word(&["keep", "visible"])),
        ]),
    ),
    (
        "redact",
        Shape::Map(&[
            ("replacement", Shape::Text),
            ("keys", Shape::List(&Shape::Map(&[("match", Shape::Texts), ("action", ACTION)]))),
            ("detectors", Shape::ByDetector(&Shape::Map(&[("action", ACTION)]))),
            ("protect", Shape::Texts),
        ]),
    ),
    (
        "validate",
        Shape::Map(&[
            ("schema", Shape::Word(&["cp1", "none"])),
            ("require_correlation", Shape::Bool),
            ("on_invalid", Shape::Word(&["pass", "withhold"])),
        ]),
    ),
    (
        "limits",
        Shape::Map(&[("max_record_bytes", Shape::Number(128, 64 << 20)), ("max_depth", Shape::Number(1, 10_000))]),
    ),
    ("on_error", Shape::Word(&["mask", "withhold"])),
    ("tests", Shape::List(&Shape::Map(&[("name", Shape::Text), ("in", Shape::Text), ("out", Shape::Text)]))),
]);

/// The policy's text, looked at and merged with its presets.
pub(super) fn read(text: &str) -> Read<Value> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let message = format!("not JSON at line {}, column {}", error.line(), error.column());
        PolicyError::Syntax(Place { pointer: String::new(), message, nearest: None })
    })?;
    look(&value, &POLICY, "")?;
    if value.get("version").is_none() {
        return Err(invalid("", "`version: 1` is missing".into()));
    }
    let mut merged = Value::Object(Map::new());
    for (number, name) in value["extends"].as_array().into_iter().flatten().enumerate() {
        let name = name.as_str().unwrap_or_default();
        let Some(preset) = presets().iter().find(|preset| preset.name == name) else {
            let known = presets().iter().map(|preset| preset.name);
            return Err(unknown(&format!("/extends/{number}"), "preset", name, known));
        };
        merge(&mut merged, read(preset.policy)?);
    }
    merge(&mut merged, value);
    Ok(merged)
}

/// Maps merge, lists append, the rest is replaced.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(into), Value::Array(from)) => into.extend(from),
        (into, from) => *into = from,
    }
}

fn look(value: &Value, shape: &Shape, at: &str) -> Read<()> {
    let wants = |what: &str| Err(invalid(at, format!("{what} is wanted here")));
    match (shape, value) {
        (Shape::Word(words), Value::String(word)) if words.contains(&&**word) => Ok(()),
        (Shape::Word(words), Value::String(word)) => {
            if word == "pass" && words.contains(&"mask") {
                return Err(invalid(at, "a record never passes on an error: `mask` or `withhold`".into()));
            }
            Err(unknown(at, "value", word, words.iter().copied()))
        }
        (Shape::Word(words), _) => wants(&format!("one of {}", words.join(", "))),
        (Shape::Text, Value::String(_)) | (Shape::Bool, Value::Bool(_)) => Ok(()),
        (Shape::Text, _) => wants("a text"),
        (Shape::Bool, _) => wants("true or false"),
        (Shape::Number(from, to), Value::Number(number))
            if number.as_u64().is_some_and(|n| (*from..=*to).contains(&n)) =>
        {
            Ok(())
        }
        (Shape::Number(from, to), _) if from == to => wants(&format!("the number {from}")),
        (Shape::Number(from, to), _) => wants(&format!("a whole number from {from} to {to}")),
        (Shape::Texts, Value::Array(list)) if list.iter().all(Value::is_string) => Ok(()),
        (Shape::Texts, _) => wants("a list of texts"),
        (Shape::List(shape), Value::Array(list)) => {
            list.iter().enumerate().try_for_each(|(number, value)| look(value, shape, &format!("{at}/{number}")))
        }
        (Shape::List(_), _) => wants("a list"),
        (Shape::Map(names), Value::Object(map)) => map.iter().try_for_each(|(name, value)| {
            let below = format!("{at}/{}", escape(name));
            match names.iter().find(|(known, _)| known == name) {
                Some((_, shape)) => look(value, shape, &below),
                None => Err(unknown(&below, "name", name, names.iter().map(|(known, _)| *known))),
            }
        }),
        (Shape::ByDetector(shape), Value::Object(map)) => map.iter().try_for_each(|(name, value)| {
            let below = format!("{at}/{}", escape(name));
            if detect::ALL.iter().any(|about| about.name == name) {
                return look(value, shape, &below);
            }
            Err(unknown(&below, "detector", name, detect::ALL.iter().map(|about| about.name)))
        }),
        (Shape::Map(_) | Shape::ByDetector(_), _) => wants("a map"),
    }
}

/// One step of a JSON Pointer (RFC 6901).
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

pub(super) fn invalid(at: &str, message: String) -> PolicyError {
    PolicyError::Invalid(Place { pointer: at.into(), message, nearest: None })
}

fn unknown<'a>(at: &str, what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> PolicyError {
    // A name that is no plain word may be a secret in the wrong place: it is not repeated.
    let plain =
        name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let message = if plain { format!("no such {what}: `{name}`") } else { format!("no such {what}") };
    PolicyError::UnknownName(Place { pointer: at.into(), message, nearest: nearest(name, known) })
}
