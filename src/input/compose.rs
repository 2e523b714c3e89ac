//! Docker Compose's prefix: `web-1  | message`, in front of a record of its own.
use super::{Input, color};
use crate::contains::contains;

/// The longest name, and the most blanks behind it.
const LONGEST: usize = 64;

/// What stands before a line's record.
#[derive(Clone, Copy)]
pub(crate) struct Header {
    /// The container's name.
    pub(crate) name: (usize, usize),
    /// Where the record begins.
    pub(crate) end: usize,
}

/// The header of a line. A name without a number at its end is one only in front of an object.
pub(crate) fn header(line: &[u8]) -> Option<Header> {
    let near = &line[..line.len().min(2 * LONGEST + 1)];
    if line.first() != Some(&0x1b) && !contains(near, b'|') {
        return None;
    }
    let start = color::length(line);
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = line[start..].iter().take(LONGEST).take_while(is_name).count();
    let name = (start, start + length);
    let rest = &line[name.1..];
    let blanks = rest.iter().take(LONGEST).take_while(|byte| **byte == b' ').count();
    let behind = rest[blanks..].strip_prefix(b"|").filter(|_| blanks > 0 && line[start].is_ascii_alphabetic())?;
    let behind = &behind[color::length(behind)..];
    let behind = behind.strip_prefix(b" ")?;
    let behind = &behind[color::length(behind)..];
    let text = &line[name.0..name.1];
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let numbered = digits > 0 && matches!(text[..length - digits].last(), Some(b'-' | b'_' | b'.'));
    (numbered || behind.starts_with(b"{")).then_some(Header { name, end: line.len() - behind.len() })
}

/// How long the header of a line is; 0 where it has none.
#[inline(always)]
pub(crate) fn length(line: &[u8], input: Input) -> usize {
    let likely = line.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == 0x1b);
    let header = if likely && input == Input::Auto { header(line) } else { None };
    header.map_or(0, |header| header.end)
}
