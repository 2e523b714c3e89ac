//! The lane: a stream repeats a few forms of record; one whose form is known needs no walk.
//!
//! Between two values of a record there is *glue*: the bytes from the end of one value to the start of the next, with
//! the key, the colon and the brackets in it. The glues of records that were walked are kept as a tree. A record whose
//! glues are those of a path in the tree is JSON, and what its keys mean is known; only its values are looked at, by the
//! same judge. Where anything is not as it was, the record is walked as if there were no lane.
//!
//! Only a memory: forgetting all of it changes no output.
mod glue;
mod learn;
mod pairs;

use crate::cp1::{self, Field};
use crate::detect::NUMBER;
use crate::judge::{Judge, Task};
use crate::keys::{Mark, Role};
use crate::walk;
use glue::Glue;
pub(crate) use learn::Lesson;
pub(crate) use pairs::{Pair, Pairs};

/// How many glues are kept. Beyond that nothing is learned.
const ROOM: usize = 8192;
/// How many glues may follow one another's value.
const BRANCHES: usize = 64;
/// After this many records it is asked whether the lane is worth its cost.
const TERM: u32 = 512;
/// For how many records the lane is closed where it is not.
const PAUSE: u32 = 8192;
/// After a record that can't be learned, for so many nothing is.
const REFUSED: u32 = 16;

/// What stands behind a glue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Value {
    String,
    /// A number, `true`, `false` or `null`.
    Scalar,
    /// An object or an array that goes as a whole.
    Container,
    /// The end of the record.
    #[default]
    End,
}

/// A glue and what is known of the value behind it.
#[derive(Clone, Default)]
struct Node {
    glue: Glue,
    value: Value,
    /// It stands in an array: where there is anything to look at in it, the record is walked.
    in_array: bool,
    /// What CP1 wants of the value, where it is one of its fields.
    field: Option<Field>,
    mark: Mark,
    /// Levels around the value.
    depth: usize,
    /// Where the value's key stands in the glue; empty: none.
    name: (u32, u32),
    /// Of a text that has nothing in it, but is not empty, there is nothing to be said.
    plain: bool,
    /// The first of `next`; 0: none.
    first: u16,
    /// The glues that were met behind this one's value; the usual ones first.
    next: Vec<u16>,
}

/// See the file's head.
pub(crate) struct Lane {
    /// The first one is the start of every record.
    nodes: Vec<Node>,
    /// For what they were learned.
    task: Task,
    tried: u32,
    passed: u32,
    /// For so many records the lane is closed.
    closed: u32,
    /// So many records are not looked at for learning: one could not be learned.
    refused: u32,
    levels: Vec<bool>,
}

impl Node {
    /// Whether its glue stands at `at`, and such a value behind it.
    #[inline(always)]
    fn fits(&self, buf: &[u8], at: usize, end: usize) -> bool {
        self.glue.stands(buf, at, end)
            && (self.value == Value::String || self.begins(&buf[..end], at + self.glue.len()))
    }

    /// Whether a value of its kind, which is no string, may begin at `at`.
    fn begins(&self, record: &[u8], at: usize) -> bool {
        match self.value {
            Value::String => true,
            Value::Scalar => !matches!(record.get(at), Some(b'"' | b'[' | b'{') | None),
            Value::Container => matches!(record.get(at), Some(b'[' | b'{')),
            Value::End => at == record.len(),
        }
    }
}

impl Node {
    /// Judges its value at `at..close`, behind its glue at `glue`. False: the record has to be walked. `near` is where the
    /// next stop is, at the latest; `soft`: there are escapes that matter.
    #[inline(always)]
    fn value(
        &self,
        judge: &mut Judge<'_>,
        (glue, at, close): (usize, usize, usize),
        near: &mut usize,
        soft: bool,
    ) -> bool {
        let string = self.value == Value::String;
        let long = !string && close - at >= NUMBER && !self.mark.protected;
        let mut looks = false;
        if *near < close || soft {
            looks = judge.looks(at, close);
            *near = judge.next_stop();
        }
        if looks || long || self.mark.rule != Mark::CLEAN {
            let name = (glue + self.name.0 as usize, glue + self.name.1 as usize);
            if self.in_array || !judge.value(string, (at, close), self.mark, name) {
                return false;
            }
        }
        // The first of a pair, if its text is a sensitive name.
        if string
            && (self.in_array || matches!(self.mark.role, Role::PairName | Role::Basic))
            && judge.is_name((at, close))
        {
            return false;
        }
        self.field.is_none_or(|field| cp1::is_good(field, &judge.buf[at..close]))
    }
}

impl Default for Lane {
    fn default() -> Self {
        Lane {
            nodes: vec![Node::default()],
            task: Task::default(),
            tried: 0,
            passed: 0,
            closed: 0,
            refused: 0,
            levels: Vec::new(),
        }
    }
}

impl Lane {
    /// Whether to try the next record.
    #[inline]
    pub(crate) fn open(&mut self, task: Task) -> bool {
        if self.closed > 0 {
            self.closed -= 1;
            return false;
        }
        if self.task != task {
            *self = Lane { task, ..Lane::default() };
        }
        self.tried += 1;
        if self.tried == TERM {
            let closed = if self.passed < TERM / 4 { PAUSE } else { 0 };
            let stale = self.nodes.len() >= ROOM && self.passed < TERM / 4 * 3;
            if closed > 0 || stale {
                *self = Lane { task, ..Lane::default() };
            }
            (self.tried, self.passed, self.closed) = (0, 0, closed);
        }
        self.nodes.len() > 1
    }

    /// Judges the record at `start..end`, where its form is known. False: it has to be walked; nothing that the judge
    /// has noted counts.
    #[inline(never)]
    pub(crate) fn pass(&mut self, judge: &mut Judge<'_>, (start, end): (usize, usize)) -> bool {
        let (mut node, mut at) = (0, start);
        let buf = judge.buf;
        let record = &buf[..end];
        // Up to here there is nothing to look at.
        let mut near = judge.next_stop();
        let soft = judge.has_soft();
        loop {
            let Some(next) = self.step(node, buf, at, end) else { return false };
            node = next;
            let known = &self.nodes[node];
            let glue = at;
            at += known.glue.len();
            let close = if known.value == Value::String {
                let Some(close) = judge.next_quote(at, end) else { return false };
                // As nearly all values are.
                if known.plain && at < close && close <= near && !(soft && judge.is_soft(at, close)) {
                    at = close;
                    continue;
                }
                close
            } else {
                match known.value {
                    Value::End => break,
                    Value::Container => {
                        let name = (glue + known.name.0 as usize, glue + known.name.1 as usize);
                        let key = (known.mark, name);
                        match judge.container((at, end), key, known.depth, &mut self.levels) {
                            Some(close) => at = close,
                            None => return false,
                        }
                        continue;
                    }
                    _ => match walk::scalar(record, at) {
                        Ok(close) => close,
                        Err(_) => return false,
                    },
                }
            };
            if !(known.value(judge, (glue, at, close), &mut near, soft)) {
                return false;
            }
            at = close;
        }
        self.passed += 1;
        true
    }

    /// The node behind `node` whose glue stands at `at` of `buf[..end]`, which ends the record where the node says so.
    #[inline(always)]
    fn step(&mut self, node: usize, buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let first = usize::from(self.nodes[node].first);
        // Nothing leads back to the first node: it stands for none.
        if first != 0 && self.nodes[first].fits(buf, at, end) { Some(first) } else { self.branch(node, buf, at, end) }
    }

    /// One of the other branches, which moves towards the first place.
    #[inline(never)]
    fn branch(&mut self, node: usize, buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let next = &self.nodes[node].next;
        let place = next.iter().position(|next| self.nodes[usize::from(*next)].fits(buf, at, end))?;
        let found = usize::from(next[place]);
        let known = &mut self.nodes[node];
        known.next.swap(place, place / 2);
        known.first = known.next[0];
        Some(found)
    }

    /// Whether to learn a record that did not pass, and was as it should be.
    pub(crate) fn learns(&mut self) -> bool {
        self.refused = self.refused.saturating_sub(1);
        self.closed == 0 && self.refused == 0 && self.nodes.len() < ROOM
    }

    /// The node behind `node` with this glue and such a value.
    fn known(&self, node: usize, glue: &[u8], value: Value) -> Option<usize> {
        let same = |known: &Node| known.value == value && known.glue.is(glue);
        let next = self.nodes[node].next.iter().map(|next| usize::from(*next));
        next.into_iter().find(|next| same(&self.nodes[*next]))
    }

    /// A new node behind `node`, where there is room.
    fn grow(&mut self, node: usize, fresh: Node) -> Option<usize> {
        if self.nodes.len() >= ROOM || self.nodes[node].next.len() >= BRANCHES {
            return None;
        }
        let number = self.nodes.len();
        self.nodes.push(fresh);
        let before = &mut self.nodes[node];
        before.next.push(number as u16);
        before.first = before.next[0];
        Some(number)
    }
}
