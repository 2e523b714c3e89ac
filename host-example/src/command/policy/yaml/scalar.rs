//! Scalars by YAML 1.2's core schema, as JSON.

use std::borrow::Cow;

use saphyr_parser::{ScalarStyle, Tag};

use crate::command::policy::yaml::reader::{allowed, fail};
use crate::command::policy::yaml::{Error, Place, Value};

/// YAML 1.2's core schema: `no`, `yes`, `on` and `off` are strings.
pub(super) fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, place: Place) -> Result<Value, Error> {
    if style != ScalarStyle::Plain || tag.is_some() {
        allowed(tag, "str", place)?;
        return Ok(Value::Scalar(quoted(text)));
    }
    Ok(Value::Scalar(match text {
        "" | "~" | "null" | "Null" | "NULL" => "null".to_owned(),
        "true" | "True" | "TRUE" => "true".to_owned(),
        "false" | "False" | "FALSE" => "false".to_owned(),
        _ => match number(text) {
            Some(Ok(number)) => number,
            Some(Err(message)) => return fail(place, message),
            None => quoted(text),
        },
    }))
}

/// The JSON of a YAML number. `None`: it is none.
fn number(text: &str) -> Option<Result<String, &'static str>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Err("JSON has no such number; quote it if it is a string"));
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix)
            && !digits.is_empty()
            && digits.chars().all(|digit| digit.is_digit(radix))
        {
            return Some(
                u64::from_str_radix(digits, radix).map(|n| n.to_string()).map_err(|_| "this number is too large"),
            );
        }
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_good = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['-', '+']).unwrap_or(e);
        !e.is_empty() && digits(e)
    });
    if !digits(whole)
        || !fraction.is_none_or(digits)
        || !exponent_good
        || (whole.is_empty() && fraction.is_none_or(str::is_empty))
    {
        return None;
    }
    let mut json = String::new();
    if text.starts_with('-') {
        json.push('-');
    }
    let stripped = whole.trim_start_matches('0');
    json += if stripped.is_empty() { "0" } else { stripped };
    if let Some(fraction) = fraction.filter(|fraction| !fraction.is_empty()) {
        json.push('.');
        json += fraction;
    }
    if let Some(exponent) = exponent {
        json.push('e');
        json += exponent;
    }
    Some(Ok(json))
}

/// A JSON string.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// JSON writes a character beyond U+FFFF as two escapes; YAML knows only one for each character. In a text that is JSON
/// such pairs are replaced by what they mean.
pub(super) fn pairs_joined(text: &str) -> Cow<'_, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") || serde_json::from_str::<serde::de::IgnoredAny>(text).is_err()
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let unit = |from: usize| {
            rest.get(from..from + 6)?.strip_prefix("\\u").and_then(|hex| u16::from_str_radix(hex, 16).ok())
        };
        let pair = [unit(0), unit(6)].map(Option::unwrap_or_default);
        let (character, length) = match char::decode_utf16(pair).next() {
            Some(Ok(character)) if character > '\u{ffff}' => (Some(character), 12),
            _ => (None, 2),
        };
        match character {
            Some(character) => out.push(character),
            None => out.push_str(rest.get(..length).unwrap_or(rest)),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}
