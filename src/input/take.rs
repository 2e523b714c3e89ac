//! What is left of a line, and how its next part is taken.

/// A place in a line. All `take`s either take and give a span, or leave the place where it was.
#[derive(Clone, Copy)]
pub(super) struct Take<'a> {
    pub(super) line: &'a [u8],
    pub(super) at: usize,
}

/// A span of a line.
pub(super) type Span = (usize, usize);

impl<'a> Take<'a> {
    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.line[self.at..]
    }

    /// The span of what is left.
    pub(super) fn all(&self) -> Span {
        (self.at, self.line.len())
    }

    pub(super) fn text(&self, (start, end): Span) -> &'a [u8] {
        &self.line[start..end]
    }

    /// Exactly these bytes.
    pub(super) fn exactly(&mut self, bytes: &[u8]) -> Option<()> {
        self.rest().starts_with(bytes).then(|| self.at += bytes.len())
    }

    /// As many bytes as pass, at least one.
    pub(super) fn some(&mut self, passes: impl Fn(u8) -> bool) -> Option<Span> {
        let length = self.rest().iter().take_while(|byte| passes(**byte)).count();
        self.next(length)
    }

    /// All that stands before the next `end`, which is taken too; at least one byte.
    pub(super) fn until(&mut self, end: &[u8]) -> Option<Span> {
        let length = match end {
            [end] => self.rest().iter().position(|byte| byte == end)?,
            _ => self.rest().windows(end.len()).position(|window| window == end)?,
        };
        let span = self.next(length)?;
        self.at += end.len();
        Some(span)
    }

    /// A word, and the blanks behind it.
    pub(super) fn word(&mut self) -> Option<Span> {
        let span = self.some(|byte| byte != b' ' && byte != b'\t')?;
        self.blanks();
        Some(span)
    }

    /// What stands between brackets, and the blanks behind them.
    pub(super) fn bracketed(&mut self) -> Option<Span> {
        let mut ahead = *self;
        ahead.exactly(b"[")?;
        let start = ahead.at;
        let length = ahead.rest().iter().position(|byte| *byte == b']')?;
        let span = (start, start + length);
        ahead.at = span.1 + 1;
        ahead.blanks();
        *self = ahead;
        Some(span)
    }

    /// Exactly so many digits.
    pub(super) fn digits(&mut self, count: usize) -> Option<Span> {
        let digits = self.rest().get(..count)?;
        digits.iter().all(u8::is_ascii_digit).then_some(())?;
        self.next(count)
    }

    /// Blanks, or none.
    pub(super) fn blanks(&mut self) {
        self.at += self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    }

    fn next(&mut self, length: usize) -> Option<Span> {
        let span = (self.at, self.at + length);
        self.at = span.1;
        (length > 0).then_some(span)
    }
}
