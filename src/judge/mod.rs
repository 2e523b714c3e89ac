//! One JSON record, judged while it is walked: keys and detectors note edits, the shape is noted for `cp1`, characters
//! that do something to a reader are found.
mod act;
mod known;
mod nested;
mod pairs;
mod place;
mod text;
mod values;

pub(crate) use nested::TooDeep;
pub(crate) use text::text;

use crate::cp1::Cp1;
use crate::decode::Decoded;
use crate::detect::NUMBER;
use crate::edits::Edits;
use crate::index::Index;
use crate::keys::{Mark, Memo, Places};
use crate::pointer;
use crate::policy::Policy;
use crate::scan::ScanRoom;
use crate::shape::{self, Member, Shape};
use crate::walk::{Stopped, Visit};
use nested::Nested;
use pairs::Pair;

/// What is asked of a judge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Task {
    /// Note what has to go.
    pub(crate) redact: bool,
    /// Note the shape.
    pub(crate) shape: bool,
    /// Find characters that do something to a reader. The index was made with the same.
    pub(crate) inspect: bool,
    /// Note every one of them, to make it visible.
    pub(crate) visible: bool,
    /// Note where in the record each edit is.
    pub(crate) pointers: bool,
}

/// Buffers that are used again and again, and the memory of names. No value of a record stays meant in it.
#[derive(Default)]
pub(crate) struct Room {
    pub(crate) edits: Edits,
    pub(crate) memo: Memo,
    pub(crate) shape: Shape,
    /// The record whose shape this is was walked to its end.
    pub(crate) is_json: bool,
    /// A rule that keeps out a record which has been made anew since.
    pub(crate) dropped: Option<u16>,
    /// Characters that do something to a reader: the class, the span, the pointer of the value.
    pub(crate) injections: Vec<(Cp1, (usize, usize), String)>,
    /// All of them, where that was asked for: spans.
    pub(crate) unseen: Vec<(usize, usize)>,
    levels: Vec<Level>,
    /// By open array or object: where pointers stand.
    places: Vec<Places>,
    /// Values of pairs, by depth, beyond the first in one object: duplicate keys.
    pub(crate) unnamed: Vec<(usize, (usize, usize))>,
    pub(crate) decoded: Decoded,
    pub(crate) scan: ScanRoom,
    /// Where JSON stands in the text that was looked at last.
    pieces: Vec<(usize, usize)>,
    /// How deep in strings within strings this room's buffer stands, the room of the next depth, and how many bytes may
    /// still be looked at in it.
    depth: usize,
    nested: Option<Box<Nested>>,
    work: usize,
}

/// An open array or object.
struct Level {
    start: usize,
    array: bool,
    /// The key in front of it, and that key's span.
    mark: Mark,
    name: (usize, usize),
    /// Values that have ended in it.
    count: usize,
    pair: Pair,
}

/// One record under judgement.
pub(crate) struct Judge<'a> {
    task: Task,
    pub(crate) policy: &'a Policy,
    pub(crate) buf: &'a [u8],
    index: &'a Index,
    /// The next stop of the index.
    stop: &'a mut usize,
    pub(crate) room: &'a mut Room,
    /// The key that holds for the next value, its span, and the id of the key before.
    pub(crate) mark: Mark,
    name: (usize, usize),
    previous: u16,
    /// Within a value that goes as a whole: the number of levels outside of it.
    quiet: Option<usize>,
    pub(crate) in_array: bool,
    /// The policy has pointers, and where they stand at the current value.
    pointed: bool,
    place: Places,
    /// Every value is looked at, or every name.
    walks: bool,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(
        task: Task,
        policy: &'a Policy,
        buf: &'a [u8],
        index: &'a Index,
        stop: &'a mut usize,
        room: &'a mut Room,
    ) -> Self {
        room.edits.clear();
        room.levels.clear();
        room.unnamed.clear();
        room.injections.clear();
        room.unseen.clear();
        room.shape.clear();
        let (mark, name) = (Mark::NONE, (0, 0));
        let (pointed, place) = (policy.keys.has_pointers(), Places::default());
        let (previous, quiet, in_array) = (0, None, false);
        let walks = policy.needs_walk();
        let mut judge = Judge {
            task,
            policy,
            buf,
            index,
            stop,
            room,
            mark,
            name,
            previous,
            quiet,
            in_array,
            pointed,
            place,
            walks,
        };
        if pointed {
            judge.place = judge.outset();
        }
        judge
    }

    /// The stops within `start..end`, as a range of the index's list.
    #[cfg_attr(not(logveil_small), inline(always))]
    fn stops(&mut self, start: usize, end: usize) -> std::ops::Range<usize> {
        let stops = &self.index.stops;
        let mut from = *self.stop;
        while stops.get(from).is_some_and(|stop| (*stop as usize) < start) {
            from += 1;
        }
        let mut to = from;
        while stops.get(to).is_some_and(|stop| (*stop as usize) < end) {
            to += 1;
        }
        *self.stop = to;
        from..to
    }

    /// Whether escapes of line ends or tabs may stand in `start..end`, and matter.
    #[cfg_attr(not(logveil_small), inline(always))]
    pub(crate) fn is_soft(&self, start: usize, end: usize) -> bool {
        (self.task.inspect || self.task.visible) && self.index.has_soft(start, end)
    }

    /// What a string says.
    #[cfg_attr(not(logveil_small), inline(always))]
    fn content(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        let stops = self.stops(start, end);
        let soft = self.is_soft(start, end);
        if !stops.is_empty() || soft {
            self.look(start, end, stops.clone(), soft)?;
        }
        if self.quiet.is_none() && self.task.redact {
            if self.mark.rule != Mark::CLEAN {
                self.replace((start - 1, end + 1), self.mark.rule);
            } else if !stops.is_empty() || self.policy.patterns.everywhere {
                self.scan(start, end, stops);
            }
        }
        Ok(())
    }

    /// A number or a word.
    #[cfg_attr(not(logveil_small), inline(always))]
    fn bare(&mut self, start: usize, end: usize) {
        if self.quiet.is_none() && self.task.redact {
            if self.mark.rule != Mark::CLEAN {
                self.replace((start, end), self.mark.rule);
            } else if !self.policy.patterns.is_empty() && self.searched(start, end) {
                // A pattern has it.
            } else if end - start >= NUMBER && !self.mark.protected {
                self.number(start, end);
            }
        }
    }

    /// The record turned out to be no JSON. What was told of its whole part holds; what is open ends with the line.
    pub(crate) fn abandon(&mut self) {
        while let Some(level) = self.room.levels.pop() {
            let quiet = self.quiet.is_some_and(|quiet| quiet <= self.room.levels.len());
            if self.task.redact && !quiet && (!level.array || level.count == 2) {
                self.replace_pair(level.pair);
            }
        }
    }

    /// Notes an edit within, or of, the current value.
    pub(crate) fn edit(&mut self, span: (usize, usize), fresh: &[u8], rule: u16) {
        let pointer = if self.task.pointers { self.pointer() } else { String::new() };
        self.room.edits.push(span, fresh, rule, self.mark, self.name, pointer);
    }

    /// Does to a whole value what its rule says, unless it has been done.
    #[cfg_attr(not(logveil_small), inline(always))]
    pub(crate) fn replace(&mut self, (start, end): (usize, usize), rule: u16) {
        let policy = self.policy;
        let action = policy.actions.get(rule);
        if self.buf[start..end] != action.in_json && !self.is_nothing((start, end), rule) {
            if policy.actions.simple {
                self.edit((start, end), &action.in_json, rule);
            } else {
                self.act((start, end), rule);
            }
        }
    }

    /// Where the current value is (RFC 6901). A name with a secret in it is not shown.
    fn pointer(&self) -> String {
        self.stands().0
    }

    /// The same, and whether it leads all the way.
    fn stands(&self) -> (String, bool) {
        let mut pointer = String::new();
        let levels = &self.room.levels;
        for (place, level) in levels.iter().enumerate() {
            let below = levels.get(place + 1);
            let (mark, (start, end)) = below.map_or((self.mark, self.name), |level| (level.mark, level.name));
            let step = if level.array {
                level.count.to_string()
            } else if mark.tainted {
                "[REDACTED]".into()
            } else if pointer::may_show(end - start) {
                let mut decoded = Decoded::default();
                decoded.decode(&self.buf[start..end]);
                pointer::escaped(&decoded.text)
            } else {
                return (pointer, false);
            };
            if !pointer::step(&mut pointer, &step) {
                return (pointer, false);
            }
        }
        (pointer, true)
    }

    /// What was noted in a name stands under that name.
    #[cold]
    fn place_injections(&mut self, from: usize) {
        let pointer = self.pointer();
        self.room.injections[from..].iter_mut().for_each(|(.., place)| place.clone_from(&pointer));
    }

    /// A value has ended: `text` is a string's span.
    #[cfg_attr(not(logveil_small), inline(always))]
    fn ended(&mut self, value: (usize, usize), kind: shape::Kind, text: Option<(usize, usize)>) {
        if self.task.shape {
            self.room.shape.value(value, kind, self.in_array);
        }
        if self.in_array
            && let Some(level) = self.room.levels.last_mut()
        {
            level.count += 1;
        }
        if self.quiet.is_none() && self.mark.rule == Mark::CLEAN && self.task.redact {
            self.pair(value, text);
        }
    }
}

impl Visit for Judge<'_> {
    #[cfg_attr(not(logveil_small), inline(always))]
    fn key(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        let from = self.room.injections.len();
        let known = self.room.memo.find(self.previous, self.buf, start, end);
        // What a known name means is known; what it does to a reader is told each time.
        let mut clean = false;
        if known.is_none() || self.task.inspect || self.task.visible {
            let stops = self.stops(start, end);
            clean = stops.is_empty();
            if !clean {
                self.name = (start, end);
                let soft = self.is_soft(start, end);
                self.look(start, end, stops, soft)?;
            }
        }
        let mark = match known {
            Some(mark) => mark,
            None => self.new_name(start, end, clean),
        };
        self.mark = if self.pointed { self.pointed(mark, start, end) } else { mark };
        self.name = (start, end);
        self.previous = mark.id;
        if self.room.injections.len() > from {
            self.place_injections(from);
        }
        if self.task.shape && self.room.shape.key(mark, (start, end)) {
            let pointer = self.pointer();
            self.room.shape.misplaced((start, end), pointer);
        }
        Ok(())
    }

    #[cfg_attr(not(logveil_small), inline(always))]
    fn string(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        if self.pointed && self.in_array {
            self.element();
        }
        self.content(start, end)?;
        self.ended((start - 1, end + 1), shape::Kind::String, Some((start, end)));
        Ok(())
    }

    #[cfg_attr(not(logveil_small), inline(always))]
    fn member(&mut self, key: (usize, usize), value: (usize, usize)) -> Result<(), Stopped> {
        let stops = &self.index.stops;
        while stops.get(*self.stop).is_some_and(|stop| (*stop as usize) < key.0) {
            *self.stop += 1;
        }
        // The usual case: a known name that means nothing for its value, and nothing to look at in either.
        if stops.get(*self.stop).is_none_or(|stop| *stop as usize >= value.1)
            && !self.is_soft(key.0, value.1)
            && let Some(mark) = self.room.memo.find(self.previous, self.buf, key.0, key.1)
            && mark.is_plain()
            && !self.walks
        {
            self.previous = mark.id;
            if self.task.shape {
                let value = (value.0 - 1, value.1 + 1);
                let member = Member { key, value, kind: shape::Kind::String, name: mark.cp1 };
                if self.room.shape.member(mark, member) {
                    (self.mark, self.name) = (mark, key);
                    let pointer = self.pointer();
                    self.room.shape.misplaced(key, pointer);
                }
            }
            return Ok(());
        }
        self.key(key.0, key.1)?;
        self.string(value.0, value.1)
    }

    #[cfg_attr(not(logveil_small), inline(always))]
    fn scalar(&mut self, start: usize, end: usize) {
        if self.pointed && self.in_array {
            self.element();
        }
        self.bare(start, end);
        let word = matches!(self.buf[start], b't' | b'f' | b'n');
        self.ended((start, end), if word { shape::Kind::Word } else { shape::Kind::Number }, None);
    }

    #[cfg_attr(not(logveil_small), inline(always))]
    fn open(&mut self, start: usize, array: bool) {
        if self.pointed {
            if self.in_array {
                self.element();
            }
            self.enter();
        }
        let (mark, name) = (self.mark, self.name);
        if self.quiet.is_none() && mark.rule != Mark::CLEAN {
            self.quiet = Some(self.room.levels.len());
        }
        self.room.levels.push(Level { start, array, mark, name, count: 0, pair: Pair::default() });
        self.in_array = array;
        if !array {
            self.mark = Mark::NONE;
        }
        if self.task.shape {
            self.room.shape.open(array);
        }
    }

    #[cfg_attr(not(logveil_small), inline(always))]
    fn close(&mut self, end: usize) {
        let Some(level) = self.room.levels.pop() else { return };
        if self.pointed {
            self.room.places.pop();
        }
        let quiet = self.quiet;
        self.mark = level.mark;
        self.name = level.name;
        self.in_array = self.room.levels.last().is_some_and(|level| level.array);
        if quiet.is_none() && (!level.array || level.count == 2) {
            self.replace_pair(level.pair);
        }
        if self.task.shape && self.room.shape.close(level.array) {
            let stands = self.stands();
            self.room.shape.twins(self.buf, stands);
        }
        if quiet == Some(self.room.levels.len()) {
            self.quiet = None;
            if self.task.redact {
                self.replace((level.start, end), level.mark.rule);
            }
        }
        let kind = if level.array { shape::Kind::Array } else { shape::Kind::Object };
        self.ended((level.start, end), kind, None);
    }
}
