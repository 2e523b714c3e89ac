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

/// Short, since text that is all escapes has one for each.
#[derive(Clone, Copy)]
struct Part {
    text: u32,
    /// Where it starts in the source; the highest bit: it is an escape.
    source: u32,
}

const ESCAPE: u32 = 1 << 31;

impl Part {
    fn source(self) -> usize {
        (self.source & !ESCAPE) as usize
    }

    fn is_escape(self) -> bool {
        self.source & ESCAPE != 0
    }
}

impl Decoded {
    /// Decodes `source`.
    pub(crate) fn decode(&mut self, source: &[u8]) {
        self.begin();
        let mut at = 0;
        while let Some(length) = source[at..].iter().position(|byte| *byte == b'\\') {
            self.keep(source, at, at + length);
            at += length;
            self.part(at, ESCAPE);
            at += self.escape(&source[at..]);
        }
        self.keep(source, at, source.len());
        self.end(source.len());
    }

    /// Takes `source` with each of `spans`, in order, replaced. Spans map back as escapes do.
    pub(crate) fn substitute<'a>(&mut self, source: &[u8], spans: impl Iterator<Item = ((usize, usize), &'a [u8])>) {
        self.begin();
        let mut at = 0;
        for ((start, end), fresh) in spans {
            self.keep(source, at, start);
            self.put(start, fresh);
            at = end;
        }
        self.keep(source, at, source.len());
        self.end(source.len());
    }

    /// Starts a text that is put together by `keep` and `put`, in the order of the source, and closed by `end`.
    pub(crate) fn begin(&mut self) {
        self.text.clear();
        self.parts.clear();
    }

    /// Appends `source[start..end]` as it stands.
    pub(crate) fn keep(&mut self, source: &[u8], start: usize, end: usize) {
        if start < end {
            self.part(start, 0);
            self.text.extend_from_slice(&source[start..end]);
        }
    }

    /// Appends `same`, which stands so at `start` of the source.
    pub(crate) fn take(&mut self, start: usize, same: &[u8]) {
        if !same.is_empty() {
            self.part(start, 0);
            self.text.extend_from_slice(same);
        }
    }

    /// Appends `fresh` in place of what starts at `start` of the source; where that ends, the next part says.
    pub(crate) fn put(&mut self, start: usize, fresh: &[u8]) {
        self.part(start, ESCAPE);
        self.text.extend_from_slice(fresh);
    }

    /// Appends to what `put` put last.
    pub(crate) fn more(&mut self, fresh: &[u8]) {
        self.text.extend_from_slice(fresh);
    }

    /// Appends another text, whose source starts at `base` of this one's.
    pub(crate) fn append(&mut self, other: &Decoded, base: usize) {
        let text = self.text.len() as u32;
        let moved = |part: &Part| Part { text: part.text + text, source: part.source + base as u32 };
        self.parts.extend(other.parts.iter().map(moved));
        self.text.extend_from_slice(&other.text);
    }

    /// The source is `length` bytes long.
    pub(crate) fn end(&mut self, length: usize) {
        self.part(length, 0);
    }

    /// Of a text made of `base`'s: maps back to where that came from.
    pub(crate) fn through(&mut self, base: &Decoded) {
        let parts = std::mem::take(&mut self.parts);
        for (number, part) in parts.iter().enumerate() {
            let start = part.source();
            let escape = part.source & ESCAPE;
            let source = base.source(start, start).0 as u32 | escape;
            self.parts.push(Part { text: part.text, source });
            let Some(next) = parts.get(number + 1).filter(|_| escape == 0) else { continue };
            let end = start + (next.text - part.text) as usize;
            let within = &base.parts[base.parts.partition_point(|part| part.text as usize <= start)..];
            self.parts.extend(
                within
                    .iter()
                    .take_while(|part| (part.text as usize) < end)
                    .map(|within| Part { text: part.text + within.text - start as u32, source: within.source }),
            );
        }
    }

    fn part(&mut self, source: usize, escape: u32) {
        self.parts.push(Part { text: self.text.len() as u32, source: source as u32 | escape });
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
        let part = self.parts[self.part_at(start)];
        let from = part.source() + if part.is_escape() { 0 } else { start - part.text as usize };
        // The part of the last byte, since what follows may come from elsewhere.
        let last = self.part_at(end.saturating_sub(1).max(start));
        let part = self.parts[last];
        let to = if !part.is_escape() {
            part.source() + (end - part.text as usize)
        } else if end > part.text as usize {
            self.parts[last + 1].source()
        } else {
            part.source()
        };
        (from, to)
    }

    /// The last part that starts at or before `at`.
    fn part_at(&self, at: usize) -> usize {
        self.parts.partition_point(|part| part.text as usize <= at).saturating_sub(1)
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
