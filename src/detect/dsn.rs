//! Credentials before an `@` that no URL has: Go's `user:x@tcp(host)/db`, Oracle's `user/x@host`; and what a few protocols and
//! programs write in a form of their own.
use super::{looks, value};
use crate::keys::{KeyRules, Match};

/// How far back the user is read.
const NEAR: usize = 256;

/// The password before the `@` at `at`.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = &text[at + 1..];
    if let Some(answer) = rest.strip_prefix(b"RSYNCD: ") {
        // `@RSYNCD: bob x`
        let user = answer.iter().take(64).position(|byte| *byte == b' ')?;
        let (start, end) = value::near(text, text.len() - answer.len() + user + 1, false, b"password")?;
        let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
        return looks::secret(&text[start..end]).then_some((start, end, rule));
    }
    let go = rest.starts_with(b"tcp(") || rest.starts_with(b"unix(") || rest.starts_with(b"(");
    // A sign before this one ends the user, but where the address behind it says what this is.
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b'`' | b'=' | b',' | b'\\' | b'(')
            || *byte == b'@' && !go
    };
    let length = text[..at].iter().rev().take(NEAR).position(ends).unwrap_or(at.min(NEAR));
    let start = at - length;
    let word = &text[start..at];
    let before = &text[start.saturating_sub(9)..start];
    let place = if go {
        word.iter().position(|byte| *byte == b':')?
    } else {
        let thin = word.windows(5).position(|part| part == b"thin:").map(|place| place + 5);
        let calls = [&b"sqlplus "[..], b"connect ", b"conn ", b"sqlplus -s ", b"-L "];
        let called = calls
            .iter()
            .any(|call| before.len() >= call.len() && before[before.len() - call.len()..].eq_ignore_ascii_case(call));
        let from = thin.or_else(|| called.then_some(0)).or_else(|| is_easy(word, rest).then_some(0))?;
        from + word[from..].iter().position(|byte| *byte == b'/')?
    };
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let secret = &word[place + 1..];
    let good = place > 0 && !secret.is_empty() && !secret.starts_with(b"/") && !value::is_placeholder(secret);
    good.then_some((start + place + 1, at, rule))
}

/// Oracle's `user/x@host:1521/service`, whatever stands before it.
fn is_easy(word: &[u8], rest: &[u8]) -> bool {
    let Some(slash) = word.iter().position(|byte| *byte == b'/') else { return false };
    let Some(colon) = rest.iter().take(NEAR).position(|byte| *byte == b':') else { return false };
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let digits = rest[colon + 1..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    slash > 0
        && colon > 0
        && rest[..colon].iter().all(host)
        && digits > 2
        && rest.get(colon + 1 + digits) == Some(&b'/')
        && looks::secret(&word[slash + 1..])
        && !word[slash + 1..].contains(&b'/')
}

/// `AUTH x` and `AUTH user x` of Redis, `AUTH PLAIN x` of mail; `at` is one behind the `A`.
pub(super) fn auth(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let start = at.checked_sub(1).filter(|start| text[*start..].starts_with(b"AUTH"))?;
    if start > 0 && (text[start - 1].is_ascii_alphanumeric() || text[start - 1] == b'_') {
        return None;
    }
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let mut from = start + 4;
    let line = |at: usize| -> Option<usize> {
        [&b"\\r\\n"[..], b"\r\n"].into_iter().find(|end| text[at..].starts_with(end)).map(|end| at + end.len())
    };
    if let Some(behind) = line(from).filter(|behind| text.get(*behind) == Some(&b'$')) {
        // As the protocol has it: each part behind its length.
        let digits = text[behind + 1..].iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
        let start = line(behind + 1 + digits)?;
        let length = text[start..].iter().take(512).position(|byte| matches!(byte, b'\\' | b'\r' | b'\n'));
        let end = start + length.unwrap_or((text.len() - start).min(512));
        return (start < end && !value::is_placeholder(&text[start..end])).then_some((start, end, rule));
    }
    let quoted = text.get(from) == Some(&b'"');
    from += usize::from(quoted);
    if text.get(from) != Some(&b' ') {
        return None;
    }
    for _ in 0..2 {
        let (start, end) = value::near(text, from, true, b"")?;
        let word = &text[start..end];
        // `lost connection after AUTH from x`, `IKE_AUTH response [ AUTH EAP/REQ/MSCHAPV2 ]`.
        if [&b"from"[..], b"to", b"of", b"for", b"in", b"with", b"and", b"or"].contains(&word)
            || word.starts_with(b"EAP/")
        {
            return None;
        }
        if looks::secret(word) && !matches!(text.get(end), Some(b':' | b'=' | b'(')) {
            return Some((start, end, rule));
        }
        from = end + usize::from(quoted);
        if text.get(from) != Some(&b' ') {
            return None;
        }
    }
    None
}

/// `::add-mask::x` of a build: all of the line.
pub(super) fn masked(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = text[at..].strip_prefix(b"::add-mask::")?;
    let Some(Match::Rule(rule)) = keys.find(b"secret") else { return None };
    let length =
        rest.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'"' | b'\'' | b'\\')).unwrap_or(rest.len());
    let start = at + 12;
    (length > 0 && !value::is_placeholder(&rest[..length]) && !rest.starts_with(b"$")).then_some((
        start,
        start + length,
        rule,
    ))
}

/// `add_user bob x`: `at` is the `d_u` within.
pub(super) fn added(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let start = at.checked_sub(2).filter(|start| text[*start..].starts_with(b"add_user "))?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let user = start + 9;
    let length = text[user..].iter().take(64).position(|byte| *byte == b' ')?;
    let (from, to) = value::near(text, user + length, true, b"")?;
    looks::secret(&text[from..to]).then_some((from, to, rule))
}

/// `PDO->__construct('mysql:…', 'app', 'x')` in a trace: the third argument. `at` is the `PDO`.
pub(super) fn connected(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = &text[at..text.len().min(at + NEAR)];
    let open = rest.iter().take(20).position(|byte| *byte == b'(')?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let mut from = at + open + 1;
    for _ in 0..2 {
        let quote = text[from..].iter().take(NEAR).position(|byte| matches!(byte, b'\'' | b'"'))?;
        let length = text[from + quote + 1..].iter().take(NEAR).position(|byte| matches!(byte, b'\'' | b'"'))?;
        from = super::pair::after_quote(text, from + quote + 1 + length)?;
    }
    let (start, end) = value::near(text, from, true, b"")?;
    (matches!(text[start - 1], b'\'' | b'"')).then_some((start, end, rule))
}
