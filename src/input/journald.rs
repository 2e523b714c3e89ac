//! journald's export format: a field a line, `MESSAGE=…`, and a blank line behind each record. A value that is not one line of
//! text stands behind its field's line and its length, eight bytes, the lowest first.
use super::reading::Reading;
use super::take::Span;
use crate::frame;

/// Bytes of a length.
const LENGTH: usize = 8;

/// What comes next in a record.
#[derive(Clone, Copy)]
pub(crate) enum Field {
    /// A field's name.
    Name,
    /// A length, of which so many bytes have come.
    Length(usize, u64),
    /// So many bytes of a value and its line feed.
    Value(u64),
}

impl Field {
    /// Looks at the next line, with its end. Whether the record ends with it.
    pub(crate) fn ends(&mut self, mut raw: &[u8]) -> bool {
        if let Field::Name = self {
            let line = frame::content(raw);
            if is_name(line) && raw.len() == line.len() + 1 {
                *self = Field::Length(0, 0);
            }
            return line.is_empty();
        }
        while let Field::Length(come, length) = *self
            && let [byte, rest @ ..] = raw
        {
            let length = length | u64::from(*byte) << (8 * come);
            *self = if come + 1 == LENGTH {
                Field::Value(length.saturating_add(1))
            } else {
                Field::Length(come + 1, length)
            };
            raw = rest;
        }
        if let Field::Value(left) = *self {
            let left = left.saturating_sub(raw.len() as u64);
            *self = if left == 0 { Field::Name } else { Field::Value(left) };
        }
        false
    }
}

/// Whether a line is a field's name alone.
fn is_name(line: &[u8]) -> bool {
    !line.is_empty() && line.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
}

/// The name and the value of a field whose length is told, at the start of `lines`, and where the next one begins.
pub(crate) fn told(lines: &[u8]) -> Option<(Span, Span, usize)> {
    let name = lines.iter().position(|byte| *byte == b'\n').filter(|end| is_name(&lines[..*end]))?;
    let length = lines.get(name + 1..)?.first_chunk::<LENGTH>()?;
    let start = name + 1 + LENGTH;
    let end = start.checked_add(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    (lines.get(end) == Some(&b'\n')).then_some(((0, name), (start, end), end + 1))
}

/// Whether a record begins with `line`.
pub(crate) fn begins(line: &[u8]) -> bool {
    line.starts_with(b"__CURSOR=") || line.starts_with(b"__REALTIME_TIMESTAMP=")
}

/// Reads a record of several lines.
pub(crate) fn read(lines: &[u8], reading: &mut Reading) -> Option<()> {
    let mut take = reading.begin(lines);
    begins(take.rest()).then_some(())?;
    while !take.rest().is_empty() {
        if let Some((name, value, next)) = told(take.rest()) {
            let at = |(start, end): (usize, usize)| (take.at + start, take.at + end);
            reading.pair(at(name), at(value), false, lines);
            take.at += next;
        } else {
            let name = take.some(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')?;
            take.exactly(b"=")?;
            let start = take.at;
            let end = take.some(|byte| byte != b'\n').map_or(start, |(_, end)| end);
            reading.pair(name, (start, end), false, lines);
        }
        while take.exactly(b"\n").is_some() {}
    }
    Some(())
}
