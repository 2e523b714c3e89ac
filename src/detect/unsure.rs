//! Names that are no rules by themselves, and count where the value or what stands around says so: `pass`, `pw`, `auth`,
//! `var password string =`.
use super::name::{NAME, name};
use crate::keys::{KeyRules, Match};

/// Whether a name ends `text` that is no rule's, and of which something may follow.
pub(super) fn is_odd(text: &[u8]) -> bool {
    let ends: &[&[u8]] = match text.last() {
        Some(b'e') if text.ends_with(b" phrase") => return true,
        Some(b'e') => &[b"name", b"Name", b"value"],
        Some(b'h') => &[b"auth"],
        Some(b'p') => &[b"/p"],
        Some(b')') => return true,
        Some(b's') => &[b"/pass"],
        Some(b'y') => &[b"community", b"Community", b"ParameterKey", b"APP_KEY"],
        Some(b'd') => &[b"cred", b"secretId", b"SecretId"],
        Some(b'D') => &[b"SecretID"],
        Some(b'l') => &[b"keyMaterial", b"keymaterial"],
        Some(b'c') => &[b"mnemonic"],
        Some(b'4') => &[b"|554", b"\x01554"],
        _ => return false,
    };
    ends.iter().any(|end| text.ends_with(end))
}

pub(super) fn last_word(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b' ').next().unwrap_or(name)
}

/// Whether `u:` or the like ends `before`: then `p:` is the password.
pub(super) fn is_login(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    [&b"u:"[..], b"user:", b"login:", b"username:"].iter().any(|end| before.ends_with(end))
}

/// Names whose values have to look like secrets.
const DRAWN: [&[u8]; 4] = [b"community", b"cred", b"secretid", b"keymaterial"];

/// Whether one of those ends `text`.
pub(super) fn is_drawn(text: &[u8]) -> bool {
    matches!(text.last(), Some(b'd' | b'D' | b'y' | b'Y' | b'l'))
        && DRAWN
            .iter()
            .any(|name| text.len() >= name.len() && text[text.len() - name.len()..].eq_ignore_ascii_case(name))
}

/// What a value has to be under a name that is no rule by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    Nothing,
    /// A quoted text, or what looks like a secret.
    Secret,
    /// What looks like a secret, in quotes or not.
    Drawn,
    /// Base64 of `user:password`.
    Pair,
}

/// Names that are too short to be rules, and count where the value looks like a secret: `pass`, `pw`, `auth`. In openssl's
/// `-passin pass:x` that is no question.
pub(super) fn short(before: Option<u8>, name: &[u8], keys: &KeyRules) -> Option<(u16, Wants)> {
    let name = name.trim_ascii_end();
    let mut words = name.rsplit(|byte| !byte.is_ascii_alphanumeric());
    let (last, earlier) = (words.next()?, words.next().unwrap_or_default());
    let is = |word: &&[u8]| last.eq_ignore_ascii_case(word);
    let wants = match last.last()?.to_ascii_lowercase() {
        b's' if last == b"pass" && matches!(earlier, b"passin" | b"passout") => Wants::Nothing,
        b's' | b'w' | b'd' if [&b"pass"[..], b"pw", b"pswd"].iter().any(is) => Wants::Secret,
        b'p' if last == b"p" && before == Some(b'/') => Wants::Secret,
        b'h' if is(&&b"auth"[..]) && name.ends_with(b"_auth") && earlier.is_empty() => Wants::Secret,
        b'h' if is(&&b"auth"[..]) => Wants::Pair,
        b'd' | b'y' | b'l' if DRAWN.iter().any(is) => Wants::Drawn,
        _ => return None,
    };
    match keys.find(b"password") {
        Some(Match::Rule(rule)) => Some((rule, wants)),
        _ => None,
    }
}

/// A name with its type behind it: `var password string = "x"`, `secret: &str = "x"`.
pub(super) fn typed(text: &[u8], at: usize, keys: &KeyRules) -> Option<u16> {
    if text[at - 1] != b'=' || !matches!(text.get(at), Some(b' ' | b'"')) {
        return None;
    }
    let before = text[..at - 1].trim_ascii_end();
    let near = &before[before.len().saturating_sub(NAME)..];
    if let Some(place) = near.windows(14).rposition(|part| part.eq_ignore_ascii_case(b" password for ")) {
        // `SET PASSWORD FOR bob =`
        let plain = !near[place..].contains(&b'=') && !near[place + 14..].contains(&b' ');
        return keys
            .find(b"password")
            .filter(|_| plain)
            .and_then(|found| if let Match::Rule(rule) = found { Some(rule) } else { None });
    }
    let kind = [&b"string"[..], b"String", b"&str", b"&'static str", b"char*", b"str"];
    let head = kind.iter().find_map(|kind| before.strip_suffix(*kind))?;
    let head = head.strip_suffix(b" ")?;
    let head = head.strip_suffix(b":").unwrap_or(head);
    let (start, end) = name(head, head.len())?;
    match keys.find(&head[start..end]) {
        Some(Match::Rule(rule)) => Some(rule),
        _ => None,
    }
}
