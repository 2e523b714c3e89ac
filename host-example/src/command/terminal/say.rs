//! Lines for the person, on stderr. A stderr that is closed or full changes nothing.

use std::fmt;
use std::io::Write as _;

/// Prints one line, with the program's name before it.
pub(crate) fn say(line: fmt::Arguments<'_>) {
    plain(format_args!("logveil: {line}"));
}

/// Prints one line as it is.
pub(crate) fn plain(line: fmt::Arguments<'_>) {
    let text = format!("{line}\n");
    // There is nobody left to tell where this fails.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// `1 record`, `2,000 records`.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Text as a terminal may have it: what it would act on, or would not show, is written as its number.
pub(crate) fn printable(text: &str) -> String {
    let plain = |character: char| character.is_ascii_graphic() || character == ' ' || character.is_alphanumeric();
    if text.chars().all(plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if plain(character) {
            out.push(character);
        } else {
            out.extend(character.escape_unicode());
        }
    }
    out
}

/// JSON in ASCII alone: a terminal acts on none of it.
pub(crate) fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character < '\u{7f}' {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing into a String does not fail.
                let _ = fmt::Write::write_fmt(&mut out, format_args!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_on_is_written_as_its_number() {
        assert_eq!(printable("/a b/ü/日"), "/a b/ü/日");
        assert_eq!(printable("a\u{1b}[31m\u{202e}"), "a\\u{1b}[31m\\u{202e}");
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(12_345_678), "12,345,678");
        assert_eq!(count(1, "record", "records"), "1 record");
    }
}
