//! Times as numbers since 1970, from the exact digits of their text.
use super::Record;
use crate::cp1::{self, Field};
use crate::shape::Kind;

/// The record's time: seconds since 1970, and nine digits of a fraction. None: it has none, or one before 1970.
pub(super) fn time(record: &Record<'_>) -> Option<(u64, [u8; 9])> {
    let said = record.field(Field::Timestamp, Kind::String)?.said(record.text);
    let seconds = u64::try_from(cp1::seconds(&said)?).ok()?;
    let mut digits = [b'0'; 9];
    digits[..6].copy_from_slice(&said[20..26]);
    // What CP1 has no room for stands beside it.
    if let Some(finer) = record.original("original_timestamp") {
        let raw = record.raw(finer);
        let bare = raw.strip_prefix(b"\"").and_then(|raw| raw.strip_suffix(b"\"")).unwrap_or(raw);
        let fraction = match bare.iter().position(|byte| matches!(byte, b'.' | b',')) {
            Some(point) => &bare[point + 1..],
            None if bare.len() == 19 => &bare[10..],
            None => b"",
        };
        let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count().min(9);
        if length > 6 && fraction[..6] == digits[..6] {
            digits[..length].copy_from_slice(&fraction[..length]);
        }
    }
    Some((seconds, digits))
}

/// A severity's number of the OpenTelemetry data model; None: the word says nothing.
pub(super) fn severity(word: &[u8]) -> Option<u8> {
    Some(match &*word.trim_ascii().to_ascii_lowercase() {
        b"trace" | b"verbose" | b"finest" | b"finer" | b"t" | b"v" => 1,
        b"debug" | b"fine" | b"d" => 5,
        b"info" | b"information" | b"log" | b"i" => 9,
        b"notice" | b"n" => 10,
        b"warn" | b"warning" | b"w" => 13,
        b"error" | b"err" | b"severe" | b"e" => 17,
        b"critical" | b"crit" | b"c" => 18,
        b"alert" | b"a" => 19,
        b"fatal" | b"panic" | b"emerg" | b"emergency" | b"f" | b"p" => 21,
        _ => return None,
    })
}

/// A severity's number of syslog.
pub(super) fn syslog(word: &[u8]) -> Option<u8> {
    Some(match severity(word)? {
        21.. => 0,
        19 | 20 => 1,
        18 => 2,
        17 => 3,
        13..17 => 4,
        10..13 => 5,
        9 => 6,
        _ => 7,
    })
}
