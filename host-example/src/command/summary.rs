//! The end of a run, for the person who started it: counts of what was written, on stderr.

use std::time::Duration;

use logveil_host::Counts;

use crate::command::arguments::FailOn;
use crate::command::exit::Exit;
use crate::command::findings::Findings;
use crate::command::mode::{Quarantine, Settings};
use crate::command::say::{count, grouped, say};
use crate::command::sink::Totals;

/// Prints it.
pub(crate) fn print(settings: &Settings, totals: &Totals, findings: &Findings, took: Duration) {
    for (rule, met) in findings.unprinted() {
        say(format_args!(
            "{rule}: {}, of which {} are printed (--findings all)",
            count(met, "finding", "findings"),
            findings.most()
        ));
    }
    let unnamed = totals.refusals - totals.refused.len() as u64;
    if unnamed > 0 {
        say(format_args!("{} more masked or withheld", count(unnamed, "record", "records")));
    }
    let Counts { records, changed, masked, withheld, redactions, errors, warnings } = totals.counts;
    let mut line = format!(
        "{}, {} changed, {}",
        count(records, "record", "records"),
        grouped(changed),
        count(redactions, "redaction", "redactions")
    );
    let more = [
        (masked, "masked", "masked"),
        (withheld, "withheld", "withheld"),
        (errors, "error", "errors"),
        (warnings, "warning", "warnings"),
    ];
    for (number, one, many) in more {
        if number > 0 {
            line += ", ";
            line += &count(number, one, many);
        }
    }
    say(format_args!("{line}"));
    if masked + withheld > totals.lost {
        match &settings.quarantine {
            Quarantine::File(path) => {
                say(format_args!("masked and withheld records stand in {} as they were", path.display()))
            }
            Quarantine::Discard => {}
            Quarantine::Unsaid => say(format_args!("masked records are not kept (--quarantine FILE keeps them)")),
        }
    }
    if settings.stats {
        stats(totals, took);
    }
}

fn stats(totals: &Totals, took: Duration) {
    let seconds = took.as_secs_f64();
    let speed = totals.read as f64 / 1e6 / seconds.max(1e-6);
    say(format_args!(
        "{} bytes read, {} written, {seconds:.3} s, {speed:.1} MB/s, {} ({} done again record by record)",
        grouped(totals.read),
        grouped(totals.written),
        count(totals.batches, "batch", "batches"),
        grouped(totals.again)
    ));
}

/// What the findings make of the exit code.
pub(crate) fn verdict(fail_on: FailOn, counts: &Counts) -> Exit {
    let met = match fail_on {
        FailOn::Error => counts.errors,
        FailOn::Warning => counts.errors + counts.warnings,
        FailOn::Never => 0,
    };
    if met > 0 { Exit::Findings } else { Exit::Clean }
}
