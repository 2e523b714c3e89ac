//! Python's logging: `LEVEL:name:message`, and `2025-01-27 12:00:00,123 - name - LEVEL - message`.
use super::reading::Reading;
use super::stamp;
use super::take::{Span, Take};

const LEVELS: [&[u8]; 6] = [b"DEBUG", b"INFO", b"WARNING", b"ERROR", b"CRITICAL", b"NOTSET"];

pub(super) fn read(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    basic(line, reading).or_else(|| dashed(line, reading))
}

/// What `basicConfig` writes.
fn basic(line: &[u8], reading: &mut Reading) -> Option<u8> {
    let mut take = reading.begin(line);
    let level = take.until(b":").filter(|span| is_level(&take, *span))?;
    let name = take.until(b":")?;
    let letters = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    take.text(name).iter().all(letters).then_some(())?;
    reading.level(level, line)?;
    reading.component(name);
    reading.message(take.all());
    Some(95)
}

/// What the documentation's own format writes, in either order of name and level.
fn dashed(line: &[u8], reading: &mut Reading) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = stamp::iso(&mut take, reading.zone())?;
    take.exactly(b" - ")?;
    let first = take.until(b" - ")?;
    let (mut name, mut level) = (Some(first), None);
    if is_level(&take, first) {
        (name, level) = (None, Some(first));
    }
    let mut ahead = take;
    if let Some(second) = ahead.until(b" - ") {
        if level.is_none() && is_level(&ahead, second) {
            level = Some(second);
            take = ahead;
        } else if name.is_none() && !ahead.text(second).contains(&b' ') {
            name = Some(second);
            take = ahead;
        }
    }
    stamp.tell(reading);
    reading.level(level?, line)?;
    if let Some(name) = name {
        reading.component(name);
    }
    reading.message(take.all());
    Some(93)
}

fn is_level(take: &Take<'_>, span: Span) -> bool {
    LEVELS.contains(&take.text(span))
}
