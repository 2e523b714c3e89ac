//! What a JSON string says: its escapes undone, with a map back to the bytes as they stand.
//!
//! Lenient: an escape that JSON does not know stays as it is, since text that is nearly JSON is read as well. Half a
//! surrogate pair becomes U+FFFD.

/// Decoded text and where each part of it came from. Reused.
#[derive(Default)]
pub(crate) struct Decoded {
    pub(crate) text: Vec<u8>,
    /// Ascending: where a part starts in `text`, where in the source, and whether it is an escape.
    parts: Vec<Part>,
}

#[derive(Clone, Copy)]
struct Part {
    text: usize,
    source: usize,
    escape: bool,
}

impl Decoded {
    /// Decodes `source`.
    pub(crate) fn decode(&mut self, source: &[u8]) {
        self.text.clear();
        self.parts.clear();
        let mut at = 0;
        while let Some(length) = source[at..].iter().position(|byte| *byte == b'\\') {
            self.part(at, false);
            self.text.extend_from_slice(&source[at..at + length]);
            at += length;
            self.part(at, true);
            at += self.escape(&source[at..]);
        }
        self.part(at, false);
        self.text.extend_from_slice(&source[at..]);
        let end = self.text.len();
        self.parts.push(Part { text: end, source: source.len(), escape: false });
    }

    /// Takes `source` with each of `spans`, in order, replaced. Spans map back as escapes do.
    pub(crate) fn substitute<'a>(&mut self, source: &[u8], spans: impl Iterator<Item = ((usize, usize), &'a [u8])>) {
        self.text.clear();
        self.parts.clear();
        let mut at = 0;
        for ((start, end), fresh) in spans {
            self.part(at, false);
            self.text.extend_from_slice(&source[at..start]);
            self.part(start, true);
            self.text.extend_from_slice(fresh);
            at = end;
        }
        self.part(at, false);
        self.text.extend_from_slice(&source[at..]);
        let end = self.text.len();
        self.parts.push(Part { text: end, source: source.len(), escape: false });
    }

    fn part(&mut self, source: usize, escape: bool) {
        self.parts.push(Part { text: self.text.len(), source, escape });
    }

    /// Appends what the escape at the start of `source` stands for; returns its length.
    fn escape(&mut self, source: &[u8]) -> usize {
        let byte = match source.get(1) {
            Some(b'u') => return self.unicode(source),
            Some(byte @ (b'"' | b'\\' | b'/')) => *byte,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            _ => {
                self.text.push(b'\\');
                return 1;
            }
        };
        self.text.push(byte);
        2
    }

    fn unicode(&mut self, source: &[u8]) -> usize {
        let Some(first) = hex(source.get(2..6)) else {
            self.text.push(b'\\');
            return 1;
        };
        let low = || match source.get(6..8) {
            Some(b"\\u") => hex(source.get(8..12)).filter(|low| (0xDC00..0xE000).contains(low)),
            _ => None,
        };
        let (code, length) = match first {
            0xD800..0xDC00 => match low() {
                Some(low) => (0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00), 12),
                None => (0xFFFD, 6),
            },
            0xDC00..0xE000 => (0xFFFD, 6),
            _ => (first, 6),
        };
        let letter = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        length
    }

    /// The span of the source that says `start..end` of the text. A span that touches an escape takes all of it.
    pub(crate) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.part_at(start);
        let part = self.parts[first];
        let from = if part.escape { part.source } else { part.source + (start - part.text) };
        let last = self.part_at(end);
        let part = self.parts[last];
        let to = match part {
            Part { escape: true, text, .. } if end > text => self.parts[last + 1].source,
            Part { escape: true, source, .. } => source,
            Part { text, source, .. } => source + (end - text),
        };
        (from, to)
    }

    /// The last part that starts at or before `at`.
    fn part_at(&self, at: usize) -> usize {
        self.parts.partition_point(|part| part.text <= at).saturating_sub(1)
    }
}

/// Four hexadecimal digits.
pub(crate) fn hex(digits: Option<&[u8]>) -> Option<u32> {
    digits?.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(source: &str) -> (String, Decoded) {
        let mut decoded = Decoded::default();
        decoded.decode(source.as_bytes());
        (String::from_utf8(decoded.text.clone()).unwrap_or_default(), decoded)
    }

    #[test]
    fn escapes_are_undone_and_mapped_back() {
        let (text, decoded) = says(r#"a\u0040b\n\"\ud83d\ude00\ud800x\q"#);
        assert_eq!(text, "a@b\n\"\u{1F600}\u{FFFD}x\\q");
        assert_eq!(decoded.source(0, 3), (0, 8));
        assert_eq!(decoded.source(1, 2), (1, 7));
        assert_eq!(decoded.source(2, 3), (7, 8));
        assert_eq!(decoded.source(5, 9), (12, 24));
        assert_eq!(decoded.source(0, text.len()), (0, 33));
    }
}
