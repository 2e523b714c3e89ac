//! Findings: what is told of a record that breaks a rule. Never a value's text.
use crate::check::{self, Check};
use crate::cp1::{self, Cp1, Field};
use crate::decode::Decoded;
use crate::edits::{Edit, Edits};
use crate::frame::Line;
use crate::inspect;
use crate::order;
use crate::output::{Finding, Fix, Output, Replacement, Severity};
use crate::policy::Policy;
use crate::refuse;
use crate::shape::Shape;
use crate::tally::Tallies;

/// The findings of one line.
pub(crate) struct Report<'a> {
    policy: &'a Policy,
    line: Line,
    /// Where the spans that are told come from, where not from the buffer.
    pub(crate) map: Option<&'a Decoded>,
    pub(crate) output: &'a mut Output,
    pub(crate) tallies: &'a mut Tallies,
    /// The output's findings of this line start here.
    pub(crate) first: usize,
}

impl<'a> Report<'a> {
    pub(crate) fn new(policy: &'a Policy, line: Line, output: &'a mut Output, tallies: &'a mut Tallies) -> Self {
        let before = output.findings.iter().rev().take_while(|finding| finding.line == line.number).count();
        let first = output.findings.len() - before;
        Report { policy, line, map: None, output, tallies, first }
    }

    /// A rule of validation has fired.
    pub(crate) fn found(&mut self, rule: Cp1, span: (usize, usize), pointer: &str) {
        self.rule(self.policy.number(rule), span, pointer);
    }

    /// Any rule has fired. The field is the pointer's last name.
    pub(crate) fn rule(&mut self, rule: u16, span: (usize, usize), pointer: &str) {
        let name = if pointer.is_empty() { "" } else { pointer.rsplit('/').next().unwrap_or_default() };
        let field = self.tallies.field(name.as_bytes());
        self.tell(rule, field, span, pointer, "");
    }

    pub(crate) fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The line's number.
    pub(crate) fn line(&self) -> u64 {
        self.line.number
    }

    /// A check has found something. The pointer is made where it is needed.
    pub(crate) fn checked(
        &mut self,
        check: Check,
        span: (usize, usize),
        pointer: impl FnOnce() -> String,
        detail: &str,
    ) {
        let pointer = pointer();
        let field = self.tallies.field(pointer.rsplit('/').next().unwrap_or_default().as_bytes());
        self.tell(self.policy.number_of(check), field, span, &pointer, detail);
    }

    fn tell(&mut self, rule: u16, field: u32, (start, end): (usize, usize), pointer: &str, detail: &str) {
        if self.policy.off[usize::from(rule)] {
            return;
        }
        match self.policy.rules[usize::from(rule)].severity {
            Severity::Error => self.output.counts.errors += 1,
            Severity::Warning => self.output.counts.warnings += 1,
            Severity::Info => {}
        }
        self.tallies.count(rule, field, "find");
        if self.output.findings.len() >= Output::MAX_FINDINGS {
            return;
        }
        let (start, end) = match self.map {
            Some(map) => map.source(start, end),
            None => (start - self.line.start, end - self.line.start),
        };
        let (start, end) = (start as u32, end as u32);
        let (rule, line) = (u32::from(rule), self.line.number);
        let (pointer, detail) = (pointer.to_owned(), detail.to_owned());
        self.output.findings.push(Finding { rule, line, start, end, pointer, detail, fix: None });
    }

    /// What the record's shape breaks.
    pub(crate) fn cp1(&mut self, text: &[u8], whole: (usize, usize), shape: &Shape) {
        let require = self.policy.require_correlation;
        if shape.clean && !require {
            self.missing(shape.remark.missing, whole);
            if let Some(span) = shape.remark.unknown {
                self.found(Cp1::UnknownComponent, span, "/component");
            }
            return;
        }
        cp1::check(text, whole, shape, require, &mut |rule, span, pointer| self.found(rule, span, pointer));
    }

    /// Fields that a record lacks, by their bits.
    pub(crate) fn missing(&mut self, missing: u8, whole: (usize, usize)) {
        let rules = [
            (Field::Timestamp, Cp1::MissingTimestamp),
            (Field::Level, Cp1::MissingLevel),
            (Field::Component, Cp1::MissingComponent),
        ];
        for (_, rule) in rules.into_iter().filter(|(field, _)| missing & 1 << *field as u8 != 0) {
            self.found(rule, whole, "");
        }
    }

    pub(crate) fn injections(&mut self, injections: &[(Cp1, (usize, usize), String)]) {
        for (class, span, pointer) in injections {
            self.found(*class, *span, pointer);
        }
    }

    /// What `format` would do about the line's findings.
    pub(crate) fn fixes(&mut self, buf: &[u8], object: (usize, usize), shape: &Shape) {
        let findings = &mut self.output.findings[self.first..];
        if findings.is_empty() || shape.clean || !shape.is_object {
            return;
        }
        let made = cp1::convert(buf, object, shape, (self.policy.zone, None));
        for found in findings {
            if let (None, Some(rule)) = (&found.fix, self.policy.cp1_of(found.rule)) {
                found.fix = cp1::fix(rule, found, &made.changes, self.line.start);
            }
        }
    }

    /// What redaction would change.
    pub(crate) fn leaks(&mut self, text: &[u8], edits: &mut Edits) {
        for edit in edits.settle(text) {
            let name = &text[edit.name.0..edit.name.1];
            let field = if edit.key.tainted { Tallies::OTHER } else { self.tallies.decoded(name) };
            self.tell(edit.rule, field, (edit.start, edit.end), &edit.pointer, "");
        }
    }

    /// Edits of a text that is made anew: counted here, since they are not seen again.
    pub(crate) fn replaced(&mut self, edits: &[Edit]) {
        for edit in edits {
            self.output.counts.redactions += 1;
            self.tallies.count(edit.rule, 0, self.policy.actions.word(edit.rule));
        }
    }

    /// Where a record is not UTF-8. It starts at `start` of the buffer.
    pub(crate) fn invalid_utf8(&mut self, record: &[u8], start: usize) {
        if let Err(error) = std::str::from_utf8(record) {
            let at = start + error.valid_up_to();
            self.found(Cp1::InvalidUtf8, (at, at + error.error_len().unwrap_or(1)), "");
            self.mends(Cp1::InvalidUtf8, "such bytes are written as \\u00XX");
        }
    }

    /// Text, or JSON that breaks off at `stopped`.
    pub(crate) fn not_json(&mut self, buf: &[u8], (start, end): (usize, usize), stopped: usize) {
        let record = &buf[start..end];
        let json = refuse::is_json(record.first().copied());
        let detail = if json { check::expected(record) } else { "" };
        self.tell(self.policy.number(Cp1::NotJson), 0, (stopped, end), "", detail);
        self.mends(Cp1::NotJson, "it becomes the message of a record");
        inspect::text(&buf[start..end], |class, (from, to)| self.found(class, (start + from, start + to), ""));
    }

    /// What `format` would do about the finding that was told last.
    fn mends(&mut self, rule: Cp1, message: &str) {
        let number = u32::from(self.policy.number(rule));
        let found = self.output.findings[self.first..].last_mut().filter(|found| found.rule == number);
        if let (true, Some(found)) = (self.policy.output_cp1, found) {
            found.fix = Some(Fix { message: message.into(), edits: Vec::new() });
        }
    }

    /// A byte order mark stands before the record.
    pub(crate) fn bom(&mut self, (start, end): (usize, usize)) {
        self.found(Cp1::Bom, (start, end), "");
        self.mends(Cp1::Bom, "it goes");
        let edit = Replacement { start: 0, end: (end - start) as u32, text: String::new() };
        let fix = self.output.findings[self.first..].last_mut().and_then(|found| found.fix.as_mut());
        fix.into_iter().for_each(|fix| fix.edits.push(edit.clone()));
    }

    /// Puts the line's findings in the order of their places.
    pub(crate) fn sort(&mut self) {
        order::by_key(&mut self.output.findings[self.first..], |finding| (finding.start, finding.end, finding.rule));
    }
}
