//! logfmt: `level=info msg="x y" k=1`, as go-logfmt, logrus and slog's text handler write it.
use super::reading::Reading;
use super::take::{Span, Take};
use crate::cp1::{self, Field};

/// A line of pairs and nothing else. `forced`: words without a value count as true.
pub(super) fn read(line: &[u8], reading: &mut Reading, forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let (mut pairs, mut known) = (0, 0);
    take.blanks();
    while !take.rest().is_empty() {
        let (name, value) = pair(&mut take)?;
        let Some((value, quoted)) = value else {
            forced.then_some(())?;
            reading.flag(name);
            continue;
        };
        let field = cp1::field(cp1::of(take.text(name)));
        known += usize::from(matches!(field, Some((Field::Timestamp | Field::Level | Field::Message, _))));
        pairs += 1;
        reading.pair(name, value, quoted, line);
    }
    match (pairs, known) {
        _ if forced && pairs > 0 => Some(100),
        (2.., 2..) => Some(98),
        (2.., 1) => Some(90),
        (3.., 0) => Some(75),
        _ => None,
    }
}

/// A pair, and the blanks behind it: the name, and the value with whether it stood between quotes.
pub(super) fn pair(take: &mut Take<'_>) -> Option<(Span, Option<(Span, bool)>)> {
    let name = take.some(is_name)?;
    if take.exactly(b"=").is_none() {
        matches!(take.rest().first(), None | Some(b' ' | b'\t')).then_some(())?;
        take.blanks();
        return Some((name, None));
    }
    let value = if take.rest().starts_with(b"\"") { quoted(take)? } else { (bare(take), false) };
    matches!(take.rest().first(), None | Some(b' ' | b'\t')).then_some(())?;
    take.blanks();
    Some((name, Some(value)))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'.' | b'-' | b'/' | b'@' | b'$' | b':' | b'[' | b']')
        || byte >= 0x80
}

/// A value between quotes: its span without them.
pub(super) fn quoted(take: &mut Take<'_>) -> Option<(Span, bool)> {
    let start = take.at + 1;
    let mut at = start;
    loop {
        match take.line.get(at)? {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    take.at = at + 1;
    Some(((start, at), true))
}

fn bare(take: &mut Take<'_>) -> Span {
    let start = take.at;
    take.some(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or((start, start))
}
