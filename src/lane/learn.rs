//! What the lane learns from a record that was walked and is as it should be: its glues, and what its keys mean.
use super::{Lane, Node, REFUSED, Value, glue::Glue};
use crate::cp1;
use crate::index::Index;
use crate::keys::{Mark, Memo};
use crate::walk::{self, Cursor, Stopped, Visit};

/// Records with more values than this, or longer glues, are not learned.
const VALUES: usize = 96;
const GLUE: usize = 512;

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
    /// Whether each open container is an array.
    levels: Vec<bool>,
    values: usize,
    /// The number of levels around the container that goes as a whole.
    whole: Option<usize>,
}

impl Lane {
    /// Learns the form of the record at `start..end`.
    pub(crate) fn learn(&mut self, lesson: Lesson<'_>, (start, end): (usize, usize), levels: &mut Vec<bool>) {
        let Lesson { buf, index, memo, shape } = lesson;
        let (mark, name) = (Mark::NONE, (start, start));
        let mut learner = Learner {
            lane: self,
            buf,
            memo,
            shape,
            node: 0,
            at: start,
            mark,
            name,
            levels: vec![],
            values: 0,
            whole: None,
        };
        let walked = walk::walk(buf, (start, end), index, &mut Cursor::default(), levels, usize::MAX, &mut learner);
        if walked.is_err() || !learner.value(Value::End, end, end) {
            self.refused = REFUSED;
        }
    }
}

impl Learner<'_> {
    /// A value at `start..end`. False: this record can't be learned.
    fn value(&mut self, value: Value, start: usize, end: usize) -> bool {
        let glue = &self.buf[self.at..start];
        self.values += 1;
        if let Some(node) = self.lane.known(self.node, glue, value) {
            (self.node, self.at) = (node, end);
            return self.values <= VALUES;
        }
        if self.values > VALUES || glue.len() > GLUE || glue.contains(&b'\\') {
            return false;
        }
        let top = self.shape && self.levels.len() == 1 && value != Value::End;
        let field = cp1::field(self.mark.cp1).filter(|_| top).map(|(field, _)| field);
        let in_array = self.levels.last().is_some_and(|array| *array);
        // The key of an array stands in another glue; what would need it is walked.
        let keyless = in_array || value == Value::End;
        let (mark, name) = if keyless { (Mark::NONE, (self.at, self.at)) } else { (self.mark, self.name) };
        if name.0 < self.at {
            return false;
        }
        let name = ((name.0 - self.at) as u32, (name.1 - self.at) as u32);
        let plain = !in_array && mark.is_plain() && field.is_none_or(cp1::takes_any_text);
        let (glue, depth) = (Glue::new(glue), self.levels.len());
        let node = Node { glue, value, in_array, field, mark, depth, name, plain, first: 0, next: Vec::new() };
        let Some(node) = self.lane.grow(self.node, node) else { return false };
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
        self.mark = self.memo.find(0, self.buf, start, end).unwrap_or(Mark { tainted: true, ..Mark::NONE });
        let full = self.values >= VALUES;
        if full || self.mark.tainted || self.mark.id == 0 { NOT_THIS } else { Ok(()) }
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
        if self.whole.is_none() && self.mark.rule != Mark::CLEAN {
            self.whole = Some(self.levels.len());
            if !self.value(Value::Container, start, start) {
                self.values = VALUES;
            }
        }
        self.levels.push(array);
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
