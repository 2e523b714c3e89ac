//! What a run has come to so far: counts of what has really been written.

use std::collections::BTreeMap;

use logveil_host::{Counts, Tally};

use crate::command::work::done::Done;
use crate::command::work::stats::Stats;

/// Rules, fields and actions that are told apart; beyond that fields are `(other)`.
const TALLIES: usize = 10_000;

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
