//! Instances at work, each on a thread of its own: reader → lanes → writer. Batch `n` goes to lane `n` modulo the lanes, and the writer takes
//! results in that order, so that the output is the same as with one job.
//!
//! A lane guesses that nothing is open where its batch begins. Where the batch before it did leave something open (a PEM
//! block, a record longer than a batch), the writer throws the guess away and does the batch again from there.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::command::exit::Failure;
use crate::command::flow::sink::{Ended, Full, Sink};
use crate::command::input::batch::{Batch, Pool};
use crate::command::input::feed::Feed;
use crate::command::input::signals::Halt;
use crate::command::work::done::Done;
use crate::command::work::lane::Lane;
use crate::command::work::session::Session;

/// Batches that may wait before and after each lane, so that none waits for a thread to wake.
const WAITING: usize = 4;

/// A batch, and what it becomes if nothing was open before it. `None`: something surely was.
type Guess = (Batch, Option<Result<Done, Failure>>);

/// What the work needs on its way through the threads.
pub(crate) struct Start {
    /// The batch that was read last, not processed yet.
    pub(crate) batch: Batch,
    /// What the stream carries into it.
    pub(crate) state: Vec<u8>,
    /// The writer's own instance, for batches that are done again.
    pub(crate) lane: Lane,
    pub(crate) session: Arc<Session>,
    pub(crate) jobs: usize,
}

/// Processes everything from `start` on.
pub(crate) fn work(start: Start, feed: &mut Feed<'_>, sink: &mut Sink, halt: &Halt) -> Ended {
    let Start { batch, state, lane, session, jobs } = start;
    thread::scope(|scope| {
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..jobs {
            let (batches, work) = sync_channel(WAITING);
            let (guesses, results) = sync_channel(WAITING);
            let lane = Lane::new(Arc::clone(&session));
            scope.spawn(move || guess(lane, &work, &guesses));
            to.push(batches);
            from.push(results);
        }
        let pool = Arc::clone(&feed.pool);
        let writer = scope.spawn(move || {
            let ended = write(&from, state, lane, sink, &pool);
            // The reader may be waiting for input that nobody wants any more.
            if !matches!(ended, Ended::Done) {
                halt.halt();
            }
            ended
        });
        read(batch, feed, &to);
        drop(to);
        writer.join().unwrap_or_else(|_| Ended::Failed(Failure::failed("internal error in the writer")))
    })
}

/// A lane's thread.
fn guess(mut lane: Lane, work: &Receiver<Batch>, guesses: &SyncSender<Guess>) {
    for batch in work {
        let done = if batch.continues { None } else { Some(lane.work(&batch, &[])) };
        if guesses.send((batch, done)).is_err() {
            return;
        }
    }
}

/// The reader: this thread.
fn read(first: Batch, feed: &mut Feed<'_>, to: &[SyncSender<Batch>]) {
    let mut batch = Some(first);
    for lane in to.iter().cycle() {
        let Some(next) = batch else { return };
        if lane.send(next).is_err() {
            return;
        }
        batch = feed.next();
    }
}

/// The writer's thread.
fn write(from: &[Receiver<Guess>], mut state: Vec<u8>, mut lane: Lane, sink: &mut Sink, pool: &Pool) -> Ended {
    for results in from.iter().cycle() {
        let Ok((batch, guess)) = results.recv() else { break };
        let done = match guess {
            Some(done) if state.is_empty() => done,
            // Lines that wait to see whether they go on mostly do not.
            Some(Ok(done)) => match lane.before(&batch, &state) {
                Some(before) => Ok(done.behind(before)),
                None => lane.work(&batch, &state),
            },
            _ => lane.work(&batch, &state),
        };
        match done.map_err(Full::Failed).and_then(|done| sink.commit(&batch, done)) {
            Ok(after) => state = after,
            Err(full) => return full.into(),
        }
        pool.give(batch.bytes);
    }
    Ended::Done
}
