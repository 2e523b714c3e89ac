//! A private key whose lines are records of their own: what follows its first line goes too, up to its end.
//!
//! A line of it is base64 alone, perhaps behind a prefix, or the text of such a member. A key that never ends is given
//! up after some records.
use crate::decode::Decoded;
use crate::detect::key_line;
use crate::index::Index;
use crate::judge::Room;
use crate::keys::Mark;
use crate::policy::Policy;
use crate::walk::{Cursor, Stopped, Visit, walk};

/// How many records a key may go on.
const RECORDS: u16 = 200;

/// What is known of a key that has begun. It is part of a stream's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OpenKey {
    /// How many records it may still go on; 0: none is open.
    pub(crate) left: u16,
    /// The record before was a line of it: a short one may follow.
    pub(crate) running: bool,
}

impl OpenKey {
    pub(crate) fn is_open(self) -> bool {
        self.left > 0
    }

    /// A key has begun in a record that does not hold its end.
    pub(crate) fn begin(&mut self) {
        *self = OpenKey { left: RECORDS, running: true };
    }

    /// Looks at the next record, `text[start..end]`; what belongs to the key is noted in `room`.
    pub(crate) fn record(&mut self, policy: &Policy, text: &[u8], (start, end): (usize, usize), room: &mut Room) {
        let Some(rule) = policy.detectors.private_key() else { return };
        let record = &text[start..end];
        let mut lines = Lines { record, running: self.running, found: Vec::new(), closed: false };
        if room.is_json {
            let mut index = Index::default();
            index.fill(record, policy.sight());
            let (mut cursor, mut levels) = (Cursor::default(), Vec::new());
            let _ = walk(record, (0, record.len()), &index, &mut cursor, &mut levels, policy.max_depth, &mut lines);
        } else {
            lines.text(record, |span| span);
        }
        self.left = if lines.closed { 0 } else { self.left - 1 };
        self.running = !lines.found.is_empty();
        let mut fresh = Vec::new();
        for (from, to) in lines.found {
            fresh.clear();
            policy.actions.within(rule, &record[from..to], &mut fresh);
            room.edits.push((start + from, start + to), &fresh, rule, Mark::NONE, (0, 0), String::new());
        }
    }
}

/// Hears the strings of a record.
struct Lines<'a> {
    record: &'a [u8],
    running: bool,
    found: Vec<(usize, usize)>,
    closed: bool,
}

impl Lines<'_> {
    /// Looks at one text; `source` says where a span of it stands.
    fn text(&mut self, text: &[u8], source: impl Fn((usize, usize)) -> (usize, usize)) {
        if let Some(line) = key_line(text, self.running) {
            self.found.push(source((line.start, line.end)));
            self.closed |= !line.open;
        }
    }
}

impl Visit for Lines<'_> {
    fn key(&mut self, _: usize, _: usize) -> Result<(), Stopped> {
        Ok(())
    }

    fn string(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        let mut said = Decoded::default();
        said.decode(&self.record[start..end]);
        self.text(&said.text, |(from, to)| {
            let (from, to) = said.source(from, to);
            (start + from, start + to)
        });
        Ok(())
    }

    fn member(&mut self, _: (usize, usize), value: (usize, usize)) -> Result<(), Stopped> {
        self.string(value.0, value.1)
    }

    fn scalar(&mut self, _: usize, _: usize) {}

    fn open(&mut self, _: usize, _: bool) {}

    fn close(&mut self, _: usize) {}
}
