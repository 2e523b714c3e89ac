//! Values of a record whose form is known: judged without a walk.
use super::Judge;
use crate::cp1;
use crate::detect::{is_basic, program};
use crate::keys::Mark;
use crate::walk::{self, Cursor};

/// How much may follow the start of a container: its quotes are listed, and those behind it too.
const NEAR: usize = 64 * 1024;

impl Judge<'_> {
    /// The first quote in `at..end`.
    #[inline(always)]
    pub(crate) fn next_quote(&self, at: usize, end: usize) -> Option<usize> {
        self.index.next_quote(at, end)
    }

    /// The first quote from `at` on, where it is one of the next 64 bytes.
    #[inline(always)]
    pub(crate) fn near_quote(&self, at: usize) -> Option<usize> {
        self.index.near_quote(at)
    }

    /// Whether the index has something to look at in `start..end`. Spans come in ascending order.
    #[inline(always)]
    pub(crate) fn looks(&mut self, start: usize, end: usize) -> bool {
        let stops = &self.index.stops;
        while stops.get(*self.stop).is_some_and(|stop| (*stop as usize) < start) {
            *self.stop += 1;
        }
        stops.get(*self.stop).is_some_and(|stop| (*stop as usize) < end) || self.is_soft(start, end)
    }

    /// Where the next stop is, at the latest.
    #[inline(always)]
    pub(crate) fn next_stop(&self) -> usize {
        self.index.stops.get(*self.stop).map_or(usize::MAX, |stop| *stop as usize)
    }

    /// Whether there are escapes of line ends or tabs at all, and they matter.
    #[inline(always)]
    pub(crate) fn has_soft(&self) -> bool {
        (self.task.inspect || self.task.visible) && self.index.any_soft()
    }

    /// Where the first block begins that has such an escape, at `at..end`; the block's start may lie before `at`.
    #[inline(always)]
    pub(crate) fn next_soft(&self, at: usize, end: usize) -> usize {
        self.index.next_soft(at, end)
    }

    /// A value under a key. False: there is more to say of it than can be said without a walk.
    #[inline(never)]
    pub(crate) fn value(
        &mut self,
        string: bool,
        (start, end): (usize, usize),
        mark: Mark,
        name: (usize, usize),
    ) -> bool {
        (self.mark, self.name) = (mark, name);
        if string {
            if self.content(start, end).is_err() || !self.room.injections.is_empty() {
                return false;
            }
        } else {
            self.bare(start, end);
        }
        !self.task.pointers || self.room.edits.is_empty()
    }

    /// Whether the text of a component is one that is not known; that is noted.
    #[inline(never)]
    pub(crate) fn is_other_component(&mut self, (start, end): (usize, usize)) -> bool {
        let other = cp1::is_other_component(&self.buf[start..end]);
        self.room.shape.remark.unknown = other.then_some((start - 1, end + 1));
        other
    }

    /// The record lacks these fields, by their bits.
    pub(crate) fn lacks(&mut self, missing: u8) {
        self.room.shape.remark.missing = missing;
    }

    /// A container under a key whose rule takes all of it, with `around` levels around it. Returns where it ends; `None`:
    /// as for `value`.
    #[inline(never)]
    pub(crate) fn container(
        &mut self,
        span: (usize, usize),
        (mark, name): (Mark, (usize, usize)),
        around: usize,
        levels: &mut Vec<bool>,
    ) -> Option<usize> {
        if span.1 - span.0 > NEAR {
            return None;
        }
        (self.mark, self.name) = (mark, name);
        let (buf, depth) = (self.buf, self.policy.max_depth.saturating_sub(around));
        let mut quotes = Vec::new();
        let mut at = span.0;
        while let Some(quote) = self.index.next_quote(at, span.1) {
            quotes.push(quote as u32);
            at = quote + 1;
        }
        let next = walk::value(buf, span, &quotes, &mut Cursor::default(), levels, depth, self).ok()?;
        let close = span.0 + buf[span.0..next].trim_ascii_end().len();
        let shape = &self.room.shape;
        let odd = !shape.top.is_empty() || !shape.odd.is_empty() || !self.room.injections.is_empty();
        self.room.shape.clear();
        (!odd && !self.task.pointers).then_some(close)
    }

    /// Whether a string names something sensitive, as the first of a pair may.
    pub(crate) fn is_name(&mut self, span: (usize, usize)) -> bool {
        let said = &self.buf[span.0..span.1];
        self.task.redact && (program(said).is_some() || is_basic(said) || self.named(span).is_some())
    }
}
