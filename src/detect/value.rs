//! The value behind a name in text: where it ends, and whether it is one at all.
//!
//! Quotes may be escaped any number of times. A value whose end never comes goes to the end of its line. Placeholders,
//! references (`$DB_PASS`, `process.env.X`, `{{ x }}`) and words that say how it is with a secret (`required`) stay.

use super::extent::{
    are_cookies, below, breaks, closed, connection_end, container, cookies_end, is_block, opened, printed,
};
pub(super) use super::extent::{closing, is_trailing};
pub(super) use super::placeholder::is_placeholder;
use super::{looks, reference};

/// Words in front of credentials: they stay.
const SCHEMES: [&[u8]; 8] =
    [b"bearer", b"basic", b"digest", b"token", b"negotiate", b"apikey", b"hawk", b"aws4-hmac-sha256"];

/// The span of the value that starts at or behind `from`. `spaced`: blanks may stand before it.
pub(super) fn value(text: &[u8], from: usize, spaced: bool, name: &[u8]) -> Option<(usize, usize)> {
    one(text, from, spaced, name).or_else(|| reference::default(text, from))
}

/// The value that stands there itself.
fn one(text: &[u8], from: usize, spaced: bool, name: &[u8]) -> Option<(usize, usize)> {
    let mut start = from;
    while spaced && matches!(text.get(start), Some(b' ' | b'\t')) {
        start += 1;
    }
    if spaced && let Some(at) = printed(text, start) {
        start = at;
        if text[start..].starts_with(b"NULL") {
            return None;
        }
    }
    start += opened(&text[start..]);
    let line = |from: usize| text[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| from + at);
    let slashes = text[start..].iter().take_while(|byte| **byte == b'\\').count();
    let (mut stands_bare, mut is_closed) = (false, false);
    let (start, end) = match text.get(start + slashes)? {
        quote @ (b'"' | b'\'' | b'`') => {
            let thrice = |at: usize| text.get(at..at + 2) == Some(&[*quote; 2]);
            let start = start + slashes + if slashes == 0 && thrice(start + 1) { 3 } else { 1 };
            let end = closing(text, start, *quote, slashes);
            is_closed = end.is_some();
            (start, end.unwrap_or_else(|| line(start)))
        }
        b'{' | b'[' if slashes == 0 => {
            if reference::stands(&text[start..], name) {
                return None;
            }
            let near = &text[start..text.len().min(start + 64)];
            let placeholder = near.iter().position(|byte| *byte == b']').filter(|end| is_placeholder(&near[..=*end]));
            let end = match placeholder {
                Some(length) => start + length + 1,
                None => container(text, start).unwrap_or_else(|| line(start)),
            };
            // What goes on behind the bracket belongs to the value.
            if text.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
                bare(text, start, name)?
            } else {
                (start, end)
            }
        }
        _ => {
            if reference::stands(&text[start..], name) {
                return None;
            }
            if let Some(found) = below(text, start, spaced) {
                return Some(found);
            }
            if text[start..].starts_with(b"<<") || is_block(&text[start..]) {
                return None;
            }
            stands_bare = true;
            bare(text, start, name)?
        }
    };
    // A value in quotes may still begin with a scheme.
    let scheme = scheme(&text[start..end], name);
    let start = scheme.map_or(start, |length| start + length);
    if scheme.is_some() && reference::stands(&text[start..], name) {
        return None;
    }
    let value = text[start..end].trim_ascii_end();
    if stands_bare && reference::is_state(value) || !stands_bare && reference::is_whole(value) {
        return None;
    }
    // Blanks before the quote go with the rest: it would be another value the next time.
    let end = if is_closed { end } else { start + value.len() };
    (!value.is_empty() && !is_placeholder(value)).then_some((start, end))
}

/// The same where the caller may find that it is none: what goes on without quotes is read on only if it looks like a secret, so
/// that names one after the other cost no more than their length.
pub(super) fn near(text: &[u8], from: usize, spaced: bool, name: &[u8]) -> Option<(usize, usize)> {
    const NEAR: usize = 96;
    let first = text.get(from..)?.iter().take(16).find(|byte| !matches!(byte, b' ' | b'\t' | b'\\'));
    if text.len() - from <= NEAR || matches!(first, Some(b'"' | b'\'' | b'`')) {
        return value(text, from, spaced, name);
    }
    let (start, end) = value(&text[..from + NEAR], from, spaced, name)?;
    if end + 8 < from + NEAR {
        return Some((start, end));
    }
    let goes_on = !matches!(text[start], b'{' | b'[') && looks::secret(&text[start..end]);
    if goes_on { value(text, from, spaced, name) } else { None }
}

/// A value without quotes.
fn bare(text: &[u8], start: usize, name: &[u8]) -> Option<(usize, usize)> {
    if text[start..].starts_with(b"//")
        || text[start..].starts_with(b"</")
        || text[start] == b'\n'
        || text[start] == b'\\' && breaks(text, start)
    {
        return None;
    }
    let word = |from: usize| {
        let mut at = from;
        while let Some(byte) = text.get(at) {
            match byte {
                b',' | b';' | b'&' | b'"' | b'`' => break,
                b'|' if is_field(text, at + 1) => break,
                b'\\' if breaks(text, at) => break,
                byte if byte.is_ascii_whitespace() => break,
                _ => at += 1,
            }
        }
        at
    };
    let mut end = if are_cookies(name) { cookies_end(text, start) } else { word(start) };
    if name.len() >= 10 && name[name.len() - 10..].eq_ignore_ascii_case(b"jsessionid") {
        // In a path the query follows.
        end = text[start..end].iter().position(|byte| *byte == b'?').map_or(end, |at| start + at);
    }
    end = closed(text, start, end);
    if name.len() >= 16 && name[name.len() - 6..].eq_ignore_ascii_case(b"string") {
        end = connection_end(text, start, end);
    }
    let mut from = start;
    if let Some(length) = scheme(&text[start..], name) {
        from = start + length;
        end = word(from);
        // Parameters of a scheme (`Credential=…, Signature=…`) go on behind the comma.
        let quoted = matches!(text.get(end..end + 2), Some([b'"', byte]) if byte.is_ascii_alphanumeric());
        if has_parameter(&text[from..end], quoted) && matches!(text.get(end), Some(b',' | b'"')) {
            end = text[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| from + at);
        }
    }
    // Numbers in groups: a card, a phone.
    let in_groups = |part: &[u8]| {
        part.iter().any(u8::is_ascii_digit)
            && part.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'(' | b')' | b'.'))
    };
    while in_groups(&text[from..end]) && text.get(end) == Some(&b' ') {
        let next = word(end + 1);
        if !in_groups(&text[end + 1..next]) {
            break;
        }
        end = next;
    }
    while end > from && is_trailing(&text[from..end]) {
        end -= 1;
    }
    (from < end).then_some((start, end))
}

/// Whether a name and its sign stand at `at`: `|user=bob`.
fn is_field(text: &[u8], at: usize) -> bool {
    let rest = &text[at..text.len().min(at + 32)];
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    length > 1 && rest[0].is_ascii_alphabetic() && matches!(rest.get(length), Some(b'=' | b':'))
}

/// Whether there is an `=` that is not the padding of base64. `quoted`: a value in quotes follows.
fn has_parameter(value: &[u8], quoted: bool) -> bool {
    let padding = value.iter().rev().take_while(|byte| **byte == b'=').count();
    value[..value.len() - padding].contains(&b'=') || padding == 1 && quoted
}

/// The length of an authorization scheme and its blanks at the start of a value, where `name` has such values.
fn scheme(value: &[u8], name: &[u8]) -> Option<usize> {
    if !name.windows(4).any(|part| part.eq_ignore_ascii_case(b"auth")) {
        return None;
    }
    let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let known = SCHEMES.iter().any(|scheme| value[..length].eq_ignore_ascii_case(scheme));
    let blanks = value[length..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    (known && blanks > 0 && length + blanks < value.len()).then_some(length + blanks)
}
