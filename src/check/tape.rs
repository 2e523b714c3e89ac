//! A record as a flat list of its values, in their order: what checks that need more than one look are made on.
use std::borrow::Cow;

use crate::index::Index;
use crate::pointer;
use crate::policy::Policy;
use crate::scan;
use crate::shape::{Kind, said};
use crate::walk::{self, Cursor, Stopped, Visit};

/// A value. Spans are offsets into the record, ends exclusive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Its key without the quotes; (0, 0) in an array.
    pub(crate) key: (usize, usize),
    /// With the quotes of a string.
    pub(crate) value: (usize, usize),
    pub(crate) kind: Kind,
    /// One past the last node below it.
    pub(crate) end: usize,
    /// The node that it stands in; the first one's is itself.
    pub(crate) up: usize,
    /// How many stand before it there.
    pub(crate) place: usize,
}

/// The values of one record. Used again for the next one.
#[derive(Default)]
pub(crate) struct Tape {
    pub(crate) nodes: Vec<Node>,
    /// Open arrays and objects, each with the number of its members so far.
    open: Vec<(usize, usize)>,
    key: (usize, usize),
    levels: Vec<bool>,
    index: Index,
}

impl Tape {
    /// Reads `record`. False: it is no JSON, or too deep.
    pub(crate) fn read(&mut self, policy: &Policy, record: &[u8]) -> bool {
        self.nodes.clear();
        self.open.clear();
        let mut index = std::mem::take(&mut self.index);
        let mut levels = std::mem::take(&mut self.levels);
        index.fill(record, policy.sight());
        let mut cursor = Cursor::default();
        let walked =
            walk::walk(record, (0, record.len()), &index, &mut cursor, &mut levels, policy.max_depth, self).is_ok();
        (self.index, self.levels) = (index, levels);
        for node in self.nodes.iter_mut().filter(|node| node.kind == Kind::Number) {
            if matches!(record.get(node.value.0), Some(b't' | b'f' | b'n')) {
                node.kind = Kind::Word;
            }
        }
        walked && !self.nodes.is_empty()
    }

    /// Whether the value is null.
    pub(crate) fn is_null(&self, record: &[u8], at: usize) -> bool {
        self.nodes[at].kind == Kind::Word && record[self.nodes[at].value.0] == b'n'
    }

    /// The values directly below one.
    pub(crate) fn below(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[at].end;
        let first = (at + 1 < end).then_some(at + 1);
        std::iter::successors(first, move |at| Some(self.nodes[*at].end).filter(|next| *next < end))
    }

    /// What a value's key says.
    pub(crate) fn name<'a>(&self, record: &'a [u8], at: usize) -> Cow<'a, [u8]> {
        said(record, self.nodes[at].key)
    }

    /// What a string says; of other values their text.
    pub(crate) fn said<'a>(&self, record: &'a [u8], at: usize) -> Cow<'a, [u8]> {
        let Node { value: (start, end), kind, .. } = self.nodes[at];
        if kind == Kind::String { said(record, (start + 1, end - 1)) } else { Cow::Borrowed(&record[start..end]) }
    }

    /// The value's span without quotes.
    pub(crate) fn inner(&self, at: usize) -> (usize, usize) {
        let Node { value: (start, end), kind, .. } = self.nodes[at];
        if kind == Kind::String { (start + 1, end - 1) } else { (start, end) }
    }

    /// Where a value stands (RFC 6901), and whether the pointer leads all the way. A name with a secret in it is not shown.
    pub(crate) fn pointer(&self, policy: &Policy, record: &[u8], at: usize) -> (String, bool) {
        let mut steps: Vec<usize> =
            std::iter::successors(Some(at), |at| Some(self.nodes[*at].up).filter(|up| up < at)).collect();
        // The record itself is no step.
        steps.pop();
        let mut pointer = String::new();
        for at in steps.into_iter().rev() {
            let node = self.nodes[at];
            let step = match self.nodes[node.up].kind {
                Kind::Array => node.place.to_string(),
                _ if pointer::may_show(node.key.1 - node.key.0) => shown(policy, &self.name(record, at)),
                _ => return (pointer, false),
            };
            if !pointer::step(&mut pointer, &step) {
                return (pointer, false);
            }
        }
        (pointer, true)
    }

    fn push(&mut self, value: (usize, usize), kind: Kind) {
        let (up, place) = match self.open.last_mut() {
            Some((up, count)) => {
                *count += 1;
                (*up, *count - 1)
            }
            None => (0, 0),
        };
        let key = std::mem::take(&mut self.key);
        self.nodes.push(Node { key, value, kind, end: self.nodes.len() + 1, up, place });
    }
}

/// A name as a step of a pointer.
pub(crate) fn shown(policy: &Policy, name: &[u8]) -> String {
    if scan::is_found(policy, name) {
        return "[REDACTED]".into();
    }
    pointer::escaped(name)
}

impl Visit for Tape {
    fn key(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        self.key = (start, end);
        Ok(())
    }

    fn string(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        self.push((start - 1, end + 1), Kind::String);
        Ok(())
    }

    fn member(&mut self, key: (usize, usize), value: (usize, usize)) -> Result<(), Stopped> {
        self.key = key;
        self.string(value.0, value.1)
    }

    fn scalar(&mut self, start: usize, end: usize) {
        // Words are told apart once the walk is over: here the record is not at hand.
        self.push((start, end), Kind::Number);
    }

    fn open(&mut self, start: usize, array: bool) {
        let at = self.nodes.len();
        self.push((start, start), if array { Kind::Array } else { Kind::Object });
        self.open.push((at, 0));
    }

    fn close(&mut self, end: usize) {
        if let Some((at, _)) = self.open.pop() {
            let next = self.nodes.len();
            let node = &mut self.nodes[at];
            (node.value.1, node.end) = (end, next);
        }
    }
}
