//! JSON that stands in text: a string of a record that holds JSON again, at any depth; JSON behind a prefix; JSON in
//! text that is none. It is walked like a record, and what has to go is put back in the escaping of its depth.
//!
//! Each depth costs a copy of its text, so depth and work are bounded: a text that wants more goes as a whole.
use super::text::rest;
use super::{Judge, Room, Task};
use crate::decode::{Decoded, hex};
use crate::index::Index;
use crate::keys::Mark;
use crate::policy::Policy;
use crate::scan::{Kind, Text};
use crate::walk::{Cursor, Stopped, walk};

/// What one depth of nesting needs. Used again.
#[derive(Default)]
pub(crate) struct Nested {
    text: Decoded,
    index: Index,
    levels: Vec<bool>,
    room: Room,
}

/// How often the bytes of one text may be looked at, over all depths.
const WORK: usize = 16;

/// The text could not be looked at to its last depth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooDeep;

/// The value that a text stands in.
#[derive(Clone, Copy)]
pub(crate) struct Holder<'a> {
    pub(crate) mark: Mark,
    pub(crate) name: (usize, usize),
    pub(crate) pointer: &'a str,
}

impl Holder<'_> {
    /// None: a record that is text.
    pub(crate) const NONE: Holder<'static> = Holder { mark: Mark::NONE, name: (0, 0), pointer: "" };
}

impl Room {
    /// Takes up a new text of the record, `length` bytes long.
    pub(crate) fn begin_text(&mut self, length: usize) {
        if self.depth == 0 {
            self.work = WORK * length + 4096;
        }
    }
}

impl Judge<'_> {
    /// Begins a new piece of JSON in the same buffer.
    fn begin(&mut self) {
        (self.mark, self.name, self.quiet, self.in_array) = (Mark::NONE, (0, 0), None, false);
        self.room.unnamed.clear();
    }
}

/// Walks each piece of JSON in `buf[start..end]`, and notes edits in `room`. `index` is of `buf`; `quote` and `stop` are
/// places in its lists at or before `start`. Gives whether all of the text is one JSON value; where the pieces are
/// stands in `room.pieces`.
pub(crate) fn pieces(
    policy: &Policy,
    pointers: bool,
    (buf, index): (&[u8], &Index),
    (start, end): (usize, usize),
    (quote, mut stop): (usize, usize),
    levels: &mut Vec<bool>,
    room: &mut Room,
) -> Result<bool, TooDeep> {
    let task = Task { redact: true, pointers, ..Task::default() };
    let mut spans = std::mem::take(&mut room.pieces);
    spans.clear();
    let mut cursor = Cursor { quote, at: start };
    cursor.skip_to(index, start);
    let mut judge = Judge::new(task, policy, buf, index, &mut stop, room);
    let first = start + (end - start - buf[start..end].trim_ascii_start().len());
    let mut next = (first < end && matches!(buf[first], b'{' | b'[' | b'"')).then_some(first);
    let mut result = Ok(false);
    let mut floor = start;
    while let Some(begin) = next.take().or_else(|| candidate(buf, index, &mut cursor, floor, end)) {
        cursor.skip_to(index, begin);
        judge.begin();
        let walked = walk(buf, (begin, end), index, &mut cursor, levels, policy.max_depth, &mut judge);
        judge.abandon();
        match walked {
            Ok(()) => {
                spans.push((begin, end));
                result = Ok(begin == first);
                break;
            }
            Err(Stopped::TooDeep) => {
                result = Err(TooDeep);
                break;
            }
            Err(Stopped::NotJson) => {
                floor = cursor.at.max(begin + 1);
                // A single string is no JSON that is looked for: what follows it is text.
                if buf[begin] == b'"' {
                    floor = begin + 1;
                } else {
                    spans.push((begin, floor));
                }
                cursor.skip_to(index, floor);
                // What the walk had looked at before it stopped may belong to the next piece.
                *judge.stop = index.stops.partition_point(|at| (*at as usize) < floor);
            }
        }
    }
    room.pieces = spans;
    result
}

/// The next place at or behind `floor` where JSON may begin: a bracket, or several, before a quote.
fn candidate(buf: &[u8], index: &Index, cursor: &mut Cursor, floor: usize, end: usize) -> Option<usize> {
    let blanks = |mut at: usize| {
        while at > floor && buf[at - 1].is_ascii_whitespace() {
            at -= 1;
        }
        at
    };
    while let Some(quote) = index.quotes.get(cursor.quote).map(|quote| *quote as usize).filter(|quote| *quote < end) {
        let mut begin = blanks(quote);
        if begin > floor && matches!(buf[begin - 1], b'{' | b'[') {
            begin -= 1;
            loop {
                let before = blanks(begin);
                if before == floor || buf[before - 1] != b'[' {
                    return Some(begin);
                }
                begin = before - 1;
            }
        }
        cursor.quote += 1;
    }
    None
}

/// Looks at what `raw` says with its escapes undone, and notes edits in `room`, in whose buffer it stands at `base`.
pub(crate) fn deeper(
    policy: &Policy,
    raw: &[u8],
    base: usize,
    room: &mut Room,
    holder: Holder<'_>,
) -> Result<(), TooDeep> {
    if room.depth >= policy.max_depth || raw.len() > room.work {
        return Err(TooDeep);
    }
    let mut nested = room.nested.take().unwrap_or_default();
    let Nested { text, index, levels, room: inner } = &mut *nested;
    text.decode(raw);
    index.fill(&text.text, policy.sight());
    (inner.depth, inner.work) = (room.depth + 1, room.work - raw.len());
    let read = read(policy, &text.text, index, levels, inner);
    room.work = inner.work;
    room.scan.open |= std::mem::take(&mut inner.scan.open);
    if read.is_ok() {
        inner.edits.settle(&text.text);
        for edit in inner.edits.list() {
            let (from, to) = text.source(edit.start, edit.end);
            let fresh = escaped(inner.edits.fresh(edit));
            let span = (base + from, base + to);
            room.edits.push(span, &fresh, edit.rule, holder.mark, holder.name, holder.pointer.into());
        }
    }
    room.nested = Some(nested);
    read
}

/// Notes in `room` what has to go from one text: JSON in it is walked, the rest is looked at as text.
fn read(policy: &Policy, text: &[u8], index: &Index, levels: &mut Vec<bool>, room: &mut Room) -> Result<(), TooDeep> {
    if pieces(policy, false, (text, index), (0, text.len()), (0, 0), levels, room)? {
        return Ok(());
    }
    gaps(policy, text, (0, text.len()), room)?;
    rest(
        policy,
        text,
        Text { bytes: text, quotes: &index.quotes, stops: &index.stops, base: 0, kind: Kind::Plain },
        room,
    );
    Ok(())
}

/// Looks deeper into what stands between the pieces of `buf[start..end]`, where JSON may be in it with its quotes
/// escaped.
pub(crate) fn gaps(policy: &Policy, buf: &[u8], (start, end): (usize, usize), room: &mut Room) -> Result<(), TooDeep> {
    let mut at = start;
    for place in 0..=room.pieces.len() {
        let (from, to) = room.pieces.get(place).copied().unwrap_or((end, end));
        let gap = &buf[at.min(from)..from];
        if holds_escaped(gap) {
            // The pieces of this depth are its own: the next one has another room.
            deeper(policy, gap, at, room, Holder::NONE)?;
        }
        at = to;
    }
    Ok(())
}

/// Whether a text may hold JSON with its quotes escaped, or letters that are.
fn holds_escaped(text: &[u8]) -> bool {
    let mut at = 0;
    while let Some(plain) = text[at..].iter().position(|byte| *byte == b'\\') {
        at += plain;
        let rest = &text[at + 1..];
        let found = match rest.first() {
            Some(b'u') => hex(rest.get(1..5)).is_some(),
            Some(b'"' | b'\\' | b'n' | b'r' | b't') => {
                matches!(text[..at].trim_ascii_end().last(), Some(b'{' | b'['))
            }
            _ => false,
        };
        if found {
            return true;
        }
        at += 1;
    }
    false
}

/// How a JSON string writes `fresh`.
fn escaped(fresh: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(fresh.len() + 8);
    for byte in fresh {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    out
}
