//! Kubernetes' CRI: `2016-10-06T00:17:09.669794202Z stdout F message`, in front of a record of its own.
use super::take::{Span, Take};
use super::{Format, Input};
use crate::cp1::{NoTime, Time};

/// What stands before a line's record.
#[derive(Clone, Copy)]
pub(crate) struct Header {
    /// Where the time stands at which the line was written.
    time: Span,
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

impl Header {
    /// When the line, whose header this is, was written.
    pub(crate) fn time(&self, line: &[u8]) -> Result<Time, NoTime> {
        Time::from_text(&line[self.time.0..self.time.1], None)
    }
}

/// How long a time is that stands at the start of a line: `2016-10-06T00:17:09.669794202Z`, or with an offset.
fn time(line: &[u8]) -> Option<usize> {
    const FORM: &[u8; 19] = b"0000-00-00T00:00:00";
    let (said, rest) = line.split_first_chunk::<19>()?;
    let fits = |(byte, form): (&u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form };
    said.iter().zip(FORM).all(fits).then_some(())?;
    let digits = rest.strip_prefix(b".").map(|rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let fraction = match digits {
        None => 0,
        Some(count @ 1..=9) => 1 + count,
        Some(_) => return None,
    };
    let zone = match rest.get(fraction)? {
        b'Z' => 1,
        b'+' | b'-' => match rest.get(fraction + 1..fraction + 6)? {
            [a, b, b':', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) => 6,
            _ => return None,
        },
        _ => return None,
    };
    Some(FORM.len() + fraction + zone)
}

/// The header of a line.
pub(crate) fn header(line: &[u8]) -> Option<Header> {
    let length = time(line)?;
    let mut take = Take { line, at: length };
    take.exactly(b" ")?;
    let stream = (take.at, take.at + 6);
    take.exactly(b"stdout ").or_else(|| take.exactly(b"stderr "))?;
    let start = take.at;
    let flag = take.some(|byte| byte.is_ascii_uppercase())?;
    (flag.1 - start == 1 && matches!(line[start], b'P' | b'F')).then_some(())?;
    // Tags may follow, behind colons.
    while take.exactly(b":").is_some() {
        take.some(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))?;
    }
    if take.rest().is_empty() {
        return Some(Header { time: (0, length), stream, end: take.at });
    }
    take.exactly(b" ")?;
    Some(Header { time: (0, length), stream, end: take.at })
}

/// How long the header of a line is; 0 where it has none.
pub(crate) fn length(line: &[u8], input: Input) -> usize {
    let header = if is_likely(line) && input.may_be(Format::Cri) { header(line) } else { None };
    header.map_or(0, |header| header.end)
}
