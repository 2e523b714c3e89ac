//! A sensitive name and its value that stand beside each other in text: `"name":"authorization","value":"x"`,
//! `["authorization","x"]`. In whole JSON the walk knows them; here they are read from broken JSON and from strings.
use super::assign;
use crate::keys::{KeyRules, Match, Role, role};

/// The value that belongs to the pair whose key `name` ends before `at`.
pub(super) fn find(text: &[u8], at: usize, name: &[u8], keys: &KeyRules) -> Option<(usize, usize, u16)> {
    match role(name) {
        Role::PairName => {
            let (rule, next) = sensitive(text, at, keys)?;
            let behind = key(text, next, Role::PairValue)?;
            let (start, end) = assign::value(text, behind, true, name)?;
            (!is_gone(&text[start..end])).then_some((start, end, rule))
        }
        Role::PairValue => {
            let (start, end) =
                assign::value(text, at, true, name).filter(|(start, end)| !is_gone(&text[*start..*end]))?;
            let next = after_quote(text, end).or_else(|| comma(text, end))?;
            let behind = key(text, next, Role::PairName)?;
            let (rule, _) = sensitive(text, behind, keys)?;
            Some((start, end, rule))
        }
        Role::Plain => None,
    }
}

/// Whether an OTLP value, `{"stringValue":"[REDACTED]"}`, says that what it held is gone.
fn is_gone(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"{\"stringValue\":\"").and_then(|rest| rest.strip_suffix(b"\"}"));
    inner.is_some_and(assign::is_placeholder)
}

/// The second element of a list of two whose first, at `at`, is a sensitive name.
pub(super) fn second(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let (rule, next) = sensitive(text, at - 1, keys)?;
    if sensitive(text, next, keys).is_some() {
        return None;
    }
    let (start, end) = assign::value(text, next, true, b"")?;
    Some((start, end, rule))
}

/// Past the quote and the comma that end an element at `at`.
pub(super) fn after_quote(text: &[u8], at: usize) -> Option<usize> {
    let slashes = text.get(at..)?.iter().take_while(|byte| **byte == b'\\').count();
    matches!(text.get(at + slashes), Some(b'"' | b'\'')).then_some(())?;
    comma(text, at + slashes + 1)
}

fn comma(text: &[u8], at: usize) -> Option<usize> {
    let at = blanks(text, at);
    (text.get(at) == Some(&b',')).then_some(at + 1)
}

fn blanks(text: &[u8], at: usize) -> usize {
    at + text.get(at..).unwrap_or_default().iter().take(16).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// A quoted text at `at`: its span, and where its closing quote ends.
fn quoted(text: &[u8], at: usize) -> Option<(usize, usize, usize)> {
    let at = blanks(text, at);
    let slashes = text.get(at..)?.iter().take_while(|byte| **byte == b'\\').count();
    let quote = *text.get(at + slashes).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let start = at + slashes + 1;
    // Names are short: what is longer is none.
    let near = &text[..text.len().min(start + 80)];
    let end = assign::closing(near, start, quote, slashes)?;
    Some((start, end, end + slashes + 1))
}

/// The rule of the sensitive name quoted at `at`, and the place behind the comma that follows it.
fn sensitive(text: &[u8], at: usize, keys: &KeyRules) -> Option<(u16, usize)> {
    let (start, end, close) = quoted(text, at)?;
    let Some(Match::Rule(rule)) = keys.find(&text[start..end]) else { return None };
    Some((rule, comma(text, close).unwrap_or(close)))
}

/// Past the quoted key at `at` and its colon, where the key has this role.
fn key(text: &[u8], at: usize, wanted: Role) -> Option<usize> {
    let (start, end, close) = quoted(text, at)?;
    let colon = blanks(text, close);
    (role(&text[start..end]) == wanted && text.get(colon) == Some(&b':')).then_some(colon + 1)
}
