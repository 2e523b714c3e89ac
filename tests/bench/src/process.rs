//! A whole program, from start to exit: its CPU time, its wall time, its peak memory.
//!
//! The system tells these for all children of a process together, and a child begins with its parent's peak, so each
//! program is the only child of a small process of its own: this one, started again as `measure`.
use std::io::Write;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::Fault;

/// What one run cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// User and system, nanoseconds.
    pub(crate) cpu: f64,
    /// Nanoseconds.
    pub(crate) wall: f64,
    /// Bytes.
    pub(crate) peak: f64,
}

/// Runs `command` once; what it writes goes to `output`.
pub(crate) fn cost(command: &[String], output: &str) -> Result<Cost, Fault> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let run = Command::new(this).arg("measure").arg(output).args(command).stderr(Stdio::inherit()).output();
    let run = run.map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&run.stdout);
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    match numbers.as_slice() {
        [cpu, wall, peak] if run.status.success() => Ok(Cost { cpu: *cpu, wall: *wall, peak: *peak }),
        _ => Err(format!("{}: failed", command.join(" "))),
    }
}

/// The small process: runs the command, prints its cost.
pub(crate) fn measured(command: &[String]) -> Result<ExitCode, Fault> {
    let [output, program, arguments @ ..] = command else { return Err("measure OUTPUT PROGRAM …".into()) };
    let file = std::fs::File::create(output).map_err(|error| format!("{output}: {error}"))?;
    let errors = std::fs::File::create("/dev/null").map_err(|error| error.to_string())?;
    let mut child = Command::new(program);
    child.args(arguments).stdin(Stdio::null()).stdout(file).stderr(errors).env("LC_ALL", "C");
    let start = Instant::now();
    let status = child.status().map_err(|error| format!("{program}: {error}"))?;
    let wall = start.elapsed().as_nanos();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let cpu = (usage.user_time().num_microseconds() + usage.system_time().num_microseconds()) * 1000;
    let said = writeln!(std::io::stdout(), "{cpu} {wall} {}", usage.max_rss() * 1024);
    said.map_err(|error| error.to_string())?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
