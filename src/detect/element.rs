//! Elements whose name is sensitive: `<Password>x</Password>`.
use super::value;
use crate::keys::{KeyRules, Match};

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
    let Some(Match::Rule(rule)) = keys.find(local) else { return None };
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
    (same && !said.is_empty() && !value::is_placeholder(said)).then_some((start, start + said.len(), rule))
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
