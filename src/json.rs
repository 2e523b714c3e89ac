//! JSON as a tree, where a walk does not do: to tell what a line is, and to read a policy in the module that has no room
//! for a library's reader. Why a text is no JSON is not told.
use serde_json::{Map, Value};

/// Lists and maps within each other.
const DEPTH: u32 = 128;

/// What a text says.
pub(crate) struct Read {
    pub(crate) value: Value,
    /// All numbers are whole ones that fit into 64 bits; the others stand as null.
    #[cfg_attr(not(any(test, logveil_part)), allow(dead_code, reason = "policies ask for it"))]
    pub(crate) exact: bool,
}

/// Reads a text; None: it is no JSON.
pub(crate) fn read(text: &[u8]) -> Option<Read> {
    let mut reader = Reader { text: std::str::from_utf8(text).ok()?, at: 0, exact: true };
    let value = reader.value(DEPTH)?;
    reader.next().is_none().then_some(Read { value, exact: reader.exact })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    exact: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// How many of the next bytes are such.
    fn run(&self, is: fn(&u8) -> bool) -> usize {
        self.rest().iter().take_while(|byte| is(byte)).count()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        self.at += self.run(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.rest().first().copied()
    }

    /// Takes `byte`, if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let is = self.next() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        match self.next()? {
            b'"' => self.string().map(Value::String),
            open @ (b'{' | b'[') => {
                let depth = depth.checked_sub(1).filter(|depth| *depth > 0)?;
                self.at += 1;
                let (mut map, mut list) = (Map::new(), Vec::new());
                // The sign that closes is two behind the one that opens.
                let mut more = !self.take(open + 2);
                while more {
                    if open == b'{' {
                        self.next();
                        let name = self.string()?;
                        if !self.take(b':') {
                            return None;
                        }
                        map.insert(name, self.value(depth)?);
                    } else {
                        list.push(self.value(depth)?);
                    }
                    more = self.take(b',');
                    if !more && !self.take(open + 2) {
                        return None;
                    }
                }
                Some(if open == b'{' { Value::Object(map) } else { Value::Array(list) })
            }
            b'-' | b'0'..=b'9' => self.number(),
            _ => {
                let words = [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)];
                let (word, value) = words.into_iter().find(|(word, _)| self.rest().starts_with(word.as_bytes()))?;
                self.at += word.len();
                Some(value)
            }
        }
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.at += usize::from(self.rest().first() == Some(&b'-'));
        let zero = self.rest().first() == Some(&b'0');
        let whole = self.run(u8::is_ascii_digit);
        if whole == 0 || zero && whole > 1 {
            return None;
        }
        self.at += whole;
        for signs in [&b"."[..], b"eE"] {
            if self.rest().first().is_some_and(|byte| signs.contains(byte)) {
                self.at += 1;
                let signed = signs.len() > 1 && matches!(self.rest().first(), Some(b'+' | b'-'));
                self.at += usize::from(signed);
                let digits = self.run(u8::is_ascii_digit);
                if digits == 0 {
                    return None;
                }
                self.at += digits;
            }
        }
        let number = self.text.as_bytes()[start..self.at].iter().try_fold(0_u64, |number, byte| {
            number.checked_mul(10)?.checked_add(u64::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?))
        });
        self.exact &= number.is_some();
        Some(number.map_or(Value::Null, Value::from))
    }

    fn string(&mut self) -> Option<String> {
        if self.rest().first() != Some(&b'"') {
            return None;
        }
        self.at += 1;
        let mut said = String::new();
        loop {
            let plain = self.run(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20));
            said.push_str(self.text.get(self.at..self.at + plain)?);
            self.at += plain + 1;
            match self.text.as_bytes().get(self.at - 1)? {
                b'"' => return Some(said),
                b'\\' => said.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        self.at += 1;
        Some(match self.text.as_bytes().get(self.at - 1)? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if !(0xd800..0xdc00).contains(&unit) {
                    return char::from_u32(u32::from(unit));
                }
                if !self.rest().starts_with(b"\\u") {
                    return None;
                }
                self.at += 2;
                return char::decode_utf16([unit, self.unit()?]).next()?.ok();
            }
            byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4)?;
        let unit = digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))?;
        self.at += 4;
        u16::try_from(unit).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::read;
    use crate::policy::presets;

    fn same(text: &[u8]) {
        let known = serde_json::from_slice::<Value>(text);
        let show = String::from_utf8_lossy(text);
        match read(text) {
            Some(read) if read.exact => assert_eq!(Some(read.value), known.ok(), "{show}"),
            // Here the library takes no number that is larger than a floating-point one.
            Some(_) => {
                assert!(known.map_or_else(|error| error.to_string().contains("out of range"), |_| true), "{show}")
            }
            None => assert!(known.is_err(), "{show}"),
        }
    }

    #[test]
    fn what_is_read_is_what_the_library_reads() {
        for preset in presets() {
            assert!(read(preset.policy.as_bytes()).is_some_and(|read| read.exact));
            same(preset.policy.as_bytes());
        }
        for text in [
            "",
            "01",
            "1.5",
            "-",
            "-1",
            "-0",
            "1e2",
            "1.e2",
            ".5",
            "0.10E-2",
            "1e+",
            "18446744073709551615",
            "18446744073709551616",
            "\"\n\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\ud83dx\"",
            "\"\\u00g0\"",
            "\"\u{7f}\"",
            "tru",
            "truefalse",
            "{}}",
            "[1,]",
            "{,}",
            "{\"a\":1,}",
            "[",
            "\u{feff}1",
            "{\"a\" :\r\n1 , \"a\":\t2}",
            "'a'",
        ] {
            same(text.as_bytes());
        }
        same(b"\"\xff\"");
        for depth in [126, 127, 128, 129] {
            same(format!("{}{}", "[".repeat(depth), "]".repeat(depth)).as_bytes());
            same(format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)).as_bytes());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_the_library_reads_it(text in r#"[\[\]{},:" \\/bfnrtu0-9a-eE+.\-é\n]{0,40}"#) {
            same(text.as_bytes());
        }

        #[test]
        fn json_with_a_few_signs_changed(cut in 0_usize..200, put in r#"[\[\]{},:"\\0-9ue\-. ]{0,2}"#) {
            let good = r#" {"a":[0, 18446744073709551615,-1.5e-7,true,false,null,{},[]] ,"b":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é","a":{"c" : ""}} "#;
            let cut = (0..=cut.min(good.len())).rev().find(|cut| good.is_char_boundary(*cut)).unwrap_or_default();
            let (start, rest) = good.split_at(cut);
            same(format!("{start}{put}{rest}").as_bytes());
            let next = rest.chars().next().map_or(0, char::len_utf8);
            same(format!("{start}{put}{}", &rest[next..]).as_bytes());
        }
    }
}
