//! Reading a policy: JSON text to one merged value, with every name and every type looked at first.
//!
//! Places are told as JSON Pointers into the text as it was passed, so presets are merged only after the user's own
//! text was found good.
use serde_json::{Map, Value};

use super::grammar::{ACTING, Name, POLICY, Shape};
use super::nearest::nearest;
use super::{Place, PolicyError, presets};
use crate::detect;

type Read<T> = Result<T, PolicyError>;

/// A policy's text, looked at: its presets, left to right, and itself, each with all that it extends.
pub(super) fn layers(text: &str) -> Read<Vec<Value>> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let message = format!("not JSON at line {}, column {}", error.line(), error.column());
        PolicyError::Syntax(Place { pointer: String::new(), message, nearest: None })
    })?;
    look(&value, &POLICY, "")?;
    if value.get("version").is_none() {
        return Err(invalid("", "`version: 1` is missing".into()));
    }
    let mut all = Vec::new();
    for name in value["extends"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if let Some(preset) = presets().iter().find(|preset| preset.name == name) {
            all.extend(layers(preset.policy)?);
        }
    }
    all.push(value);
    Ok(all)
}

/// The layers of a policy as one.
pub(super) fn merged(layers: Vec<Value>) -> Value {
    let mut merged = Value::Object(Map::new());
    layers.into_iter().for_each(|layer| merge(&mut merged, layer));
    merged
}

/// The policy's text, looked at and merged with its presets.
pub(super) fn read(text: &str) -> Read<Value> {
    layers(text).map(merged)
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
        (Shape::Words(_) | Shape::Presets, Value::Array(list)) => {
            list.iter().enumerate().try_for_each(|(number, value)| {
                let below = format!("{at}/{number}");
                match (shape, value) {
                    (Shape::Words(words), _) => look(value, &Shape::Word(words), &below),
                    (_, Value::String(name)) if presets().iter().any(|preset| preset.name == name) => Ok(()),
                    (_, Value::String(name)) => {
                        Err(unknown(&below, "preset", name, presets().iter().map(|preset| preset.name)))
                    }
                    _ => Err(invalid(&below, "the name of a preset is wanted here".into())),
                }
            })
        }
        (Shape::Words(_) | Shape::Presets, _) => wants("a list of names"),
        (Shape::List(shape), Value::Array(list)) => {
            list.iter().enumerate().try_for_each(|(number, value)| look(value, shape, &format!("{at}/{number}")))
        }
        (Shape::List(_), _) => wants("a list"),
        (Shape::Map(names), Value::Object(map)) => members(map, &[names], at),
        (Shape::Acting(names), Value::Object(map)) => members(map, &[ACTING, names], at),
        (Shape::ByDetector(shape), Value::Object(map)) => map.iter().try_for_each(|(name, value)| {
            let below = format!("{at}/{}", escape(name));
            if detect::ALL.iter().any(|about| about.name == name) {
                return look(value, shape, &below);
            }
            Err(unknown(&below, "detector", name, detect::ALL.iter().map(|about| about.name)))
        }),
        (Shape::Map(_) | Shape::Acting(_) | Shape::ByDetector(_), _) => wants("a map"),
    }
}

fn members(map: &Map<String, Value>, names: &[&'static [Name]], at: &str) -> Read<()> {
    let all = || names.iter().copied().flatten();
    map.iter().try_for_each(|(name, value)| {
        let below = format!("{at}/{}", escape(name));
        match all().find(|(known, ..)| known == name) {
            Some((.., shape)) => look(value, shape, &below),
            None => Err(unknown(&below, "name", name, all().map(|(known, ..)| *known))),
        }
    })
}

/// One step of a JSON Pointer (RFC 6901).
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

pub(super) fn invalid(at: &str, message: String) -> PolicyError {
    PolicyError::Invalid(Place { pointer: at.into(), message, nearest: None })
}

pub(super) fn unknown<'a>(at: &str, what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> PolicyError {
    // A name that is no plain word may be a secret in the wrong place: it is not repeated.
    let plain =
        name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let message = if plain { format!("no such {what}: `{name}`") } else { format!("no such {what}") };
    PolicyError::UnknownName(Place { pointer: at.into(), message, nearest: nearest(name, known) })
}
