//! What the lines before said: the next one mostly has the same names in the same places, one of the same few levels, and a
//! time of the same minute.
use super::{Field, field, level, time};

/// Members whose names are remembered.
const MEMBERS: usize = 8;

/// See the file's head.
#[derive(Default)]
pub(super) struct Before<'a> {
    /// By the member's place in its line.
    names: [(&'a [u8], Option<Field>); MEMBERS],
    /// By the word's first letter.
    levels: [(&'a [u8], u8); 16],
    /// The last time up to its seconds, and what that is.
    minute: (&'a [u8], f64),
}

impl<'a> Before<'a> {
    pub(super) fn field(&mut self, member: usize, name: &'a [u8]) -> Option<Field> {
        let Some(known) = self.names.get_mut(member) else { return field(name) };
        if known.0 != name {
            *known = (name, field(name));
        }
        known.1
    }

    pub(super) fn level(&mut self, word: &'a [u8]) -> u8 {
        let first = word.first().map_or(0, |letter| usize::from(letter % 16));
        let known = &mut self.levels[first];
        if known.0 != word {
            *known = (word, level(word));
        }
        known.1
    }

    /// The time of a text like `2025-01-27T12:00:00.123Z`, of which mostly the minute is known; or of any other.
    pub(super) fn time(&mut self, value: &'a [u8]) -> f64 {
        let Some((minute, rest)) = value.split_at_checked(17) else { return time(value) };
        let colons = (minute[13], minute[16]) == (b':', b':');
        let Some(within) = within(rest).filter(|_| colons) else { return time(value) };
        if self.minute.0 != minute {
            self.minute = (minute, time(value) - within);
        }
        self.minute.1 + within
    }
}

/// The milliseconds that `00Z` or `00.123456Z` tells.
fn within(rest: &[u8]) -> Option<f64> {
    let [tens @ b'0'..=b'5', ones @ b'0'..=b'9', fraction @ .., b'Z'] = rest else { return None };
    let seconds = u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
    let digits = match fraction {
        [] => &[][..],
        [b'.', digits @ ..] if (1..=6).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) => digits,
        _ => return None,
    };
    let digit = |at: usize| digits.get(at).map_or(0, |digit| u32::from(digit - b'0'));
    Some(f64::from(seconds * 1000 + digit(0) * 100 + digit(1) * 10 + digit(2)))
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "whole milliseconds")]
mod tests {
    use super::Before;
    use crate::flavours::outline::{Outline, outline, time};

    #[test]
    fn what_is_remembered_tells_what_it_would_tell_alone() {
        let texts = [
            "2025-01-27T12:00:00.123456Z",
            "2025-01-27T12:00:59.9Z",
            "2025-01-27T12:00:60Z",
            "2025-01-27T12:00:01Z",
            "2025-01-27T12:00:01.Z",
            "2025-01-27T12:00:01.1234567Z",
            "2025-01-27T12:00:01.5",
            "2025-01-27T12:00:01+02:00",
            "2025-02-30T12:00:01.5Z",
            "2025-02-30T12:00:02.5Z",
            "1925-01-27T12:00:01.999Z",
            "1925-01-27 12:00:02.001Z",
            "1738000000",
            "",
            "2025-01-27",
            "x025-01-27T12:00:00Z",
            "2025-01-27T24:00:00Z",
            "2025-01-27T12:00:0\u{e9}Z",
        ];
        for first in texts {
            for second in texts {
                let mut before = Before::default();
                for text in [first, second, first] {
                    let (told, alone) = (before.time(text.as_bytes()), time(text.as_bytes()));
                    assert!(told == alone || told.is_nan() && alone.is_nan(), "{text} after {first}: {told}");
                }
            }
        }
    }

    #[test]
    fn a_line_is_told_as_it_is_told_alone() {
        let lines = [
            r#"{"timestamp":"2025-01-27T12:00:00.123456Z","level":"INFO","component":"a"}"#,
            r#"{"timestamp":"2025-01-27T12:00:07.5Z","level":"WARN","component":"b"}"#,
            r#"{"level":"INFX","timestamp":"x","ts":1738000000,"lvl":"warn","logger":"c"}"#,
            r#"{"a":{"level":"error"},"severity":40,"time":"2025-01-27T12:00:07.5+01:00"}"#,
            r#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"level":"debug"}"#,
            "2025-01-27 12:00:00,123 ERROR no",
            "",
        ];
        for first in lines {
            for second in lines {
                let text = format!("{first}\n{second}\n{first}\n");
                let together = outline(text.as_bytes());
                for (row, line) in together.iter().zip([first, second, first]) {
                    let alone = outline(format!("{line}\n").as_bytes())[0];
                    assert_eq!(row.end - row.start, line.len());
                    assert_eq!(row.level, alone.level, "{text}");
                    assert!(row.time == alone.time || row.time.is_nan() && alone.time.is_nan(), "{text}");
                    let component = |row: &Outline, text: &str| text[row.component.0..row.component.1].to_owned();
                    assert_eq!(component(row, &text), component(&alone, line), "{text}");
                }
            }
        }
    }
}
