//! What a name or a value says, where the index has something to look at.
use super::Judge;
use super::nested::{Holder, deeper};
use crate::contains::contains;
use crate::cp1::{self, Cp1};
use crate::decode::hex;
use crate::detect::{NUMBER, Scan, is_id, is_in_run, maybe_address, maybe_assigned, maybe_long};
use crate::hidden;
use crate::inspect;
use crate::keys::{KeyRules, Mark, Match, role};
use crate::policy::fixed;
use crate::scan::{Kind, Text};
use crate::walk::Stopped;

impl Judge<'_> {
    /// A string's text, looked at by the detectors. Its stops are `stops`.
    #[inline(never)]
    pub(super) fn scan(&mut self, start: usize, end: usize, stops: std::ops::Range<usize>) {
        let policy = self.policy;
        let raw = &self.buf[start..end];
        let kind = if self.mark.protected && is_id(raw) { Kind::Protected } else { Kind::Plain };
        let list = &self.index.stops[stops];
        let escaped = contains(raw, b'\\');
        let idle = |stop: &u32| policy.detectors.begins_nothing(raw, *stop as usize - start, &policy.keys);
        if !escaped && policy.patterns.is_empty() && list.iter().all(idle) {
            return;
        }
        let room = &mut *self.room;
        room.scan.name.clear();
        room.scan.name.extend_from_slice(ending(self.buf, self.name));
        if !escaped {
            room.scan.look(policy, Text { bytes: raw, quotes: &[], stops: list, base: start, kind });
        } else {
            let literal = |at: usize| {
                policy.literals.may_stand(&self.buf[at..end])
                    && policy.detectors.maybe_literal(raw, at - start, &policy.keys)
            };
            let worth = |at: usize| {
                let text = &self.buf[at..end];
                if !policy.patterns.is_empty() && policy.patterns.starts(text) {
                    return true;
                }
                match (self.buf[at - 1], self.buf[at]) {
                    // The lines of a stack trace.
                    (b':', b'0'..=b'9') => literal(at) || maybe_assigned(raw, at - start, &policy.keys),
                    (b'\\', b'u') => hex(text.get(1..5)).is_some(),
                    (b'\\', byte) if self.buf[at - 2] == b'[' || byte == b'\\' => {
                        may_begin_pair(&self.buf[at - 1..end], &policy.keys)
                            || text[1..].starts_with(b"u") && hex(text.get(2..6)).is_some()
                    }
                    _ if is_in_run(raw, at - start) => {
                        policy.detectors.long() && maybe_long(raw, at - start) || literal(at)
                    }
                    (_, b'@') | (b'0'..=b'9' | b'-', b'A'..=b'Z') => true,
                    (_, b':' | b'.') if maybe_address(raw, at - start) => true,
                    (b':' | b'=' | b'-', _) => literal(at) || maybe_assigned(raw, at - start, &policy.keys),
                    (_, b'0'..=b'9' | b' ' | b'-') => true,
                    (_, 0..=0x1f | 0x7f..=0xFF | b'%') => hidden::may_stand(&self.buf[..end], at) || literal(at),
                    _ => literal(at),
                }
            };
            if policy.patterns.everywhere || list.iter().any(|stop| worth(*stop as usize)) {
                self.nested(start, end);
            }
            self.room.scan.name.clear();
            return;
        }
        room.scan.name.clear();
        let hits = std::mem::take(&mut room.scan.hits);
        for hit in &hits {
            self.part((start, end), (start + hit.start, start + hit.end), hit.rule);
        }
        self.room.scan.hits = hits;
    }

    /// A string that has to be read with its escapes undone: it may hold JSON again.
    fn nested(&mut self, start: usize, end: usize) {
        let pointer = if self.task.pointers { self.pointer() } else { String::new() };
        let holder = Holder { mark: self.mark, name: self.name, pointer: &pointer };
        let room = &mut *self.room;
        room.begin_text(end - start);
        if deeper(self.policy, &self.buf[start..end], start, room, holder).is_err() {
            self.replace((start - 1, end + 1), fixed::DEPTH);
        }
    }

    /// What JSON forbids in a string, among its stops, and what does something to a reader.
    #[inline(never)]
    pub(super) fn look(
        &mut self,
        start: usize,
        end: usize,
        stops: std::ops::Range<usize>,
        soft: bool,
    ) -> Result<(), Stopped> {
        let from = self.room.injections.len();
        let stops = &self.index.stops[stops];
        if soft && !inspect::is_stack(&self.buf[self.name.0..self.name.1]) {
            let mut all: Vec<u32> = stops.iter().copied().chain(escapes(self.buf, start, end)).collect();
            all.sort_unstable();
            all.dedup();
            return all.iter().try_for_each(|stop| self.look_at(*stop as usize, start, end, from));
        }
        stops.iter().try_for_each(|stop| self.look_at(*stop as usize, start, end, from))
    }

    /// One stop of a string that started with `from` injections known.
    #[inline(always)]
    fn look_at(&mut self, at: usize, start: usize, end: usize, from: usize) -> Result<(), Stopped> {
        let byte = self.buf[at];
        if byte < 0x7f && (at == start || self.buf[at - 1] != b'\\') {
            return if byte < b' ' { Err(Stopped::NotJson) } else { Ok(()) };
        }
        let slashes = self.buf[start..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        let escaped = slashes % 2 == 1;
        let good = match byte {
            0..=0x1f => false,
            b'u' if escaped => hex(self.buf[..end].get(at + 1..at + 5)).is_some(),
            byte if escaped => matches!(byte, b'b' | b'f' | b'n' | b'r' | b't' | b'"' | b'\\' | b'/'),
            _ => true,
        };
        if !good {
            return Err(Stopped::NotJson);
        }
        if (self.task.inspect || self.task.visible)
            && (escaped || byte >= 0x7f)
            && let Some((class, span)) = inspect::at(self.buf, at, end, escaped)
        {
            self.injection(from, class, span);
        }
        Ok(())
    }

    /// Notes the first character of each class in one value.
    fn injection(&mut self, from: usize, class: Cp1, span: (usize, usize)) {
        let known = self.room.injections[from..].iter().any(|(other, ..)| *other == class);
        let in_stack = matches!(class, Cp1::Newline | Cp1::Control)
            && matches!(self.buf[span.1 - 1], b'n' | b't' | b'r')
            && inspect::is_stack(&self.buf[self.name.0..self.name.1]);
        if self.task.visible && !in_stack {
            self.room.unseen.push(span);
        }
        if self.task.inspect && !known && !in_stack {
            let pointer = self.pointer();
            self.room.injections.push((class, span, pointer));
        }
    }

    /// A number that a pattern may match.
    #[inline(never)]
    pub(super) fn searched(&mut self, start: usize, end: usize) -> bool {
        let stops = self.stops(start, end);
        let stops = &self.index.stops[stops];
        if stops.is_empty() && !self.policy.patterns.everywhere {
            return false;
        }
        let (bytes, kind) = (&self.buf[start..end], Kind::Plain);
        let room = &mut *self.room;
        room.scan.look(self.policy, Text { bytes, quotes: &[], stops, base: start, kind });
        let found = room.scan.hits.first().map(|hit| hit.rule);
        if let Some(rule) = found {
            self.replace((start, end), rule);
        }
        found.is_some()
    }

    /// A long number: a card or an id may be written as one.
    #[inline(never)]
    pub(super) fn number(&mut self, start: usize, end: usize) {
        let policy = self.policy;
        let number = &self.buf[start..end];
        // Also with a sign, or as a decimal fraction of zeros: some writers make either of a whole number.
        let number = number.strip_prefix(b"-").unwrap_or(number);
        let length = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = number.split_at(length);
        if length >= NUMBER && rest.iter().all(|byte| matches!(byte, b'.' | b'0')) {
            let hits = &mut self.room.scan.hits;
            let mut scan = Scan::new(digits, policy.seen(), &policy.keys, false, hits);
            scan.name = ending(self.buf, self.name);
            scan.number();
            let found = hits.iter().find(|hit| !policy.allows(hit.rule, &digits[hit.start..hit.end]));
            if let Some(rule) = found.map(|hit| hit.rule) {
                self.replace((start, end), rule);
            }
        }
    }

    /// A name that the memo does not know. `clean`: there are no stops in it.
    #[inline(never)]
    pub(super) fn new_name(&mut self, start: usize, end: usize, clean: bool) -> Mark {
        let policy = self.policy;
        let raw = &self.buf[start..end];
        let room = &mut *self.room;
        room.decoded.decode(raw);
        let text = &room.decoded.text;
        let mut mark = Mark::NONE;
        let unbroken = hidden::name(text);
        let found = policy.keys.find(text);
        match found.or_else(|| policy.keys.find(unbroken.as_deref()?)) {
            Some(Match::Rule(rule)) => mark.rule = rule,
            Some(Match::Protected) => mark.protected = true,
            Some(Match::Kept) | None => {}
        }
        // A name that is our own replacement of one may say `email`, and means nothing.
        if self.buf.get(start.wrapping_sub(1)..end + 1).is_some_and(|quoted| policy.actions.is_own(quoted)) {
            mark.rule = Mark::CLEAN;
        }
        mark.role = role(text);
        mark.cp1 = cp1::of(text);
        mark.escaped = text.len() != raw.len();
        if !clean || mark.escaped || policy.patterns.everywhere || contains(raw, 0x7f) {
            room.scan.look_at_new(policy, text, Kind::Plain);
            mark.tainted = !room.scan.hits.is_empty();
        }
        if mark.tainted {
            let (mut fresh, mut written, mut copied) = (Vec::new(), b"\"".to_vec(), 0);
            for hit in &room.scan.hits {
                let (from, to) = room.decoded.source(hit.start, hit.end);
                fresh.clear();
                policy.actions.within(hit.rule, &raw[from..to], &mut fresh);
                written.extend_from_slice(raw.get(copied..from).unwrap_or_default());
                written.extend_from_slice(&fresh);
                copied = to;
                if self.quiet.is_none() && self.task.redact {
                    room.edits.push((start + from, start + to), &fresh, hit.rule, mark, (0, 0), String::new());
                }
            }
            written.extend_from_slice(&raw[copied..]);
            written.push(b'"');
            // What is written may make it a sensitive name: redacted again, it is that one.
            if mark.rule == Mark::CLEAN && !policy.actions.is_own(&written) {
                room.decoded.decode(&written[1..written.len() - 1]);
                if let Some(Match::Rule(rule)) = policy.keys.find(&room.decoded.text) {
                    mark.rule = rule;
                }
            }
        }
        room.memo.keep(self.previous, self.buf, start, end, mark)
    }
}

/// A name; of a long one its end, whose words tell what it means: it may stand before many values.
fn ending(buf: &[u8], (start, end): (usize, usize)) -> &[u8] {
    const LONGEST: usize = 256;
    &buf[start.max(end.saturating_sub(LONGEST))..end]
}

/// Where in a string's span something is escaped.
fn escapes(buf: &[u8], start: usize, end: usize) -> impl Iterator<Item = u32> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        at += buf[at.min(end)..end].iter().position(|byte| *byte == b'\\')? + 2;
        (at <= end).then_some((at - 1) as u32)
    })
}

/// Whether a list in a string may begin with a sensitive name: `text` is what follows its bracket.
/// Too often yes, never a wrong no.
fn may_begin_pair(text: &[u8], keys: &KeyRules) -> bool {
    // Blanks and line ends that are escaped, backslashes that are escaped again; then the quote.
    let skipped = |byte: &u8| matches!(byte, b' ' | b'\\' | b'n' | b't' | b'r');
    let Some(quote) = text.iter().take(256).position(|byte| !skipped(byte)) else { return text.len() >= 256 };
    if text[quote] != b'"' {
        return false;
    }
    let near = &text[quote + 1..text.len().min(quote + 65)];
    let name = &near[..near.iter().position(|byte| *byte == b'\\').unwrap_or(near.len())];
    matches!(keys.find(name), Some(Match::Rule(_)))
}
