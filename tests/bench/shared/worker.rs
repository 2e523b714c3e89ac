//! A worker: one engine in a process of its own, that does one pass over a file when it is told to, and says what CPU
//! time it took. Every engine is driven so, wherever it comes from: builds of the core with other flags, other
//! commits, other languages.
//!
//! Commands come in on stdin, one a line; each is answered by one line on stdout, `ok …` or `error …`:
//! * `input FILE`: what to work on from here on,
//! * `write FILE`: one pass, its output goes to FILE,
//! * `time MILLIS`: passes until that much CPU time is used; answers with the mean nanoseconds a pass,
//! * `fuel`: one pass; answers with the fuel used, and the most that one call used for a byte in thousandths.
use std::fmt::Write as _;
use std::io::{BufRead, Write};

use cpu_time::ThreadTime;

/// Where output goes, piece by piece.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(&[u8]);

/// Something that does the work.
pub(crate) trait Engine {
    /// One pass over `input`, whole records.
    fn pass(&mut self, input: &[u8], sink: Sink<'_>) -> Result<(), String>;

    /// One pass over `input`; the fuel that it used, and the most that one call used for a byte, in thousandths.
    fn fuel(&mut self, _input: &[u8]) -> Result<(u64, u64), String> {
        Err("it has no fuel".into())
    }
}

/// Does what stdin says until it ends.
pub(crate) fn serve(mut engine: impl Engine) -> Result<(), String> {
    let mut input = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let answer = match obey(&mut engine, &mut input, &line) {
            Ok(answer) => format!("ok {answer}"),
            Err(why) => format!("error {}", why.replace('\n', " ")),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}").and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn obey(engine: &mut impl Engine, input: &mut Vec<u8>, line: &str) -> Result<String, String> {
    let mut answer = String::new();
    let said = match line.split_once(' ').unwrap_or((line, "")) {
        ("input", file) => {
            *input = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            write!(answer, "{}", input.len())
        }
        ("write", file) => {
            let mut output = Vec::with_capacity(input.len());
            engine.pass(input, &mut |bytes| output.extend_from_slice(bytes))?;
            std::fs::write(file, &output).map_err(|error| format!("{file}: {error}"))?;
            write!(answer, "{}", output.len())
        }
        ("time", millis) => write!(answer, "{}", time(engine, input, millis.parse().unwrap_or(1))?),
        ("fuel", _) => {
            let (all, most) = engine.fuel(input)?;
            write!(answer, "{all} {most}")
        }
        _ => return Err(format!("no such command: {line}")),
    };
    said.map(|()| answer).map_err(|error| error.to_string())
}

fn time(engine: &mut impl Engine, input: &[u8], millis: u128) -> Result<u128, String> {
    let mut passes = 0;
    let mut given = 0usize;
    let start = ThreadTime::now();
    loop {
        engine.pass(input, &mut |bytes| given += std::hint::black_box(bytes).len())?;
        passes += 1;
        let used = start.elapsed();
        if used.as_millis() >= millis {
            std::hint::black_box(given);
            return Ok(used.as_nanos() / passes);
        }
    }
}

/// Cuts `input` into batches of at most `size` bytes that end at a line's end; a longer line is a batch of its own.
pub(crate) fn batches(mut input: &[u8], size: usize) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if input.is_empty() {
            return None;
        }
        let longest = &input[..size.min(input.len())];
        let end = match longest.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => end + 1,
            None => input.iter().position(|byte| *byte == b'\n').map_or(input.len(), |end| end + 1),
        };
        let (batch, rest) = input.split_at(end);
        input = rest;
        Some(batch)
    })
}
