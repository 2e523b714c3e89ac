//! Passwords in SQL: `IDENTIFIED BY 'x'`, `WITH PASSWORD 'x'`, `PASSWORD('x')`.
use super::value;
use crate::keys::{KeyRules, Match};

/// The quoted value whose quote stands two bytes behind `at`, or one behind a bracket: its span and its rule.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let before = text[..at + 1].trim_ascii_end();
    let ends = |word: &[u8]| {
        let from = before.len().checked_sub(word.len());
        from.is_some_and(|from| {
            before[from..].eq_ignore_ascii_case(word) && (from == 0 || !before[from - 1].is_ascii_alphanumeric())
        })
    };
    // `IDENTIFIED WITH caching_sha2_password BY`
    let near = &before[before.len().saturating_sub(64)..];
    let with = || near.windows(16).any(|part| part.eq_ignore_ascii_case(b"identified with "));
    let by = ends(b"identified by") || ends(b"by") && with();
    if !by && !ends(b"password") {
        return None;
    }
    let quote = at + 1 + text[at + 1..].iter().take(3).position(|byte| matches!(byte, b'\'' | b'"'))?;
    let (start, end) = value::value(text, quote, false, b"password")?;
    Some((start, end, rule))
}

/// The password without quotes of `IDENTIFIED BY x`: `at` is the last letter of the first word.
pub(super) fn by(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let rest = text[at + 1..].strip_prefix(b" BY ")?;
    let quoted = matches!(rest.first()?, b'"' | b'\'' | b'\\');
    if !text[..at + 1].ends_with(b"IDENTIFIED") || quoted || rest.starts_with(b"VALUES ") {
        return None;
    }
    let (start, end) = value::value(text, at + 5, false, b"password")?;
    Some((start, end, rule))
}
