//! A line of pairs in which nothing is to be found: it passes as it stands, or is written as CP1 straight to the output.
//!
//! Only quicker: what comes out is what `shaping` makes of such a line.
use super::Way;
use super::shaping::is_pairs;
use crate::cp1::{self, Field, Scale, Time};
use crate::input::{Format, is_bare};
use crate::keys::Match;
use crate::lane::{Pair, Pairs};
use crate::output::{Output, Verb};
use crate::scan::{Kind, ScanRoom, Text};

/// The most pairs of a line that is written here.
const PAIRS: usize = 48;

/// What stands in front of a field's value: `,"level":"`.
const HEADS: [&[u8]; FIELDS] = [
    b",\"timestamp\":\"",
    b",\"level\":\"",
    b",\"component\":\"",
    b",\"message\":\"",
    b",\"tenant_id\":\"",
    b",\"run_id\":\"",
    b",\"flow_id\":\"",
    b",\"step_id\":\"",
    b",\"trace_id\":\"",
    b",\"error_code\":\"",
    b",\"latency_ms\":",
    b",\"error\":",
];

/// Fields of CP1.
const FIELDS: usize = Field::Context as usize;

/// Whether the line is such a one, and done with.
#[inline(never)]
pub(super) fn passes(way: &mut Way<'_>, pairs: &mut Pairs, scan: &mut ScanRoom, output: &mut Output) -> bool {
    let letter = way.buf.get(way.start).is_some_and(u8::is_ascii_alphabetic);
    let made = way.formats();
    if !letter || way.verb == Verb::Validate || !made && way.verb != Verb::Redact || !is_pairs(way, pairs) {
        return false;
    }
    if !pairs.left.is_empty() && !is_harmless(way, pairs, made, scan) {
        return false;
    }
    if !made {
        return true;
    }
    let start = output.bytes.len();
    output.bytes.extend_from_slice(&way.buf[way.place.copied..way.line.start]);
    if !write(way, &pairs.list, &mut output.bytes) {
        output.bytes.truncate(start);
        return false;
    }
    way.place.copied = way.line.end;
    output.counts.changed += 1;
    true
}

/// Whether all that is to be looked at stands in quoted sentences, and is nothing. Words and short numbers: what is found
/// in them as a text is what is found in them as values.
fn is_harmless(way: &Way<'_>, pairs: &Pairs, made: bool, scan: &mut ScanRoom) -> bool {
    let word = |text: &[u8]| {
        text.iter().all(|byte| byte.is_ascii_alphanumeric() || b" ,.-_/[]{}'():;".contains(byte))
            && text.iter().filter(|byte| byte.is_ascii_digit()).count() < 7
    };
    let mut stops = &pairs.left[..];
    for pair in &pairs.list {
        let within = stops.iter().take_while(|stop| (**stop as usize) < pair.value.1).count();
        let before = stops.first().is_some_and(|stop| (*stop as usize) < pair.value.0);
        let text = pair.value.0..pair.value.1;
        if within > 0 && (before || !pair.quoted || !word(&way.buf[text.clone()])) {
            return false;
        }
        // A record that is made anew is looked at value by value.
        if made && within > 0 && !is_nothing(way, &stops[..within], text, way.buf.get(pair.name.0..pair.name.1), scan) {
            return false;
        }
        stops = &stops[within..];
    }
    stops.is_empty() && (made || is_nothing(way, &pairs.left, way.start..way.line.end, None, scan))
}

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

/// Writes the record that the pairs are, where nothing is to be said of it.
fn write(way: &Way<'_>, list: &[Pair], out: &mut Vec<u8>) -> bool {
    let alone = way.line.start == way.start && way.has_lane() && way.form().is_none();
    let known = way.policy.input.may_be(Format::Logfmt) && !way.record().ends_with(b"\r");
    if !alone || !known || list.len() > PAIRS {
        return false;
    }
    let said = |(start, end): (usize, usize)| &way.buf[start..end];
    let mut fields: [Option<&Pair>; FIELDS] = [None; FIELDS];
    let mut others: [Option<&Pair>; PAIRS] = [None; PAIRS];
    let mut count = 0;
    for pair in list {
        if !pair.plain && !is_plain(said(pair.value)) {
            return false;
        }
        let field = cp1::field(pair.field).map(|(field, _)| field).filter(|field| *field != Field::Context);
        match field {
            Some(Field::Error) => return false,
            Some(field) => {
                if fields[field as usize].replace(pair).is_some() {
                    return false;
                }
            }
            None => {
                let twice = others[..count].iter().flatten().any(|other| other.id == pair.id);
                if twice || pair.id == 0 {
                    return false;
                }
                others[count] = Some(pair);
                count += 1;
            }
        }
    }
    // What CP1 has something to say of is made where that is said.
    let needed = [Field::Timestamp, Field::Level, Field::Component, Field::Message];
    if way.checks() && needed.iter().any(|field| fields[*field as usize].is_none()) {
        return false;
    }
    let told = |field: Field| fields[field as usize].is_some();
    if list.len() < 2 || !(told(Field::Timestamp) || told(Field::Level) || told(Field::Message)) {
        return false;
    }
    out.reserve(2 * way.record().len() + 256);
    let first = out.len();
    for (pair, head) in fields.iter().zip(&HEADS) {
        let Some(pair) = pair else { continue };
        let Some((field, preference)) = cp1::field(pair.field) else { return false };
        // Under its new name a value may be sensitive.
        let renamed = preference > 0 && way.task.redact;
        if renamed && matches!(way.policy.keys.find(cp1::name_of(field).as_bytes()), Some(Match::Rule(_))) {
            return false;
        }
        let text = said(pair.value);
        let value = match field {
            Field::Timestamp if !cp1::is_time(text) => match Time::from_text(text, way.policy.zone) {
                Ok(time) if !time.cut => time.write().into(),
                _ => return false,
            },
            Field::Level if !cp1::is_level(text) => match cp1::level_of(text, Scale::Plain) {
                Some(level) if !level.finer => level.name.into(),
                _ => return false,
            },
            Field::LatencyMs if pair.quoted || !is_bare(text) => return false,
            Field::ErrorCode | Field::Component if way.checks() && !cp1::is_good(field, text) => return false,
            Field::Message if way.checks() && text.is_empty() => return false,
            field if field.is_id() && text.is_empty() => return false,
            _ => std::borrow::Cow::Borrowed(""),
        };
        let text = if value.is_empty() { text } else { value.as_bytes() };
        out.extend_from_slice(head);
        out.extend_from_slice(text);
        if field != Field::LatencyMs {
            out.push(b'"');
        }
    }
    // The first head's comma is the record's bracket.
    if let Some(sign) = out.get_mut(first) {
        *sign = b'{';
    }
    if count > 0 {
        out.extend_from_slice(b",\"context\":");
        let mut sign = b'{';
        for pair in others[..count].iter().flatten() {
            let text = said(pair.value);
            member(out, sign, said(pair.name), text, pair.quoted || !is_bare(text));
            sign = b',';
        }
        out.push(b'}');
    }
    out.push(b'}');
    true
}

/// Writes a member, behind a sign.
#[inline(always)]
fn member(out: &mut Vec<u8>, sign: u8, name: &[u8], value: &[u8], quoted: bool) {
    out.extend_from_slice(&[sign, b'"']);
    out.extend_from_slice(name);
    if quoted {
        out.extend_from_slice(b"\":\"");
        out.extend_from_slice(value);
        out.push(b'"');
    } else {
        out.extend_from_slice(b"\":");
        out.extend_from_slice(value);
    }
}

/// Whether a text stands in JSON as it is: a quote can't be in it without a backslash.
fn is_plain(text: &[u8]) -> bool {
    text.iter().fold(true, |all, byte| all & matches!(byte, 0x20..=0x5b | 0x5d..=0x7e | 0x80..))
        && (text.is_ascii() || std::str::from_utf8(text).is_ok())
}
