//! Levels: the four of CP1, and what becomes one of them.

use super::names::word;

/// A level's own name, and whether the source said more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) name: &'static str,
    /// The source's word is finer, or a number of some scale: it is kept beside.
    pub(crate) finer: bool,
}

/// How a number is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// 0-7 as syslog, 10-60 as pino and bunyan.
    Plain,
    /// 10-50, as Python's logging.
    Python,
    /// 1-24, as OpenTelemetry.
    Otel,
}

const DEBUG: &str = "DEBUG";
const INFO: &str = "INFO";
const WARN: &str = "WARN";
const ERROR: &str = "ERROR";

/// Whether a text is one of the four.
#[inline]
pub(crate) fn canonical(text: &[u8]) -> bool {
    const LEVELS: [(usize, u64); 4] =
        [word(INFO.as_bytes()), word(DEBUG.as_bytes()), word(WARN.as_bytes()), word(ERROR.as_bytes())];
    LEVELS.contains(&word(text))
}

/// The level that a word names.
pub(crate) fn from_text(text: &[u8], scale: Scale) -> Option<Level> {
    let text = text.trim_ascii();
    if text.first().is_some_and(u8::is_ascii_digit) {
        return from_number(text, scale);
    }
    let (name, finer) = match &*text.to_ascii_lowercase() {
        b"debug" | b"dbg" | b"d" => (DEBUG, false),
        b"trace" | b"verbose" | b"vrb" | b"fine" | b"t" | b"v" => (DEBUG, true),
        b"info" | b"inf" | b"information" | b"i" => (INFO, false),
        b"notice" | b"log" | b"n" => (INFO, true),
        b"warn" | b"wrn" | b"warning" | b"w" => (WARN, false),
        b"error" | b"err" | b"eror" | b"e" => (ERROR, false),
        b"fatal" | b"ftl" | b"critical" | b"crit" | b"alert" | b"emerg" | b"emergency" | b"panic" | b"severe"
        | b"f" | b"c" | b"a" | b"p" => (ERROR, true),
        _ => return None,
    };
    Some(Level { name, finer })
}

/// The level that a number names on its scale.
pub(crate) fn from_number(text: &[u8], scale: Scale) -> Option<Level> {
    let number: u32 = std::str::from_utf8(text).ok()?.parse().ok()?;
    let name = match (scale, number) {
        (Scale::Plain, 0..=3) => ERROR,
        (Scale::Plain, 4) => WARN,
        (Scale::Plain, 5 | 6) => INFO,
        (Scale::Plain, 7) => DEBUG,
        (Scale::Plain, 10..=29) | (Scale::Python, 10..=19) | (Scale::Otel, 1..=8) => DEBUG,
        (Scale::Plain, 30..=39) | (Scale::Python, 20..=29) | (Scale::Otel, 9..=12) => INFO,
        (Scale::Plain, 40..=49) | (Scale::Python, 30..=39) | (Scale::Otel, 13..=16) => WARN,
        (Scale::Plain, 50..=60) | (Scale::Python, 40..=50) | (Scale::Otel, 17..=24) => ERROR,
        _ => return None,
    };
    Some(Level { name, finer: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_scale() {
        for (number, scale, name) in [
            ("30", Scale::Plain, INFO),
            ("30", Scale::Python, WARN),
            ("9", Scale::Otel, INFO),
            ("3", Scale::Plain, ERROR),
            ("60", Scale::Plain, ERROR),
        ] {
            assert_eq!(from_number(number.as_bytes(), scale).map(|level| level.name), Some(name), "{number}");
        }
        assert_eq!(from_number(b"8", Scale::Plain), None);
        assert_eq!(from_number(b"1.5", Scale::Plain), None);
    }
}
