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
mod glue;
mod learn;
mod pairs;
mod places;

use crate::cp1::{self, Field};
use crate::detect::NUMBER;
use crate::judge::{Judge, Task};
use crate::keys::{Mark, Role};
use crate::walk;
use glue::{Glue, Said};
pub(crate) use learn::Lesson;
pub(crate) use pairs::{Pair, Pairs};
use places::{BEFORE, Places, Sign, TOP};

/// How many glues are kept. Beyond that nothing is learned.
const ROOM: usize = 8192;
/// How many glues may lead from one place.
const BRANCHES: usize = 256;
/// How many of them are remembered behind one value.
const NEXT: usize = 32;
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

/// The fields of which CP1 wants all.
const NEEDED: u64 = bit(Field::Timestamp) | bit(Field::Level) | bit(Field::Component) | bit(Field::Message);

const fn bit(field: Field) -> u64 {
    1 << field as u64
}

/// Bits of fields; those above are of keys, the first one's is the lowest.
const FIELDS: u16 = Field::Context as u16 + 1;
/// So many keys have a bit: the first ones. Others are met by their number.
const KEYS: u16 = 64 - FIELDS;

/// What is asked of a value where there is nothing to look at in it. First what texts are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Ask {
    /// Not to be empty.
    Text,
    /// To be what CP1 wants of these fields.
    Timestamp,
    Level,
    Component,
    /// To be a number that is not long, or a word.
    Scalar,
    /// Nothing: it is the end of the record.
    End,
    /// More than can be said at a glance.
    #[default]
    More,
}

impl Ask {
    /// What the text of a field is asked for.
    fn of(field: Option<Field>) -> Ask {
        match field {
            Some(Field::Timestamp) => Ask::Timestamp,
            Some(Field::Level) => Ask::Level,
            Some(Field::Component) => Ask::Component,
            Some(field) if !cp1::takes_any_text(field) => Ask::More,
            _ => Ask::Text,
        }
    }

    /// Whether a text is what it is asked for.
    #[inline(always)]
    fn is_met(self, text: &[u8]) -> bool {
        if self == Ask::Text { !text.is_empty() } else { self.is_good(text) }
    }

    /// Apart from the loop over texts: what this holds in registers is too much there, in WebAssembly above all.
    #[inline(never)]
    fn is_good(self, text: &[u8]) -> bool {
        match self {
            Ask::Timestamp => cp1::is_time(text),
            Ask::Level => cp1::is_level(text),
            Ask::Component => cp1::is_good(Field::Component, text),
            _ => false,
        }
    }
}

/// What each value asks for first: one line of the cache.
#[derive(Clone, Default)]
#[repr(align(64))]
struct Step {
    glue: Glue,
    /// The bits of the value's field and of the glue's keys: none may be met twice.
    bits: u64,
    /// How long the glue is.
    length: u8,
    ask: Ask,
    /// The first of the glues behind its value; 0: none.
    first: u16,
    /// The keys in the glue without a bit, two at most; 0: none.
    keys: [u16; 2],
}

/// A glue and what is known of the value behind it.
#[derive(Clone, Default)]
struct Node {
    /// All of the glue.
    bytes: Box<[u8]>,
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
    /// The keys in the glue.
    signs: Box<[Sign]>,
    /// Where the value stands.
    place: u16,
    /// The glues that were met behind this one's value; the usual ones first.
    next: Vec<u16>,
}

/// See the file's head.
pub(crate) struct Lane {
    /// The first one is the start of every record. Of each node its step.
    nodes: Vec<Node>,
    steps: Vec<Step>,
    places: Places,
    /// By place: the glues that lead from there behind a string, and behind other values.
    from: Vec<[Vec<u16>; 2]>,
    /// For what they were learned.
    task: Task,
    tried: u32,
    passed: u32,
    /// For so many records the lane is closed.
    closed: u32,
    /// So many records are not looked at for learning: one could not be learned.
    refused: u32,
    /// There was no room for a glue, a key or a container.
    full: bool,
    levels: Vec<bool>,
}

/// How far a record has been passed.
#[derive(Clone, Copy)]
struct Way {
    /// The last value's node, and its end.
    node: usize,
    at: usize,
    /// The bits of what was met.
    met: u64,
}

/// What stops a glide.
enum Met {
    /// The end of the record.
    End,
    /// A value, behind the glue of this node, that is to be looked at.
    Value(usize),
    /// No glue that is known, or a key for the second time.
    Other,
}

impl Step {
    #[inline(always)]
    fn len(&self) -> usize {
        usize::from(self.length)
    }
}

impl Node {
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
        if self.task.shape && way.met & NEEDED != NEEDED {
            return false;
        }
        self.passed += 1;
        true
    }

    /// Goes on while values follow in which there is nothing to look at, as there is in nearly none. That is sure of those
    /// that end before `clear`.
    #[inline(never)]
    fn glide(&mut self, judge: &Judge<'_>, way: &mut Way, (clear, end): (usize, usize)) -> Met {
        let clear = clear.min(end);
        loop {
            *way = self.texts(judge, *way, clear);
            if let Some(met) = self.one(judge, way, (clear, end)) {
                return met;
            }
        }
    }

    /// Short texts one after the other, each behind the first glue that is looked for: nearly all of a usual record.
    #[inline(always)]
    fn texts(&mut self, judge: &Judge<'_>, mut way: Way, clear: usize) -> Way {
        let (steps, places, buf) = (&self.steps[..], &mut self.places, judge.buf);
        while let Some(before) = steps.get(way.node)
            && let Some(step) = steps.get(usize::from(before.first))
            && step.ask <= Ask::Component
            && step.glue.is_seen(step.len(), buf, way.at) == Some(true)
        {
            let from = way.at + step.len();
            let Some(close) = judge.near_quote(from).filter(|close| *close < clear) else { break };
            if close == from
                || step.ask != Ask::Text && !buf.get(from..close).is_some_and(|text| step.ask.is_good(text))
            {
                break;
            }
            if way.met & step.bits != 0 || !places.meet(step.keys) {
                break;
            }
            way = Way { node: usize::from(before.first), at: close, met: way.met | step.bits };
        }
        way
    }

    /// One value of any kind. None: there was nothing to look at.
    #[inline(never)]
    fn one(&mut self, judge: &Judge<'_>, way: &mut Way, (clear, end): (usize, usize)) -> Option<Met> {
        let (buf, record) = (judge.buf, &judge.buf[..end]);
        let Some(next) = self.step(way.node, buf, way.at, end) else { return Some(Met::Other) };
        let step = &self.steps[next];
        let from = way.at + step.len();
        let close = match step.ask {
            Ask::Text | Ask::Timestamp | Ask::Level | Ask::Component => {
                judge.next_quote(from, clear).filter(|close| step.ask.is_met(&record[from..*close]))
            }
            Ask::Scalar => walk::scalar(record, from).ok().filter(|end| *end < clear && *end - from < NUMBER),
            Ask::End => Some(from),
            Ask::More => None,
        };
        let Some(close) = close else { return Some(Met::Value(next)) };
        if way.met & step.bits != 0 || !self.places.meet(step.keys) {
            return Some(Met::Other);
        }
        let is_end = step.ask == Ask::End;
        *way = Way { node: next, at: close, met: way.met | step.bits };
        is_end.then_some(Met::End)
    }

    /// The node behind `node` whose glue stands at `at` of `buf[..end]`, which ends the record where the node says so.
    #[inline(always)]
    fn step(&mut self, node: usize, buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let first = usize::from(self.steps[node].first);
        // Nothing leads back to the first node: it stands for none.
        if first != 0 && self.fits(first, buf, at, end) { Some(first) } else { self.branch(node, buf, at, end) }
    }

    /// Whether the glue of `node` stands at `at`, and a value of its kind may begin behind it.
    #[inline(always)]
    fn fits(&self, node: usize, buf: &[u8], at: usize, end: usize) -> bool {
        let step = &self.steps[node];
        let all = || buf.get(at..).is_some_and(|rest| rest.starts_with(&self.nodes[node].bytes));
        step.glue.is_seen(step.len(), buf, at).unwrap_or_else(all)
            && (step.ask <= Ask::Component || self.nodes[node].begins(&buf[..end], at + step.len()))
    }

    /// One of the other branches, which moves towards the first place; or one that was met elsewhere.
    #[inline(never)]
    fn branch(&mut self, node: usize, buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let next = &self.nodes[node].next;
        // The first one was asked.
        let (place, found) = match self.which(&next[next.len().min(1)..], buf, at, end) {
            Some(place) => (place + 1, next[place + 1]),
            None => {
                let others = self.others(node);
                (next.len().min(NEXT - 1), others[self.which(others, buf, at, end)?])
            }
        };
        let next = &mut self.nodes[node].next;
        match next.get_mut(place) {
            Some(last) => *last = found,
            None => next.push(found),
        }
        next.swap(place, place / 2);
        self.steps[node].first = next[0];
        Some(usize::from(found))
    }

    /// Which of the glues stands at `at`.
    #[inline(always)]
    fn which(&self, glues: &[u16], buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let Some(said) = Said::at(buf, at) else {
            return glues.iter().position(|next| self.fits(usize::from(*next), buf, at, end));
        };
        for (place, next) in glues.iter().enumerate() {
            let next = usize::from(*next);
            if self.steps[next].glue.begins(said) && self.fits(next, buf, at, end) {
                return Some(place);
            }
        }
        None
    }

    /// The glues that lead from where the value of `node` ends.
    fn others(&self, node: usize) -> &[u16] {
        let Node { place, value, .. } = self.nodes[node];
        self.from.get(usize::from(place)).map_or(&[], |from| &from[usize::from(value == Value::String)])
    }

    /// Whether to learn a record that did not pass, and was as it should be.
    pub(crate) fn learns(&mut self) -> bool {
        self.refused = self.refused.saturating_sub(1);
        self.closed == 0 && self.refused == 0
    }

    /// The node behind `node` with this glue and such a value.
    fn known(&self, node: usize, glue: &[u8], value: Value) -> Option<usize> {
        let same = |next: &&u16| {
            let known = &self.nodes[usize::from(**next)];
            known.value == value && *known.bytes == *glue
        };
        self.others(node).iter().find(same).map(|next| usize::from(*next))
    }

    /// A new node behind `node`, where there is room.
    fn grow(&mut self, node: usize, fresh: Node, step: Step) -> Option<usize> {
        let Node { place, value, .. } = self.nodes[node];
        let place = usize::from(place);
        if self.from.len() <= place {
            self.from.resize_with(place + 1, Default::default);
        }
        let from = &mut self.from[place][usize::from(value == Value::String)];
        if self.nodes.len() >= ROOM || from.len() >= BRANCHES {
            self.full = true;
            return None;
        }
        let number = self.nodes.len();
        from.push(number as u16);
        self.nodes.push(fresh);
        self.steps.push(step);
        Some(number)
    }
}
