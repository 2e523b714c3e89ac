//! What JSON would have wanted where a record stops being it. Told once for a broken record, without anything of it.

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// The first element, or the end of an empty array.
    Element,
    /// The first key, or the end of an empty object.
    First,
    Key,
    Colon,
    /// A comma, or the end of what is open.
    More,
}

const ESCAPE: &str = "no such escape in JSON";
const CONTROL: &str = "a control character in a text has to be escaped";
const OPEN: &str = "the record ends within a text: `\"` expected";

/// Why `record`, which begins as JSON does, is none; "": it is.
pub(crate) fn expected(record: &[u8]) -> &'static str {
    let (mut levels, mut next, mut at): (Vec<bool>, Next, usize) = (Vec::new(), Next::Value, 0);
    loop {
        while record.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            at += 1;
        }
        let array = levels.last().copied();
        let byte = record.get(at).copied();
        next = match (next, byte) {
            (Next::More, None) if array.is_none() => return "",
            (Next::More, None) if array == Some(true) => return "the record ends here: `,` or `]` expected",
            (Next::More, None) => return "the record ends here: `,` or `}` expected",
            (Next::Colon, None) => return "the record ends here: `:` expected",
            (Next::Key | Next::First, None) => return "the record ends here: a key or `}` expected",
            (_, None) => return "the record ends here: a value expected",
            (Next::More, Some(_)) if array.is_none() => {
                return "the record has ended: nothing more expected in this line";
            }
            (Next::More, Some(b',')) if array == Some(true) => Next::Value,
            (Next::More, Some(b',')) => Next::Key,
            (Next::More | Next::Element, Some(b']')) if array == Some(true) => {
                levels.pop();
                Next::More
            }
            (Next::More | Next::First, Some(b'}')) if array == Some(false) => {
                levels.pop();
                Next::More
            }
            (Next::More, Some(_)) if array == Some(true) => return "`,` or `]` expected",
            (Next::More, Some(_)) => return "`,` or `}` expected",
            (Next::Colon, Some(b':')) => Next::Value,
            (Next::Colon, Some(_)) => return "`:` expected",
            (Next::Key | Next::First, Some(b'"')) => match string(record, at) {
                Ok(end) => {
                    at = end;
                    Next::Colon
                }
                Err(why) => return why,
            },
            (Next::Key, Some(b'}')) => return "a comma before the end: a key expected",
            (Next::Key | Next::First, Some(b'\'')) => return "single quotes: a key in double quotes expected",
            (Next::Key | Next::First, Some(_)) => return "a key in double quotes expected",
            (Next::Value | Next::Element, Some(open @ (b'{' | b'['))) => {
                levels.push(open == b'[');
                if open == b'[' { Next::Element } else { Next::First }
            }
            (Next::Value | Next::Element, Some(b'"')) => match string(record, at) {
                Ok(end) => {
                    at = end;
                    Next::More
                }
                Err(why) => return why,
            },
            (Next::Value, Some(b']')) if array == Some(true) => return "a comma before the end: a value expected",
            (Next::Value | Next::Element, Some(_)) => match scalar(&record[at..]) {
                Ok(length) => {
                    at += length - 1;
                    Next::More
                }
                Err(why) => return why,
            },
        };
        at += 1;
    }
}

/// The place of the quote that closes the string which opens at `start`.
fn string(record: &[u8], start: usize) -> Result<usize, &'static str> {
    let mut at = start + 1;
    loop {
        match record.get(at) {
            None => return Err(OPEN),
            Some(b'"') => return Ok(at),
            Some(b'\\') => {
                at += match record.get(at + 1) {
                    None => return Err(OPEN),
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                    Some(b'u') => {
                        let digits = record.get(at + 2..at + 6).ok_or(OPEN)?;
                        if !digits.iter().all(u8::is_ascii_hexdigit) {
                            return Err("four hexadecimal digits expected after `\\u`");
                        }
                        6
                    }
                    Some(_) => return Err(ESCAPE),
                }
            }
            Some(0..0x20) => return Err(CONTROL),
            Some(_) => at += 1,
        }
    }
}

/// The length of a number or a word.
fn scalar(rest: &[u8]) -> Result<usize, &'static str> {
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(byte)).count();
    match &rest[..length] {
        b"true" | b"false" | b"null" => Ok(length),
        b"True" | b"False" => Err("`true` or `false` expected, in small letters"),
        b"None" | b"nil" | b"undefined" => Err("`null` expected"),
        b"NaN" | b"Infinity" | b"-Infinity" | b"nan" | b"inf" | b"-inf" => {
            Err("a number expected: JSON has no such one")
        }
        number if crate::walk::scalar(number, 0) == Ok(length) && length > 0 => Ok(length),
        b"" if rest.first() == Some(&b'\'') => Err("single quotes: a text in double quotes expected"),
        [b'0'..=b'9' | b'-' | b'+' | b'.', ..] => Err("a number of JSON expected"),
        _ => Err("a value expected"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_said() {
        for (record, why) in [
            ("{\"a\":[1,-2.5e3,true,null,{}],\"b\":\"\\u00e9\\n\"} ", ""),
            ("{\"a\":1", "the record ends here: `,` or `}` expected"),
            ("{\"a\":[1", "the record ends here: `,` or `]` expected"),
            ("{\"a\"", "the record ends here: `:` expected"),
            ("{\"a\":", "the record ends here: a value expected"),
            ("{", "the record ends here: a key or `}` expected"),
            ("{\"a\":\"x", OPEN),
            ("{\"a\":\"x\\", OPEN),
            ("{\"a\":1,}", "a comma before the end: a key expected"),
            ("[1,]", "a comma before the end: a value expected"),
            ("{\"a\" 1}", "`:` expected"),
            ("{\"a\":1 \"b\":2}", "`,` or `}` expected"),
            ("[1 2]", "`,` or `]` expected"),
            ("{a:1}", "a key in double quotes expected"),
            ("{'a':1}", "single quotes: a key in double quotes expected"),
            ("{\"a\":'x'}", "single quotes: a text in double quotes expected"),
            ("{\"a\":True}", "`true` or `false` expected, in small letters"),
            ("{\"a\":None}", "`null` expected"),
            ("{\"a\":NaN}", "a number expected: JSON has no such one"),
            ("{\"a\":01}", "a number of JSON expected"),
            ("{\"a\":}", "a value expected"),
            ("{\"a\":\"\\x\"}", ESCAPE),
            ("{\"a\":\"\\u12g4\"}", "four hexadecimal digits expected after `\\u`"),
            ("{\"a\":\"\t\"}", CONTROL),
            ("{} {}", "the record has ended: nothing more expected in this line"),
            ("{\"a\":1]", "`,` or `}` expected"),
        ] {
            assert_eq!(expected(record.as_bytes()), why, "{record}");
        }
    }
}
