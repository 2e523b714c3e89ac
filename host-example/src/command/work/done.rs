//! What a batch became, on its way from the lane that did it to the one place that writes.

use logveil_host::{Counts, Finding, Output, Tally};

use crate::command::work::stats::Stats;

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

/// Counts a record that is in no output at all.
pub(super) fn lose(line: u64, done: &mut Done) {
    done.lost.push(line);
    done.counts.records += 1;
    done.counts.changed += 1;
    done.counts.withheld += 1;
}

impl Done {
    /// What came before it, and this.
    pub(crate) fn behind(self, mut before: Done) -> Done {
        append(&mut before.bytes, self.bytes);
        append(&mut before.errors, self.errors);
        append(&mut before.quarantine, self.quarantine);
        before.findings.extend(self.findings);
        before.counts += self.counts;
        before.tallies.extend(self.tallies);
        let Done { state, lost, again, stats, .. } = self;
        Done { state, lost, again, stats, ..before }
    }

    pub(super) fn take(&mut self, output: Output) {
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
