//! The command line. What it decides is where bytes come from and where they go; what becomes of a record is decided by
//! the component alone.

mod arguments;
mod batch;
mod catalogue;
mod diff;
mod excerpt;
mod exit;
mod explain;
mod feed;
mod findings;
mod fix;
mod flow;
mod keys;
mod known;
mod lane;
mod mode;
mod paint;
mod parallel;
mod policy;
mod progress;
mod quarantine;
mod report;
mod say;
mod session;
mod signals;
mod sink;
mod source;
mod stats;
mod summary;
mod target;
mod yaml;

use std::process::ExitCode;

use clap::Parser;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    exit::quiet_panics();
    let arguments = arguments::Arguments::parse();
    let done = mode::Mode::of(arguments).and_then(mode::Mode::run);
    done.unwrap_or_else(|failure| failure.told()).into()
}
