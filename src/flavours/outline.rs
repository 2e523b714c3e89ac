//! What a list of records shows at a glance: where each line stands, its level, time and component. Nothing is decided
//! by it, and what is not found is not shown. For the viewer's module alone.
mod before;

use before::Before;

use crate::cp1::{self, Scale, Time, Zone};

/// Letters of a text's beginning in which its level and time are looked for.
const HEAD: usize = 120;

#[derive(Clone, Copy)]
enum Field {
    Level,
    Time,
    Component,
}

/// What was found in a line.
#[derive(Clone, Copy)]
pub(super) struct Outline {
    pub(super) start: usize,
    /// Without its line end.
    pub(super) end: usize,
    /// 0 none, 1 error, 2 warn, 3 info, 4 debug.
    pub(super) level: u8,
    /// Milliseconds since 1970; NaN: none.
    pub(super) time: f64,
    pub(super) component: (usize, usize),
}

/// The outlines of all lines.
pub(super) fn outline(text: &[u8]) -> Vec<Outline> {
    let mut rows = Vec::with_capacity(text.len() / 128);
    let mut before = Before::default();
    let mut start = 0;
    while start < text.len() {
        let feed = feed(text, start);
        let end = feed - usize::from(feed > start && text[feed - 1] == b'\r');
        let mut seen = Outline { start, end, level: 0, time: f64::NAN, component: (0, 0) };
        let line = &text[..end];
        if line.get(start) == Some(&b'{') {
            object(line, start + 1, &mut seen, &mut before)
        } else {
            plain(&line[start..], &mut seen)
        }
        rows.push(seen);
        start = feed + 1;
    }
    rows
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that is zero; above the first of them others may be set, too.
#[inline(always)]
fn zeros(eight: u64) -> u64 {
    eight.wrapping_sub(ONES) & !eight & (ONES << 7)
}

/// The next line end, or the text's. Thirty-two bytes at a time: vectors are compared, and looked at as one number.
fn feed(text: &[u8], mut at: usize) -> usize {
    while let Some(part) = text.get(at..at + 32) {
        let (first, second) = part.split_at(16);
        let mut seen = [0; 16];
        for ((seen, one), other) in seen.iter_mut().zip(first).zip(second) {
            *seen = u8::from(*one == b'\n') | u8::from(*other == b'\n');
        }
        if u128::from_le_bytes(seen) != 0 {
            break;
        }
        at += 32;
    }
    find(text, at, text.len(), |eight| zeros(eight ^ (ONES * 10)))
}

/// The first place from `at` on that `has` tells of, eight bytes at a time; or `end`.
#[inline(always)]
fn find(text: &[u8], mut at: usize, end: usize, has: impl Fn(u64) -> u64) -> usize {
    while at < end {
        let mut eight = [0x7f; 8];
        let length = 8.min(end - at);
        match text.get(at..at + 8) {
            Some(bytes) if length == 8 => eight.copy_from_slice(bytes),
            _ => eight[..length].copy_from_slice(&text[at..at + length]),
        }
        let found = has(u64::from_le_bytes(eight));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += length;
    }
    end
}

/// The quote that ends a string, or the line's end.
#[inline(always)]
fn closing(line: &[u8], mut at: usize) -> usize {
    loop {
        at = find(line, at, line.len(), |eight| zeros(eight ^ (ONES * 0x22)) | zeros(eight ^ (ONES * 0x5c)));
        if line.get(at) != Some(&b'\\') {
            return at.min(line.len());
        }
        at += 2;
    }
}

/// The end of a value that is no string.
fn skip(line: &[u8], mut at: usize) -> usize {
    let mut depth = 0_u32;
    while let Some(byte) = line.get(at) {
        match byte {
            b'"' => at = closing(line, at + 1),
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    line.len()
}

/// The members of an object, until all three are found.
fn object<'a>(line: &'a [u8], mut at: usize, seen: &mut Outline, before: &mut Before<'a>) {
    let mut left = 3;
    let mut member = 0;
    while left > 0 {
        while line.get(at).is_some_and(|byte| *byte != b'"') {
            at += 1;
        }
        let key = at + 1;
        at = closing(line, key);
        let Some(name) = line.get(key..at) else { return };
        at += 1;
        while line.get(at).is_some_and(|byte| *byte == b':' || *byte <= b' ') {
            at += 1;
        }
        let quoted = line.get(at) == Some(&b'"');
        let start = at + usize::from(quoted);
        at = if quoted { closing(line, start) } else { skip(line, at) };
        let Some(value) = line.get(start..at) else { return };
        match before.field(member, name) {
            Some(Field::Level) if seen.level == 0 => {
                seen.level = before.level(value);
                left -= u32::from(seen.level != 0);
            }
            Some(Field::Time) if seen.time.is_nan() => {
                seen.time = before.time(value);
                left -= u32::from(!seen.time.is_nan());
            }
            Some(Field::Component) if quoted && seen.component.1 == 0 => {
                seen.component = (start, at);
                left -= 1;
            }
            _ => {}
        }
        at += usize::from(quoted);
        member += 1;
    }
}

fn field(name: &[u8]) -> Option<Field> {
    match name {
        b"level" | b"severity" | b"lvl" | b"levelname" | b"log.level" | b"loglevel" | b"severityText" | b"priority" => {
            Some(Field::Level)
        }
        b"timestamp" | b"@timestamp" | b"time" | b"ts" | b"datetime" | b"date" | b"eventTime" | b"asctime" | b"t" => {
            Some(Field::Time)
        }
        b"component" | b"service" | b"service.name" | b"logger" | b"logger_name" | b"name" | b"app" | b"target"
        | b"module" => Some(Field::Component),
        _ => None,
    }
}

fn level(word: &[u8]) -> u8 {
    match cp1::level_of(word, Scale::Plain).map(|level| level.name) {
        Some("ERROR") => 1,
        Some("WARN") => 2,
        Some("INFO") => 3,
        Some(_) => 4,
        None => 0,
    }
}

fn time(value: &[u8]) -> f64 {
    let time = Time::from_text(value, Some(Zone(0))).or_else(|_| Time::from_number(value));
    time.map_or(f64::NAN, |time| time.seconds as f64 * 1000.0 + f64::from(time.micros / 1000))
}

/// A line that is no JSON: the first word that names a level, the first time.
fn plain(line: &[u8], seen: &mut Outline) {
    let head = &line[..line.len().min(HEAD)];
    for word in head.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| (3..=9).contains(&word.len())) {
        seen.level = level(word);
        if seen.level != 0 {
            break;
        }
    }
    for at in 0..head.len().saturating_sub(18) {
        let stamp = &head[at..];
        if stamp[4] == b'-' && stamp[7] == b'-' && stamp[13] == b':' {
            let end = stamp[19..]
                .iter()
                .position(|byte| !matches!(byte, b'0'..=b'9' | b'.' | b',' | b':' | b'+' | b'-' | b'Z'));
            seen.time = time(&stamp[..end.map_or(stamp.len(), |end| end + 19)]);
            if !seen.time.is_nan() {
                return;
            }
        }
    }
}
