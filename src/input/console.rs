//! What Go's and Rust's loggers write for people.
use super::logfmt;
use super::reading::Reading;
use super::stamp;
use super::take::{Span, Take};
use crate::cp1::{self, Scale};

/// zap's console: `2025-01-27T12:00:00.123Z<TAB>INFO<TAB>file.go:12<TAB>message<TAB>{…}`.
pub(super) fn zap(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = stamp::iso(&mut take, reading.zone())?;
    take.exactly(b"\t")?;
    let level = take.until(b"\t").filter(|span| is_level(&take, *span))?;
    stamp.tell(reading);
    reading.level(level, line)?;
    let mut ahead = take;
    if let Some(first) = ahead.until(b"\t") {
        let is_place = |text: &[u8]| {
            text.windows(4).any(|window| window == b".go:") && text.last().is_some_and(u8::is_ascii_digit)
        };
        if is_place(ahead.text(first)) {
            reading.more("caller", first);
            take = ahead;
        } else if let Some(second) = ahead.until(b"\t").filter(|second| is_place(ahead.text(*second))) {
            reading.component(first);
            reading.more("caller", second);
            take = ahead;
        }
    }
    let mut ahead = take;
    if let Some(message) = ahead.until(b"\t{").filter(|_| line.ends_with(b"}")) {
        reading.message(message);
        reading.more("fields", (ahead.at - 1, line.len()));
    } else {
        reading.message(take.all());
    }
    Some(98)
}

/// tracing's default: `2025-01-27T12:00:00.123456Z  INFO span{k=v}: crate::module: message k=v`.
pub(super) fn tracing(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = stamp::iso(&mut take, reading.zone())?;
    line.get(stamp.span.1.checked_sub(1)?).filter(|last| **last == b'Z')?;
    take.exactly(b" ")?;
    take.blanks();
    let level = take.word().filter(|span| is_level(&take, *span))?;
    let start = take.at;
    let mut target = None;
    while let Some(part) = peeked(&take) {
        let text = take.text(part);
        let is_path = text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'));
        take.at = part.1 + 2;
        if is_path {
            target = Some(part);
            break;
        }
    }
    let target = target?;
    stamp.tell(reading);
    reading.level(level, line)?;
    reading.component(target);
    if start < target.0 {
        reading.more("spans", (start, target.0 - 2));
    }
    reading.message(take.all());
    Some(95)
}

/// The next part that ends with a colon and a blank: a path, or a span with its fields in braces.
fn peeked(take: &Take<'_>) -> Option<Span> {
    let mut depth = 0_u32;
    for (at, byte) in take.rest().iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b' ' if depth == 0 => return None,
            b':' if depth == 0 && take.rest().get(at + 1) == Some(&b' ') => return Some((take.at, take.at + at)),
            _ => {}
        }
    }
    None
}

/// env_logger's default: `[2025-01-27T12:00:00Z INFO  crate::module] message`.
pub(super) fn env_logger(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    take.exactly(b"[")?;
    let stamp = stamp::iso(&mut take, reading.zone())?;
    take.exactly(b" ")?;
    let level = take.word().filter(|span| is_level(&take, *span))?;
    let target = take.until(b"]")?;
    take.blanks();
    stamp.tell(reading);
    reading.level(level, line)?;
    reading.component(target);
    reading.message(take.all());
    Some(96)
}

/// slog through Go's own log: `2025/01/27 12:00:00 INFO message k=v`.
pub(super) fn slog(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = slashed(&mut take, reading)?;
    let level = take.word().filter(|span| is_level(&take, *span))?;
    let start = take.at;
    let end = pairs_from(&take);
    stamp.tell(reading);
    reading.level(level, line)?;
    let message = (start, end.map_or(line.len(), |end| end - 1));
    reading.message(message);
    if let Some(end) = end {
        take.at = end;
        while !take.rest().is_empty() {
            let (name, Some((value, quoted))) = logfmt::pair(&mut take)? else { return None };
            reading.beside(name, value, quoted, line);
        }
    }
    Some(95)
}

/// Where the pairs begin that a line ends with.
fn pairs_from(take: &Take<'_>) -> Option<usize> {
    let mut words = take.rest().iter().enumerate().filter(|(_, byte)| **byte == b' ').map(|(at, _)| take.at + at + 1);
    words.find(|start| {
        let mut ahead = Take { line: take.line, at: *start };
        let mut pairs = 0;
        while !ahead.rest().is_empty() {
            match logfmt::pair(&mut ahead) {
                Some((_, Some(_))) => pairs += 1,
                _ => return false,
            }
        }
        pairs > 0
    })
}

/// Go's own log: `2025/01/27 12:00:00 message`, `2025/01/27 12:00:00.123456 file.go:12: message`.
pub(super) fn go(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = slashed(&mut take, reading)?;
    let mut ahead = take;
    if let Some(place) = ahead.until(b": ")
        && let text = ahead.text(place)
        && text.windows(4).any(|window| window == b".go:")
        && !text.contains(&b' ')
    {
        reading.more("caller", place);
        take = ahead;
    }
    stamp.tell(reading);
    let mut ahead = take;
    if let Some(level) = ahead.bracketed().filter(|span| is_level(&take, *span)) {
        reading.level(level, line)?;
        take = ahead;
    }
    reading.message(take.all());
    Some(88)
}

fn slashed(take: &mut Take<'_>, reading: &Reading) -> Option<stamp::Stamp> {
    take.line.get(4).filter(|byte| **byte == b'/')?;
    let stamp = stamp::iso(take, reading.zone())?;
    take.exactly(b" ")?;
    Some(stamp)
}

fn is_level(take: &Take<'_>, span: Span) -> bool {
    let text = take.text(span);
    text.len() >= 4 && text.iter().all(u8::is_ascii_alphabetic) && cp1::level_of(text, Scale::Plain).is_some()
}
