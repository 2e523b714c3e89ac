//! Times as formats write them, and what they say. A form with no year, or without a date, says no time.
use super::reading::Reading;
use super::take::{Span, Take};
use crate::cp1::{NoTime, Time, Zone};

const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
const DAYS: &[u8; 21] = b"MonTueWedThuFriSatSun";

/// A time as it stands, and what it says.
pub(super) struct Stamp {
    pub(super) span: Span,
    pub(super) time: Result<Time, NoTime>,
}

impl Stamp {
    /// Takes the time into a reading.
    pub(super) fn tell(self, reading: &mut Reading) {
        reading.time(self.span, self.time);
    }
}

pub(super) fn stamp(take: &Take<'_>, start: usize, time: Result<Time, NoTime>) -> Stamp {
    Stamp { span: (start, take.at), time }
}

/// `12:00:00`, with or without a fraction behind a point or a comma.
pub(super) fn clock(take: &mut Take<'_>) -> Option<Span> {
    let mut ahead = *take;
    let start = ahead.at;
    ahead.digits(2)?;
    for _ in 0..2 {
        ahead.exactly(b":")?;
        ahead.digits(2)?;
    }
    fraction(&mut ahead);
    *take = ahead;
    Some((start, ahead.at))
}

/// A fraction, where there is one.
fn fraction(take: &mut Take<'_>) {
    let mut ahead = *take;
    if ahead.some(|byte| matches!(byte, b'.' | b',')).is_some_and(|(start, end)| end - start == 1)
        && ahead.some(|byte| byte.is_ascii_digit()).is_some_and(|(start, end)| end - start <= 9)
    {
        *take = ahead;
    }
}

/// `Z`, `+01:00`, `+0100`, ` +0100`; or nothing.
fn offset(take: &mut Take<'_>) {
    let mut ahead = *take;
    if ahead.exactly(b"Z").is_some() {
        *take = ahead;
        return;
    }
    let _ = ahead.exactly(b" ");
    if ahead.some(|byte| matches!(byte, b'+' | b'-')).is_some_and(|(start, end)| end - start == 1)
        && ahead.digits(2).is_some()
    {
        let _ = ahead.exactly(b":");
        if ahead.digits(2).is_some() {
            *take = ahead;
        }
    }
}

/// Names of zones that mean one offset everywhere, and it in minutes. `CST`, `IST` and the like mean several.
const ZONES: [(&[u8], i32); 17] = [
    (b"UTC", 0),
    (b"GMT", 0),
    (b"WET", 0),
    (b"WEST", 60),
    (b"CET", 60),
    (b"CEST", 120),
    (b"EET", 120),
    (b"EEST", 180),
    (b"MSK", 180),
    (b"JST", 540),
    (b"KST", 540),
    (b"EST", -300),
    (b"EDT", -240),
    (b"MST", -420),
    (b"MDT", -360),
    (b"PST", -480),
    (b"PDT", -420),
];

/// Those that mean several.
const UNCERTAIN: [&[u8]; 12] =
    [b"CST", b"CDT", b"IST", b"BST", b"AST", b"ADT", b"SST", b"HKT", b"SGT", b"AEST", b"AEDT", b"BRT"];

/// What stands behind a clock: an offset, which is a part of the time's text, or a zone's name, which is none. Where the
/// text ends, and the zone; else it is `zone`.
pub(super) fn zoned(take: &mut Take<'_>, zone: Option<Zone>) -> (usize, Result<Option<Zone>, NoTime>) {
    let start = take.at;
    offset(take);
    let end = take.at;
    let named = if end == start { named(take) } else { None };
    (end, named.map_or(Ok(zone), |named| named.map(Some)))
}

/// A zone's name behind a blank: its offset, or that it means several. `None`: there is none.
fn named(take: &mut Take<'_>) -> Option<Result<Zone, NoTime>> {
    let mut ahead = *take;
    ahead.exactly(b" ")?;
    let name = ahead.some(|byte| byte.is_ascii_alphanumeric() || byte == b'_')?;
    let text = ahead.text(name);
    let found = match ZONES.iter().find(|(name, _)| *name == text) {
        Some((_, offset)) => Ok(Zone(*offset)),
        None => Err(UNCERTAIN.contains(&text).then_some(NoTime::Form)?),
    };
    *take = ahead;
    Some(found)
}

/// Whether a time of any form may begin here: with a number, or the name of a month or a day.
pub(super) fn may_begin(take: &Take<'_>) -> bool {
    take.rest().first().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b' ' | b'\t'))
}

/// `2025-01-27T12:00:00.123Z`, `2025-01-27 12:00:00,123`, `2025/01/27 12:00:00`: with a zone, or without.
pub(super) fn iso(take: &mut Take<'_>, zone: Option<Zone>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    ahead.digits(4)?;
    let dash = [b'-', b'/'].into_iter().find(|dash| ahead.rest().first() == Some(dash))?;
    ahead.exactly(&[dash])?;
    ahead.digits(2)?;
    ahead.exactly(&[dash])?;
    ahead.digits(2)?;
    ahead.exactly(b"T").or_else(|| ahead.exactly(b" "))?;
    clock(&mut ahead)?;
    let (end, zone) = zoned(&mut ahead, zone);
    *take = ahead;
    let text = take.text((start, end));
    let time = |zone| match dash {
        b'-' => Time::from_text(text, zone),
        _ => Time::from_text(String::from_utf8_lossy(text).replace('/', "-").as_bytes(), zone),
    };
    Some(stamp(take, start, zone.and_then(time)))
}

/// The number of a month's name, from 1.
pub(super) fn month(take: &mut Take<'_>) -> Option<usize> {
    let name = take.rest().get(..3).filter(|name| name[0].is_ascii_uppercase())?;
    let number = MONTHS.chunks(3).position(|month| month == name)? + 1;
    take.at += 3;
    Some(number)
}

/// A day of the week, and a blank.
fn weekday(take: &mut Take<'_>) -> Option<()> {
    let name = take.rest().get(..3).filter(|name| name[0].is_ascii_uppercase())?;
    DAYS.chunks(3).any(|day| day == name).then_some(())?;
    take.at += 3;
    take.exactly(b" ")
}

/// `Jan 27 12:00:00`, as syslog writes it: no year.
pub(super) fn syslog(take: &mut Take<'_>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    month(&mut ahead)?;
    ahead.exactly(b" ")?;
    ahead.blanks();
    ahead.some(|byte| byte.is_ascii_digit()).filter(|(from, to)| to - from <= 2)?;
    ahead.exactly(b" ")?;
    clock(&mut ahead)?;
    *take = ahead;
    Some(stamp(take, start, Err(NoTime::Form)))
}

/// `27/Jan/2025:12:00:00 +0000`, as web servers write it.
pub(super) fn web(take: &mut Take<'_>, zone: Option<Zone>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    let day = ahead.some(|byte| byte.is_ascii_digit()).filter(|(from, to)| to - from <= 2)?;
    ahead.exactly(b"/")?;
    let month = month(&mut ahead)?;
    ahead.exactly(b"/")?;
    let year = ahead.digits(4)?;
    ahead.exactly(b":")?;
    let start_of_clock = clock(&mut ahead)?.0;
    let (end, zone) = zoned(&mut ahead, zone);
    *take = ahead;
    let said = |span: Span| String::from_utf8_lossy(take.text(span));
    let text = format!("{}-{month:02}-{:0>2}T{}", said(year), said(day), said((start_of_clock, end)).replace(' ', ""));
    Some(stamp(take, start, zone.and_then(|zone| Time::from_text(text.as_bytes(), zone))))
}

/// `Mon Jan 27 12:00:00.123456 2025`, as C writes it, and `Mon Jan 27 12:00:00 CET 2025`, as `date` does.
pub(super) fn c(take: &mut Take<'_>, zone: Option<Zone>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    weekday(&mut ahead)?;
    let month = month(&mut ahead)?;
    ahead.exactly(b" ")?;
    ahead.blanks();
    let day = ahead.some(|byte| byte.is_ascii_digit()).filter(|(from, to)| to - from <= 2)?;
    ahead.exactly(b" ")?;
    let clock = clock(&mut ahead)?;
    let zone = named(&mut ahead).map_or(Ok(zone), |named| named.map(Some));
    ahead.exactly(b" ")?;
    let year = ahead.digits(4)?;
    *take = ahead;
    let said = |span: Span| String::from_utf8_lossy(take.text(span));
    let text = format!("{}-{month:02}-{:0>2}T{}", said(year), said(day), said(clock));
    Some(stamp(take, start, zone.and_then(|zone| Time::from_text(text.as_bytes(), zone))))
}

/// `0127 12:00:00.123456`, as klog writes it: no year.
pub(super) fn klog(take: &mut Take<'_>) -> Option<Stamp> {
    let mut ahead = *take;
    let start = ahead.at;
    ahead.digits(4)?;
    ahead.exactly(b" ")?;
    clock(&mut ahead)?;
    *take = ahead;
    Some(stamp(take, start, Err(NoTime::Form)))
}

/// `12:00:00.123`: no date.
pub(super) fn hours(take: &mut Take<'_>) -> Option<Stamp> {
    let (start, _) = clock(take)?;
    Some(stamp(take, start, Err(NoTime::Form)))
}
