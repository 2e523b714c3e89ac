//! Further forms of times that lines begin with. Where the order of day and month is not certain, they say no time.
use super::stamp::{self, Stamp};
use super::take::{Span, Take};
use crate::cp1::{NoTime, Time, Zone};

/// Any of them.
pub(super) fn any(take: &mut Take<'_>, zone: Option<Zone>) -> Option<Stamp> {
    worded(take, zone).or_else(|| numeric(take)).or_else(|| compact(take)).or_else(|| epoch(take))
}

/// `27-Jan-2025 12:00:00.123`, `27 Jan 2025 12:00:00`; `Jan 27 2025 12:00:00`, `2025 Jan 27 12:00:00`.
pub(super) fn worded(take: &mut Take<'_>, zone: Option<Zone>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    let separator = |ahead: &mut Take<'_>| ahead.exactly(b"-").or_else(|| ahead.exactly(b" "));
    let day_of = |ahead: &mut Take<'_>| {
        ahead.blanks();
        ahead.some(|byte| byte.is_ascii_digit()).filter(|(from, to)| to - from <= 2)
    };
    let (year, month, day);
    if let Some(number) = stamp::month(&mut ahead) {
        month = number;
        separator(&mut ahead)?;
        day = day_of(&mut ahead)?;
        separator(&mut ahead)?;
        year = ahead.digits(4)?;
    } else if let Some(number) = ahead.digits(4) {
        year = number;
        separator(&mut ahead)?;
        month = stamp::month(&mut ahead)?;
        separator(&mut ahead)?;
        day = day_of(&mut ahead)?;
    } else {
        day = day_of(&mut ahead)?;
        separator(&mut ahead)?;
        month = stamp::month(&mut ahead)?;
        separator(&mut ahead)?;
        year = ahead.digits(4)?;
    }
    ahead.exactly(b" ")?;
    let from = stamp::clock(&mut ahead)?.0;
    let (end, zone) = stamp::zoned(&mut ahead, zone);
    *take = ahead;
    let said = |span: Span| String::from_utf8_lossy(take.text(span));
    let text = format!("{}-{month:02}-{:0>2}T{}", said(year), said(day), said((from, end)));
    Some(stamp::stamp(take, start, zone.and_then(|zone| Time::from_text(text.as_bytes(), zone))))
}

/// `06/27/2014 17:51:19`, `17/06/09 20:10:40`, `07/11/2022-10:29:01.860293`, `03-17 16:13:38.811`, `10.30 16:49:06`,
/// `2011.11.21 14:29:16`.
fn numeric(take: &mut Take<'_>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    let number = |ahead: &mut Take<'_>| ahead.digits(4).or_else(|| ahead.digits(2));
    number(&mut ahead)?;
    let separator = [b'/', b'-', b'.'].into_iter().find(|sign| ahead.rest().first() == Some(sign))?;
    ahead.exactly(&[separator])?;
    number(&mut ahead)?;
    if ahead.exactly(&[separator]).is_some() {
        number(&mut ahead)?;
    }
    [b' ', b'-', b'T'].into_iter().find_map(|sign| ahead.exactly(&[sign]))?;
    let _ = ahead.exactly(b"- ");
    stamp::clock(&mut ahead)?;
    bounded(&ahead)?;
    *take = ahead;
    Some(stamp::stamp(take, start, Err(NoTime::Form)))
}

/// `20250127-12:00:00:123`, `20250127 12:00:00`, `250127 12:00:00`, `250127  8:00:00`, `250127 120000`.
fn compact(take: &mut Take<'_>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    let date = ahead.digits(8).or_else(|| ahead.digits(6))?;
    ahead.exactly(b" ").or_else(|| ahead.exactly(b"-"))?;
    let mut clocked = ahead;
    // `250127  8:00:00`, as old MySQL writes it.
    let short = clocked.exactly(b" ").is_some()
        && clocked.digits(1).is_some()
        && (0..2).all(|_| clocked.exactly(b":").is_some() && clocked.digits(2).is_some());
    if !short {
        clocked = ahead;
    }
    if short || stamp::clock(&mut clocked).is_some() {
        let mut finer = clocked;
        if finer.exactly(b":").is_some() && finer.digits(3).is_some() {
            clocked = finer;
        }
        ahead = clocked;
    } else {
        // Digits alone: they have to be a date and a time.
        let two = |text: &[u8], at: usize| u32::from(text[at] - b'0') * 10 + u32::from(text[at + 1] - b'0');
        let time = ahead.digits(6)?;
        let (date, time) = (ahead.text(date), ahead.text(time));
        let (month, day) = (two(date, date.len() - 4), two(date, date.len() - 2));
        let exists = (1..=12).contains(&month) && (1..=31).contains(&day);
        (exists && two(time, 0) < 24 && two(time, 2) < 60 && two(time, 4) < 60).then_some(())?;
        ahead.rest().starts_with(b" ").then_some(())?;
    }
    bounded(&ahead)?;
    *take = ahead;
    Some(stamp::stamp(take, start, Err(NoTime::Form)))
}

/// `1738000000.123`, as squid writes it: seconds since 1970, with a fraction, and a blank behind.
fn epoch(take: &mut Take<'_>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    ahead.digits(10)?;
    ahead.exactly(b".")?;
    ahead.some(|byte| byte.is_ascii_digit()).filter(|(from, to)| (3..=9).contains(&(to - from)))?;
    matches!(ahead.rest().first(), Some(b' ' | b'\t')).then_some(())?;
    *take = ahead;
    Some(stamp::stamp(take, start, Time::from_number(take.text((start, take.at)))))
}

/// A time ends here: no digit and no letter follows.
fn bounded(take: &Take<'_>) -> Option<()> {
    take.rest().first().is_none_or(|byte| !byte.is_ascii_alphanumeric()).then_some(())
}
