//! Codes that are sent to somebody to log in with: `your verification code is 123456`.
use super::looks;
use super::phrase::NAME;
use crate::keys::{KeyRules, Match};

/// `your verification code is 123456`, `123456 is your verification code`: `at` is where `your` stands.
pub(super) fn yours(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let from = at + 4;
    if !text.get(at..from)?.eq_ignore_ascii_case(b"your") || text.get(from) != Some(&b' ') {
        return None;
    }
    let near = &text[from..text.len().min(from + NAME)];
    let sentence =
        near.iter().position(|byte| matches!(byte, b'.' | b'\n' | b',' | b'"' | b'\\')).unwrap_or(near.len());
    let near = &near[..sentence];
    let code = near.windows(4).position(|part| part.eq_ignore_ascii_case(b"code")).map(|place| place + 4);
    let pin = || near.windows(4).position(|part| part.eq_ignore_ascii_case(b" pin")).map(|place| place + 4);
    let length = code.or_else(pin)?;
    let before = text[..at].strip_suffix(b" is ");
    if let Some(before) = before {
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = before.len() - digits;
        let rule = looks::code(&before[start..], b"").then(|| keys.find(&near[..length])).flatten();
        return if let Some(Match::Rule(rule)) = rule { Some((start, before.len(), rule)) } else { None };
    }
    let rest = &text[from + length..];
    let rest = rest.strip_prefix(b" is ").or_else(|| rest.strip_prefix(b" is: "))?;
    let start = text.len() - rest.len();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rule = looks::code(&rest[..digits], &rest[digits..]).then(|| keys.find(&near[..length])).flatten();
    if let Some(Match::Rule(rule)) = rule { Some((start, start + digits, rule)) } else { None }
}
