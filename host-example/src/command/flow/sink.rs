//! The one place that writes: batches in their order, counted once they have really been written.

use logveil_host::Verb;

use crate::command::exit::Failure;
use crate::command::input::batch::Batch;
use crate::command::output::quarantine::{Quarantine, Refused};
use crate::command::output::target::{Target, WriteError};
use crate::command::tell::findings::{Findings, Known};
use crate::command::tell::totals::Totals;
use crate::command::terminal::progress::Progress;
use crate::command::terminal::say::{plain, say};
use crate::command::work::done::Done;

/// Lines named one by one; the rest is counted.
const NAMED: usize = 20;
/// Bytes of findings that are kept until the end, where they can't be written at once.
const KEPT: usize = 16 << 20;

/// Where everything goes.
pub(crate) struct Sink {
    pub(crate) verb: Verb,
    pub(crate) output: Target,
    pub(crate) errors: Target,
    pub(crate) quarantine: Quarantine,
    pub(crate) findings: Findings,
    /// Findings for a report that is written at the end.
    pub(crate) kept: String,
    pub(crate) progress: Progress,
    /// The inputs' names, for findings.
    pub(crate) names: Vec<String>,
    pub(crate) totals: Totals,
    /// The input of the batch before.
    input: usize,
}

/// Why the sink takes no more.
pub(crate) enum Full {
    /// Nobody reads the output any more. That is no error.
    Closed,
    /// A write failed.
    Failed(Failure),
}

/// How the work ended.
pub(crate) enum Ended {
    /// All was read and written.
    Done,
    /// Nobody reads the output any more.
    Closed,
    /// It can't go on.
    Failed(Failure),
}

impl From<Full> for Ended {
    fn from(full: Full) -> Ended {
        match full {
            Full::Closed => Ended::Closed,
            Full::Failed(failure) => Ended::Failed(failure),
        }
    }
}

impl Sink {
    pub(crate) fn new(
        verb: Verb,
        (output, errors): (Target, Target),
        quarantine: Quarantine,
        findings: Findings,
        progress: Progress,
        names: Vec<String>,
    ) -> Sink {
        let (totals, kept) = (Totals::default(), String::new());
        let mut sink = Sink { verb, output, errors, quarantine, findings, kept, progress, names, totals, input: 0 };
        sink.begin_input(0);
        sink
    }

    /// Writes what a batch became, and counts it then. Gives the stream's state after it.
    pub(crate) fn commit(&mut self, batch: &Batch, mut done: Done) -> Result<Vec<u8>, Full> {
        if batch.input != self.input {
            self.begin_input(batch.input);
        }
        // First of all what would be lost if the program ended here.
        let refused = self.quarantine.write(&done.quarantine).map_err(|e| full(e, false))?;
        self.errors.write(&done.errors).map_err(|e| full(e, true))?;
        self.output.write(&done.bytes).map_err(|e| full(e, true))?;
        if !done.findings.is_empty() {
            let known = self.tell(batch, &done)?;
            done.counts.errors = done.counts.errors.saturating_sub(known.errors);
            done.counts.warnings = done.counts.warnings.saturating_sub(known.warnings);
        }
        self.name(batch, &done, refused);
        let state = self.totals.count(batch.bytes.len(), done);
        self.progress.step();
        Ok(state)
    }

    fn tell(&mut self, batch: &Batch, done: &Done) -> Result<Known, Full> {
        let room = self.kept.len() < KEPT;
        if self.findings.is_document() && self.verb != Verb::Validate && !room && self.findings.baseline.is_none() {
            return Ok(Known::default());
        }
        let (text, known) = self.findings.tell(&self.names[batch.input], batch, &done.findings);
        if self.verb == Verb::Validate {
            self.output.write(text.as_bytes()).map_err(|e| full(e, true))?;
        } else if self.findings.is_document() {
            self.kept += &text;
        } else if !text.is_empty() {
            self.progress.print(|| plain(format_args!("{}", text.trim_end())));
        }
        Ok(known)
    }

    fn begin_input(&mut self, input: usize) {
        self.input = input;
        self.output.begin_part();
        self.errors.begin_part();
        if self.names.len() > 1 {
            self.quarantine.of_input(&self.names[input]);
        }
    }

    /// Names the records that did not come out as they should.
    fn name(&mut self, batch: &Batch, done: &Done, refused: Vec<Refused>) {
        let input = &self.names[batch.input];
        let became = self.quarantine.became(&done.counts);
        self.totals.refusals += refused.len() as u64;
        for Refused { line, rule } in refused {
            if self.totals.refused.len() < NAMED {
                if !self.findings.is_document() {
                    self.progress.print(|| say(format_args!("{input}:{line}: {became} ({rule})")));
                }
                self.totals.refused.push((input.clone(), line, rule));
            }
        }
        for line in &done.lost {
            self.progress.print(|| say(format_args!("{input}:{line}: left out: it could not even be masked")));
        }
    }
}

fn full(error: WriteError, may_close: bool) -> Full {
    match error {
        WriteError::Closed if may_close => Full::Closed,
        WriteError::Closed => Full::Failed(Failure::failed("writing the quarantine: nobody reads it")),
        WriteError::Failed(failure) => Full::Failed(failure),
    }
}
