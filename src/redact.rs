//! Redaction of one record: hears the walk, asks keys and detectors, and notes edits.
//!
//! Text that is no JSON goes through `text` instead: there names are found by the detectors' `assign`.
use crate::decode::{Decoded, hex};
use crate::detect::{Scan, is_id, maybe_assigned};
use crate::edits::Edits;
use crate::index::Index;
use crate::keys::{Mark, Match, Memo, Role, role};
use crate::policy::Policy;
use crate::scan::{Kind, ScanRoom, Text};
use crate::walk::{Stopped, Visit};

/// Buffers that are used again and again, and the memory of names. No value of a record stays meant in it.
#[derive(Default)]
pub(crate) struct Room {
    pub(crate) edits: Edits,
    pub(crate) memo: Memo,
    levels: Vec<Level>,
    /// Values of pairs, by depth, beyond the first in one object: duplicate keys.
    unnamed: Vec<(usize, (usize, usize))>,
    scan: ScanRoom,
    decoded: Decoded,
}

/// An open array or object.
struct Level {
    start: usize,
    array: bool,
    /// The key in front of it, and that key's span.
    mark: Mark,
    name: (usize, usize),
    /// Values seen in an array.
    count: usize,
    pair: Pair,
}

/// A name and a value that stand beside each other: `{"name":"authorization","value":"…"}`, `["authorization","…"]`,
/// `["--password","…"]`.
#[derive(Clone, Copy, Default)]
struct Pair {
    rule: Option<u16>,
    /// A value whose name has not come yet.
    value: Option<(usize, usize)>,
    /// The element before was a sensitive flag.
    flag: Option<u16>,
}

/// One record under redaction.
pub(crate) struct Redact<'a> {
    policy: &'a Policy,
    buf: &'a [u8],
    index: &'a Index,
    /// The next stop of the index.
    stop: &'a mut usize,
    room: &'a mut Room,
    /// The key that holds for the next value, its span, and the id of the key before.
    mark: Mark,
    name: (usize, usize),
    previous: u16,
    /// Within a value that goes as a whole: the number of levels outside of it.
    quiet: Option<usize>,
    in_array: bool,
}

impl<'a> Redact<'a> {
    pub(crate) fn new(
        policy: &'a Policy,
        buf: &'a [u8],
        index: &'a Index,
        stop: &'a mut usize,
        room: &'a mut Room,
    ) -> Self {
        room.edits.clear();
        room.levels.clear();
        room.unnamed.clear();
        let (mark, name) = (Mark::NONE, (0, 0));
        Redact { policy, buf, index, stop, room, mark, name, previous: 0, quiet: None, in_array: false }
    }

    /// The stops within `start..end`, as a range of the index's list.
    #[inline(always)]
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

    /// Replaces a value as a whole, unless it has been.
    fn replace(&mut self, (start, end): (usize, usize), rule: u16) {
        if self.buf[start..end] != self.policy.in_json {
            let (mark, name) = (self.mark, self.name);
            self.room.edits.push((start, end), &self.policy.in_json, rule, mark, name);
        }
    }

    /// A string's text, looked at by the detectors. Its stops are `stops`.
    #[inline(never)]
    fn scan(&mut self, start: usize, end: usize, stops: std::ops::Range<usize>) {
        let policy = self.policy;
        let raw = &self.buf[start..end];
        let kind = if self.mark.protected && is_id(raw) { Kind::Protected } else { Kind::Plain };
        let list = &self.index.stops[stops];
        let room = &mut *self.room;
        if !raw.contains(&b'\\') {
            room.scan.look(policy, Text { bytes: raw, quotes: &[], stops: list, base: start, kind });
        } else {
            let worth = |at: usize| match self.buf[at] {
                b'u' if self.buf[at - 1] == b'\\' => true,
                b'@' | b'0'..=b'9' | b' ' | b'-' => true,
                b'e' | b'A' | b'b' | b'B' if !matches!(self.buf[at - 1], b':' | b'=') => true,
                _ => maybe_assigned(raw, at - start, &policy.keys),
            };
            if !list.iter().any(|stop| worth(*stop as usize)) {
                return;
            }
            room.decoded.decode(raw);
            room.scan.look_at_new(policy, &room.decoded.text, kind);
            for hit in &mut room.scan.hits {
                (hit.start, hit.end) = room.decoded.source(hit.start, hit.end);
            }
        }
        let fresh = policy.within_json();
        for hit in &room.scan.hits {
            room.edits.push((start + hit.start, start + hit.end), fresh, hit.rule, self.mark, self.name);
        }
    }

    /// What JSON forbids in a string, among its stops.
    #[inline(never)]
    fn look(&self, start: usize, end: usize, stops: std::ops::Range<usize>) -> Result<(), Stopped> {
        for stop in &self.index.stops[stops] {
            let at = *stop as usize;
            let slashes = self.buf[start..at].iter().rev().take_while(|byte| **byte == b'\\').count();
            let good = match self.buf[at] {
                0..=0x1f => false,
                b'u' if slashes % 2 == 1 => hex(self.buf[..end].get(at + 1..at + 5)).is_some(),
                byte if slashes % 2 == 1 => matches!(byte, b'b' | b'f' | b'n' | b'r' | b't' | b'"' | b'\\' | b'/'),
                _ => true,
            };
            if !good {
                return Err(Stopped::NotJson);
            }
        }
        Ok(())
    }

    /// A name that the memo does not know.
    #[inline(never)]
    fn new_name(&mut self, start: usize, end: usize) -> Mark {
        let policy = self.policy;
        let raw = &self.buf[start..end];
        let room = &mut *self.room;
        room.decoded.decode(raw);
        let text = &room.decoded.text;
        let mut mark = Mark::NONE;
        match policy.keys.find(text) {
            Some(Match::Rule(rule)) => mark.rule = rule,
            Some(Match::Protected) => mark.protected = true,
            None => {}
        }
        mark.role = role(text);
        room.scan.look_at_new(policy, text, Kind::Plain);
        mark.tainted = !room.scan.hits.is_empty();
        if mark.tainted && self.quiet.is_none() {
            for hit in &room.scan.hits {
                let (from, to) = room.decoded.source(hit.start, hit.end);
                room.edits.push((start + from, start + to), policy.within_json(), hit.rule, mark, (0, 0));
            }
        }
        room.memo.keep(self.previous, self.buf, start, end, mark)
    }

    /// Notes a value for the pairs around it. `text` is a string's span.
    fn pair(&mut self, value: (usize, usize), text: Option<(usize, usize)>) {
        let role = self.mark.role;
        if !self.in_array && role == Role::Plain {
            return;
        }
        let named = text.and_then(|span| self.named(span));
        let flag = named.filter(|_| text.is_some_and(|(start, end)| self.buf[start..end].starts_with(b"--")));
        let Some(level) = self.room.levels.last_mut() else { return };
        if !level.array {
            match role {
                Role::PairName => level.pair.rule = named.or(level.pair.rule),
                Role::PairValue => {
                    if let Some(earlier) = level.pair.value.replace(value) {
                        self.room.unnamed.push((self.room.levels.len(), earlier));
                    }
                }
                Role::Plain => {}
            }
            return;
        }
        level.count += 1;
        let after_flag = std::mem::replace(&mut level.pair.flag, flag);
        match level.count {
            1 => level.pair.rule = named,
            // A list of names is no pair.
            2 if named.is_some() => level.pair.rule = None,
            2 => level.pair.value = Some(value),
            _ => level.pair.rule = None,
        }
        if let Some(rule) = after_flag.filter(|_| flag.is_none()) {
            self.replace(value, rule);
        }
    }

    /// The rule that a string's text matches as a name.
    fn named(&mut self, (start, end): (usize, usize)) -> Option<u16> {
        let raw = &self.buf[start..end];
        if raw.len() > 256 {
            return None;
        }
        let text = if raw.contains(&b'\\') {
            self.room.decoded.decode(raw);
            &self.room.decoded.text
        } else {
            raw
        };
        match self.policy.keys.find(text.strip_prefix(b"--").unwrap_or(text)) {
            Some(Match::Rule(rule)) if text.len() <= 64 => Some(rule),
            _ => None,
        }
    }

    /// Replaces the values of the pair in the level that has just closed, where its name is sensitive.
    fn replace_pair(&mut self, pair: Pair) {
        let depth = self.room.levels.len() + 1;
        while let Some((_, earlier)) = self.room.unnamed.pop_if(|(level, _)| *level == depth) {
            self.replace_value(pair.rule, Some(earlier));
        }
        self.replace_value(pair.rule, pair.value);
    }

    fn replace_value(&mut self, rule: Option<u16>, value: Option<(usize, usize)>) {
        let (Some(rule), Some((start, end))) = (rule, value) else { return };
        let value = &self.buf[start..end];
        if is_any_value(value) {
            let fresh = [b"{\"stringValue\":", &self.policy.in_json[..], b"}"].concat();
            if value != fresh {
                self.room.edits.push((start, end), &fresh, rule, self.mark, self.name);
            }
        } else {
            self.replace((start, end), rule);
        }
    }
}

impl Visit for Redact<'_> {
    #[inline(always)]
    fn key(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        let mark = match self.room.memo.find(self.previous, self.buf, start, end) {
            Some(mark) => mark,
            None => {
                let stops = self.stops(start, end);
                self.look(start, end, stops)?;
                self.new_name(start, end)
            }
        };
        self.mark = mark;
        self.name = (start, end);
        self.previous = mark.id;
        Ok(())
    }

    #[inline(always)]
    fn string(&mut self, start: usize, end: usize) -> Result<(), Stopped> {
        let stops = self.stops(start, end);
        if !stops.is_empty() {
            self.look(start, end, stops.clone())?;
        }
        if self.quiet.is_some() {
            return Ok(());
        }
        if self.mark.rule != Mark::CLEAN {
            self.replace((start - 1, end + 1), self.mark.rule);
        } else {
            self.pair((start - 1, end + 1), Some((start, end)));
            if !stops.is_empty() {
                self.scan(start, end, stops);
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn scalar(&mut self, start: usize, end: usize) {
        if self.quiet.is_some() {
            return;
        }
        if self.mark.rule != Mark::CLEAN {
            self.replace((start, end), self.mark.rule);
            return;
        }
        self.pair((start, end), None);
        if end - start >= 13 && !self.mark.protected && self.buf[start..end].iter().all(u8::is_ascii_digit) {
            let policy = self.policy;
            let hits = &mut self.room.scan.hits;
            Scan::new(&self.buf[start..end], &policy.detectors, &policy.keys, false, hits).stop(12);
            if let Some(rule) = hits.first().map(|hit| hit.rule) {
                self.replace((start, end), rule);
            }
        }
    }

    #[inline(always)]
    fn open(&mut self, start: usize, array: bool) {
        let (mark, name) = (self.mark, self.name);
        if self.quiet.is_none() && mark.rule != Mark::CLEAN {
            self.quiet = Some(self.room.levels.len());
        }
        self.room.levels.push(Level { start, array, mark, name, count: 0, pair: Pair::default() });
        self.in_array = array;
        if !array {
            self.mark = Mark::NONE;
        }
    }

    #[inline(always)]
    fn close(&mut self, end: usize) {
        let Some(level) = self.room.levels.pop() else { return };
        let quiet = self.quiet;
        self.mark = level.mark;
        self.name = level.name;
        if quiet.is_none() && (!level.array || level.count == 2) {
            self.replace_pair(level.pair);
        }
        self.in_array = self.room.levels.last().is_some_and(|level| level.array);
        if quiet == Some(self.room.levels.len()) {
            self.quiet = None;
            self.replace((level.start, end), level.mark.rule);
        } else if quiet.is_none() {
            self.pair((level.start, end), None);
        }
    }
}

/// Looks at a record that is no JSON.
pub(crate) fn text(
    policy: &Policy,
    buf: &[u8],
    (start, end): (usize, usize),
    index: &Index,
    quote: usize,
    stop: usize,
    room: &mut Room,
) {
    room.edits.clear();
    let raw = &buf[start..end];
    let within = |list: &[u32], from: usize| {
        let from = from + list[from..].partition_point(|at| (*at as usize) < start);
        from..from + list[from..].partition_point(|at| (*at as usize) < end)
    };
    let quotes = &index.quotes[within(&index.quotes, quote)];
    let stops = &index.stops[within(&index.stops, stop)];
    room.scan.look(policy, Text { bytes: raw, quotes, stops, base: start, kind: Kind::Escaped });
    for hit in &room.scan.hits {
        room.edits.push((start + hit.start, start + hit.end), &policy.in_text, hit.rule, Mark::NONE, (0, 0));
    }
}

/// An OTLP value: `{"stringValue":…}` and its like. What replaces it has to be one too.
fn is_any_value(value: &[u8]) -> bool {
    let Some(rest) = value.strip_prefix(b"{") else { return false };
    let rest = rest.trim_ascii_start();
    [&b"string"[..], b"int", b"double", b"bool", b"bytes", b"array", b"kvlist"].iter().any(|kind| {
        rest.strip_prefix(b"\"")
            .and_then(|rest| rest.strip_prefix(*kind))
            .is_some_and(|rest| rest.starts_with(b"Value\""))
    })
}
