//! Codes that are sent to somebody to log in with: `your verification code is 123456`, `2FA code 123456`.
use super::looks;
use super::phrase::NAME;
use crate::keys::{KeyRules, Match};

/// Words before `code` that say that one logs in with it.
const KINDS: [&[u8]; 14] = [
    b"2fa",
    b"mfa",
    b"otp",
    b"sms",
    b"access",
    b"login",
    b"sign-in",
    b"signin",
    b"verification",
    b"security",
    b"confirmation",
    b"authentication",
    b"one-time",
    b"passcode",
];

/// The same in languages that put it behind, with what follows.
const BEHIND: [&str; 6] = [
    " de verificación es ",
    " de verificación: ",
    " de vérification est ",
    " de vérification : ",
    " de vérification: ",
    " de verificação é ",
];

/// Whether there may be some around the `cod` at `at`, in text whose escapes are not undone yet.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    let beside = [at.checked_sub(1), at.checked_add(4)].map(|place| place.and_then(|place| text.get(place)));
    beside.contains(&Some(&b' '))
}

/// The digits around the `code` or `código` at `start..end`.
pub(super) fn find(text: &[u8], start: usize, end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let word = text.get(start..end)?;
    if !word.eq_ignore_ascii_case(b"code") && !word.eq_ignore_ascii_case("código".as_bytes()) {
        return None;
    }
    if start > 0 && text[start - 1].is_ascii_alphanumeric() {
        return None;
    }
    let rule = || match keys.find(b"verification code") {
        Some(Match::Rule(rule)) => Some(rule),
        _ => None,
    };
    if let Some(behind) =
        BEHIND.iter().find(|behind| text.get(end..).unwrap_or_default().starts_with(behind.as_bytes()))
    {
        return digits(text, end + behind.len()).and_then(|(from, to)| Some((from, to, rule()?)));
    }
    let before = text[..start].strip_suffix(b" ")?;
    let word = before.len() - before.iter().rev().take(NAME).take_while(|byte| !byte.is_ascii_whitespace()).count();
    let kind = before[word..].trim_ascii_start();
    let kind = kind.iter().position(|byte| byte.is_ascii_alphanumeric()).map_or(kind, |at| &kind[at..]);
    let named = KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known));
    if named {
        // `Enter 123456 as verification code`
        let head = before[..word].strip_suffix(b" as ").or_else(|| before[..word].strip_suffix(b" as your "));
        if let Some(head) = head {
            let length = head.iter().rev().take(9).take_while(|byte| byte.is_ascii_digit()).count();
            let from = head.len() - length;
            return (looks::code(&head[from..], b"")).then_some((from, head.len(), rule()?));
        }
    }
    let rest = text.get(end..)?;
    if [&b"install"[..], b"recovery", b"backup", b"pairing", b"activation"]
        .iter()
        .any(|known| kind.eq_ignore_ascii_case(known))
    {
        let (from, to) = super::value::near(text, end, true, b"code").filter(|_| rest.starts_with(b" "))?;
        let good = looks::strong(&text[from..to]) && !matches!(text.get(to), Some(b':' | b'='));
        return if good { Some((from, to, rule()?)) } else { None };
    }
    let blank = [&b" is: "[..], b" is ", b": ", b" "].into_iter().find_map(|sign| rest.strip_prefix(sign))?;
    let (from, to) = digits(text, text.len() - blank.len())?;
    // `use code 123456 to sign in`
    let used = kind.eq_ignore_ascii_case(b"use")
        && [&b" to sign in"[..], b" to log in", b" to login", b" to verify", b" to confirm"]
            .iter()
            .any(|end| text[to..].starts_with(end));
    (named || used).then_some((from, to, rule()?))
}

/// `use pin 123456 to unlock`: `at` is where the `pin` starts.
pub(super) fn pin(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    const BEFORE: [&[u8]; 22] = [
        b"use",
        b"using",
        b"with",
        b"enter",
        b"entered",
        b"entering",
        b"my",
        b"your",
        b"his",
        b"her",
        b"their",
        b"new",
        b"old",
        b"wrong",
        b"bad",
        b"sim",
        b"card",
        b"door",
        b"access",
        b"default",
        b"temporary",
        b"invalid",
    ];
    let before = text[..at].strip_suffix(b" ")?;
    let length = before.iter().rev().take(NAME).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &before[before.len() - length..];
    if text.get(at + 3) != Some(&b' ') || !BEFORE.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return None;
    }
    let (start, end) = digits(text, at + 4)?;
    let Some(Match::Rule(rule)) = keys.find(b"pin") else { return None };
    Some((start, end, rule))
}

/// Whether `pin` may find something at `at`, in text whose escapes are not undone yet.
pub(super) fn maybe_pin(text: &[u8], at: usize) -> bool {
    at > 0 && text[at - 1] == b' ' && text.get(at + 3) == Some(&b' ')
}

/// The code that starts at `at`.
fn digits(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let length = text.get(at..)?.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    looks::code(&text[at..at + length], &text[at + length..]).then_some((at, at + length))
}

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
    // `the PIN for your card is 1234`
    let told = [&b"PIN for "[..], b"code for ", b"OTP for "].iter().any(|words| text[..at].ends_with(words));
    let place = || near.windows(4).position(|part| part == b" is ").filter(|_| told);
    let length = code.or_else(pin).or_else(place)?;
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
    let name = if told { &b"pin"[..] } else { &near[..length] };
    let rule = looks::code(&rest[..digits], &rest[digits..]).then(|| keys.find(name)).flatten();
    if let Some(Match::Rule(rule)) = rule { Some((start, start + digits, rule)) } else { None }
}
