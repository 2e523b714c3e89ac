//! Where in a record a value is, for policies with rules by JSON Pointer. Others pay nothing for it.
use super::Judge;
use crate::keys::{Mark, Places};

impl Judge<'_> {
    /// A name's mark, with what the pointers say of the value behind it. Moves to that value.
    #[inline(never)]
    pub(super) fn pointed(&mut self, mark: Mark, start: usize, end: usize) -> Mark {
        let raw = &self.buf[start..end];
        let room = &mut *self.room;
        let name = if raw.contains(&b'\\') {
            room.decoded.decode(raw);
            &room.decoded.text
        } else {
            raw
        };
        let around = room.places.last().copied().unwrap_or_default();
        self.place = self.policy.keys.pointers.step(&around, name);
        self.says(mark)
    }

    /// Moves to the next element of the array.
    #[inline(never)]
    pub(super) fn element(&mut self) {
        let Some(level) = self.room.levels.last() else { return };
        let around = self.room.places.last().copied().unwrap_or_default();
        let number = level.count.to_string();
        let mark = level.mark;
        self.place = self.policy.keys.pointers.step(&around, number.as_bytes());
        self.mark = self.says(mark);
    }

    fn says(&self, mut mark: Mark) -> Mark {
        if let Some(rule) = self.policy.keys.pointers.rule(&self.place) {
            mark.rule = rule;
        }
        mark
    }

    /// The value here is an array or an object.
    #[inline(never)]
    pub(super) fn enter(&mut self) {
        self.room.places.push(self.place);
    }

    /// Before the first step.
    pub(super) fn outset(&mut self) -> Places {
        self.room.places.clear();
        self.policy.keys.pointers.start()
    }
}
