//! Passwords in SQL: `IDENTIFIED BY 'x'`, `WITH PASSWORD 'x'`, `PASSWORD('x')`.
use super::assign;
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
    let by = ends(b"identified by") || ends(b"identified with mysql_native_password by");
    if !by && !ends(b"password") {
        return None;
    }
    let quote = at + 1 + text[at + 1..].iter().take(3).position(|byte| matches!(byte, b'\'' | b'"'))?;
    let (start, end) = assign::value(text, quote, false, b"password")?;
    Some((start, end, rule))
}
