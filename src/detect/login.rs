//! A secret behind a user's name, where the words before say that both are meant: `creds: bob / x`, `login with bob:x`,
//! `bundle config HOST bob:x`.
use super::{looks, value};
use crate::keys::{KeyRules, Match};

/// How far back the words are read, and how long a user's name may be.
const NEAR: usize = 48;

/// What stands before `user:secret`.
const BEFORE: [&[u8]; 15] = [
    b"login with ",
    b"logged in with ",
    b"log in with ",
    b"login as ",
    b"logged in as ",
    b"log in as ",
    b"sign in with ",
    b"signed in as ",
    b"connect as ",
    b"auth as ",
    b"authenticated as ",
    b"login: ",
    b"credentials ",
    b"stats auth ",
    b"userpass ",
];

/// The secret behind the colon before `at`, in `login with bob:x`.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    // Most colons have a digit before them, or a blank behind.
    if text[at - 1] != b':' || at < 2 || !text[at - 2].is_ascii_alphabetic() || !text.get(at)?.is_ascii_alphanumeric() {
        return None;
    }
    let near = &text[at.saturating_sub(NEAR)..at - 1];
    let length =
        near.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')).count();
    let before = &near[..near.len() - length];
    let said = match before.last()? {
        b':' => is_entry(before, &text[at..]),
        // `iwconfig wlan0 key s:x`
        b' ' if near.ends_with(b" key s") => true,
        b' ' => {
            BEFORE.iter().any(|words| ends(before, words))
                || before.windows(11).any(|part| part == b"basic auth ")
                || is_creds(before)
                || is_host(text, at, length)
        }
        b'=' => before.len() > 8 && before.windows(7).any(|part| part == b"BUNDLE_"),
        _ => false,
    };
    if !said {
        return None;
    }
    let (start, end) = value::near(text, at, false, b"password")?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    looks::secret(&text[start..end]).then_some((start, end, rule))
}

/// Whether `host:5432:database:` stands there, as in a line of `.pgpass`.
fn is_entry(before: &[u8], value: &[u8]) -> bool {
    let length = before
        .iter()
        .rev()
        .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'=' | b'/'))
        .count();
    let mut parts = before[before.len() - length..].split(|byte| *byte == b':');
    let (Some(host), Some(port), Some(name), Some(b""), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    // Another port's is one where nothing else looks like that.
    let strong =
        || value::near(value, 0, false, b"password").is_some_and(|(start, end)| looks::strong(&value[start..end]));
    let is_port = port == b"*"
        || port.len() == 4 && (port.starts_with(b"543") || port == b"6432")
        || matches!(port.len(), 4 | 5) && port.iter().all(u8::is_ascii_digit) && strong();
    let is_name = |part: &[u8]| part == b"*" || part.first().is_some_and(u8::is_ascii_alphabetic);
    is_port && is_name(name) && (is_name(host) || host.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.'))
}

/// The secret in `auth: bob / x`, behind the colon before `at`.
pub(super) fn slashed(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = text[at..].strip_prefix(b" ")?;
    let is_user = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@');
    let user = rest.iter().take(NEAR).take_while(is_user).count();
    let (start, end) = value::near(text, at + 1 + user + 3, false, b"password")?;
    (user > 0 && rest[user..].starts_with(b" / ") && looks::secret(&text[start..end])).then_some((start, end))
}

/// Whether `creds` may find something at `at`, in text whose escapes are not undone yet.
pub(super) fn maybe_creds(text: &[u8], at: usize) -> bool {
    matches!(text.get(at + 3), Some(b':' | b' '))
}

/// The secret in `creds are bob / x`, `creds: bob:x`, `Bad credentials: bob/x`: `at` is within the `creds`, the third letter from its end
/// or from that of `credentials`.
pub(super) fn creds(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = &text[at + 3..];
    let mut rest =
        rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b" are")).or_else(|| rest.strip_prefix(b" ="))?;
    rest = rest.strip_prefix(b":").unwrap_or(rest).strip_prefix(b" ")?;
    let user = rest
        .iter()
        .take(NEAR)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@'))
        .count();
    let from = text.len() - rest.len() + user;
    let sign = [&b" / "[..], b"/", b":", b" : ", b" | "].into_iter().find(|sign| text[from..].starts_with(sign))?;
    let (start, end) = value::near(text, from + sign.len(), false, b"password")?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    (user > 0 && looks::secret(&text[start..end])).then_some((start, end, rule))
}

fn ends(text: &[u8], words: &[u8]) -> bool {
    text.len() >= words.len() && text[text.len() - words.len()..].eq_ignore_ascii_case(words)
}

fn is_creds(before: &[u8]) -> bool {
    [&b"creds: "[..], b"creds are ", b"creds = ", b"credentials: ", b"credentials are "]
        .iter()
        .any(|words| ends(before, words))
}

/// `bundle config HOST `, before the user.
fn is_host(text: &[u8], at: usize, length: usize) -> bool {
    let near = &text[at.saturating_sub(3 * NEAR)..at - 1 - length];
    near.windows(14).any(|part| part == b"bundle config ")
}
