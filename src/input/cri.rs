//! Kubernetes' CRI: `2016-10-06T00:17:09.669794202Z stdout F message`, in front of a record of its own.
use super::take::{Span, Take};
use super::{Format, Input, stamp};
use crate::cp1::{NoTime, Time};

/// What stands before a line's record.
#[derive(Clone, Copy)]
pub(crate) struct Header {
    /// When the line was written.
    pub(crate) time: Result<Time, NoTime>,
    /// `stdout` or `stderr`.
    pub(crate) stream: Span,
    /// Where the record begins.
    pub(crate) end: usize,
}

/// Whether a line may have a header: a cheap look.
#[inline(always)]
pub(crate) fn is_likely(line: &[u8]) -> bool {
    line.first().is_some_and(u8::is_ascii_digit) && line.get(10) == Some(&b'T')
}

/// The header of a line.
pub(crate) fn header(line: &[u8]) -> Option<Header> {
    let mut take = Take { line, at: 0 };
    let stamp = stamp::iso(&mut take, None)?;
    take.exactly(b" ")?;
    let stream = take.until(b" ")?;
    matches!(take.text(stream), b"stdout" | b"stderr").then_some(())?;
    let start = take.at;
    let flag = take.some(|byte| byte.is_ascii_uppercase())?;
    (flag.1 - start == 1 && matches!(line[start], b'P' | b'F')).then_some(())?;
    // Tags may follow, behind colons.
    while take.exactly(b":").is_some() {
        take.some(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))?;
    }
    if take.rest().is_empty() {
        return Some(Header { time: stamp.time, stream, end: take.at });
    }
    take.exactly(b" ")?;
    Some(Header { time: stamp.time, stream, end: take.at })
}

/// How long the header of a line is; 0 where it has none.
pub(crate) fn length(line: &[u8], input: Input) -> usize {
    let header = if is_likely(line) && input.may_be(Format::Cri) { header(line) } else { None };
    header.map_or(0, |header| header.end)
}
