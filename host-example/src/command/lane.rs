//! One instance at work on batches. Where it stops in the middle of one (fuel, memory, a panic in the core), the batch's
//! records are done again one by one, and the one that stopped it is refused: masked or withheld, never passed.

use std::sync::Arc;

use logveil_host::{Counts, Failure as Call, Finding, Output, PipelineError, Stop, Stream, Tally, Verb};

use crate::command::batch::{Batch, End, lines};
use crate::command::exit::Failure;
use crate::command::session::Session;
use crate::command::stats::Stats;

/// What a batch became.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) bytes: Vec<u8>,
    pub(crate) errors: Vec<u8>,
    pub(crate) quarantine: Vec<u8>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: Counts,
    pub(crate) tallies: Vec<Tally>,
    /// What the stream carries into the next batch; empty: nothing.
    pub(crate) state: Vec<u8>,
    /// Lines of records that could not even be masked, and so were left out.
    pub(crate) lost: Vec<u64>,
    /// It was done again record by record.
    pub(crate) again: bool,
    /// Where they are wanted.
    pub(crate) stats: Option<Stats>,
}

/// Where a stream stands between two calls.
#[derive(Clone, Default, PartialEq, Eq)]
struct Stand {
    state: Vec<u8>,
    line: u64,
    /// What is open was refused: its end costs nothing.
    refused: bool,
}

/// An instance, and where its stream stands.
pub(crate) struct Lane {
    session: Arc<Session>,
    /// The instance, while it lives.
    stream: Option<Stream>,
    stand: Stand,
}

/// Why a step did not work.
enum Trouble {
    /// The instance is dead.
    Stopped(Stop),
    /// Nothing can be done about it.
    Hopeless(Failure),
}

impl From<Call> for Trouble {
    fn from(failure: Call) -> Trouble {
        match failure {
            Call::Stopped(stop) => Trouble::Stopped(stop),
            Call::Refused(PipelineError::NotYet(what)) => {
                Trouble::Hopeless(Failure::usage(format_args!("not built yet: {what}")))
            }
            Call::Refused(PipelineError::Verb(verb)) => {
                Trouble::Hopeless(Failure::failed(format_args!("the component is in the middle of {verb}")))
            }
            Call::Refused(PipelineError::State(why)) => Trouble::Hopeless(Failure::failed(format_args!(
                "the component does not take its own state back: {why}"
            ))),
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Hopeless(failure)
    }
}

impl Lane {
    pub(crate) fn new(session: Arc<Session>) -> Lane {
        Lane { session, stream: None, stand: Stand::default() }
    }

    /// The rules of the policy, by number.
    pub(crate) fn rules(&mut self) -> Result<Vec<logveil_host::Rule>, Failure> {
        let rules = self.fresh().map(Stream::rules)?;
        rules.map_err(|_| Failure::failed("the component does not name its rules"))
    }

    /// Processes a batch from where the one before it left the stream (`state`; empty: nothing was open).
    pub(crate) fn work(&mut self, batch: &Batch, state: &[u8]) -> Result<Done, Failure> {
        let before = Stand { state: state.to_vec(), line: batch.line, refused: false };
        let mut done = match self.whole(batch, &before) {
            Ok(done) => done,
            Err(Trouble::Hopeless(failure)) => return Err(failure),
            Err(Trouble::Stopped(_)) => self.singly(batch, before)?,
        };
        if self.session.stats {
            done.stats = Some(self.stats(batch, &done));
        }
        Ok(done)
    }

    /// Of the records that came out; where none do, of those that came in and stand whole in this batch.
    fn stats(&self, batch: &Batch, done: &Done) -> Stats {
        let mut stats = Stats::default();
        let mut records =
            |bytes: &[u8]| bytes.split_inclusive(|byte| *byte == b'\n').for_each(|record| stats.count(record));
        if self.session.verb != Verb::Validate {
            records(&done.bytes);
            records(&done.errors);
            return stats;
        }
        let first = batch.records().next().filter(|_| batch.continues).map_or(0, <[u8]>::len);
        let end = if batch.end == End::More {
            memchr::memrchr(b'\n', &batch.bytes).map_or(0, |at| at + 1)
        } else {
            batch.bytes.len()
        };
        records(batch.bytes.get(first..end).unwrap_or_default());
        stats
    }

    /// The fast way: one call.
    fn whole(&mut self, batch: &Batch, before: &Stand) -> Result<Done, Trouble> {
        let mut done = Done::default();
        self.place(before)?;
        if !batch.bytes.is_empty() {
            self.push(&batch.bytes, batch.lines, &mut done)?;
        }
        if batch.end == End::Finish {
            self.finish(&mut done)?;
        }
        done.state.clone_from(&self.stand.state);
        Ok(done)
    }

    /// Record by record, with a new instance after each that stops.
    fn singly(&mut self, batch: &Batch, before: Stand) -> Result<Done, Failure> {
        let mut done = Done { again: true, ..Done::default() };
        let mut stand = before;
        for record in batch.records() {
            match self.place(&stand).and_then(|()| self.push(record, lines(record), &mut done)) {
                Ok(()) => stand.clone_from(&self.stand),
                Err(Trouble::Hopeless(failure)) => return Err(failure),
                Err(Trouble::Stopped(stop)) => stand = self.refuse(record, stop, stand, &mut done)?,
            }
        }
        if batch.end == End::Finish {
            match self.place(&stand).and_then(|()| self.finish(&mut done)) {
                Ok(()) => {}
                Err(Trouble::Hopeless(failure)) => return Err(failure),
                // Nothing was open, so nothing is lost.
                Err(Trouble::Stopped(_)) if stand.state.is_empty() => {}
                Err(Trouble::Stopped(stop)) => {
                    // The record that was still open is what stopped it.
                    let stand = self.refuse(b"", stop, stand, &mut done)?;
                    if let Err(Trouble::Stopped(_)) = self.place(&stand).and_then(|()| self.finish(&mut done)) {
                        lose(stand.line, &mut done);
                    }
                }
            }
            self.stand.state.clear();
        }
        done.state.clone_from(&self.stand.state);
        Ok(done)
    }

    /// Has a record masked or withheld on a new instance; gives where the stream stands after it.
    fn refuse(&mut self, record: &[u8], stop: Stop, stand: Stand, done: &mut Done) -> Result<Stand, Failure> {
        self.stream = None;
        let refused = self.place(&stand).and_then(|()| {
            let verb = self.session.verb;
            self.live()?.push(verb, b"", 0)?;
            let output = self.live()?.refuse(record, stop.rule())?;
            self.after(lines(record), output, done)?;
            self.stand.refused = true;
            Ok(())
        });
        match refused {
            Ok(()) => Ok(self.stand.clone()),
            Err(Trouble::Hopeless(failure)) => Err(failure),
            Err(Trouble::Stopped(_)) if record.last().is_none_or(|byte| *byte == b'\n') => {
                lose(stand.line, done);
                let stand = Stand { line: stand.line + lines(record), ..Stand::default() };
                self.stream = None;
                self.place(&stand).map_err(|_| Failure::failed("no instance of the component starts any more"))?;
                Ok(stand)
            }
            // The rest of the record would look like a record of its own.
            Err(Trouble::Stopped(_)) => Err(Failure::failed(format_args!(
                "line {}: a record that could not even be masked does not end in this batch; nothing after it was written",
                stand.line
            ))),
        }
    }

    /// Brings the instance to where `stand` is, with as little as that takes.
    fn place(&mut self, stand: &Stand) -> Result<(), Trouble> {
        if self.stream.is_some() && self.stand == *stand {
            return Ok(());
        }
        if self.stream.is_none() {
            self.fresh()?;
        }
        let stream = self.live()?;
        // An empty state closes what another stand has left open.
        let mut placed = stream.restore(&stand.state);
        if placed.is_ok() && stand.state.is_empty() {
            placed = stream.seek(stand.line);
        }
        self.alive(placed)?;
        self.stand.clone_from(stand);
        Ok(())
    }

    fn push(&mut self, chunk: &[u8], lines: u64, done: &mut Done) -> Result<(), Trouble> {
        let (verb, open) = (self.session.verb, self.stand.state.len());
        let output = self.live()?.push(verb, chunk, open);
        let output = self.alive(output)?;
        self.after(lines, output, done)
    }

    fn finish(&mut self, done: &mut Done) -> Result<(), Trouble> {
        let open = if self.stand.refused { 0 } else { self.stand.state.len() };
        let summary = self.live()?.finish(open);
        let summary = self.alive(summary)?;
        done.take(summary.last);
        done.tallies.extend(summary.tallies);
        self.stand = Stand { line: 1, ..Stand::default() };
        Ok(())
    }

    /// Takes a call's output, once the instance has also told its state and tallies: a record is never done twice.
    fn after(&mut self, lines: u64, output: Output, done: &mut Done) -> Result<(), Trouble> {
        let state = self.live()?.save();
        let state = self.alive(state)?;
        let tallies = self.live()?.take_tallies();
        let tallies = self.alive(tallies)?;
        self.stand = Stand { state, line: self.stand.line + lines, refused: false };
        done.take(output);
        done.tallies.extend(tallies);
        Ok(())
    }

    /// Drops the instance where a call killed it.
    fn alive<T>(&mut self, answer: Result<T, Call>) -> Result<T, Trouble> {
        if matches!(answer, Err(Call::Stopped(_))) {
            self.stream = None;
        }
        Ok(answer?)
    }

    fn live(&mut self) -> Result<&mut Stream, Failure> {
        match self.stream {
            Some(ref mut stream) => Ok(stream),
            None => Err(Failure::failed("no instance of the component")),
        }
    }

    fn fresh(&mut self) -> Result<&mut Stream, Failure> {
        self.stand = Stand { line: 1, ..Stand::default() };
        Ok(self.stream.insert(self.session.stream()?))
    }
}

/// Counts a record that is in no output at all.
fn lose(line: u64, done: &mut Done) {
    done.lost.push(line);
    done.counts.records += 1;
    done.counts.changed += 1;
    done.counts.withheld += 1;
}

impl Done {
    fn take(&mut self, output: Output) {
        append(&mut self.bytes, output.bytes);
        append(&mut self.errors, output.errors);
        append(&mut self.quarantine, output.quarantine);
        self.findings.extend(output.findings);
        self.counts += output.counts;
    }
}

/// Without a copy where there is nothing to append to.
fn append(to: &mut Vec<u8>, from: Vec<u8>) {
    if to.is_empty() {
        *to = from;
    } else {
        to.extend_from_slice(&from);
    }
}
