//! A line of pairs in which nothing is to be found: it passes as it stands, or is written as CP1 straight to the output.
//!
//! Only quicker: what comes out is what `shaping` makes of such a line.
use super::Way;
use super::made::{Head, Made, head};
use super::shaping::is_pairs;
use crate::cp1::{self, Field, Scale, Time};
use crate::input::{Format, is_bare};
use crate::keys::Match;
use crate::lane::{Pair, Pairs};
use crate::output::{Output, Verb};
use crate::policy::Policy;
use crate::report::Report;
use crate::scan::{Kind, ScanRoom, Text};
use crate::tally::Tallies;

/// The most pairs of a line that is written here.
const PAIRS: usize = 48;

/// What stands in front of a field's value, and what of it counts: `,"level":"`.
static HEADS: [Head; FIELDS] = [
    head(b",\"timestamp\":\""),
    head(b",\"level\":\""),
    head(b",\"component\":\""),
    head(b",\"message\":\""),
    head(b",\"tenant_id\":\""),
    head(b",\"run_id\":\""),
    head(b",\"flow_id\":\""),
    head(b",\"step_id\":\""),
    head(b",\"trace_id\":\""),
    head(b",\"error_code\":\""),
    head(b",\"latency_ms\":"),
    head(b",\"error\":"),
];

/// Fields of CP1.
const FIELDS: usize = Field::Context as usize;

/// Whether the line is such a one, and done with.
#[inline(never)]
pub(super) fn passes(
    way: &mut Way<'_>,
    pairs: &mut Pairs,
    scan: &mut ScanRoom,
    (output, tallies): (&mut Output, &mut Tallies),
) -> bool {
    let letter = way.buf.get(way.start).is_some_and(u8::is_ascii_alphabetic);
    let made = way.formats();
    if !letter || way.verb == Verb::Validate || !made && way.verb != Verb::Redact || !is_pairs(way, pairs) {
        return false;
    }
    if !pairs.left.is_empty() && !is_harmless(way, pairs, made, scan) {
        return false;
    }
    if !made {
        pass_stops(way, pairs.list.len());
        return true;
    }
    let mut made = Made::new(std::mem::take(&mut pairs.room));
    let written = write(way, &pairs.list, &mut made);
    if written.is_some() {
        output.bytes.extend_from_slice(&way.buf[way.place.copied..way.line.start]);
        output.bytes.extend_from_slice(made.text());
    }
    pairs.room = made.into_room();
    let Some(missing) = written else { return false };
    pass_stops(way, pairs.list.len());
    way.place.copied = way.line.end;
    output.counts.changed += 1;
    if missing != 0 {
        Report::new(way.policy, way.line, output, tallies).missing(missing, (way.line.start, way.line.end));
    }
    true
}

/// Goes past the line's stops. There are about `count`: one for each pair.
fn pass_stops(way: &mut Way<'_>, count: usize) {
    let is_behind = |stop: Option<&u32>| stop.is_none_or(|stop| *stop as usize >= way.line.end);
    let (stops, mut next) = (&way.index.stops[..], way.place.stop);
    let guess = next + count;
    if stops.get(guess.wrapping_sub(1)).is_some_and(|stop| (*stop as usize) < way.line.end) {
        next = guess;
    }
    while !is_behind(stops.get(next)) {
        next += 1;
    }
    way.place.stop = next;
}

/// Whether all that is to be looked at stands in quoted sentences, and is nothing. Words and short numbers: what is found
/// in them as a text is what is found in them as values.
fn is_harmless(way: &Way<'_>, pairs: &Pairs, made: bool, scan: &mut ScanRoom) -> bool {
    let mut stops = &pairs.left[..];
    // None of them is worth a look.
    let mut all = true;
    for pair in &pairs.list {
        if stops.is_empty() {
            break;
        }
        let (from, to) = pair.value();
        let within = stops.iter().take_while(|stop| (**stop as usize) < to).count();
        let before = stops.first().is_some_and(|stop| (*stop as usize) < from);
        let (text, name) = (from..to, pair.name());
        if within > 0 && (before || !pair.quoted || !is_wordy(&way.buf[text.clone()])) {
            return false;
        }
        let Policy { detectors, keys, .. } = way.policy;
        let idle = |stop: &u32| detectors.begins_nothing(&way.buf[text.clone()], *stop as usize - from, keys);
        if within > 0 && !stops[..within].iter().all(idle) {
            // A record that is made anew is looked at value by value.
            if made && !is_nothing(way, &stops[..within], text, way.buf.get(name.0..name.1), scan) {
                return false;
            }
            all = false;
        }
        stops = &stops[within..];
    }
    stops.is_empty() && (made || all || is_nothing(way, &pairs.left, way.start..way.line.end, None, scan))
}

/// Whether a text is words and numbers of few digits.
fn is_wordy(text: &[u8]) -> bool {
    text.iter().map(|byte| u32::from(WORDY[usize::from(*byte)])).sum::<u32>() < 7
}

/// What stands in words counts nothing, digits count one, and all else is too much.
static WORDY: [u8; 256] = {
    let mut weight = [7; 256];
    let mut byte = 0;
    while byte < 128 {
        match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b' ' | b',' | b'.' | b'-' | b'_' | b'/' | b':' | b';' => weight[byte] = 0,
            b'[' | b']' | b'{' | b'}' | b'\'' | b'(' | b')' => weight[byte] = 0,
            b'0'..=b'9' => weight[byte] = 1,
            _ => {}
        }
        byte += 1;
    }
    weight
};

/// Whether nothing is found around `stops` in a part of the line, the value of `name`.
fn is_nothing(
    way: &Way<'_>,
    stops: &[u32],
    span: std::ops::Range<usize>,
    name: Option<&[u8]>,
    scan: &mut ScanRoom,
) -> bool {
    let base = span.start;
    scan.name.clear();
    scan.name.extend_from_slice(name.unwrap_or_default());
    scan.look(way.policy, Text { bytes: &way.buf[span], quotes: &[], stops, base, kind: Kind::Plain });
    scan.name.clear();
    scan.open = false;
    scan.hits.is_empty()
}

/// Writes the record that the pairs are, where nothing is to be said of it but which fields it lacks: their bits. None: more
/// is to be said, or to be done.
fn write(way: &Way<'_>, list: &[Pair], out: &mut Made) -> Option<u8> {
    let alone = way.line.start == way.start && way.has_lane() && way.form().is_none();
    let known = way.policy.input.may_be(Format::Logfmt) && !way.record().ends_with(b"\r");
    if !alone || !known || list.len() < 2 || list.len() > PAIRS {
        return None;
    }
    let said = |(start, end): (usize, usize)| &way.buf[start..end];
    // Of each field the place of its pair; of all others, a bit for each place.
    let (mut fields, mut told, mut others, mut ids) = ([0; FIELDS], 0_u32, 0_u64, 0_u64);
    for (place, pair) in list.iter().enumerate() {
        if !pair.plain && !is_plain(said(pair.value())) {
            return None;
        }
        match cp1::field(pair.field) {
            Some((Field::Error, _)) => return None,
            Some((field, _)) if field != Field::Context => {
                if told >> field as u32 & 1 != 0 {
                    return None;
                }
                told |= 1 << field as u32;
                fields[field as usize] = place;
            }
            _ => {
                let seen = ids >> (pair.id % 64) & 1 != 0;
                if pair.id == 0 || seen && places(others).any(|other| list[other].id == pair.id) {
                    return None;
                }
                ids |= 1 << (pair.id % 64);
                others |= 1 << place;
            }
        }
    }
    const fn bit(field: Field) -> u32 {
        1 << field as u32
    }
    const SURE: u32 = bit(Field::Timestamp) | bit(Field::Level) | bit(Field::Message);
    let missing = if way.checks() { cp1::ASKED & !(told as u8) } else { 0 };
    let withheld = missing != 0 && way.policy.withhold_invalid;
    if way.checks() && told & bit(Field::Message) == 0 || withheld || told & SURE == 0 {
        return None;
    }
    out.reserve(2 * way.record().len() + 512);
    for field in places(told.into()) {
        let pair = &list[fields[field]];
        let (field, preference) = cp1::field(pair.field)?;
        // Under its new name a value may be sensitive.
        let renamed = preference > 0 && way.task.redact;
        if renamed && matches!(way.policy.keys.find(cp1::name_of(field).as_bytes()), Some(Match::Rule(_))) {
            return None;
        }
        let (from, to) = pair.value();
        let text = &way.buf[from..to];
        let value = match field {
            Field::Timestamp if !cp1::is_time(text) => match Time::from_text(text, way.policy.zone) {
                Ok(time) if !time.cut => time.write().into(),
                _ => return None,
            },
            Field::Level if !cp1::is_level(text) => match cp1::level_of(text, Scale::Plain) {
                Some(level) if !level.finer => level.name.into(),
                _ => return None,
            },
            Field::LatencyMs if pair.quoted || !is_bare(text) => return None,
            Field::ErrorCode | Field::Component | Field::LatencyMs if way.checks() && !cp1::is_good(field, text) => {
                return None;
            }
            Field::Message if way.checks() && text.is_empty() => return None,
            field if field.is_id() && text.is_empty() => return None,
            _ => std::borrow::Cow::Borrowed(""),
        };
        let (head, quote) = (&HEADS[field as usize], field != Field::LatencyMs);
        match value.is_empty() {
            true => out.field(head, way.buf, (from, to), quote),
            false => out.field(head, value.as_bytes(), (0, value.len()), quote),
        }
    }
    // The first head's comma is the record's bracket.
    out.opens(0);
    if others != 0 {
        out.head(&CONTEXT);
        let start = out.text().len();
        for place in places(others) {
            member(out, way.buf, &list[place]);
        }
        out.opens(start);
        out.sign(b'}');
    }
    out.sign(b'}');
    Some(missing)
}

/// What stands in front of the members that are no fields.
static CONTEXT: Head = head(b",\"context\":");

/// Writes a member behind a comma.
#[inline(always)]
fn member(out: &mut Made, buf: &[u8], pair: &Pair) {
    let (name, value) = (pair.name(), pair.value());
    let text = &buf[value.0..value.1];
    // Nothing else begins as a number or `true` and `false` do.
    let bare = !pair.quoted && matches!(text.first(), Some(b'-' | b'0'..=b'9' | b't' | b'f')) && is_bare(text);
    out.member(buf, name, value, !bare);
}

/// The places of set bits.
#[inline(always)]
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// Whether a text stands in JSON as it is: a quote can't be in it without a backslash.
fn is_plain(text: &[u8]) -> bool {
    text.iter().fold(true, |all, byte| all & matches!(byte, 0x20..=0x5b | 0x5d..=0x7e | 0x80..))
        && (text.is_ascii() || std::str::from_utf8(text).is_ok())
}
