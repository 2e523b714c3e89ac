//! Base64 that says JSON with a sensitive name (`eyJwYXNzd29yZCI6…`), a private key (`LS0tLS1CRUdJTi…`), or, behind a name
//! for it, `user:password`. It goes as a whole.
use super::value;
use crate::base64;
use crate::keys::{KeyRules, Match};

/// So much of a run is decoded, in characters.
const READ: usize = 4096;

/// Whether a run may start at `at`, in text whose escapes are not undone yet. Too often yes, never a wrong no.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    at < 2 || !is_letter(text[at - 1]) || text[at - 2] == b'\\'
}

/// The run that starts at `at`, where the index knows the beginnings of encoded brackets. `seen`: runs are read up to here.
pub(super) fn find(
    text: &[u8],
    at: usize,
    keys: &KeyRules,
    key: Option<u16>,
    seen: &mut usize,
) -> Option<(usize, usize, u16)> {
    const BEGINS: [&[u8]; 6] = [b"eyJ", b"eyA", b"ewo", b"ew0", b"W3s", b"LS0tLS1CRUdJTi"];
    if at < *seen || at > 0 && is_letter(text[at - 1]) || !BEGINS.iter().any(|begin| text[at..].starts_with(begin)) {
        return None;
    }
    let length = text[at..].iter().take_while(|byte| is_letter(**byte)).count();
    let end = at + length;
    *seen = end;
    if length < 16 || text.get(end) == Some(&b'.') {
        return None;
    }
    let padding = text[end..].iter().take(2).take_while(|byte| **byte == b'=').count();
    let read = &text[at..at + if length > READ { READ } else { length - usize::from(length % 4 == 1) }];
    let mut room = [0; READ];
    let said = base64::decode(read, &mut room)?;
    let rule = if text[at] == b'L' {
        said.windows(11).take(64).any(|part| part == b"PRIVATE KEY").then_some(key).flatten()?
    } else {
        names(said, keys)?
    };
    Some((at, end + padding, rule))
}

/// The rule of the first sensitive name in JSON that has a value.
fn names(json: &[u8], keys: &KeyRules) -> Option<u16> {
    let mut at = 0;
    while let Some(length) = json[at..].iter().position(|byte| *byte == b'"') {
        let start = at + length + 1;
        let end = start + json[start..].iter().position(|byte| *byte == b'"')?;
        at = end + 1;
        let rest = json[at..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b":") else { continue };
        let rest = rest.trim_ascii_start();
        if end - start > 64 || matches!(rest.first(), None | Some(b'n' | b't' | b'f')) || rest.starts_with(b"\"\"") {
            continue;
        }
        if let Some(Match::Rule(rule)) = keys.find(&json[start..end]) {
            let text = rest.strip_prefix(b"\"").unwrap_or_default();
            let length = text.iter().position(|byte| *byte == b'"').unwrap_or(0);
            if !value::is_placeholder(&text[..length]) || length == 0 {
                return Some(rule);
            }
        }
    }
    None
}

/// `auth dXNlcjp4` in a sentence, by its padding: `at` is behind the first sign of it.
pub(super) fn padded(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if text[at - 1] != b'=' {
        return None;
    }
    let end = at + usize::from(text.get(at) == Some(&b'='));
    if !matches!(text.get(end), None | Some(b' ' | b'"' | b'\'' | b',' | b'\n' | b'\\' | b')')) {
        return None;
    }
    let length = text[..at - 1]
        .iter()
        .rev()
        .take(512)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        .count();
    let start = at - 1 - length;
    let before = &text[start.saturating_sub(6)..start];
    if !before.eq_ignore_ascii_case(b" auth ") || !is_pair(&text[start..end]) {
        return None;
    }
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    Some((start, end, rule))
}

/// Whether a value is base64 of `user:password`.
pub(crate) fn is_pair(value: &[u8]) -> bool {
    let mut room = [0; 512];
    let short = (8..=512).contains(&value.len());
    let said = if short { base64::decode(value, &mut room) } else { None };
    said.is_some_and(|text| {
        let colon = text.iter().position(|byte| *byte == b':');
        colon.is_some_and(|colon| colon > 0 && colon + 1 < text.len())
            && text.iter().all(|byte| (0x20..0x7f).contains(byte))
    })
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}
