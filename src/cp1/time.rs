//! Times: the exact form that CP1 wants, and what becomes it.
//!
//! Cut, never rounded; no leap second, no hour 24, no date that does not exist.

/// An offset from UTC in minutes, east positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Zone(pub(crate) i32);

/// Why a text is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoTime {
    /// Not in a form that is known.
    Form,
    /// A day or an hour that does not exist.
    Impossible,
    /// It does not say in which zone.
    NoZone,
}

/// A time, to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(crate) seconds: i64,
    pub(crate) micros: u32,
    /// Digits beyond the sixth were cut, and not all of them were zero.
    pub(crate) cut: bool,
}

/// The seconds of 0000-01-01 and of the end of 9999.
const RANGE: std::ops::Range<i64> = -62_167_219_200..253_402_300_800;

const FORM: &[u8; 27] = b"0000-00-00T00:00:00.000000Z";

/// Whether `text` is exactly `2025-01-27T12:00:00.123456Z`, and such a time exists.
#[inline]
pub(crate) fn canonical(text: &[u8]) -> Result<(), NoTime> {
    let Ok(text) = <&[u8; 27]>::try_from(text) else { return Err(NoTime::Form) };
    // Eight bytes at a time, the last word over some of the one before.
    let word = |text: &[u8; 27], at: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&text[at..at + 8]);
        u64::from_le_bytes(eight)
    };
    let mut wrong = 0;
    for at in [0, 8, 16, 19] {
        let (said, form) = (word(text, at), word(FORM, at));
        // Where the form has a zero, any digit: xor leaves 0 to 9 in that byte, and adding 0x76 sets no high bit.
        let differs = said ^ form;
        let zeros = is_zero(form ^ ZERO_DIGITS);
        wrong |= differs & !zeros;
        let digit = differs & zeros;
        wrong |= (((digit & LOW) + (TO_HIGH & zeros)) | digit) & HIGH;
    }
    if wrong != 0 {
        return Err(NoTime::Form);
    }
    let two = |at: usize| u32::from(text[at] - b'0') * 10 + u32::from(text[at + 1] - b'0');
    exists(two(0) * 100 + two(2), two(5), two(8), two(11), two(14), two(17)).ok_or(NoTime::Impossible)
}

/// The seconds since 1970 of a time in exactly that form.
pub(crate) fn seconds(text: &[u8]) -> Option<i64> {
    canonical(text).ok()?;
    Time::from_text(text, None).ok().map(|time| time.seconds)
}

/// In each byte: all bits but the highest, the highest, the digit zero, and what brings ten to the highest bit.
const LOW: u64 = u64::MAX / 255 * 0x7f;
const HIGH: u64 = !LOW;
const ZERO_DIGITS: u64 = u64::MAX / 255 * 0x30;
const TO_HIGH: u64 = u64::MAX / 255 * 0x76;

/// All bits of each byte that is zero, and none of the others.
const fn is_zero(word: u64) -> u64 {
    let set = (((word & LOW) + LOW) | word) & HIGH;
    ((set ^ HIGH) >> 7) * 0xff
}

/// Whether a day exists.
pub(crate) fn is_day(year: u32, month: u32, day: u32) -> bool {
    exists(year, month, day, 0, 0, 0).is_some()
}

fn exists(year: u32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Option<()> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return None,
    };
    ((1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60).then_some(())
}

impl Time {
    /// As hosts tell it; more than a second of nanoseconds is cut.
    pub(crate) fn new(seconds: u32, nanoseconds: u32) -> Time {
        Time { seconds: seconds.into(), micros: (nanoseconds / 1000).min(999_999), cut: false }
    }

    /// Writes `2025-01-27T12:00:00.123456Z`.
    pub(crate) fn write(self) -> String {
        self.bytes().iter().map(|byte| char::from(*byte)).collect()
    }

    /// The same; years are of four digits.
    pub(crate) fn bytes(self) -> [u8; 27] {
        let (days, second) = (self.seconds.div_euclid(86_400), self.seconds.rem_euclid(86_400));
        // Days to a date of the proleptic Gregorian calendar, counted from 0000-03-01.
        let days = days + 719_468;
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let shifted = (5 * day + 2) / 153;
        let date = day - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let mut text = *FORM;
        let mut put = |end: usize, mut number: i64| {
            for digit in text[..end].iter_mut().rev().take_while(|byte| **byte == b'0') {
                *digit += (number % 10) as u8;
                number /= 10;
            }
        };
        for (end, number) in [(4, year), (7, month), (10, date), (13, hour), (16, minute), (19, second)] {
            put(end, number);
        }
        put(26, self.micros.into());
        text
    }

    /// A number since 1970: seconds (10 digits, or with a fraction), milli-, micro- or nanoseconds (13, 16, 19).
    pub(crate) fn from_number(text: &[u8]) -> Result<Time, NoTime> {
        let (whole, fraction) = match text.iter().position(|byte| *byte == b'.') {
            Some(dot) => (&text[..dot], &text[dot + 1..]),
            None => (text, &b""[..]),
        };
        if whole.is_empty() || ![whole, fraction].concat().iter().all(u8::is_ascii_digit) {
            return Err(NoTime::Form);
        }
        // Seconds take a fraction; the finer units have theirs in their last digits.
        let (seconds, digits) = match (whole.len(), fraction.is_empty()) {
            (10, _) => (whole, fraction),
            (13 | 16 | 19, true) => whole.split_at(10),
            _ => return Err(NoTime::Form),
        };
        let (micros, cut) = micros(digits);
        Ok(Time { seconds: seconds.iter().fold(0, |value, byte| value * 10 + i64::from(byte - b'0')), micros, cut })
    }

    /// ISO 8601 or RFC 3339 with `Z` or an offset; `zone` where the text names none.
    pub(crate) fn from_text(text: &[u8], zone: Option<Zone>) -> Result<Time, NoTime> {
        let text = text.trim_ascii();
        if text.iter().all(u8::is_ascii_digit) {
            return Time::from_number(text);
        }
        let mut read = Read { rest: text };
        let dashed = text.get(4) == Some(&b'-');
        let year = read.number(4)?;
        let month = read.part(b'-', dashed)?;
        let day = read.part(b'-', dashed)?;
        if !read.take(b"Tt ") {
            return Err(NoTime::Form);
        }
        let hour = read.number(2)?;
        let colons = read.rest.first() == Some(&b':');
        let minute = read.part(b':', colons)?;
        let second = if matches!(read.rest, [b':' | b'0'..=b'9', ..]) { read.part(b':', colons)? } else { 0 };
        let mut fraction = &b""[..];
        if read.take(b".,") {
            let length = read.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (fraction, read.rest) = read.rest.split_at(length);
            if fraction.is_empty() || fraction.len() > 18 {
                return Err(NoTime::Form);
            }
        }
        let offset = read.offset()?;
        exists(year, month, day, hour, minute, second).ok_or(NoTime::Impossible)?;
        let Zone(offset) = offset.or(zone).ok_or(NoTime::NoZone)?;
        let seconds = days(year, month, day) * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
        let seconds = seconds - i64::from(offset) * 60;
        let (micros, cut) = micros(fraction);
        if RANGE.contains(&seconds) { Ok(Time { seconds, micros, cut }) } else { Err(NoTime::Impossible) }
    }
}

/// The first six digits of a fraction, and whether more than zeros were cut.
fn micros(digits: &[u8]) -> (u32, bool) {
    let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(6);
    let micros = padded.fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
    (micros, digits.iter().skip(6).any(|byte| *byte != b'0'))
}

/// Days since 1970-01-01.
fn days(year: u32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = i64::from((month + 9) % 12);
    let day = (153 * month + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year * 365 + year / 4 - year / 100 + day - 719_468
}

/// What is left of a text.
struct Read<'a> {
    rest: &'a [u8],
}

impl Read<'_> {
    fn number(&mut self, digits: usize) -> Result<u32, NoTime> {
        let (number, rest) = self.rest.split_at_checked(digits).ok_or(NoTime::Form)?;
        self.rest = rest;
        number.iter().try_fold(0, |value, byte| {
            if byte.is_ascii_digit() { Ok(value * 10 + u32::from(byte - b'0')) } else { Err(NoTime::Form) }
        })
    }

    /// Two digits, behind `separator` where there are separators.
    fn part(&mut self, separator: u8, separated: bool) -> Result<u32, NoTime> {
        if separated && !self.take(&[separator]) {
            return Err(NoTime::Form);
        }
        self.number(2)
    }

    fn take(&mut self, any: &[u8]) -> bool {
        let taken = self.rest.first().is_some_and(|byte| any.contains(byte));
        self.rest = &self.rest[usize::from(taken)..];
        taken
    }

    /// `Z`, `+02:00`, `+0200`, `+02`, ` UTC`; or nothing.
    fn offset(&mut self) -> Result<Option<Zone>, NoTime> {
        self.rest = self.rest.trim_ascii_start();
        let sign = match self.rest {
            [] => return Ok(None),
            [b'Z' | b'z'] | b"UTC" | b"GMT" => return Ok(Some(Zone(0))),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return Err(NoTime::Form),
        };
        self.rest = &self.rest[1..];
        let hours = self.number(2)?;
        let minutes = if self.rest.is_empty() { 0 } else { self.part(b':', self.rest[0] == b':')? };
        if !self.rest.is_empty() || hours > 23 || minutes > 59 {
            return Err(NoTime::Form);
        }
        Ok(Some(Zone(sign * (hours * 60 + minutes) as i32)))
    }
}

/// Reads `UTC`, `Z` or `+HH:MM`, as a policy writes it.
impl std::str::FromStr for Zone {
    type Err = ();

    fn from_str(text: &str) -> Result<Zone, ()> {
        Read { rest: text.as_bytes() }.offset().ok().flatten().ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<String, NoTime> {
        Time::from_text(text.as_bytes(), None).map(Time::write)
    }

    #[test]
    fn forms_of_one_moment() {
        for form in [
            "2025-01-27T12:00:00.123456Z",
            "2025-01-27t12:00:00.123456z",
            "2025-01-27 13:00:00,123456+01:00",
            "2025-01-27T07:00:00.123456999-0500",
            "20250127T120000.123456Z",
            "1738000000123456",
        ] {
            let want =
                if form.starts_with("17") { "2025-01-27T17:46:40.123456Z" } else { "2025-01-27T12:00:00.123456Z" };
            assert_eq!(text(form).as_deref(), Ok(want), "{form}");
        }
        assert_eq!(text("2024-02-29T23:59:59-00:01").as_deref(), Ok("2024-03-01T00:00:59.000000Z"));
        assert_eq!(text("0000-01-01T00:00:00Z").as_deref(), Ok("0000-01-01T00:00:00.000000Z"));
    }

    #[test]
    fn what_is_no_time() {
        for impossible in
            ["2025-02-29T00:00:00Z", "2025-01-27T24:00:00Z", "2016-12-31T23:59:60Z", "2025-13-01T00:00:00Z"]
        {
            assert_eq!(text(impossible), Err(NoTime::Impossible), "{impossible}");
        }
        assert_eq!(text("2025-01-27T12:00:00"), Err(NoTime::NoZone));
        for form in ["", "now", "2025-01-27", "12:00:00Z", "2025-01-27T12:00:00.Z", "173800000"] {
            assert_eq!(text(form), Err(NoTime::Form), "{form}");
        }
        assert_eq!(canonical(b"2025-01-27T12:00:00.123456Z"), Ok(()));
        assert_eq!(canonical(b"2025-02-30T12:00:00.123456Z"), Err(NoTime::Impossible));
        assert_eq!(canonical(b"2025-01-27T12:00:00.12345Z"), Err(NoTime::Form));
    }
}
