//! Elements whose name is sensitive: `<Password>x</Password>`.
use super::other::is_other;
use super::value;
use crate::keys::{KeyRules, Match, Role, role};

/// The longest name that is looked at.
const NAME: usize = 64;

/// What stands before the closing tag that starts at `at`: its span and the rule of the tag's name.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = text[at..].strip_prefix(b"</")?;
    let length = rest.iter().take(NAME).take_while(|byte| is_name(**byte)).count();
    let name = &rest[..length];
    if rest.get(length) != Some(&b'>') {
        return None;
    }
    // A prefix in front of the colon is no part of it.
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    let Some(Match::Rule(rule)) = keys.find(local) else {
        let last = local.rsplit(|byte| *byte == b'-').next().unwrap_or(local);
        return (role(last) == Role::PairName).then(|| beside(text, at, at + length + 3, keys))?;
    };
    if let Some((start, end)) = raw(text, at) {
        return Some((start, end, rule));
    }
    // Back to the tag before it: between the two there is no other.
    let open = text[..at].iter().rposition(|byte| matches!(byte, b'<' | b'>'))?;
    let tag = text[..=open].strip_suffix(b">")?;
    let tag = &tag[tag.iter().rposition(|byte| *byte == b'<')? + 1..];
    let same = tag.strip_prefix(name)?.first().is_none_or(u8::is_ascii_whitespace);
    let said = text[open + 1..at].trim_ascii();
    let start = open + 1 + text[open + 1..at].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let good = same && !said.is_empty() && !value::is_placeholder(said) && !is_other(None, local, said);
    good.then_some((start, start + said.len(), rule))
}

/// `<key>password</key><string>x</string>`, `<param-name>token</param-name> <param-value>x</param-value>`: the value behind the
/// closing tag at `at`, which ends at `end`.
fn beside(text: &[u8], at: usize, end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let near = &text[at.saturating_sub(NAME)..at];
    let name = near[near.iter().rposition(|byte| *byte == b'>')? + 1..].trim_ascii();
    let Some(Match::Rule(rule)) = keys.find(name) else { return None };
    let (start, end) = next(text, end)?;
    Some((start, end, rule))
}

/// The text of the element that begins at or behind `at`.
pub(super) fn next(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let blanks = text[at..].iter().take(NAME).take_while(|byte| byte.is_ascii_whitespace()).count();
    let tag = text[at + blanks..].strip_prefix(b"<").filter(|tag| tag.first() != Some(&b'/'))?;
    let length = tag.iter().take(NAME).position(|byte| *byte == b'>')?;
    let mut start = text.len() - tag.len() + length + 1;
    // `<value><string>x</string></value>`
    if let Some(inner) =
        text[start..].strip_prefix(b"<").filter(|inner| inner.first().is_some_and(u8::is_ascii_alphabetic))
    {
        start = text.len() - inner.len() + inner.iter().take(NAME).position(|byte| *byte == b'>')? + 1;
    }
    let length = text[start..].iter().take(1024).position(|byte| *byte == b'<')?;
    let said = text[start..start + length].trim_ascii();
    let start = start + text[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let good = !said.is_empty() && !value::is_placeholder(said) && !tag[..tag.len().min(NAME)].starts_with(b"!");
    good.then_some((start, start + said.len()))
}

/// The text of `<![CDATA[x]]>` that ends at `at`.
fn raw(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let inner = text[..at].strip_suffix(b"]]>")?;
    let near = &inner[inner.len().saturating_sub(1024)..];
    let start = inner.len() - near.len() + near.windows(9).rposition(|part| part == b"<![CDATA[")? + 9;
    (start < inner.len() && !value::is_placeholder(&inner[start..])).then_some((start, inner.len()))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':')
}
