//! Users' patterns, read from all layers. A later one takes the place of an earlier one of the same name.
use serde_json::Value;

use super::PolicyError;
use super::acting::Of;
use super::compile::{Made, leak};
use super::names::{regex, texts};
use super::read::invalid;
use crate::detect;
use crate::part::{self, WHOLE};
use crate::pattern::{Pattern, Patterns, needs};

/// The most patterns of a policy.
const MOST: usize = 2000;
/// The longest regular expression, in bytes.
const LONGEST: usize = 4096;

pub(super) fn patterns(layers: &[Value], made: &mut Made<'_>) -> Result<Patterns, PolicyError> {
    let mut list: Vec<(String, Pattern, Vec<Vec<u8>>)> = Vec::new();
    for layer in layers {
        for (place, map) in layer["redact"]["patterns"].as_array().into_iter().flatten().enumerate() {
            let at = format!("/redact/patterns/{place}");
            if !WHOLE {
                return Err(part::refused());
            }
            let (name, made) = one(map, &at, made)?;
            list.retain(|(known, ..)| *known != name);
            if let Some((pattern, literals)) = made {
                list.push((name, pattern, literals));
            }
            if list.len() > MOST {
                return Err(invalid(&at, format_args!("a policy has {MOST} patterns at most")));
            }
        }
    }
    if !WHOLE {
        return Ok(Patterns::default());
    }
    Ok(Patterns::new(list.into_iter().map(|(_, pattern, literals)| (pattern, literals)).collect()))
}

type Read = Option<(Pattern, Vec<Vec<u8>>)>;

fn one(map: &Value, at: &str, made: &mut Made<'_>) -> Result<(String, Read), PolicyError> {
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let name = map["name"].as_str().unwrap_or_default();
    if !(1..=64).contains(&name.len()) || !name.bytes().all(named) {
        return Err(invalid(format_args!("{at}/name"), "a pattern's name is 1 to 64 of A-Z a-z 0-9 _ - ."));
    }
    if name.starts_with("key-") || detect::ALL.iter().any(|about| about.name == name) {
        return Err(invalid(format_args!("{at}/name"), format_args!("`{name}` is the name of another rule")));
    }
    let place = format!("{at}/regex");
    let text = map["regex"].as_str().unwrap_or_default();
    if !(1..=LONGEST).contains(&text.len()) {
        return Err(invalid(&place, format_args!("a regular expression of 1 to {LONGEST} bytes is wanted here")));
    }
    let regex = regex(text, false, &place)?;
    let group = map["group"].as_u64().unwrap_or(0) as usize;
    if group >= regex.captures_len() {
        return Err(invalid(format_args!("{at}/group"), "the regular expression has no such group"));
    }
    let keywords: Vec<Vec<u8>> = texts(&map["keywords"]).map(|word| word.to_ascii_lowercase().into_bytes()).collect();
    if let Some(number) = keywords.iter().position(Vec::is_empty) {
        return Err(invalid(format_args!("{at}/keywords/{number}"), "a word is wanted here"));
    }
    let Some(action) = made.reader.read(map, at, Of::Pattern, name, name)? else { return Ok((name.into(), None)) };
    let needs = needs(text);
    let everywhere = needs.literals.is_empty();
    let rule = made.add(leak(name, "A value of a pattern of the policy."), action);
    let pattern = Pattern { rule, regex, group, keywords, reach: Patterns::reach(needs.longest), everywhere };
    Ok((name.into(), Some((pattern, needs.literals))))
}
