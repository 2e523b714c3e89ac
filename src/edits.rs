//! Edits: the spans of a record that are written anew, and the splice that copies everything between them.
use crate::keys::Mark;
use crate::order;

/// One span of the buffer and what stands in its place.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub(crate) start: usize,
    /// Exclusive.
    pub(crate) end: usize,
    /// What is written, as a span of `Edits::fresh`.
    fresh: (usize, usize),
    /// A member of an object that goes with its name and one comma.
    member: bool,
    /// The rule's number.
    pub(crate) rule: u16,
    /// The key above the span.
    pub(crate) key: Mark,
    /// The key's own span in the buffer; empty: none.
    pub(crate) name: (usize, usize),
    /// Where in the record it is (RFC 6901), where that was asked for.
    pub(crate) pointer: String,
}

/// The edits of one record, and the bytes that they write. Reused.
#[derive(Default)]
pub(crate) struct Edits {
    list: Vec<Edit>,
    fresh: Vec<u8>,
}

impl Edits {
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.fresh.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Writes `fresh` in place of `start..end`.
    pub(crate) fn push(
        &mut self,
        (start, end): (usize, usize),
        fresh: &[u8],
        rule: u16,
        key: Mark,
        name: (usize, usize),
        pointer: String,
    ) {
        let from = self.fresh.len();
        self.fresh.extend_from_slice(fresh);
        let fresh = (from, self.fresh.len());
        self.list.push(Edit { start, end, fresh, member: false, rule, key, name, pointer });
    }

    /// Takes away the member at `start..end`, from its name's quote to its value's end.
    pub(crate) fn cut(&mut self, (start, end): (usize, usize), rule: u16, key: Mark, name: (usize, usize)) {
        self.list.push(Edit { start, end, fresh: (0, 0), member: true, rule, key, name, pointer: String::new() });
    }

    /// Puts the edits of `buf` in order. Those that overlap become one, written as the widest says: what any covers has
    /// to go.
    pub(crate) fn settle(&mut self, buf: &[u8]) -> &[Edit] {
        if !self.list.is_sorted_by(|a, b| a.end <= b.start) {
            order::by_key(&mut self.list, |edit| (edit.start, std::cmp::Reverse(edit.end)));
            self.list.dedup_by(|edit, before| {
                let overlaps = edit.start < before.end;
                if overlaps {
                    before.end = before.end.max(edit.end);
                }
                overlaps
            });
        }
        if self.list.iter().any(|edit| edit.member) {
            self.commas(buf);
        }
        &self.list
    }

    /// Each member that goes takes one comma along: the one before it, or, where none is left, the one behind it.
    fn commas(&mut self, buf: &[u8]) {
        let mut gone = 0;
        for edit in &mut self.list {
            if edit.member {
                let before = buf[gone..edit.start].trim_ascii_end();
                let behind = &buf[edit.end..];
                let blanks = behind.len() - behind.trim_ascii_start().len();
                if before.ends_with(b",") {
                    edit.start = gone + before.len() - 1;
                } else if behind[blanks..].starts_with(b",") {
                    edit.end += blanks + 1;
                }
                edit.member = false;
            }
            gone = edit.end;
        }
    }

    /// What an edit writes.
    pub(crate) fn fresh(&self, edit: &Edit) -> &[u8] {
        &self.fresh[edit.fresh.0..edit.fresh.1]
    }

    /// The edits, in order. `settle` has been called.
    pub(crate) fn list(&self) -> &[Edit] {
        &self.list
    }

    /// Writes `buf[*copied..]` up to the last edit to `out`, with the edits made. `settle` has been called.
    pub(crate) fn splice(&self, buf: &[u8], copied: &mut usize, out: &mut Vec<u8>) {
        for edit in &self.list {
            out.extend_from_slice(&buf[*copied..edit.start]);
            out.extend_from_slice(self.fresh(edit));
            *copied = edit.end;
        }
    }
}
