//! Fields whose type changes within a stream, as Elasticsearch sees types: the first value of a field decides, arrays are
//! their elements, null is nothing, `a.b` is `b` in `a`, and a text that says a date is one.
use super::memory::{First, Memory};
use super::{Check, Look};
use crate::shape::Kind;

/// How many fields are remembered: as many as Elasticsearch maps in one index.
const FIELDS: usize = 1000;

const BOOLEAN: u8 = 0;
const INTEGER: u8 = 1;
const FRACTION: u8 = 2;
const DATE: u8 = 3;
const TEXT: u8 = 4;
const OBJECT: u8 = 5;

const NAMES: [&str; 6] = ["a boolean", "an integer", "a number with a fraction", "a date", "a text", "an object"];

pub(super) fn look(look: &mut Look<'_>) {
    let (tape, record) = (look.tape, look.record);
    let mut paths: Vec<u64> = Vec::with_capacity(tape.nodes.len());
    for (at, node) in tape.nodes.iter().enumerate() {
        if at == 0 {
            paths.push(Memory::SEED);
            continue;
        }
        let above = paths[node.up];
        let in_array = tape.nodes[node.up].kind == Kind::Array;
        paths.push(if in_array { above } else { Memory::hash(b".", Memory::hash(&tape.name(record, at), above)) });
        let Some(class) = class(look, at) else { continue };
        field(look, at, paths[at], class);
    }
}

fn field(look: &mut Look<'_>, at: usize, path: u64, class: u8) {
    let line = look.line;
    let full = look.memory.fields.len() >= FIELDS;
    let Some(first) = look.memory.fields.get_mut(&path) else {
        if !full {
            look.memory.fields.insert(path, First { class, told: 0, line });
        } else if !look.memory.full {
            look.memory.full = true;
            look.value(Check::TooManyFields, at, String::new());
        }
        return;
    };
    if first.class == class || first.class == TEXT && class == DATE {
        return;
    }
    let before = *first;
    let detail =
        || format!("{} here, {} in line {}", NAMES[usize::from(class)], NAMES[usize::from(before.class)], before.line);
    if !takes(before.class, class, &look.tape.said(look.record, at)) {
        return look.value(Check::DriftType, at, detail());
    }
    // What is only odd is told once for each type.
    if before.told & 1 << class == 0 {
        first.told |= 1 << class;
        look.value(Check::Mixed, at, detail());
    }
}

/// Whether Elasticsearch takes a value in a field that it has mapped already.
fn takes(mapped: u8, class: u8, said: &[u8]) -> bool {
    match (mapped, class) {
        (OBJECT, _) | (_, OBJECT) => false,
        (TEXT, _) | (INTEGER | FRACTION, INTEGER | FRACTION) | (DATE, INTEGER) => true,
        (INTEGER | FRACTION, TEXT) => is_number(said.trim_ascii()),
        (BOOLEAN, TEXT) => matches!(said, b"true" | b"false" | b""),
        _ => false,
    }
}

/// A number in a text, as most programs read one: more than JSON's form allows.
fn is_number(text: &[u8]) -> bool {
    let unsigned = |text: &[u8]| text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text).to_vec();
    let text = unsigned(text);
    let place = text.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let (number, exponent) = place.map_or((&text[..], None), |at| (&text[..at], Some(unsigned(&text[at + 1..]))));
    let dots = number.iter().filter(|byte| **byte == b'.').count();
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    let fits = exponent.is_none_or(|exponent| !exponent.is_empty() && digits(&exponent));
    fits && dots < 2 && number.len() > dots && number.split(|byte| *byte == b'.').all(digits)
}

/// The type of a value; none: it decides nothing.
fn class(look: &Look<'_>, at: usize) -> Option<u8> {
    let said = look.tape.said(look.record, at);
    Some(match look.tape.nodes[at].kind {
        Kind::Array => return None,
        Kind::Object => OBJECT,
        Kind::Word if said[0] == b'n' => return None,
        Kind::Word => BOOLEAN,
        Kind::Number if said.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E')) => FRACTION,
        Kind::Number => INTEGER,
        Kind::String if is_date(&said) => DATE,
        Kind::String => TEXT,
    })
}

/// What Elasticsearch's date detection takes for a date: `strict_date_optional_time`, or `yyyy/MM/dd` and a time.
fn is_date(said: &[u8]) -> bool {
    let digits =
        |at: usize, count: usize| said.get(at..at + count).is_some_and(|text| text.iter().all(u8::is_ascii_digit));
    let two = |at: usize, most: u8| digits(at, 2) && (said[at] - b'0') * 10 + said[at + 1] - b'0' <= most;
    let Some(separator @ (b'-' | b'/')) = said.get(4).copied() else { return false };
    if !digits(0, 4) || !two(5, 12) {
        return false;
    }
    match said.get(7) {
        None => return separator == b'-',
        Some(byte) if *byte == separator && two(8, 31) => {}
        Some(_) => return false,
    }
    match (separator, said.get(10)) {
        (_, None) => true,
        (b'-', Some(b'T')) if said.len() == 11 => true,
        (b'-', Some(b'T')) | (b'/', Some(b' ')) => two(11, 23) && said.len() <= 40,
        _ => false,
    }
}
