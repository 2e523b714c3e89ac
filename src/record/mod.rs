//! One record under one verb: walked, made CP1, redacted, validated, written.
//!
//! A record whose shape is right already is walked once and spliced from where it stands. One that is made anew is made
//! in a buffer of its own and walked there; what is found in it is told with the places of the input.
mod made;
mod open_key;
mod quick;
mod shaping;
mod writing;

pub(crate) use open_key::OpenKey;

use crate::check::Checker;
use crate::cp1::{Cp1, Time};
use crate::decode::Decoded;
use crate::emit::{Emitter, Form};
use crate::encoding;
use crate::frame::{self, Line};
use crate::index::Index;
use crate::input::{Format, Input};
use crate::judge::{Judge, Room, Task};
use crate::lane::{Lane, Pairs};
use crate::output::{Output, Severity, Verb};
use crate::part::WHOLE;
use crate::policy::{Policy, fixed};
use crate::refuse;
use crate::report::Report;
use crate::tally::Tallies;
use crate::walk::Cursor;
use shaping::{dropped, look_again, shape};
use writing::{limit, withhold};

/// Where the loop over a buffer stands.
#[derive(Default)]
pub(crate) struct Place {
    pub(crate) cursor: Cursor,
    /// The next stop of the index.
    pub(crate) stop: usize,
    /// The buffer is written to the output up to here.
    pub(crate) copied: usize,
}

/// What works on records, whatever stream they are of. All of it is used again for the next one.
#[derive(Default)]
pub(crate) struct Records {
    pub(crate) tallies: Tallies,
    pub(crate) room: Room,
    /// A private key that goes on from record to record. A part of the stream's state.
    pub(crate) key: OpenKey,
    /// What is asked for beyond CP1.
    pub(crate) checker: Checker,
    /// The time of records that tell none.
    pub(crate) received: Option<Time>,
    lane: Lane,
    /// The same of records that were made anew.
    anew: Lane,
    pairs: Pairs,
    levels: Vec<bool>,
    /// A record that is made anew, and its index.
    fresh: Decoded,
    index: Index,
    emitter: Emitter,
}

/// What a record's bytes are, once its shape is right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shaped {
    /// What stands in the buffer.
    AsIs,
    /// `Records::fresh`.
    Anew,
    /// Over a limit.
    Refused,
}

/// A line on its way through, and all that it needs.
struct Way<'a> {
    policy: &'a Policy,
    verb: Verb,
    task: Task,
    received: Option<Time>,
    buf: &'a [u8],
    index: &'a Index,
    line: Line,
    /// The record's span: the line's, less a byte order mark.
    start: usize,
    place: &'a mut Place,
}

impl Way<'_> {
    fn record(&self) -> &[u8] {
        &self.buf[self.start..self.line.end]
    }

    fn is_utf8(&self) -> bool {
        self.index.is_utf8(self.buf, self.start, self.line.end)
    }

    /// The record's span without the white space around it.
    fn trimmed(&self) -> (usize, usize) {
        let record = self.record();
        let before = record.len() - record.trim_ascii_start().len();
        (self.start + before, self.start + before.max(record.trim_ascii_end().len()))
    }

    fn formats(&self) -> bool {
        matches!(self.verb, Verb::Format | Verb::Run) && self.policy.output_cp1
    }

    /// What the record is written as, where that is not its JSON.
    fn form(&self) -> Option<Form> {
        self.policy.form.filter(|_| WHOLE && self.formats())
    }

    fn checks(&self) -> bool {
        self.task.inspect
    }

    /// Whether the record's form may be told from one before it: where nothing but its values counts.
    fn has_lane(&self) -> bool {
        let Policy { split_errors, require_correlation, .. } = *self.policy;
        let walks = self.policy.needs_walk() || self.is_text() || self.task.visible || self.looks_closer();
        !(walks || split_errors || require_correlation)
    }

    /// Whether there are checks beyond CP1.
    fn looks_closer(&self) -> bool {
        WHOLE && self.policy.checks.on != 0 && matches!(self.verb, Verb::Validate | Verb::Run)
    }

    /// Whether a header stands in front of the record, and goes.
    fn unwraps(&self) -> bool {
        self.line.head > self.line.start && self.formats()
    }

    /// Whether all is text, JSON too.
    fn is_text(&self) -> bool {
        self.policy.input == Input::Only(Format::Text)
    }

    /// Whether a record starts as JSON does: then a walk that stopped has told what is good of it.
    fn starts_as_json(&self) -> bool {
        refuse::is_json(self.record().trim_ascii_start().first().copied())
    }
}

impl Records {
    /// The edits of the last record: from where, up to where, and what was written.
    pub(crate) fn edits(&self) -> Vec<(usize, usize, Vec<u8>)> {
        let edits = &self.room.edits;
        edits.list().iter().map(|edit| (edit.start, edit.end, edits.fresh(edit).to_vec())).collect()
    }

    /// Handles one line of `buf`, which `index` has seen. True of a line that is validated: redaction leaves it as it is.
    #[inline(always)]
    pub(crate) fn line(
        &mut self,
        policy: &Policy,
        verb: Verb,
        seen: (&[u8], &mut Index),
        line: Line,
        place: &mut Place,
        output: &mut Output,
    ) -> bool {
        let stays = self.record(policy, verb, seen, line, place, output);
        if std::mem::take(&mut self.room.scan.open) {
            self.key.begin();
        }
        stays
    }

    /// Redacts a line that was validated, as if it had not been. The lane stays that of validation.
    #[cfg(any(test, feature = "viewer"))]
    pub(crate) fn redact(
        &mut self,
        policy: &Policy,
        seen: (&[u8], &mut Index),
        line: Line,
        place: &mut Place,
        output: &mut Output,
    ) {
        let lane = std::mem::take(&mut self.lane);
        self.line(policy, Verb::Redact, seen, line, place, output);
        self.lane = lane;
    }

    fn record(
        &mut self,
        policy: &Policy,
        verb: Verb,
        (buf, index): (&[u8], &mut Index),
        line: Line,
        place: &mut Place,
        output: &mut Output,
    ) -> bool {
        if frame::is_blank(&buf[line.start..line.end]) {
            if WHOLE && policy.form.is_some() && matches!(verb, Verb::Format | Verb::Run) {
                output.bytes.extend_from_slice(&buf[place.copied..line.start]);
                output.bytes.extend_from_slice(&buf[line.end..line.next]);
                place.copied = line.next;
            }
            return true;
        }
        output.counts.records += 1;
        if self.room.memo.trim() {
            (self.lane, self.anew) = Default::default();
        }
        let judged = matches!(verb, Verb::Validate | Verb::Run);
        let checks = judged && (policy.check_cp1 || policy.checks.schema.is_some());
        let task = Task {
            redact: verb != Verb::Format,
            shape: judged && policy.check_cp1 || matches!(verb, Verb::Format | Verb::Run) && policy.output_cp1,
            inspect: checks,
            visible: policy.visible && policy.output_cp1 && matches!(verb, Verb::Format | Verb::Run),
            pointers: verb == Verb::Validate,
        };
        let received = self.received;
        let mut start = line.head;
        if line.number == 1 && buf[line.head..line.end].starts_with(b"\xEF\xBB\xBF") {
            start += 3;
        }
        let mut way = Way { policy, verb, task, received, buf, index, line, start, place };
        let errors = output.counts.errors;
        let short = line.end - line.start <= policy.max_record_bytes;
        if short && !self.key.is_open() && self.passes(&mut way) {
            if self.room.shape.remark.is_some() && way.checks() && policy.check_cp1 {
                Report::new(policy, line, output, &mut self.tallies).cp1(buf, way.trimmed(), &self.room.shape);
            }
            let stays = self.room.edits.is_empty() && way.form().is_none() && !way.unwraps();
            if verb == Verb::Validate || stays || self.drops(&mut way, output) {
                return true;
            }
            self.write(&mut way, Shaped::AsIs, output);
            return false;
        }
        self.pairs.told = None;
        let told = (&mut *output, &mut self.tallies);
        if short && !self.key.is_open() && quick::passes(&mut way, &mut self.pairs, &mut self.room.scan, told) {
            return true;
        }
        let mut report = Report::new(policy, line, output, &mut self.tallies);
        if !short {
            limit(&mut way, fixed::RECORD_BYTES, report);
            return false;
        }
        if verb != Verb::Format && encoding::is_wide(&buf[line.start..line.end]) {
            limit(&mut way, fixed::ENCODING, report);
            return false;
        }
        if way.start > line.head && verb == Verb::Validate {
            report.bom((line.start, way.start));
        }
        index.list(line.start, line.end);
        place.cursor = Cursor::default();
        let mut way = Way { policy, verb, task, received, buf, index, line, start, place };
        let Records { room, levels, fresh, lane, pairs, .. } = self;
        let shaped = shape(&mut way, (room, levels, fresh, lane, pairs), &mut report);
        let shaped = match shaped {
            Shaped::Anew if verb == Verb::Run || policy.split_errors => {
                let Records { room, levels, fresh, index, anew, .. } = self;
                look_again(&way, (fresh, index), (room, levels, anew), shaped)
            }
            Shaped::Anew => {
                self.room.edits.clear();
                shaped
            }
            _ => shaped,
        };
        if shaped == Shaped::Refused {
            let report = Report::new(policy, line, output, &mut self.tallies);
            limit(&mut way, fixed::DEPTH, report);
            return false;
        }
        if self.key.is_open() && task.redact {
            let Records { room, fresh, key, .. } = self;
            match shaped {
                Shaped::Anew => key.record(policy, &fresh.text, (0, fresh.text.len()), room),
                _ => key.record(policy, buf, way.trimmed(), room),
            }
        }
        if verb != Verb::Validate && self.drops(&mut way, output) {
            return false;
        }
        let mut report = Report::new(policy, line, output, &mut self.tallies);
        let text = if shaped == Shaped::Anew { &self.fresh.text[..] } else { buf };
        let whole = if shaped == Shaped::Anew { (0, text.len()) } else { way.trimmed() };
        report.map = (shaped == Shaped::Anew).then_some(&self.fresh);
        let first = report.first;
        if way.checks() && self.room.is_json {
            if policy.check_cp1 {
                report.cp1(text, whole, &self.room.shape);
            }
            report.injections(&self.room.injections);
        }
        if way.looks_closer() {
            self.checker.look(text, whole, self.room.is_json, &mut report);
        }
        if verb == Verb::Validate {
            if policy.output_cp1 && policy.check_cp1 && self.room.is_json {
                report.fixes(text, whole, &self.room.shape);
            }
            report.leaks(text, &mut self.room.edits);
            report.sort();
            return self.room.edits.is_empty();
        }
        report.sort();
        if policy.withhold_invalid && verb == Verb::Run && output.counts.errors > errors {
            let error = |rule: &u32| policy.rules[*rule as usize].severity == Severity::Error;
            let rules = output.findings[first..].iter().map(|finding| finding.rule);
            let rule = rules.clone().find(error).unwrap_or(u32::from(policy.number(Cp1::NotObject)));
            withhold(&mut way, rule as u16, "withhold", output, &mut self.tallies);
            return false;
        }
        self.write(&mut way, shaped, output);
        false
    }

    /// Whether the record is of a known form, and nothing is to be done about it but the edits that were noted.
    fn passes(&mut self, way: &mut Way<'_>) -> bool {
        if way.start != way.line.head || !way.has_lane() || !self.lane.open(way.task) {
            return false;
        }
        let stop = way.place.stop;
        let mut judge = Judge::new(way.task, way.policy, way.buf, way.index, &mut way.place.stop, &mut self.room);
        let passed = self.lane.pass(&mut judge, (way.start, way.line.end))
            && (!way.formats() && !way.checks() || way.is_utf8())
            && self.says_no_more(way);
        if passed {
            (self.room.is_json, self.room.shape.clean) = (true, way.task.shape);
        } else {
            way.place.stop = stop;
        }
        passed
    }

    /// Whether what is to be said of a record is said as it passes: it is not kept out for that, and what carries it, or the
    /// time it came, does not tell what it lacks.
    #[inline]
    fn says_no_more(&self, way: &Way<'_>) -> bool {
        let remark = self.room.shape.remark;
        !(way.policy.withhold_invalid && remark.is_some())
            && (remark.missing == 0 || !way.unwraps() && way.received.is_none())
    }

    /// Keeps a record out of the output, where an action says so.
    fn drops(&mut self, way: &mut Way<'_>, output: &mut Output) -> bool {
        let Some(rule) = self.room.dropped.take().or_else(|| dropped(way.policy, &self.room.edits)) else {
            return false;
        };
        withhold(way, rule, "drop", output, &mut self.tallies);
        true
    }
}
