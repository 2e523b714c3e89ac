//! The command line. What it decides is where bytes come from and where they go; what becomes of a record is decided by
//! the component alone.
//!
//! Each room uses only those above it:
//!
//! ```text
//! terminal, exit        lines for the person, the exit code
//! input, output         bytes from files and into files
//! policy                policies and keys as the user names them
//! settings              what the arguments say, checked
//! work                  instances of the component, and batches in them
//! tell                  findings, summaries, reports
//! flow, fix             a run from its first byte to its exit code
//! tools                 questions about policies and rules
//! view                  the viewer, served to a browser on this machine
//! mode                  which of these it is
//! ```

mod arguments;
mod exit;
mod fix;
mod flow;
mod input;
mod mode;
mod output;
mod policy;
mod settings;
mod tell;
mod terminal;
mod tools;
mod view;
mod work;

use std::process::ExitCode;

use clap::Parser;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    exit::quiet_panics();
    let arguments = arguments::Arguments::parse();
    let done = mode::Mode::of(arguments).and_then(mode::Mode::run);
    done.unwrap_or_else(|failure| failure.told()).into()
}
