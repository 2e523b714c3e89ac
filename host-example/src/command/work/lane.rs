//! One instance at work on batches: the fast way, one call for each.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use logveil_host::{Failure as Call, Output, PipelineError, Stop, Stream, Verb};

use crate::command::exit::Failure;
use crate::command::input::batch::{Batch, End, lines};
use crate::command::work::done::Done;
use crate::command::work::session::Session;
use crate::command::work::stats::Stats;

/// Where a stream stands between two calls.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) state: Vec<u8>,
    pub(super) line: u64,
    /// What is open was refused: its end costs nothing.
    pub(super) refused: bool,
}

/// An instance, and where its stream stands.
pub(crate) struct Lane {
    pub(super) session: Arc<Session>,
    /// The instance, while it lives.
    pub(super) stream: Option<Stream>,
    pub(super) stand: Stand,
}

/// Why a step did not work.
pub(super) enum Trouble {
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

/// Records that are given at a time where every finding counts: a call tells a thousand at most.
const PIECE: usize = 32;

/// Slices of whole lines, but for the last one.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let end = memchr::memchr_iter(b'\n', rest).nth(PIECE - 1).map_or(rest.len(), |at| at + 1);
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
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
        if self.session.singles_out {
            for piece in pieces(&batch.bytes) {
                self.push(piece, lines(piece), &mut done)?;
            }
        } else if !batch.bytes.is_empty() {
            self.push(&batch.bytes, batch.lines, &mut done)?;
        }
        if batch.end == End::Finish {
            self.finish(&mut done)?;
        } else if batch.is_idle() && !before.state.is_empty() {
            self.flush(&mut done)?;
        }
        done.state.clone_from(&self.stand.state);
        Ok(done)
    }

    /// What the lines become that the stream carries in `state`, where none of them goes on in `batch`; `None` where they
    /// may, or where it is not known.
    pub(crate) fn before(&mut self, batch: &Batch, state: &[u8]) -> Option<Done> {
        let stand = Stand { state: state.to_vec(), line: batch.line, refused: false };
        let first = batch.records().next().filter(|_| !self.session.stats)?;
        let mut done = Done::default();
        let mut flush = || {
            self.place(&stand)?;
            let goes_on = self.live()?.goes_on(first, state.len());
            if self.alive(goes_on)? {
                return Ok(false);
            }
            self.flush(&mut done).map(|()| true)
        };
        let flushed: Result<bool, Trouble> = flush();
        (matches!(flushed, Ok(true)) && self.stand.state.is_empty()).then_some(done)
    }

    /// Lines that wait are handled as they are.
    pub(super) fn flush(&mut self, done: &mut Done) -> Result<(), Trouble> {
        let open = self.stand.state.len();
        let output = self.live()?.flush(open);
        let output = self.alive(output)?;
        self.after(0, output, done)
    }

    /// Brings the instance to where `stand` is, with as little as that takes.
    pub(super) fn place(&mut self, stand: &Stand) -> Result<(), Trouble> {
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

    pub(super) fn push(&mut self, chunk: &[u8], lines: u64, done: &mut Done) -> Result<(), Trouble> {
        let (verb, open) = (self.session.verb, self.stand.state.len());
        if let (true, Ok(now)) = (self.session.clock, SystemTime::now().duration_since(UNIX_EPOCH)) {
            let set = self.live()?.now(i64::try_from(now.as_micros()).unwrap_or(i64::MAX));
            self.alive(set)?;
        }
        let output = self.live()?.push(verb, chunk, open);
        let output = self.alive(output)?;
        self.after(lines, output, done)
    }

    pub(super) fn finish(&mut self, done: &mut Done) -> Result<(), Trouble> {
        let open = if self.stand.refused { 0 } else { self.stand.state.len() };
        let summary = self.live()?.finish(open);
        let summary = self.alive(summary)?;
        done.take(summary.last);
        done.tallies.extend(summary.tallies);
        self.stand = Stand { line: 1, ..Stand::default() };
        Ok(())
    }

    /// Takes a call's output, once the instance has also told its state and tallies: a record is never done twice.
    pub(super) fn after(&mut self, lines: u64, output: Output, done: &mut Done) -> Result<(), Trouble> {
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
    pub(super) fn alive<T>(&mut self, answer: Result<T, Call>) -> Result<T, Trouble> {
        if matches!(answer, Err(Call::Stopped(_))) {
            self.stream = None;
        }
        Ok(answer?)
    }

    pub(super) fn live(&mut self) -> Result<&mut Stream, Failure> {
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
