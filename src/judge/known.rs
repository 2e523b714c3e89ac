//! Values of a record whose form is known: judged without a walk.
use super::Judge;
use crate::keys::Mark;

impl<'a> Judge<'a> {
    /// The index's quotes.
    pub(crate) fn quotes(&self) -> &'a [u32] {
        &self.index.quotes
    }

    /// Whether the index has something to look at in `start..end`. Spans come in ascending order.
    #[inline(always)]
    pub(crate) fn looks(&mut self, start: usize, end: usize) -> bool {
        let stops = &self.index.stops;
        while stops.get(*self.stop).is_some_and(|stop| (*stop as usize) < start) {
            *self.stop += 1;
        }
        stops.get(*self.stop).is_some_and(|stop| (*stop as usize) < end)
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

    /// Whether a string names something sensitive, as the first of a pair may.
    pub(crate) fn is_name(&mut self, span: (usize, usize)) -> bool {
        self.task.redact && self.named(span).is_some()
    }
}
