//! One record under one verb: walked, made CP1, redacted, validated, written.
//!
//! A record whose shape is right already is walked once and spliced from where it stands. One that is made anew is made
//! in a buffer of its own and walked there; what is found in it is told with the places of the input.
use crate::cp1::{self, Cp1};
use crate::decode::Decoded;
use crate::frame;
use crate::index::Index;
use crate::inspect;
use crate::judge::{self, Judge, Room, Task};
use crate::keys::Mark;
use crate::output::{Finding, Output, Severity, Verb};
use crate::policy::{Policy, fixed};
use crate::refuse;
use crate::shape::Kind;
use crate::tally::Tallies;
use crate::walk::{self, Cursor, Stopped};
use crate::wrap;

/// Where the loop over a buffer stands.
#[derive(Default)]
pub(crate) struct Place {
    pub(crate) cursor: Cursor,
    /// The next stop of the index.
    pub(crate) stop: usize,
    /// The buffer is written to the output up to here.
    pub(crate) copied: usize,
}

/// A record's line in a buffer: its record, and where the next line starts.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) next: usize,
    /// One-based.
    pub(crate) number: u64,
}

/// What works on records, whatever stream they are of.
#[derive(Default)]
pub(crate) struct Records {
    pub(crate) tallies: Tallies,
    pub(crate) room: Room,
    levels: Vec<bool>,
    /// A record that is made anew, its index, and its own positions.
    fresh: Decoded,
    index: Index,
}

/// What is written of a record.
enum Written {
    /// What stands in the buffer, with the edits made.
    Edited,
    /// The fresh record, with the edits made.
    Fresh,
}

impl Records {
    /// Handles one line of `buf`, which `index` has seen.
    pub(crate) fn line(
        &mut self,
        policy: &Policy,
        verb: Verb,
        (buf, index): (&[u8], &Index),
        line: Line,
        place: &mut Place,
        output: &mut Output,
    ) {
        let mut start = line.start;
        if frame::is_blank(&buf[start..line.end]) {
            return;
        }
        output.counts.records += 1;
        let (errors, findings) = (output.counts.errors, output.findings.len());
        let mut work = Work { policy, verb, line, map: None, output, tallies: &mut self.tallies };
        if line.end - start > policy.max_record_bytes {
            return work.limit(buf, fixed::RECORD_BYTES, place);
        }
        let formats = matches!(verb, Verb::Format | Verb::Run) && policy.output_cp1;
        let bom = line.number == 1 && buf[start..line.end].starts_with(b"\xEF\xBB\xBF");
        if bom {
            if verb == Verb::Validate {
                work.found(Cp1::Bom, (start, start + 3), "", b"");
            }
            start += 3;
        }
        self.room.memo.trim();
        let task = Task {
            redact: verb != Verb::Format,
            shape: formats || work.checks(),
            inspect: work.inspects(),
            pointers: verb == Verb::Validate,
        };
        let mut judge = Judge::new(task, policy, buf, index, &mut place.stop, &mut self.room);
        let depth = policy.max_depth;
        let walked = walk::walk(buf, (start, line.end), index, &mut place.cursor, &mut self.levels, depth, &mut judge);
        if walked.is_err() {
            judge.abandon();
        }
        let mut written = Written::Edited;
        match walked {
            Err(Stopped::TooDeep) => {
                place.cursor.skip_to(index, line.next);
                return work.limit(buf, fixed::DEPTH, place);
            }
            Ok(()) => {
                let record = &buf[start..line.end];
                let utf8 = !(formats || work.checks()) || record.is_ascii() || std::str::from_utf8(record).is_ok();
                if !utf8 && work.checks() {
                    work.invalid_utf8(record, start);
                }
                if formats {
                    let (begin, end) = trimmed(buf, start, line.end);
                    let mut changes = Vec::new();
                    if self.room.shape.is_object {
                        let made = cp1::convert(buf, (begin, end), &self.room.shape, policy.zone);
                        for (rule, span, pointer) in made.found {
                            work.found(rule, span, &pointer, pointer.get(1..).unwrap_or_default().as_bytes());
                        }
                        changes.extend(made.changes.into_iter().map(|change| (change.span, change.fresh)));
                    }
                    if !utf8 {
                        let bytes = wrap::invalid_bytes(&buf[start..line.end]);
                        let apart = |span: (usize, usize)| {
                            !changes.iter().any(|((from, to), _)| *from <= span.0 && span.1 <= *to)
                        };
                        let bytes: Vec<_> = bytes
                            .into_iter()
                            .map(|((a, b), fresh)| ((a + start, b + start), fresh))
                            .filter(|(span, _)| apart(*span))
                            .collect();
                        changes.extend(bytes);
                        changes.sort_by_key(|(span, _)| *span);
                    }
                    if bom {
                        changes.insert(0, ((line.start, start), Vec::new()));
                    }
                    if !changes.is_empty() {
                        self.fresh.substitute(
                            &buf[line.start..line.end],
                            changes.iter().map(|((a, b), fresh)| ((a - line.start, b - line.start), &fresh[..])),
                        );
                        written = Written::Fresh;
                    }
                }
            }
            Err(Stopped::NotJson) => {
                // Some stops may have been passed already.
                place.stop = index.stops.partition_point(|at| (*at as usize) < start);
                if task.redact {
                    let lists = (place.cursor.quote, place.stop);
                    if !refuse::is_json(buf[start..line.end].trim_ascii_start().first().copied()) {
                        self.room.edits.clear();
                        let (room, levels) = (&mut self.room, &mut self.levels);
                        within_text(policy, task, (buf, index), line, place.cursor, (room, levels));
                    }
                    judge::text(policy, buf, (start, line.end), index, lists, &mut self.room);
                }
                if formats {
                    let (_, end) = trimmed(buf, start, line.end);
                    for edit in self.room.edits.settle() {
                        work.output.counts.redactions += 1;
                        work.tallies.count(edit.rule, 0, "replace");
                    }
                    let cut = (bom).then(|| ((line.start, start), Vec::new()));
                    let changes = wrap::message(buf, (start, end), &self.room.edits);
                    let changes: Vec<_> = cut.into_iter().chain(changes).collect();
                    self.fresh.substitute(
                        &buf[line.start..line.end],
                        changes.iter().map(|((a, b), fresh)| ((a - line.start, b - line.start), &fresh[..])),
                    );
                    written = Written::Fresh;
                } else if work.checks() {
                    work.not_json(buf, start, place.cursor.at);
                }
                place.cursor.skip_to(index, line.next);
            }
        }
        if let Written::Fresh = written {
            if verb == Verb::Run {
                let mut cursor = Cursor::default();
                let mut stop = 0;
                self.index.fill(&self.fresh.text, policy.inspecting());
                let mut judge = Judge::new(task, policy, &self.fresh.text, &self.index, &mut stop, &mut self.room);
                let whole = (0, self.fresh.text.len());
                let text = &self.fresh.text;
                let walked = walk::walk(text, whole, &self.index, &mut cursor, &mut self.levels, depth, &mut judge);
                if walked.is_err() {
                    // What was made is JSON, unless it became too deep.
                    return work.limit(buf, fixed::DEPTH, place);
                }
            } else {
                self.room.edits.clear();
            }
        }
        let (text, base) = match written {
            Written::Edited => (buf, line.start),
            Written::Fresh => (&self.fresh.text[..], 0),
        };
        work.map = matches!(written, Written::Fresh).then_some(&self.fresh);
        if work.checks() && (walked.is_ok() || matches!(written, Written::Fresh)) {
            let span = match written {
                Written::Edited => trimmed(buf, start, line.end),
                Written::Fresh => (0, text.len()),
            };
            let name = |pointer: &str| pointer.rsplit('/').next().unwrap_or_default().to_owned();
            cp1::check(text, span, &self.room.shape, policy.require_correlation, &mut |rule, span, pointer| {
                work.found(rule, span, pointer, name(pointer).as_bytes());
            });
            for (class, span, pointer) in &self.room.injections {
                work.found(*class, *span, pointer, name(pointer).as_bytes());
            }
        }
        if verb == Verb::Validate {
            for edit in self.room.edits.settle() {
                let name = if edit.key.tainted { b"" } else { &text[edit.name.0..edit.name.1] };
                work.rule(edit.rule, (edit.start, edit.end), &edit.pointer, name);
            }
            output.findings[findings..].sort_by_key(|finding| (finding.start, finding.rule));
            return;
        }
        if policy.withhold_invalid && output.counts.errors > errors && verb == Verb::Run {
            let worst = |finding: &&Finding| policy.rules[finding.rule as usize].severity == Severity::Error;
            let rule = output.findings[findings..].iter().find(worst).map_or(0, |finding| finding.rule as u16);
            return Work { policy, verb, line, map: None, output, tallies: &mut self.tallies }
                .withhold(buf, rule, place);
        }
        output.findings[findings..].sort_by_key(|finding| (finding.start, finding.rule));
        let split = policy.split_errors && is_error(text, &self.room);
        let edited = !self.room.edits.is_empty();
        if !edited && !split && matches!(written, Written::Edited) {
            return;
        }
        let edits = &mut self.room.edits;
        for edit in edits.settle() {
            let field = field(&mut self.tallies, &mut self.room.memo, text, edit.key, edit.name);
            output.counts.redactions += 1;
            self.tallies.count(edit.rule, field, "replace");
        }
        output.counts.changed += u64::from(edited || matches!(written, Written::Fresh));
        if let (Written::Edited, false) = (&written, split) {
            edits.splice(buf, &mut place.copied, &mut output.bytes);
            return;
        }
        output.bytes.extend_from_slice(&buf[place.copied..line.start]);
        place.copied = line.next;
        let out = if split { &mut output.errors } else { &mut output.bytes };
        let mut copied = base;
        edits.splice(text, &mut copied, out);
        match written {
            Written::Edited => out.extend_from_slice(&buf[copied..line.next]),
            Written::Fresh => {
                out.extend_from_slice(&text[copied..]);
                out.extend_from_slice(&buf[line.end..line.next]);
            }
        }
    }
}

/// Redacts the JSON that stands behind some text: `INFO {"password":"x"}`.
fn within_text(
    policy: &Policy,
    task: Task,
    (buf, index): (&[u8], &Index),
    line: Line,
    mut cursor: Cursor,
    (room, levels): (&mut Room, &mut Vec<bool>),
) {
    let record = &buf[line.start..line.end];
    let Some(begin) = record.iter().position(|byte| matches!(byte, b'{' | b'[')) else { return };
    let begin = line.start + begin;
    cursor.skip_to(index, begin);
    let mut stop = index.stops.partition_point(|at| (*at as usize) < begin);
    let task = Task { shape: false, inspect: false, ..task };
    let mut judge = Judge::new(task, policy, buf, index, &mut stop, room);
    // Whatever follows it: what was told of its whole part holds.
    let _ = walk::walk(buf, (begin, line.end), index, &mut cursor, levels, policy.max_depth, &mut judge);
    judge.abandon();
}

/// Whether the record's level is ERROR.
fn is_error(text: &[u8], room: &Room) -> bool {
    room.shape.top.iter().any(|member| {
        cp1::field(member.name) == Some((cp1::Field::Level, 0))
            && member.kind == Kind::String
            && &text[member.value.0..member.value.1] == b"\"ERROR\""
    })
}

/// A record's span without the white space around it.
fn trimmed(buf: &[u8], start: usize, end: usize) -> (usize, usize) {
    let record = &buf[start..end];
    let before = record.len() - record.trim_ascii_start().len();
    (start + before, start + before + record.trim_ascii().len())
}

/// The tallies' number of a key. One with a secret in it is not named.
fn field(
    tallies: &mut Tallies,
    memo: &mut crate::keys::Memo,
    buf: &[u8],
    key: Mark,
    (start, end): (usize, usize),
) -> u32 {
    if key.tainted {
        return Tallies::OTHER;
    }
    if key.id == 0 {
        return tallies.decoded(&buf[start..end]);
    }
    let number = memo.field(key.id);
    if *number == 0 {
        *number = tallies.decoded(&buf[start..end]);
    }
    *number
}

/// One line on its way to the output.
struct Work<'a> {
    policy: &'a Policy,
    verb: Verb,
    line: Line,
    /// Where the spans that are told come from, where not from the buffer.
    map: Option<&'a Decoded>,
    output: &'a mut Output,
    tallies: &'a mut Tallies,
}

impl Work<'_> {
    fn checks(&self) -> bool {
        matches!(self.verb, Verb::Validate | Verb::Run) && self.policy.check_cp1
    }

    fn inspects(&self) -> bool {
        self.checks()
    }

    /// A rule of validation has fired. `name` is the field's.
    fn found(&mut self, rule: Cp1, span: (usize, usize), pointer: &str, name: &[u8]) {
        self.rule(self.policy.number(rule), span, pointer, name);
    }

    fn rule(&mut self, rule: u16, (start, end): (usize, usize), pointer: &str, name: &[u8]) {
        match self.policy.rules[usize::from(rule)].severity {
            Severity::Error => self.output.counts.errors += 1,
            Severity::Warning => self.output.counts.warnings += 1,
            Severity::Info => {}
        }
        let field = self.tallies.decoded(name);
        self.tallies.count(rule, field, "find");
        if self.output.findings.len() < Output::MAX_FINDINGS {
            let (start, end) = match self.map {
                Some(map) => map.source(start, end),
                None => (start - self.line.start, end - self.line.start),
            };
            self.output.findings.push(Finding {
                rule: u32::from(rule),
                line: self.line.number,
                start: start as u32,
                end: end as u32,
                pointer: pointer.to_owned(),
            });
        }
    }

    /// The record is over a limit.
    fn limit(&mut self, buf: &[u8], rule: u16, place: &mut Place) {
        let Line { start, end, next, number } = self.line;
        if self.verb == Verb::Validate {
            return self.rule(rule, (start, end), "", b"");
        }
        self.output.bytes.extend_from_slice(&buf[place.copied..start]);
        place.copied = next;
        refuse::whole(self.policy, rule, number, &buf[start..end], &buf[end..next], self.output);
        self.tallies.count(rule, 0, refuse::action(self.policy, self.verb));
    }

    /// The record is not valid, and the policy keeps such out.
    fn withhold(&mut self, buf: &[u8], rule: u16, place: &mut Place) {
        let Line { start, end, next, number } = self.line;
        self.output.bytes.extend_from_slice(&buf[place.copied..start]);
        place.copied = next;
        refuse::withhold(self.policy, rule, number, &buf[start..end], &buf[end..next], self.output);
        self.tallies.count(rule, 0, "withhold");
    }

    fn invalid_utf8(&mut self, record: &[u8], start: usize) {
        if let Err(error) = std::str::from_utf8(record) {
            let at = start + error.valid_up_to();
            self.found(Cp1::InvalidUtf8, (at, at + error.error_len().unwrap_or(1)), "", b"");
        }
    }

    /// Text, or JSON that breaks off: where it stops to be JSON.
    fn not_json(&mut self, buf: &[u8], start: usize, stopped: usize) {
        let end = trimmed(buf, start, self.line.end).1;
        let record = &buf[start..end];
        let at = if refuse::is_json(record.trim_ascii_start().first().copied()) { stopped.min(end) } else { start };
        self.found(Cp1::NotJson, (at, end), "", b"");
        let mut classes = Vec::new();
        inspect::text(record, |class, span| classes.push((class, span)));
        for (class, (from, to)) in classes {
            self.found(class, (start + from, start + to), "", b"");
        }
    }
}
