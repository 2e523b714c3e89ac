//! The report: what was counted, as JSON. No value of any record is in it.

use std::path::Path;

use logveil_host::{Counts, Verb};
use serde::Serialize;

use crate::command::exit::Failure;
use crate::command::mode::Settings;
use crate::command::sink::Totals;
use crate::command::target::{Target, WriteError};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    verb: &'static str,
    policy: String,
    inputs: Vec<String>,
    /// All inputs were read to their ends, and all outputs written.
    complete: bool,
    counts: Counted,
    tallies: Vec<Tallied<'a>>,
    /// The first masked or withheld records; `counts` knows all.
    refused: Vec<Refused<'a>>,
    /// Records that could not even be masked, and are in no output.
    lost: u64,
}

#[derive(Serialize)]
struct Counted {
    records: u64,
    changed: u64,
    redactions: u64,
    masked: u64,
    withheld: u64,
    errors: u64,
    warnings: u64,
    bytes_read: u64,
    bytes_written: u64,
}

#[derive(Serialize)]
struct Tallied<'a> {
    rule: &'a str,
    field: &'a str,
    action: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct Refused<'a> {
    file: &'a str,
    line: u64,
    rule: &'a str,
}

/// Writes the report.
pub(crate) fn write(path: &Path, settings: &Settings, totals: &Totals, complete: bool) -> Result<(), Failure> {
    let Counts { records, changed, masked, withheld, redactions, errors, warnings } = totals.counts;
    let (bytes_read, bytes_written) = (totals.read, totals.written);
    let tallies = totals.tallies.iter();
    let refused = totals.refused.iter();
    let report = Report {
        version: 1,
        verb: verb(settings.verb),
        policy: settings.policy.name(),
        inputs: settings.inputs.iter().map(crate::command::feed::Input::name).collect(),
        complete,
        counts: Counted { records, changed, redactions, masked, withheld, errors, warnings, bytes_read, bytes_written },
        tallies: tallies.map(|((rule, field, action), count)| Tallied { rule, field, action, count: *count }).collect(),
        refused: refused.map(|(file, line, rule)| Refused { file, line: *line, rule }).collect(),
        lost: totals.lost,
    };
    let mut text = serde_json::to_vec_pretty(&report).map_err(|e| Failure::failed(format_args!("the report: {e}")))?;
    text.push(b'\n');
    let mut target = Target::open(path)?;
    match target.write(&text) {
        Ok(()) | Err(WriteError::Closed) => target.keep(),
        Err(WriteError::Failed(failure)) => Err(failure),
    }
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Format => "format",
        Verb::Redact => "redact",
        Verb::Validate => "validate",
        Verb::Run => "run",
    }
}
