//! The lines of a batch, for what is told of them.

use crate::command::input::batch::Batch;

/// The lines of a batch, asked for in their order.
pub(crate) struct Lines<'a> {
    rest: &'a [u8],
    /// The line that `rest` begins with.
    line: u64,
    /// The batch's first line began before it, so that spans do not fit.
    cut: Option<u64>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(batch: &'a Batch) -> Lines<'a> {
        Lines { rest: &batch.bytes, line: batch.line, cut: batch.continues.then_some(batch.line) }
    }

    /// Without its line end. `None`: it does not stand in this batch.
    pub(crate) fn get(&mut self, line: u64) -> Option<&'a [u8]> {
        while self.line < line {
            let end = memchr::memchr(b'\n', self.rest)?;
            self.rest = &self.rest[end + 1..];
            self.line += 1;
        }
        if self.line != line || self.cut == Some(line) || self.rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len());
        self.rest.get(..end).map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }
}
