//! Parameters of URLs: `?token=x`, `&pass%77ord=x`, `#access_token=x`.
use super::looks;
use super::name::NAME;
use super::other::is_other;
use super::value::{is_placeholder, is_trailing, value};
use crate::keys::{KeyRules, Match};
use crate::percent;

/// The parameter of a URL whose value starts at `at`: `?token=x`, `&pass%77ord=x`, `#access_token=x`. None: it is none;
/// `Some(None)`: there is nothing to take out.
#[allow(clippy::option_option, reason = "no parameter, or none that counts")]
pub(super) fn query(text: &[u8], at: usize, keys: &KeyRules) -> Option<Option<(usize, usize, u16)>> {
    let end = at - 1;
    let near = &text[end.saturating_sub(2 * NAME)..end];
    let mut encoded = false;
    let is_name = |byte: &&u8| {
        encoded |= **byte == b'%';
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'%' | b'[' | b']')
    };
    let length = near.iter().rev().take_while(is_name).count();
    let name = &near[near.len() - length..];
    let opened = near[..near.len() - length].last().is_some_and(|byte| matches!(byte, b'?' | b'&' | b'#'));
    if length == 0 || !(opened || encoded) {
        return None;
    }
    let decoded = if encoded { percent::undone(name) } else { name.into() };
    let rule = match keys.find(&decoded) {
        Some(Match::Rule(rule)) => rule,
        _ if opened && is_signature(&decoded) => match keys.find(b"sig") {
            Some(Match::Rule(rule)) => rule,
            _ => return None,
        },
        _ if opened && matches!(&*decoded, b"auth" | b"key") && is_drawn(&text[at..], &decoded) => {
            match keys.find(b"token") {
                Some(Match::Rule(rule)) => rule,
                _ => return None,
            }
        }
        _ => return None,
    };
    if !opened {
        let (start, end) = value(text, at, false, &decoded)?;
        return Some(Some((start, end, rule)));
    }
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'&' | b'#' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\')
    };
    let mut length = text[at..].iter().position(ends).unwrap_or(text.len() - at);
    // A sign that should have been encoded: what follows begins no fragment.
    if text.get(at + length) == Some(&b'#') && length > 0 {
        let rest = &text[at + length + 1..];
        let more = rest.iter().position(ends).unwrap_or(rest.len());
        if more > 3 && rest[0].is_ascii_digit()
            || more > 0 && rest.get(more) == Some(&b'&') && !rest[..more].contains(&b'=')
        {
            length += 1 + more;
        }
    }
    let mut value = &text[at..at + length];
    while value.last().is_some_and(|byte| matches!(byte, b',' | b';')) || !value.is_empty() && is_trailing(value) {
        value = &value[..value.len() - 1];
    }
    let good = !value.is_empty() && !is_placeholder(value) && !is_other(None, &decoded, value);
    Some(good.then_some((at, at + value.len(), rule)))
}

/// Whether a parameter whose name ends `text` may count though its name is no rule's.
pub(super) fn maybe(text: &[u8]) -> bool {
    let length = text.iter().rev().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let name = &text[text.len() - length..];
    let opened = text[..text.len() - length].last().is_some_and(|byte| matches!(byte, b'?' | b'&' | b'#'));
    opened && (is_signature(name) || matches!(name, b"auth" | b"key"))
}

/// Whether a value begins that looks like a secret.
fn is_drawn(text: &[u8], name: &[u8]) -> bool {
    let length = text
        .iter()
        .take(512)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'!' | b'#'))
        .count();
    let said = &text[..length];
    // `dragon-dragon-7tbc47`: digits and letters by turns at the end.
    let last = said.rsplit(|byte| *byte == b'-').next().unwrap_or(said);
    let turns = last.windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic());
    length >= 12 && looks::strong(said)
        || name == b"auth" && length >= 16 && last.len() > 4 && turns && looks::secret(said)
}

/// The name of a signature, or of what stands for one, in a URL that was signed in advance.
fn is_signature(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 6] =
        [b"jwt", b"signature", b"x-amz-signature", b"x-amz-credential", b"x-goog-signature", b"x-goog-credential"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}
