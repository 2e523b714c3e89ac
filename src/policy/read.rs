//! Reading a policy: JSON text to one merged value, with every name and every type looked at first.
//!
//! Places are told as JSON Pointers into the text as it was passed, so presets are merged only after the user's own
//! text was found good.
use std::fmt::Display;

use serde_json::{Map, Value};

use super::grammar::{ACTING, GROUPS, Name, POLICY, Shape, is_of};
use super::nearest::nearest;
use super::{Place, PolicyError, presets};
use crate::detect;
use crate::part::{self, WHOLE};

type Read<T> = Result<T, PolicyError>;

/// A policy's text, looked at: its presets, left to right, and itself, each with all that it extends.
pub(super) fn layers(text: &str) -> Read<Vec<Value>> {
    let mut value = parsed(text)?;
    look(&value, &POLICY, "")?;
    if value.get("version").is_none() {
        return Err(invalid("", "`version: 1` is missing"));
    }
    let mut all = Vec::new();
    for name in value["extends"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if let Some(preset) = presets().iter().find(|preset| preset.name == name) {
            let mut below = layers(preset.policy)?;
            // A preset's tests are its own.
            below.iter_mut().filter_map(Value::as_object_mut).for_each(|layer| drop(layer.remove("tests")));
            all.extend(below);
        }
    }
    spread(&mut value);
    all.push(value);
    Ok(all)
}

#[cfg(not(logveil_part))]
fn parsed(text: &str) -> Read<Value> {
    serde_json::from_slice(text.as_bytes()).map_err(|error| {
        let message = format!("not JSON at line {}, column {}", error.line(), error.column());
        PolicyError::Syntax(Place { pointer: String::new(), message, nearest: None })
    })
}

#[cfg(logveil_part)]
fn parsed(text: &str) -> Read<Value> {
    crate::json::read(text.as_bytes()).filter(|read| read.exact).map(|read| read.value).ok_or_else(part::refused)
}

/// Says of each detector what its group says, where nothing is said of it.
fn spread(layer: &mut Value) {
    let Some(map) = layer.pointer_mut("/redact/detectors").and_then(Value::as_object_mut) else { return };
    let groups: Vec<(&str, Value)> = GROUPS.iter().filter_map(|(name, _)| Some((*name, map.remove(*name)?))).collect();
    for about in detect::ALL {
        if let Some((_, said)) = groups.iter().rev().find(|(group, _)| is_of(about, group)) {
            map.entry(about.name).or_insert_with(|| said.clone());
        }
    }
}

/// The layers of a policy as one.
pub(super) fn merged(layers: Vec<Value>) -> Value {
    let mut merged = Value::Object(Map::new());
    for layer in layers {
        forget(&mut merged, &layer);
        merge(&mut merged, layer);
    }
    merged
}

/// Forgets the options of an action in whose place another one comes.
fn forget(merged: &mut Value, layer: &Value) {
    let Some(before) = merged.pointer_mut("/redact/detectors").and_then(Value::as_object_mut) else { return };
    for (name, map) in before.iter_mut() {
        let after = &layer["redact"]["detectors"][name.as_str()]["action"];
        if !after.is_null()
            && *after != map["action"]
            && let Some(map) = map.as_object_mut()
        {
            map.retain(|option, _| option == "classes");
        }
    }
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
    let wants = |what: &str| Err(invalid(at, format_args!("{what} is wanted here")));
    match (shape, value) {
        (Shape::Word(words), Value::String(word)) if words.contains(&&**word) => Ok(()),
        (Shape::Word(words), Value::String(word)) => {
            if word == "pass" && words.contains(&"mask") {
                return Err(invalid(at, "a record never passes on an error: `mask` or `withhold`"));
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
                    _ => Err(invalid(&below, "the name of a preset is wanted here")),
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
        (Shape::ByDetector(of) | Shape::ByGroup(of), Value::Object(map)) => map.iter().try_for_each(|(name, value)| {
            let below = format!("{at}/{}", escape(name));
            let groups = GROUPS.iter().map(|(group, _)| *group).filter(|_| matches!(shape, Shape::ByGroup(_)));
            let mut known = groups.chain(detect::ALL.iter().map(|about| about.name));
            if known.clone().any(|known| known == name) {
                return look(value, of, &below);
            }
            Err(unknown(&below, "detector", name, &mut known))
        }),
        (Shape::Any, _) => Ok(()),
        (Shape::Schema(_, names), Value::Object(map)) => members(map, &[names], at),
        (Shape::Schema(words, _), _) => look(value, &Shape::Word(words), at),
        (Shape::ByRule(words), Value::Object(map)) => {
            map.iter().try_for_each(|(name, value)| look(value, &Shape::Word(words), &format!("{at}/{}", escape(name))))
        }
        (Shape::ByRule(_), _) => wants("a map of rules"),
        (Shape::Map(_) | Shape::Acting(_) | Shape::ByDetector(_) | Shape::ByGroup(_), _) => wants("a map"),
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
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

pub(crate) fn invalid(at: impl Display, message: impl Display) -> PolicyError {
    if !WHOLE {
        return part::refused();
    }
    let (pointer, message) = (at.to_string(), message.to_string());
    PolicyError::Invalid(Place { pointer, message, nearest: None })
}

/// So many known names are told, beside the nearest.
const LISTED: usize = 24;

pub(crate) fn unknown<'a>(at: &str, what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> PolicyError {
    if !WHOLE {
        return part::refused();
    }
    // A name that is no plain word may be a secret in the wrong place: it is not repeated.
    let plain =
        name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let known: Vec<&str> = known.collect();
    let said = if plain { format!("no such {what}: `{name}`") } else { format!("no such {what}") };
    let message = if known.len() <= LISTED { format!("{said} (known: {})", known.join(", ")) } else { said };
    PolicyError::UnknownName(Place { pointer: at.into(), message, nearest: nearest(name, known) })
}
