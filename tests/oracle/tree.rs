//! A strict JSON parser (RFC 8259) that keeps where everything stood. Recursive and slow on purpose.
use std::ops::Range;

/// A value, and its bytes in the record.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// A number, true, false or null.
    Scalar,
    Text,
    Array(Vec<Node>),
    /// Keys are spans with their quotes.
    Object(Vec<(Range<usize>, Node)>),
}

/// The record's tree, or None where it is no JSON.
pub(crate) fn parse(record: &[u8]) -> Option<Node> {
    let mut parser = Parser { record, at: 0 };
    parser.space();
    let node = parser.value()?;
    parser.space();
    (parser.at == record.len()).then_some(node)
}

/// How deeply containers nest in what would be JSON: counts brackets outside of strings.
pub(crate) fn depth(record: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0usize, 0, false, false);
    for &byte in record {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A string literal's characters, quotes taken off and escapes undone. Half a surrogate pair becomes U+FFFD.
pub(crate) fn decode(literal: &[u8]) -> String {
    let inner = &literal[1..literal.len() - 1];
    let mut units: Vec<u16> = Vec::new();
    let text = String::from_utf8_lossy(inner).into_owned();
    let mut chars = text.chars();
    while let Some(next) = chars.next() {
        if next != '\\' {
            units.extend_from_slice(next.encode_utf16(&mut [0; 2]));
            continue;
        }
        units.push(match chars.next() {
            Some('u') => {
                chars.by_ref().take(4).fold(0, |unit, digit| unit << 4 | digit.to_digit(16).unwrap_or(0) as u16)
            }
            Some('b') => 8,
            Some('f') => 12,
            Some('n') => 10,
            Some('r') => 13,
            Some('t') => 9,
            Some(other) => other as u16,
            None => 0,
        });
    }
    String::from_utf16_lossy(&units)
}

struct Parser<'a> {
    record: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.record.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Option<Node> {
        let start = self.at;
        let kind = match self.peek()? {
            b'{' => self.object()?,
            b'[' => self.array()?,
            b'"' => self.text().map(|_| Kind::Text)?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'n' => self.word(b"null")?,
            _ => self.number()?,
        };
        Some(Node { span: start..self.at, kind })
    }

    fn object(&mut self) -> Option<Kind> {
        let mut members = Vec::new();
        self.eat(b'{')?;
        self.space();
        if self.eat(b'}').is_some() {
            return Some(Kind::Object(members));
        }
        loop {
            self.space();
            let key = self.text()?;
            self.space();
            self.eat(b':')?;
            self.space();
            members.push((key, self.value()?));
            self.space();
            if self.eat(b',').is_none() {
                self.eat(b'}')?;
                return Some(Kind::Object(members));
            }
        }
    }

    fn array(&mut self) -> Option<Kind> {
        let mut elements = Vec::new();
        self.eat(b'[')?;
        self.space();
        if self.eat(b']').is_some() {
            return Some(Kind::Array(elements));
        }
        loop {
            self.space();
            elements.push(self.value()?);
            self.space();
            if self.eat(b',').is_none() {
                self.eat(b']')?;
                return Some(Kind::Array(elements));
            }
        }
    }

    fn text(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.eat(b'"')?;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(start..self.at),
                b'\\' => {
                    let escape = self.peek()?;
                    self.at += 1;
                    match escape {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        b'u' => {
                            let digits = self.record.get(self.at..self.at + 4)?;
                            digits.iter().all(u8::is_ascii_hexdigit).then(|| self.at += 4)?;
                        }
                        _ => return None,
                    }
                }
                0..0x20 => return None,
                _ => {}
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<Kind> {
        self.record[self.at..].starts_with(word).then(|| self.at += word.len())?;
        Some(Kind::Scalar)
    }

    fn number(&mut self) -> Option<Kind> {
        let _ = self.eat(b'-');
        if self.eat(b'0').is_none() {
            self.digits()?;
        }
        if self.eat(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(Kind::Scalar)
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}
