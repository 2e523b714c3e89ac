//! The one place that writes: batches in their order, and the counts of what has really been written.

use std::collections::BTreeMap;

use logveil_host::{Counts, Tally, Verb};

use crate::command::batch::Batch;
use crate::command::exit::Failure;
use crate::command::findings::Findings;
use crate::command::lane::Done;
use crate::command::progress::Progress;
use crate::command::quarantine::{Quarantine, Refused};
use crate::command::say::{plain, say};
use crate::command::stats::Stats;
use crate::command::target::{Target, WriteError};

/// Lines named one by one; the rest is counted.
const NAMED: usize = 20;
/// Rules, fields and actions that are told apart; beyond that fields are `(other)`.
const TALLIES: usize = 10_000;
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

/// What has been written.
#[derive(Default)]
pub(crate) struct Totals {
    pub(crate) counts: Counts,
    pub(crate) tallies: BTreeMap<(String, String, String), u64>,
    /// Masked or withheld records: the input's name, the line, the rule. The first ones.
    pub(crate) refused: Vec<(String, u64, String)>,
    /// Of those, how many.
    pub(crate) refusals: u64,
    /// Records that could not even be masked.
    pub(crate) lost: u64,
    pub(crate) read: u64,
    pub(crate) written: u64,
    pub(crate) batches: u64,
    /// Batches that were done again record by record.
    pub(crate) again: u64,
    /// Where they are wanted.
    pub(crate) stats: Option<Stats>,
}

/// Why the sink takes no more.
pub(crate) enum Full {
    /// Nobody reads the output any more. That is no error.
    Closed,
    /// A write failed.
    Failed(Failure),
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
    pub(crate) fn commit(&mut self, batch: &Batch, done: Done) -> Result<Vec<u8>, Full> {
        if batch.input != self.input {
            self.begin_input(batch.input);
        }
        // First of all what would be lost if the program ended here.
        let refused = self.quarantine.write(&done.quarantine).map_err(|e| full(e, false))?;
        self.errors.write(&done.errors).map_err(|e| full(e, true))?;
        self.output.write(&done.bytes).map_err(|e| full(e, true))?;
        if !done.findings.is_empty() {
            self.tell(batch, &done)?;
        }
        self.name(batch, &done, refused);
        let state = self.totals.count(batch.bytes.len(), done);
        self.progress.step();
        Ok(state)
    }

    fn tell(&mut self, batch: &Batch, done: &Done) -> Result<(), Full> {
        let room = self.kept.len() < KEPT;
        if self.findings.is_json() && self.verb != Verb::Validate && !room {
            return Ok(());
        }
        let text = self.findings.tell(&self.names[batch.input], batch, &done.findings);
        if self.verb == Verb::Validate {
            self.output.write(text.as_bytes()).map_err(|e| full(e, true))?;
        } else if self.findings.is_json() {
            self.kept += &text;
        } else if !text.is_empty() {
            self.progress.print(|| plain(format_args!("{}", text.trim_end())));
        }
        Ok(())
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
                if !self.findings.is_json() {
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

impl Totals {
    /// Counts what a batch of `read` bytes became. Gives the stream's state after it.
    pub(crate) fn count(&mut self, read: usize, done: Done) -> Vec<u8> {
        self.counts += done.counts;
        self.lost += done.lost.len() as u64;
        self.read += read as u64;
        self.written += (done.bytes.len() + done.errors.len()) as u64;
        self.batches += 1;
        self.again += u64::from(done.again);
        for Tally { rule, field, action, count } in done.tallies {
            let mut key = (rule, field, action);
            if self.tallies.len() >= TALLIES && !self.tallies.contains_key(&key) {
                key.1 = "(other)".to_owned();
            }
            *self.tallies.entry(key).or_default() += count;
        }
        if let Some(stats) = &done.stats {
            self.stats.get_or_insert_default().add(stats);
        }
        done.state
    }

    /// How often each rule took an action.
    pub(crate) fn by_rule(&self, action: &str) -> BTreeMap<&str, u64> {
        let mut rules = BTreeMap::new();
        for ((rule, _, taken), count) in &self.tallies {
            if taken == action {
                *rules.entry(rule.as_str()).or_default() += count;
            }
        }
        rules
    }
}

fn full(error: WriteError, may_close: bool) -> Full {
    match error {
        WriteError::Closed if may_close => Full::Closed,
        WriteError::Closed => Full::Failed(Failure::failed("writing the quarantine: nobody reads it")),
        WriteError::Failed(failure) => Full::Failed(failure),
    }
}
