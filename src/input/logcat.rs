//! Android's logcat: `01-27 12:00:00.123  1702  2395 D Tag: message`, as `threadtime` writes it, and `D/Tag( 1702): …`.
use super::reading::Reading;
use super::stamp;
use super::take::{Span, Take};
use crate::cp1::NoTime;

pub(super) fn read(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = time(&mut take);
    if stamp.is_some() {
        take.exactly(b" ")?;
        take.blanks();
    }
    let mut ahead = take;
    // A year may stand in front of the date, a user's id before the process.
    let (process, thread, level, tag);
    if let Some(found) = brief(&mut ahead) {
        (level, tag, process) = found;
        thread = None;
    } else {
        stamp.as_ref()?;
        process = number(&mut ahead)?;
        thread = Some(number(&mut ahead)?);
        level = letter(&mut ahead)?;
        ahead.exactly(b" ")?;
        let start = ahead.at;
        let length = ahead.rest().windows(2).position(|two| two == b": ");
        let length = length.or_else(|| ahead.rest().strip_suffix(b":").map(<[u8]>::len))?;
        ahead.at += length + 1;
        tag = (start, start + ahead.text((start, start + length)).trim_ascii_end().len());
        let _ = ahead.exactly(b" ");
    }
    if let Some(stamp) = stamp {
        stamp.tell(reading);
    }
    reading.level(level, line)?;
    if tag.0 < tag.1 {
        reading.component(tag);
    }
    reading.number("pid", process, line);
    if let Some(thread) = thread {
        reading.number("tid", thread, line);
    }
    reading.message(ahead.all());
    Some(97)
}

/// `01-27 12:00:00.123`, with a year or without.
fn time(take: &mut Take<'_>) -> Option<stamp::Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    if let Some(stamp) = stamp::iso(&mut ahead, None) {
        *take = ahead;
        return Some(stamp);
    }
    ahead.digits(2)?;
    ahead.exactly(b"-")?;
    ahead.digits(2)?;
    ahead.exactly(b" ")?;
    stamp::clock(&mut ahead)?;
    *take = ahead;
    Some(stamp::stamp(take, start, Err(NoTime::Form)))
}

/// `D/Tag( 1702): `: its level, tag and process.
fn brief(take: &mut Take<'_>) -> Option<(Span, Span, Span)> {
    let mut ahead = *take;
    let level = letter(&mut ahead)?;
    ahead.exactly(b"/")?;
    let tag = ahead.until(b"(")?;
    let name = ahead.text(tag).trim_ascii_end();
    (!name.contains(&b'/')).then_some(())?;
    ahead.blanks();
    let process = ahead.some(|byte| byte.is_ascii_digit())?;
    ahead.exactly(b"):")?;
    let _ = ahead.exactly(b" ");
    *take = ahead;
    Some((level, (tag.0, tag.0 + name.len()), process))
}

fn letter(take: &mut Take<'_>) -> Option<Span> {
    take.some(|byte| matches!(byte, b'V' | b'D' | b'I' | b'W' | b'E' | b'F')).filter(|(from, to)| to - from == 1)
}

/// A number, and the blanks behind it.
fn number(take: &mut Take<'_>) -> Option<Span> {
    let number = take.some(|byte| byte.is_ascii_digit())?;
    take.exactly(b" ")?;
    take.blanks();
    Some(number)
}
