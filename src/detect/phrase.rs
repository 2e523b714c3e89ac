//! A secret that a sentence names: `password is x`, `your PIN is 4711`, `with password x`, `setPassword("x")`, the column
//! of a statement or a table.
//!
//! Names are those of the policy's keys. Between name and value stands a word that joins them, or nothing where the value
//! looks like a secret by itself. "password is required" says how it is, and stays.
use super::beside::{cell, direct, earlier};
use super::joined::{JOINS, distant, joined, renewed};
use super::name::name as name_before;
use super::{by_place, call, columns, debugger, element, field, looks, value};
use crate::keys::{KeyRules, Match};

/// How far back a name is read, and on for the words that belong to it.
pub(super) const NAME: usize = 64;

/// The longest word that is a name, on either side.
const RUN: usize = 24;

/// Words that may belong to a name, behind its first, and begin no name themselves.
const MORE: [&[u8]; 5] = [b"key", b"code", b"number", b"value", b"phrase"];

/// Whether the word at `at` may be a name that `find` asks about, in text whose escapes are not undone yet: what follows it
/// is what follows a name. Too often yes, never a wrong no.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    let blank = usize::from(text.get(at + 1) == Some(&b' '));
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let rest = &text[at + 2 * blank..];
    match rest.iter().take(RUN).find(|byte| !is_word(byte)) {
        Some(b'.') => {
            // `random_password.db`, `pypi-token.pypi`
            text[..at].ends_with(b"random_pa")
                || text[..at].ends_with(b"pypi-")
                || rest.iter().skip_while(|byte| **byte != b'.').nth(1).is_none_or(|next| !next.is_ascii_alphanumeric())
        }
        // `input[type=password], x`; `password|x|`
        Some(b']') => text[..at].iter().rev().take(RUN).find(|byte| !is_word(byte)) == Some(&b'='),
        Some(b'|') => true,
        Some(b':' | b'=' | b'/' | b'[' | b'{' | b'}' | b'$' | b'#') => false,
        _ => true,
    }
}

/// The same for words of which only the end is known: `auth`, `pass`, and what ends as a name does.
pub(super) fn maybe_ends(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    let length = text[at..].iter().take(RUN).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let run = &text[..at + length];
    let ends = |word: &[u8]| run.len() >= word.len() && run[run.len() - word.len()..].eq_ignore_ascii_case(word);
    maybe(text, at) && (ends(b"auth") || ends(b"pass") || keys.may_end(run))
}

/// The value that belongs to the name around `at`: its span and the rule of the name.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let mut end = at + text[at..].iter().take(RUN).take_while(|byte| is_word(byte)).count();
    if text[at..].len() > 2 && text[at + 1] == b' ' {
        // `api key`
        end = at + 2 + text[at + 2..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    }
    // What follows most names: the rest of a path, a pair, the end of a key. Others read those.
    let next = text.get(end).copied().unwrap_or(b' ');
    if next == b'&' {
        return escaped(text, at, end, keys);
    }
    if next == b'.' && text[..end].ends_with(b"random_password") {
        return made(text, end, keys);
    }
    if matches!(next, b'?' | b'!' | b'.') && matches!(text.get(end + 1), None | Some(b' ' | b'"' | b'\n')) {
        // The end of a sentence.
        let (from, to) = name_before(text, end)?;
        let Some(Match::Rule(rule)) = keys.find(&text[from..to]) else { return None };
        let start = at - text[..at].iter().rev().take(RUN).take_while(|byte| is_word(byte)).count();
        return earlier(text, start).map(|(start, end)| (start, end, rule));
    }
    const FOLLOW: &[u8] = b" \"'`(),\t\\>]|\n\r\xe3\xe6";
    if !FOLLOW.contains(&next) {
        return None;
    }
    let mut start = at - text[..at].iter().rev().take(RUN).take_while(|byte| is_word(byte)).count();
    // `\r\nPASS x`
    start += usize::from(start > 0 && text[start - 1] == b'\\' && start < at && matches!(text[start], b'n' | b't'));
    let run = &text[start..end];
    if next == b'>' {
        let tag = text[..start].iter().rev().take(NAME).position(|byte| *byte == b'<')?;
        return element::find(text, start - tag - 1, keys);
    }
    if let Some(found) = by_place::by_program(text, run, (start, end), keys) {
        return Some(found);
    }
    if next == b' ' && is_prose(text, end) && !is_led(&text[..start]) && !field::is_target(&text[..start]) {
        return renewed(text, end).and_then(|span| named(span, &text[start..end], keys));
    }
    let (from, to) = name_before(text, end)?;
    let mut name = &text[from..to];
    if to != end {
        return None;
    }
    let mut rule = keys.find(name);
    if rule.is_none() && run.len() >= 4 && run[run.len() - 4..].eq_ignore_ascii_case(b"auth") {
        let more = text[end..].starts_with(b" key") || text[end..].starts_with(b" token");
        let found = basic(text, end, keys);
        if found.is_some() || !more {
            return found;
        }
    }
    // `secret key`, `OTP code`
    for _ in 0..2 {
        if next != b' ' || end >= text.len() {
            break;
        }
        let length = text[end + 1..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = &text[end + 1..end + 1 + length];
        if length == 0 || text.get(end) != Some(&b' ') || !MORE.iter().any(|more| word.eq_ignore_ascii_case(more)) {
            break;
        }
        let Some(found @ Match::Rule(_)) = keys.find(&text[from..end + 1 + length]) else { break };
        (rule, end) = (Some(found), end + 1 + length);
        name = &text[from..end];
    }
    let rule = match rule {
        Some(Match::Rule(rule)) => rule,
        _ if run.eq_ignore_ascii_case(b"auth") && text[end..].starts_with(b" key ") => {
            // `APNs auth key x`
            let (from, to) = value::near(text, end + 4, true, b"password")?;
            let is_file = text[from..to].contains(&b'.');
            let good = looks::secret(&text[from..to]) && !is_file && !matches!(text.get(to), Some(b':' | b'='));
            return if good { named((from, to), b"password", keys) } else { None };
        }
        _ if run.eq_ignore_ascii_case(b"secretid") => {
            let (from, to) = value::near(text, end, true, b"password")?;
            let good = looks::secret(&text[from..to]) && !matches!(text.get(to), Some(b':' | b'='));
            return if good { named((from, to), b"secret", keys) } else { None };
        }
        // `pw is x`
        _ if matches!(run, b"pw" | b"PW" | b"Pw" | b"pass" | b"PASS" | b"Pass")
            || run.len() > 5 && (run.ends_with(b"_PASS") || run.ends_with(b"_pass")) =>
        {
            match keys.find(b"password") {
                Some(Match::Rule(rule)) => rule,
                _ => return None,
            }
        }
        _ => return None,
    };
    if let Some((start, end)) = field::find(text, (start, end)).or_else(|| debugger::find(text, (start, end))) {
        return Some((start, end, rule));
    }
    if matches!(next, b']' | b'|' | b'\n' | b'\r') {
        return if next == b'|' { barred(text, end).map(|(start, end)| (start, end, rule)) } else { None };
    }
    if run == b"secret"
        && let Some((start, end)) = by_place::stored(text, end)
    {
        return Some((start, end, rule));
    }
    let (start_of_value, end_of_value) = match text.get(end).copied().unwrap_or(b' ') {
        b'(' => call::argument(text, start, end)?,
        b'"' | b'\'' | b'`' | b'\\' | b')' | b',' => {
            if let Some((start, end)) = by_place::protocol(text, (start, end)) {
                return Some((start, end, rule));
            }
            let other = || call::entry(text, start, rule).or_else(|| call::named(text, end, rule));
            return call::second(text, (start, end), rule, keys)
                .or_else(other)
                .or_else(|| columns::find(text, (start, end), rule));
        }
        0xE3 if text[end..].starts_with("「".as_bytes()) => {
            let from = end + 3;
            let length = text[from..].iter().take(256).position(|byte| *byte == 0xE3)?;
            (from, from + length)
        }
        _ => joined(text, end, name)
            .or_else(|| direct(text, (from, start), end))
            .or_else(|| distant(text, end))
            .or_else(|| earlier(text, start))
            .or_else(|| cell(text, start, end))?,
    };
    let said = &text[start_of_value..end_of_value];
    (!said.is_empty() && !value::is_placeholder(said)).then_some((start_of_value, end_of_value, rule))
}

/// Whether a word of a sentence follows that neither joins a name with its value nor is one: `password reset`.
fn is_prose(text: &[u8], end: usize) -> bool {
    let rest = text.get(end + 1..).unwrap_or_default();
    let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &rest[..length];
    let ends = matches!(rest.get(length), None | Some(b' ' | b',' | b'.' | b';' | b')'));
    let joins =
        |joins: &[&[u8]]| joins.iter().any(|join| join.len() >= length && join[..length].eq_ignore_ascii_case(word));
    ends && (1..16).contains(&length)
        && !joins(&JOINS)
        && !joins(&MORE)
        && !joins(&[b"for", b"of", b"to", b"set", b"put", b"create", b"proto", b"generated"])
}

/// Whether what stands before a name may bring its value: `x as password`, `'x' == user.password`, a cell of a table.
fn is_led(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let end = &before[before.len().saturating_sub(3)..];
    matches!(before.last(), Some(b'|' | b'.' | b'_' | b'=' | b','))
        || end.eq_ignore_ascii_case(b"the")
        || end.ends_with(b"as")
}

/// `&lt;password&gt;x&lt;/password&gt;`: `at` is in the name.
fn escaped(text: &[u8], at: usize, end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = text[end..].strip_prefix(b"&gt;")?;
    let length =
        text[..at].iter().rev().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let head = text[..at - length].strip_suffix(b"&lt;");
    let Some(Match::Rule(rule)) = keys.find(&text[head?.len() + 4..end]) else { return None };
    let length = rest.iter().take(1024).position(|byte| *byte == b'&').filter(|length| *length > 0)?;
    (!value::is_placeholder(&rest[..length])).then_some((end + 4, end + 4 + length, rule))
}

/// `random_password.db: {"result":"x"`, a resource of Terraform.
fn made(text: &[u8], end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let near = &text[end..text.len().min(end + 2 * NAME)];
    let place = near.windows(9).position(|part| part == b"\"result\":")?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    value::near(text, end + place + 9, true, b"password").map(|(start, end)| (start, end, rule))
}

/// `password|x|bob`: no name, and no word of a pattern.
fn barred(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let rest = &text[end + 1..];
    let ends = |byte: &u8| matches!(byte, b'|' | b'"' | b'\'' | b'\\' | b'(' | b')') || byte.is_ascii_whitespace();
    let length = rest.iter().take(256).position(ends).unwrap_or(rest.len().min(256));
    let said = &rest[..length];
    let digits = said.iter().filter(|byte| byte.is_ascii_digit()).count();
    let good = looks::secret(said)
        && (digits > 1 || said.len() > 11 || looks::strong(said))
        && !matches!(rest.get(length), Some(b'(' | b')'));
    good.then_some((end + 1, end + 1 + length))
}

fn named((start, end): (usize, usize), name: &[u8], keys: &KeyRules) -> Option<(usize, usize, u16)> {
    match keys.find(name) {
        Some(Match::Rule(rule)) => Some((start, end, rule)),
        _ => None,
    }
}

/// The name around `at`, where it may be one of the first line of a table.
pub(super) fn heads(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let end = at + text[at..].iter().take(RUN).take_while(is_word).count();
    let rest = text[end..].strip_prefix(b"\"").unwrap_or(&text[end..]);
    let is_cell = match rest.first()? {
        b',' | b';' | b'|' | b'\t' | b'\n' | b'\r' => true,
        b'\\' => matches!(rest.get(1), Some(b'n' | b'r')),
        b' ' => matches!(rest.iter().take(RUN).find(|byte| **byte != b' '), Some(b'|' | b'\n' | b'\\')),
        _ => false,
    };
    let start = at - text[..at].iter().rev().take(RUN).take_while(is_word).count();
    (is_cell && end > at).then_some((start, end))
}

/// `auth dXNlcjp4`: base64 of `user:password` alone proves itself.
fn basic(text: &[u8], end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let start = end + 1;
    let length = text.get(start..)?.iter().take(512).take_while(|byte| is_base64(**byte)).count();
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let good = text[end] == b' ' && super::encoded::is_pair(&text[start..start + length]);
    good.then_some((start, start + length, rule))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}
