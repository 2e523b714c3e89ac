//! A secret among the arguments of a call that says what they are: `setPassword("x")`, `put("password", "x")`,
//! `define('DB_PASSWORD', 'x')`.
use super::phrase::NAME;
use super::{looks, pair, value};
use crate::keys::KeyRules;

/// `setPassword("x")`, `.password("x")`.
pub(super) fn argument(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let run = &text[start..end];
    let sets = [&b"set"[..], b"with", b"add"]
        .iter()
        .any(|verb| run.len() > 3 && run[..verb.len().min(run.len())].eq_ignore_ascii_case(verb));
    let builds = start > 0 && text[start - 1] == b'.';
    if !(sets || builds) {
        return None;
    }
    let slashes = text[end + 1..].iter().take(8).take_while(|byte| **byte == b'\\').count();
    matches!(text.get(end + 1 + slashes), Some(b'"' | b'\'')).then_some(())?;
    value::value(text, end + 1, false, run)
}

/// `put("password", "x")`, `define('DB_PASSWORD', 'x')`: two arguments, the first of them the name.
pub(super) fn second(
    text: &[u8],
    (start, end): (usize, usize),
    rule: u16,
    keys: &KeyRules,
) -> Option<(usize, usize, u16)> {
    if let Some(rest) = text[end..].strip_prefix(b",<<\"") {
        // Erlang's.
        let start = text.len() - rest.len();
        let length = rest.iter().take(256).position(|byte| *byte == b'"')?;
        return (length > 0).then_some((start, start + length, rule));
    }
    let head = text[..start].strip_suffix(b"\"").or_else(|| text[..start].strip_suffix(b"'")).or_else(|| {
        // `db.password`
        let dot = text[..start].iter().rev().take(NAME).take_while(|byte| is_dotted(**byte)).count();
        let head = &text[..start - dot];
        head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'"))
    })?;
    let slashes = head.iter().rev().take(8).take_while(|byte| **byte == b'\\').count();
    if !head[..head.len() - slashes].trim_ascii_end().ends_with(b"(") {
        return None;
    }
    let behind = pair::after_quote(text, end)?;
    let next = text[behind..].trim_ascii_start().iter().take(8).find(|byte| **byte != b'\\')?;
    if !matches!(next, b'"' | b'\'') || pair::sensitive(text, behind, keys).is_some() {
        return None;
    }
    let (start, stop) = value::value(text, behind, true, &text[start..end])?;
    let rest = text[stop..].iter().take(12).find(|byte| !matches!(byte, b'\\' | b'"' | b'\'' | b' '))?;
    // The columns of a statement.
    let tail =
        text[stop..].iter().take(16).position(|byte| *byte == b')').map_or(&b""[..], |place| &text[stop + place + 1..]);
    let tail = tail.trim_ascii_start();
    let columns = tail.len() > 5 && tail[..6].eq_ignore_ascii_case(b"values");
    let more = *rest == b',' && looks::secret(&text[start..stop]);
    ((*rest == b')' || more) && !columns).then_some((start, stop, rule))
}

fn is_dotted(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// MySQL's `Duplicate entry 'x' for key 'users.api_token'`: `start` is where the name starts.
pub(super) fn entry(text: &[u8], start: usize, rule: u16) -> Option<(usize, usize, u16)> {
    let dots = text[..start].iter().rev().take(NAME).take_while(|byte| is_dotted(**byte)).count();
    let head = text[..start - dots].strip_suffix(b"' for key '")?;
    let length = head.iter().rev().take(512).position(|byte| *byte == b'\'').filter(|length| *length > 0)?;
    head[..head.len() - length].ends_with(b"entry '").then_some((head.len() - length, head.len(), rule))
}

/// Spring's `property 'a.password' value [x]`: `end` is where the name ends.
pub(super) fn named(text: &[u8], end: usize, rule: u16) -> Option<(usize, usize, u16)> {
    let rest = text[end..].strip_prefix(b"' value [").or_else(|| text[end..].strip_prefix(b"\" value ["))?;
    let length = rest.iter().take(512).position(|byte| matches!(byte, b']' | b'\n'))?;
    let start = text.len() - rest.len();
    (length > 0 && rest[0] != b'[' && !value::is_placeholder(&rest[..length])).then_some((start, start + length, rule))
}
