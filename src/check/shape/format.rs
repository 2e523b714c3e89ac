//! The formats of JSON Schema that are checked.
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::cp1;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    DateTime,
    Date,
    Time,
    Uuid,
    Ipv4,
    Ipv6,
    Email,
    Uri,
}

/// By name.
pub(super) const FORMATS: [(&str, Format); 8] = [
    ("date-time", Format::DateTime),
    ("date", Format::Date),
    ("time", Format::Time),
    ("uuid", Format::Uuid),
    ("ipv4", Format::Ipv4),
    ("ipv6", Format::Ipv6),
    ("email", Format::Email),
    ("uri", Format::Uri),
];

impl Format {
    pub(super) fn name(self) -> &'static str {
        FORMATS.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// Whether a text is of it.
    pub(super) fn fits(self, text: &[u8]) -> bool {
        let Ok(said) = std::str::from_utf8(text) else { return false };
        match self {
            Format::DateTime => {
                text.len() > 11 && is_date(&text[..10]) && matches!(text[10], b'T' | b't') && is_time(&text[11..])
            }
            Format::Date => is_date(text),
            Format::Time => is_time(text),
            Format::Uuid => {
                let dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
                let good = |(at, byte): (usize, &u8)| if dash(at) { *byte == b'-' } else { byte.is_ascii_hexdigit() };
                text.len() == 36 && text.iter().enumerate().all(good)
            }
            Format::Ipv4 => said.parse::<Ipv4Addr>().is_ok(),
            Format::Ipv6 => said.parse::<Ipv6Addr>().is_ok(),
            Format::Email => {
                let plain =
                    |part: &str| !part.is_empty() && !part.contains([' ', '@']) && !part.contains(char::is_control);
                said.rsplit_once('@').is_some_and(|(name, host)| plain(name) && plain(host))
            }
            Format::Uri => said.split_once(':').is_some_and(|(scheme, rest)| {
                let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
                let first = scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
                first && scheme.bytes().all(named) && rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"')
            }),
        }
    }
}

/// Two digits at `at`.
fn two(text: &[u8], at: usize) -> Option<u32> {
    let pair = text.get(at..at + 2)?;
    pair.iter().all(u8::is_ascii_digit).then(|| u32::from(pair[0] - b'0') * 10 + u32::from(pair[1] - b'0'))
}

/// `2025-01-27`, of RFC 3339.
fn is_date(text: &[u8]) -> bool {
    let parts = || Some((two(text, 0)? * 100 + two(text, 2)?, two(text, 5)?, two(text, 8)?));
    text.len() == 10
        && text[4] == b'-'
        && text[7] == b'-'
        && parts().is_some_and(|(year, month, day)| cp1::is_day(year, month, day))
}

/// `12:00:00.5Z`, of RFC 3339.
fn is_time(text: &[u8]) -> bool {
    let clock = |at: usize| {
        let good = two(text, at).is_some_and(|hour| hour < 24) && text.get(at + 2) == Some(&b':');
        good && two(text, at + 3).is_some_and(|minute| minute < 60)
    };
    // The second of a leap is one.
    if !clock(0) || text.get(5) != Some(&b':') || two(text, 6).is_none_or(|second| second > 60) {
        return false;
    }
    let mut at = 8;
    if text.get(at) == Some(&b'.') {
        let digits = text[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        at += 1 + digits;
    }
    match text.get(at) {
        Some(b'Z' | b'z') => text.len() == at + 1,
        Some(b'+' | b'-') => clock(at + 1) && text.len() == at + 6,
        _ => false,
    }
}
