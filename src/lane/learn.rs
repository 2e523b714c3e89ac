//! What the lane learns from a record that was walked and is as it should be: its glues, and what its keys mean.
use super::glue::{self, Glue};
use super::places::{FIELDS, MISPLACED, Sign, TOP};
use super::step::{Ask, NEXT, Node, Step, Value};
use super::{Lane, REFUSED, bit};
use crate::cp1::{self, Field};
use crate::index::Index;
use crate::keys::{Mark, Memo};
use crate::walk::{self, Cursor, Stopped, Visit};

/// Records with more values than this are not learned.
const VALUES: usize = 96;

/// One record, to be learned.
pub(crate) struct Lesson<'a> {
    pub(crate) buf: &'a [u8],
    pub(crate) index: &'a Index,
    pub(crate) memo: &'a mut Memo,
    /// The record's fields are to be those of CP1.
    pub(crate) shape: bool,
}

/// Follows the walk of one record.
struct Learner<'a> {
    lane: &'a mut Lane,
    buf: &'a [u8],
    memo: &'a mut Memo,
    shape: bool,
    node: usize,
    /// The end of the last value.
    at: usize,
    mark: Mark,
    name: (usize, usize),
    /// The last key's number in the memory of names.
    previous: u16,
    /// Each open container: whether it is an array, and its place.
    levels: Vec<(bool, u16)>,
    /// The keys since the last value.
    signs: Vec<Sign>,
    /// Bits of the fields that are met in `context` before the next value.
    misplaced: u64,
    in_context: bool,
    values: usize,
    /// The number of levels around the container that goes as a whole.
    whole: Option<usize>,
}

impl Lane {
    /// Learns the form of the record at `start..end`.
    pub(crate) fn learn(&mut self, lesson: Lesson<'_>, (start, end): (usize, usize), levels: &mut Vec<bool>) {
        let Lesson { buf, index, memo, shape } = lesson;
        let (mark, name, before) = (Mark::NONE, (start, start), self.nodes.len());
        let mut learner = Learner {
            lane: self,
            buf,
            memo,
            shape,
            node: 0,
            at: start,
            mark,
            name,
            previous: 0,
            levels: vec![],
            signs: vec![],
            misplaced: 0,
            in_context: false,
            values: 0,
            whole: None,
        };
        let walked = walk::walk(buf, (start, end), index, &mut Cursor::default(), levels, usize::MAX, &mut learner);
        let learned = walked.is_ok() && learner.value(Value::End, end, end);
        if !learned || self.nodes.len() == before {
            self.refused = REFUSED;
        }
    }
}

impl Learner<'_> {
    /// The place of the next value.
    fn place(&self) -> u16 {
        self.levels.last().map_or(TOP, |(_, place)| *place)
    }

    /// The place within a container that begins. None: this record can't be learned.
    fn enter(&mut self, array: bool) -> Option<u16> {
        let named = self.levels.last().is_some_and(|(array, _)| !array);
        let key = if named { self.mark.id } else { 0 };
        let entered = self.lane.places.enter(self.place(), key, array);
        let Some((place, element)) = entered else {
            self.lane.full = true;
            return None;
        };
        if element {
            self.signs.push(Sign::Element(place));
        }
        Some(place)
    }

    /// A value at `start..end`. False: this record can't be learned.
    fn value(&mut self, value: Value, start: usize, end: usize) -> bool {
        let bytes = &self.buf[self.at..start];
        self.values += 1;
        let signs = std::mem::take(&mut self.signs);
        let misplaced = std::mem::take(&mut self.misplaced);
        if let Some(node) = self.lane.known(self.node, bytes, value) {
            (self.node, self.at) = (node, end);
            return self.values <= VALUES;
        }
        if self.values > VALUES || bytes.len() > glue::LONGEST || bytes.contains(&b'\\') {
            return false;
        }
        let top = self.shape && self.levels.len() == 1 && value != Value::End;
        let field = cp1::field(self.mark.cp1).filter(|_| top).map(|(field, _)| field);
        let in_array = self.levels.last().is_some_and(|(array, _)| *array);
        // The key of an array stands in another glue; what would need it is walked.
        let keyless = in_array || value == Value::End;
        let (mark, name) = if keyless { (Mark::NONE, (self.at, self.at)) } else { (self.mark, self.name) };
        if name.0 < self.at {
            return false;
        }
        let name = ((name.0 - self.at) as u32, (name.1 - self.at) as u32);
        // Without a shape a key may stand twice.
        let signs = if self.shape { signs } else { Vec::new() };
        let (mut bits, mut keys, mut rare) = (field.map_or(0, bit) | misplaced, [0; 2], 0);
        for sign in &signs {
            match sign {
                Sign::Bit(number) => bits |= 1 << (FIELDS + number),
                Sign::Key(number) if rare < 2 => (keys[rare], rare) = (*number, rare + 1),
                _ => rare = usize::MAX,
            }
        }
        let seen = rare <= 2;
        let plain = seen && !in_array && mark.is_plain();
        let ask = match (value, field) {
            (Value::End, _) if seen => Ask::End,
            (Value::String, field) if plain => Ask::of(field),
            (Value::Scalar, None) if plain => Ask::Scalar,
            _ => Ask::More,
        };
        let step = Step { glue: Glue::new(bytes), bits, length: bytes.len() as u8, first: 0, keys, ask };
        let (bytes, signs, depth, place) = (bytes.into(), signs.into(), self.levels.len(), self.place());
        let next = [0; NEXT];
        let node = Node { bytes, value, in_array, field, mark, depth, name, signs, place, next };
        let Some(node) = self.lane.grow(self.node, node, step) else { return false };
        (self.node, self.at) = (node, end);
        true
    }
}

/// Ends the walk.
const NOT_THIS: Result<(), Stopped> = Err(Stopped::NotJson);

impl Visit for Learner<'_> {
    fn key(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        if self.whole.is_some() {
            return Ok(());
        }
        self.name = (start, end);
        let known = self.memo.find(self.previous, self.buf, start, end);
        let Some(mark) = known.filter(|mark| !mark.tainted && mark.id != 0) else { return NOT_THIS };
        // In `context` it is worth a word, where the record has none at the top.
        if self.levels.len() == 2
            && self.in_context
            && let Some((field, 0)) = cp1::field(mark.cp1)
            && cp1::ASKED & 1u8.checked_shl(field as u32).unwrap_or(0) != 0
        {
            self.misplaced |= bit(field) << MISPLACED;
        }
        (self.mark, self.previous) = (mark, mark.id);
        let sign = self.lane.places.key(self.place(), mark.id);
        self.signs.extend(sign);
        self.lane.full |= sign.is_none();
        if self.values >= VALUES || sign.is_none() { NOT_THIS } else { Ok(()) }
    }

    fn string(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        if self.whole.is_some() || self.value(Value::String, start, end) { Ok(()) } else { NOT_THIS }
    }

    fn member(&mut self, key: (usize, usize), value: (usize, usize)) -> Result<(), Stopped> {
        self.key(key.0, key.1)?;
        self.string(value.0, value.1)
    }

    fn scalar(&mut self, start: usize, end: usize) {
        if self.whole.is_none() && !self.value(Value::Scalar, start, end) {
            self.values = VALUES;
        }
    }

    fn open(&mut self, start: usize, array: bool) {
        if self.levels.len() == 1 {
            self.in_context = cp1::field(self.mark.cp1) == Some((Field::Context, 0));
        }
        if self.whole.is_none() && self.mark.rule != Mark::CLEAN {
            self.whole = Some(self.levels.len());
            if !self.value(Value::Container, start, start) {
                self.values = VALUES;
            }
        }
        let place = if self.whole.is_some() { Some(TOP) } else { self.enter(array) };
        if place.is_none() {
            self.values = VALUES;
        }
        self.levels.push((array, place.unwrap_or(TOP)));
        if !array {
            self.mark = Mark::NONE;
        }
    }

    fn close(&mut self, end: usize) {
        self.levels.pop();
        self.mark = Mark::NONE;
        if self.whole == Some(self.levels.len()) {
            self.whole = None;
            self.at = end;
        }
    }
}
