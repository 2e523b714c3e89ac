//! Whether a record is CP1: its shape held against the rules. Times and levels are checked where they stand.
use std::borrow::Cow;

use super::level;
use super::names::{self, Field, IDS, name_of, word};
use super::rules::Cp1;
use super::time::{self, NoTime, Time};
use crate::shape::{Kind, Member, Remark, Shape, said};

/// Whether a component is known.
#[inline]
fn is_component(text: &[u8]) -> bool {
    const KNOWN: [(usize, u64); 6] =
        [word(b"worker"), word(b"gateway"), word(b"router"), word(b"provider"), word(b"ingress"), word(b"usage")];
    KNOWN.contains(&word(text))
}

/// Whether a string, as it stands between its quotes, is a component that is not known: a warning, and no more.
pub(crate) fn is_other_component(text: &[u8]) -> bool {
    !text.is_empty() && !is_component(text) && !text.contains(&b'\\')
}

/// Which ids the records of a component need.
fn needed(component: &[u8]) -> &'static [Field] {
    use Field::{FlowId, RunId, TenantId, TraceId};
    match component {
        b"router" => &[TenantId, RunId, FlowId, TraceId],
        b"gateway" => &[TenantId, RunId, TraceId],
        b"worker" => &IDS,
        b"provider" => &[TenantId, TraceId],
        _ => &[],
    }
}

/// What a rule found: the rule, the span in the buffer, the pointer.
pub(crate) type Found<'a> = dyn FnMut(Cp1, (usize, usize), &str) + 'a;

/// Tells `found` of every rule of the family `cp1` that the record at `record` breaks.
pub(crate) fn check(
    buf: &[u8],
    record: (usize, usize),
    shape: &Shape,
    require_correlation: bool,
    found: &mut Found<'_>,
) {
    if !shape.is_object {
        return found(Cp1::NotObject, record, "");
    }
    // The first member of each field; a second one is reported as a key that stands twice.
    let mut fields: [Option<Member>; 13] = [None; 13];
    for member in &shape.top {
        if let Some((field, 0)) = names::field(member.name) {
            fields[field as usize].get_or_insert(*member);
        }
    }
    let get = |field: Field| fields[field as usize];
    let missing = |field: Field, rule: Cp1, found: &mut Found<'_>| {
        if get(field).is_none() {
            found(rule, record, "");
        }
    };
    missing(Field::Timestamp, Cp1::MissingTimestamp, found);
    missing(Field::Level, Cp1::MissingLevel, found);
    missing(Field::Component, Cp1::MissingComponent, found);
    missing(Field::Message, Cp1::MissingMessage, found);
    for member in fields.iter().flatten() {
        field(buf, *member, found);
    }
    for member in &shape.error {
        let name = said(buf, member.key);
        if is_typed(&name) && member.kind != Kind::String {
            let name = String::from_utf8_lossy(&name);
            found(Cp1::WrongType, member.value, &format!("/error/{name}"));
        }
    }
    for member in &shape.context {
        if let Some((field @ (Field::Timestamp | Field::Level | Field::Component | Field::Message), 0)) =
            names::field(member.name)
            && get(field).is_none()
        {
            found(Cp1::Misplaced, member.key, &format!("/context/{}", name_of(field)));
        }
    }
    for odd in &shape.odd {
        found(odd.rule, odd.key, &odd.pointer);
    }
    let level = get(Field::Level).map(|member| member.said(buf));
    if let Some(code) = get(Field::ErrorCode)
        && level.is_some_and(|level| *level != b"ERROR"[..] && level::canonical(&level))
    {
        found(Cp1::ErrorCodeWithoutError, code.value, "/error_code");
    }
    if require_correlation && let Some(component) = get(Field::Component) {
        for id in needed(&component.said(buf)) {
            if get(*id).is_none() {
                found(Cp1::MissingId, record, &format!("/{}", name_of(*id)));
            }
        }
    }
}

/// Fields that a record may lack, and is only reported for: bits by their numbers.
pub(crate) const ASKED: u8 = 1 << Field::Timestamp as u8 | 1 << Field::Level as u8 | 1 << Field::Component as u8;

/// Whether a record is CP1 and nothing is to be said of it but what `shape` notes as remarks: the usual case, in one look at
/// its members. What this does not see as clean `convert` and `check` look at.
#[inline]
pub(crate) fn is_clean(buf: &[u8], shape: &mut Shape) -> bool {
    let bit = |field: Field| 1u32 << field as u32;
    let mut met = 0u32;
    shape.remark = Remark::default();
    for member in &shape.top {
        let Some((field, preference)) = names::field(member.name) else { continue };
        if preference > 0 || met & bit(field) != 0 {
            return false;
        }
        met |= bit(field);
        let (start, end) = member.value;
        let clean = match (field, member.kind) {
            (Field::Context | Field::Error, Kind::Object) => true,
            (Field::LatencyMs, Kind::Number) => is_good(field, &buf[start..end]),
            (Field::LatencyMs, _) => false,
            (Field::Component, Kind::String) if is_other_component(&buf[start + 1..end - 1]) => {
                shape.remark.unknown = Some(member.value);
                true
            }
            (_, kind) => kind == Kind::String && is_good(field, &buf[start + 1..end - 1]),
        };
        if !clean {
            return false;
        }
    }
    let missing = ASKED & !(met as u8);
    let misplaced = |member: &Member| {
        names::field(member.name)
            .is_some_and(|(field, preference)| preference == 0 && u32::from(missing) & bit(field) != 0)
    };
    shape.remark.missing = missing;
    met & bit(Field::Message) != 0
        && !(missing != 0 && shape.context.iter().any(misplaced))
        && shape.is_object
        && shape.odd.is_empty()
        && shape.context.iter().all(|member| names::field(member.name).is_none_or(|(field, _)| !field.is_id()))
        && shape.error.iter().all(|member| member.kind == Kind::String || !is_typed(&said(buf, member.key)))
}

/// Members of `error` that are texts.
fn is_typed(name: &[u8]) -> bool {
    matches!(name, b"type" | b"message" | b"stack")
}

/// Whether all texts but the empty one are what a field wants.
pub(crate) fn takes_any_text(field: Field) -> bool {
    use Field::{Component, Context, Error, ErrorCode, LatencyMs, Level, Timestamp};
    !matches!(field, Timestamp | Level | Component | LatencyMs | ErrorCode | Error | Context)
}

/// Whether a string, as it stands between its quotes, or a number is what a field wants, and nothing is to be said of
/// it. What is written with escapes is looked at again.
#[inline]
pub(crate) fn is_good(field: Field, text: &[u8]) -> bool {
    match field {
        Field::Timestamp => time::canonical(text).is_ok(),
        Field::Level => level::canonical(text),
        Field::Component => is_component(text),
        Field::LatencyMs => text.first().is_some_and(u8::is_ascii_digit),
        Field::ErrorCode | Field::Error | Field::Context => false,
        _ => !text.is_empty(),
    }
}

#[cold]
fn says(found: &mut Found<'_>, rule: Cp1, member: Member, field: Field) {
    found(rule, member.value, &format!("/{}", name_of(field)));
}

/// One field at the top level, under its own name.
#[inline]
fn field(buf: &[u8], member: Member, found: &mut Found<'_>) {
    let Some((field, _)) = names::field(member.name) else { return };
    let mut says = |rule: Cp1| says(found, rule, member, field);
    let wanted = match field {
        Field::LatencyMs => Kind::Number,
        Field::Error | Field::Context => Kind::Object,
        _ => Kind::String,
    };
    if member.kind != wanted {
        return says(Cp1::WrongType);
    }
    let text = if takes_any_text(field) && wanted == Kind::String {
        // What it says is of no account, but for whether it says anything.
        Cow::Borrowed(&buf[member.value.0 + 1..member.value.1 - 1])
    } else {
        member.said(buf)
    };
    let text = &*text;
    match field {
        Field::Timestamp => {
            if let Err(why) = time::canonical(text) {
                says(match (why, Time::from_text(text, None)) {
                    (NoTime::Impossible, _) | (_, Err(NoTime::Impossible)) => Cp1::TimestampImpossible,
                    (_, Err(NoTime::NoZone)) => Cp1::TimestampNoZone,
                    _ => Cp1::TimestampForm,
                });
            }
        }
        Field::Level if !level::canonical(text) => says(Cp1::UnknownLevel),
        Field::Component if text.is_empty() => says(Cp1::EmptyComponent),
        Field::Component if !is_component(text) => says(Cp1::UnknownComponent),
        Field::Message if text.is_empty() => says(Cp1::EmptyMessage),
        Field::LatencyMs if buf[member.value.0] == b'-' => {
            // Minus zero is zero.
            let zero = !buf[member.value.0..member.value.1]
                .iter()
                .take_while(|b| !matches!(b, b'e' | b'E'))
                .any(|b| matches!(b, b'1'..=b'9'));
            if !zero {
                says(Cp1::NegativeLatency);
            }
        }
        _ if field.is_id() && text.is_empty() => says(Cp1::EmptyId),
        _ => {}
    }
}
