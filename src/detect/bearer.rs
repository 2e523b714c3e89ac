//! `Bearer …` and `Basic …` in text: the scheme stays, the credentials go.
//!
//! "Bearer of news" has no credentials; `Basic` proves itself by decoding to `user:password`.
use crate::base64;

/// The longest `Basic` value that is decoded, in characters.
const BASIC: usize = 1024;

/// Whether the letters at `at` begin another word than a scheme: `heartbeat`, `database`.
pub(super) fn is_other(text: &[u8], at: usize) -> bool {
    let rest = &text[at..];
    let begins = rest.get(..3).is_some_and(|word| [b"bea", b"bas"].iter().any(|one| word.eq_ignore_ascii_case(*one)));
    begins && !is_scheme(rest, b"bearer") && !is_scheme(rest, b"basic")
}

/// The credentials behind the scheme that starts at `at`.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let bearer = is_scheme(rest, b"bearer");
    if !bearer && !is_scheme(rest, b"basic") {
        return None;
    }
    if at > 0 && (text[at - 1].is_ascii_alphanumeric() || text[at - 1] == b'_') {
        return None;
    }
    let name = if bearer { 6 } else { 5 };
    let blanks = rest[name..].iter().take(8).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    // A protocol of a socket: `authorization.bearer.x`.
    let dotted = bearer && rest.get(name) == Some(&b'.') && text[..at].ends_with(b"authorization.");
    let blanks = if dotted { 1 } else { blanks };
    let start = at + name + blanks;
    let length = text[start..].iter().take_while(|byte| is_token(**byte)).count();
    let mut end = start + length;
    while end > start && matches!(text[end - 1], b'.' | b',') {
        end -= 1;
    }
    let value = &text[start..end];
    // `?token_type=bearer HTTP/1.1`
    if value.starts_with(b"HTTP/") {
        return None;
    }
    // Behind the header's name nothing else can follow.
    let header = text[..at].trim_ascii_end();
    let named = header.len() >= 13 && header[header.len() - 13..].eq_ignore_ascii_case(b"authorization");
    let good = if bearer { looks_secret(value) && !is_pair(value) } else { is_user_password(value) };
    let found = blanks > 0 && !value.is_empty() && (good || named);
    found.then_some((start, end))
}

fn is_scheme(text: &[u8], scheme: &[u8]) -> bool {
    text.len() > scheme.len() && text[..scheme.len()].eq_ignore_ascii_case(scheme)
}

/// `expires_in=3600` and its like: padding stands at the end alone.
fn is_pair(value: &[u8]) -> bool {
    value.iter().position(|byte| *byte == b'=').is_some_and(|at| value[at..].iter().any(|byte| *byte != b'='))
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=')
}

/// A word of prose has no digit, and no capital behind its first letter.
fn looks_secret(value: &[u8]) -> bool {
    let digits = value.iter().any(u8::is_ascii_digit);
    let capitals = value.iter().skip(1).any(u8::is_ascii_uppercase) && value.iter().any(u8::is_ascii_lowercase);
    match value.len() {
        0..8 => false,
        8..16 => digits,
        16..20 => digits || capitals,
        _ => true,
    }
}

fn is_user_password(value: &[u8]) -> bool {
    let mut room = [0; BASIC];
    let decoded = base64::decode(&value[..value.len().min(BASIC)], &mut room);
    decoded.is_some_and(|text| text.len() >= 3 && text.contains(&b':') && text.iter().all(|byte| *byte >= 0x20))
}
