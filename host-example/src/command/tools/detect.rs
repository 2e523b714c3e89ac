//! `format --detect`: the format of each record, instead of the record.

use std::fmt::Write as _;

use logveil_host::{Detected, Limits};

use crate::command::exit::{Exit, Failure};
use crate::command::input::batch::{End, lines};
use crate::command::input::feed::Input;
use crate::command::output::target::{self, Target};
use crate::command::tools::reading;
use crate::command::work::session::Plugin;

/// A record that is longer is not waited for, in bytes.
const LONG: usize = 1 << 20;

/// Prints `LINE<TAB>FORMAT<TAB>CONFIDENCE` for each record; where there are several inputs, `FILE:LINE`.
pub(crate) fn run(inputs: &[Input]) -> Result<Exit, Failure> {
    let mut instance = Plugin::load()?.instance(Limits::default())?;
    let mut stdout = Target::stdout()?;
    // The last record may go on in the next batch.
    let mut held: Vec<u8> = Vec::new();
    let mut line = 1;
    let whole = reading::each(inputs, |name, batch| {
        let failed = |_| Failure::failed(format_args!("detecting failed at line {line} or after it"));
        held.extend_from_slice(&batch.bytes);
        let last = batch.end != End::More;
        let mut end = if last { held.len() } else { memchr::memrchr(b'\n', &held).map_or(0, |at| at + 1) };
        let mut found = instance.detect(&held[..end]).map_err(failed)?;
        if !last && let Some(open) = found.pop() {
            let start = start(&held, open.line);
            if held.len() - start > LONG {
                found.push(open);
            } else {
                end = start;
            }
        }
        let prefix = if inputs.len() > 1 { format!("{name}:") } else { String::new() };
        let mut text = String::new();
        for Detected { line: at, format, confidence } in found {
            let (whole, percent) = (confidence / 100, confidence % 100);
            // Writing to a String does not fail.
            let _ = writeln!(text, "{prefix}{}\t{format}\t{whole}.{percent:02}", line + u64::from(at));
        }
        line = if last { 1 } else { line + lines(&held[..end]) };
        held.drain(..end);
        target::all(&mut stdout, text.as_bytes())
    })?;
    Ok(if whole { Exit::Clean } else { Exit::Failed })
}

/// Where the line `number`, from zero, of `text` begins.
fn start(text: &[u8], number: u32) -> usize {
    match number.checked_sub(1) {
        None => 0,
        Some(before) => memchr::memchr_iter(b'\n', text).nth(before as usize).map_or(text.len(), |at| at + 1),
    }
}
