//! The stream of one filter: its records come one a call, those of several tags among each other.
use std::cell::Cell;
use std::collections::BTreeMap;

use super::{answer, baked};
use crate::{Output, Pipeline, Verb};

/// How many tags may have something open at a time: a private key whose lines are records of their own.
const TAGS: usize = 64;

/// What the host passes.
pub(super) struct Call<'a> {
    pub(super) verb: Verb,
    pub(super) tag: &'a [u8],
    pub(super) seconds: u32,
    pub(super) nanoseconds: u32,
    /// The record and a line feed; `None`: the host found no room for it.
    pub(super) line: Option<&'a [u8]>,
}

struct Filter {
    pipeline: Pipeline,
    output: Output,
    /// What the streams of other tags carry to their next record.
    carried: BTreeMap<Vec<u8>, Vec<u8>>,
}

thread_local! {
    /// Not in its place during a call: after a trap there is none, and the next call opens a new one.
    static FILTER: Cell<Option<Box<Filter>>> = const { Cell::new(None) };
}

/// The host never frees an answer: it stands in the filter's output.
pub(super) fn answer(call: Call<'_>) -> *const u8 {
    let opened =
        || Some(Box::new(Filter { pipeline: baked::open()?, output: Output::default(), carried: BTreeMap::new() }));
    let Some(mut filter) = FILTER.take().or_else(opened) else { return answer::NO_POLICY.as_ptr() };
    filter.handle(&call);
    let at = filter.output.bytes.as_ptr();
    FILTER.set(Some(filter));
    at
}

impl Filter {
    /// Leaves the answer in `output.bytes`.
    fn handle(&mut self, call: &Call<'_>) {
        let Filter { pipeline, output, carried } = self;
        let Some(line) = call.line else { return answer::masked("limit/memory", &mut output.bytes) };
        if !carried.is_empty() {
            let state = carried.remove(call.tag).unwrap_or_default();
            // A state of this version, or none.
            let _ = pipeline.restore(&state);
        }
        pipeline.received(call.seconds, call.nanoseconds);
        // Each call is a record on its own, wherever it came from.
        pipeline.seek(1);
        if pipeline.push_into(call.verb, line, output).is_err() {
            // Another verb holds: the host calls one function of an instance, so this is a test.
            let _ = pipeline.finish();
            let _ = pipeline.push_into(call.verb, line, output);
        }
        if output.counts.records == 0
            && let Ok(waiting) = pipeline.flush()
        {
            // A piece of a line, or what may have a trace behind it: here nothing does.
            *output = waiting;
        }
        let state = pipeline.save();
        if !state.is_empty() && carried.len() < TAGS {
            carried.insert(call.tag.to_vec(), state);
        }
        answer::settle(pipeline, call.verb, line, output);
    }
}
