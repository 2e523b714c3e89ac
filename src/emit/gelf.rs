//! GELF 1.1: Graylog's own fields, and all else as additional fields: flat, texts or numbers, names as GELF allows them.
use super::text::{self, Members};
use super::{Record, flat, since};
use crate::cp1::{self, Field};
use crate::members;
use crate::shape::{Kind, Member};

/// What stands where GELF wants something that the record does not have.
const NOTHING: &[u8] = b"\"-\"";

pub(super) fn write(record: &Record<'_>, room: &mut flat::Room, out: &mut Vec<u8>) {
    let place = Place::of(record);
    let mut line = Members::begin(out);
    line.value("version").extend_from_slice(b"\"1.1\"");
    for (name, member) in [("host", place.host), ("short_message", place.message)] {
        match member {
            Some(member) => text::string(record, member, line.value(name)),
            None => line.value(name).extend_from_slice(NOTHING),
        }
    }
    if let Some(full) = place.full {
        line.value("full_message").extend_from_slice(record.raw(&full));
    }
    if let Some((_, (seconds, digits))) = &place.time {
        let out = line.value("timestamp");
        out.extend_from_slice(format!("{seconds}.").as_bytes());
        out.extend_from_slice(&digits[..6]);
    } else if let Some(number) = place.number {
        line.value("timestamp").extend_from_slice(record.raw(number));
    }
    if let Some((_, number)) = place.level {
        line.value("level").push(b'0' + number);
    }
    for member in record.top.iter().filter(|member| !place.has(record, member)) {
        flat::each(room, record.text, b"", member, |(path, leaf)| {
            if place.is_told(record, &leaf) {
                return;
            }
            let raw = record.raw(&leaf);
            let out = line.raw_key(&name(path));
            match leaf.kind {
                Kind::String | Kind::Number => out.extend_from_slice(raw),
                _ => text::quoted(raw, out),
            }
        });
    }
    line.end();
}

/// Which members have a place of their own.
struct Place<'a> {
    host: Option<&'a Member>,
    message: Option<&'a Member>,
    full: Option<Member>,
    time: Option<(&'a Member, (u64, [u8; 9]))>,
    /// The level, and its number of syslog.
    level: Option<(&'a Member, u8)>,
    /// A number of the source that says the same as the level.
    syslog: Option<&'a Member>,
    /// A time that is a number already.
    number: Option<&'a Member>,
}

impl<'a> Place<'a> {
    fn of(record: &Record<'a>) -> Place<'a> {
        let named = |name: &str| record.named(name).filter(|member| is_text(record, member));
        let message = super::find(record.top, Field::Message).filter(|member| is_text(record, member));
        let error = record.field(Field::Error, Kind::Object).and_then(|error| {
            let mut parts = Vec::new();
            members::members(record.text, error.value, &mut parts);
            parts.into_iter().find(|part| *record.key(part) == b"stack"[..] && is_text(record, part))
        });
        let level = record.field(Field::Level, Kind::String);
        let number = record.field(Field::Timestamp, Kind::Number).filter(|member| record.raw(member)[0] != b'-');
        let syslog = record
            .original("original_level")
            .filter(|level| level.kind == Kind::Number && matches!(record.raw(level), [b'0'..=b'7']));
        let word = record.level.and_then(|level| since::syslog(&level.said(record.text)));
        let severity = syslog.map(|number| record.raw(number)[0] - b'0').or(word);
        Place {
            host: ["host", "hostname", "host.name"].iter().find_map(|name| named(name)),
            message: message.or_else(|| named("short_message")),
            full: named("full_message").copied().or(error),
            time: record.field(Field::Timestamp, Kind::String).zip(since::time(record)),
            level: level.zip(severity),
            syslog,
            number,
        }
    }

    fn has(&self, record: &Record<'_>, member: &Member) -> bool {
        let (time, level) = (self.time.map(|(at, _)| at), self.level.map(|(at, _)| at));
        let placed = [self.host, self.message, time, self.number, level];
        let version = || *record.key(member) == *b"version" && record.raw(member) == b"\"1.1\"";
        placed.into_iter().flatten().any(|placed| placed.key == member.key) || self.is_told(record, member) || version()
    }

    /// Whether a value, flat or not, was written already.
    fn is_told(&self, record: &Record<'_>, leaf: &Member) -> bool {
        let level = self.level.is_some() && record.is_said(leaf);
        let told = [self.full, self.syslog.filter(|_| self.level.is_some()).copied()];
        level || told.iter().flatten().any(|told| told.key == leaf.key)
    }
}

/// Whether GELF takes it where it wants a text: none that is blank.
fn is_text(record: &Record<'_>, member: &Member) -> bool {
    match member.kind {
        Kind::String => !String::from_utf8_lossy(&member.said(record.text)).trim().is_empty(),
        _ => cp1::field(member.name) == Some((Field::Message, 0)),
    }
}

/// The name of an additional field: letters, digits, `_`, `.` and `-` behind a `_`, and not `_id`.
fn name(path: &[u8]) -> Vec<u8> {
    let path = path.strip_prefix(b"_").unwrap_or(path);
    let mut name = vec![b'_'];
    let path = String::from_utf8_lossy(path);
    name.extend(path.chars().map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '.' | '-' => letter as u8,
        _ => b'_',
    }));
    if name == b"_id" { b"__id".to_vec() } else { name }
}
