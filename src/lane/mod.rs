//! The lane: a stream repeats a few forms of record; one whose form is known needs no walk.
//!
//! Between two values of a record there is *glue*: the bytes from the end of one value to the start of the next, with
//! the key, the colon and the brackets in it. The glues of records that were walked are kept, each with the place from
//! which it leads: what may follow a value depends on where it stands, and not on what came before it. So fields that are
//! there or not, in any order, are as many glues as there are fields. A record of nothing but known glues is JSON, and
//! what its keys mean is known; only its values are looked at, by the same judge. Where anything is not as it was, or a key
//! stands twice, the record is walked as if there were no lane.
//!
//! Only a memory: forgetting all of it changes no output.
mod branches;
mod glide;
mod glue;
mod learn;
mod pairs;
mod places;
mod step;

use crate::cp1::{self, Field};
use crate::judge::{Judge, Task};
use crate::walk;
use branches::Branches;
use glide::{Met, Way};
pub(crate) use learn::Lesson;
pub(crate) use pairs::{Pair, Pairs};
use places::{BEFORE, MISPLACED, Places};
use step::{Node, Step, Value};

/// How many glues are kept. Beyond that nothing is learned.
const ROOM: usize = 8192;
/// After this many records it is asked whether the lane is worth its cost.
const TERM: u32 = 512;
/// For how many records the lane is closed where it is not.
const PAUSE: u32 = 8192;
/// After a record from which nothing was learned, for so many nothing is.
const REFUSED: u32 = 16;

const fn bit(field: Field) -> u64 {
    1 << field as u64
}

/// See the file's head.
pub(crate) struct Lane {
    /// The first one is the start of every record. Of each node its step.
    nodes: Vec<Node>,
    steps: Vec<Step>,
    places: Places,
    /// By place: the glues that lead from there behind a string, and behind other values.
    from: Vec<[Branches; 2]>,
    /// For what they were learned.
    task: Task,
    tried: u32,
    passed: u32,
    /// For so many records the lane is closed.
    closed: u32,
    /// So many records are not looked at for learning: there was nothing to learn from one.
    refused: u32,
    /// There was no room for a glue, a key or a container.
    full: bool,
    levels: Vec<bool>,
}

impl Default for Lane {
    fn default() -> Self {
        Lane {
            nodes: vec![Node { place: BEFORE, ..Node::default() }],
            steps: vec![Step::default()],
            places: Places::default(),
            from: Vec::new(),
            task: Task::default(),
            tried: 0,
            passed: 0,
            closed: 0,
            refused: 0,
            full: false,
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
            let stale = self.full && self.passed < TERM / 4 * 3;
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
        self.places.begin();
        let mut way = Way { node: 0, at: start, met: 0 };
        let buf = judge.buf;
        let record = &buf[..end];
        // Up to here there is nothing to look at.
        let mut near = judge.next_stop();
        let soft = judge.has_soft();
        loop {
            let clear = if soft { near.min(judge.next_soft(way.at, end)) } else { near };
            let next = match self.glide(judge, &mut way, (clear, end)) {
                Met::End => break,
                Met::Value(next) => next,
                Met::Other => return false,
            };
            let (known, step) = (&self.nodes[next], &self.steps[next]);
            if way.met & step.bits != 0 || self.task.shape && !self.places.passes(&known.signs) {
                return false;
            }
            let glue = way.at;
            way = Way { node: next, at: glue + step.len(), met: way.met | step.bits };
            let at = way.at;
            let close = match known.value {
                Value::End => break,
                Value::String => judge.next_quote(at, end),
                Value::Scalar => walk::scalar(record, at).ok(),
                Value::Container => {
                    let name = (glue + known.name.0 as usize, glue + known.name.1 as usize);
                    judge.container((at, end), (known.mark, name), known.depth, &mut self.levels)
                }
            };
            let Some(close) = close else { return false };
            way.at = close;
            if known.value != Value::Container && !known.value(judge, (glue, at, close), &mut near, soft) {
                return false;
            }
        }
        if self.task.shape {
            let missing = cp1::ASKED & !(way.met as u8);
            if way.met & bit(Field::Message) == 0 || way.met >> MISPLACED & u64::from(missing) != 0 {
                return false;
            }
            judge.lacks(missing);
        }
        self.passed += 1;
        true
    }

    /// The glues that lead from where the value of `node` ends.
    fn others(&self, node: usize) -> Option<&Branches> {
        let Node { place, value, .. } = self.nodes[node];
        self.from.get(usize::from(place)).map(|from| &from[usize::from(value == Value::String)])
    }

    /// Whether to learn a record that did not pass, and was as it should be.
    pub(crate) fn learns(&mut self) -> bool {
        self.refused = self.refused.saturating_sub(1);
        self.closed == 0 && self.refused == 0
    }

    /// The node behind `node` with this glue and such a value.
    fn known(&self, node: usize, glue: &[u8], value: Value) -> Option<usize> {
        self.others(node)?.are(glue, &self.nodes).find(|known| self.nodes[*known].value == value)
    }

    /// A new node behind `node`, where there is room.
    fn grow(&mut self, node: usize, fresh: Node, step: Step) -> Option<usize> {
        let Node { place, value, .. } = self.nodes[node];
        let place = usize::from(place);
        if self.from.len() <= place {
            self.from.resize_with(place + 1, Default::default);
        }
        let from = &mut self.from[place][usize::from(value == Value::String)];
        let number = self.nodes.len();
        if number >= ROOM || !from.add(&fresh.bytes, number as u16, &self.nodes) {
            self.full = true;
            return None;
        }
        self.nodes.push(fresh);
        self.steps.push(step);
        Some(number)
    }
}
