//! A stand-in for Fluent Bit's wasm filter: WAMR, Fluent Bit's engine, called as `filter_wasm` calls it. It is not Fluent
//! Bit: records come as JSON text, one a line, and nothing is converted.
//!
//! `logveil-fluent-bit-host MODULE FUNCTION [NAME=VALUE…]` reads records from stdin and writes one line for each: the
//! answer; `drop` where the answer is empty; `error WHY` where the host would log WHY and drop the record. A line that
//! is a tag and a tab before the record is of that tag. `reset` on a line of its own starts a new instance.
mod wamr;

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: logveil-fluent-bit-host MODULE FUNCTION [NAME=VALUE...] <RECORDS

stack=BYTES, heap=BYTES   the filter's wasm_stack_size and wasm_heap_size [8192]
seconds=N, nanoseconds=N  the time of each record
tag=TEXT                  the tag of each record that names none
times=N                   all records N times; then only the last round is written, and memory is told on stderr";

struct Settings {
    module: String,
    function: String,
    stack: u32,
    heap: u32,
    time: (u32, u32),
    tag: String,
    times: u32,
}

fn main() -> ExitCode {
    match settings().and_then(|settings| run(&settings)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}

fn settings() -> Result<Settings, String> {
    let mut arguments = std::env::args().skip(1);
    let (Some(module), Some(function)) = (arguments.next(), arguments.next()) else { return Err(USAGE.into()) };
    let tag = "app.worker".to_owned();
    let mut settings = Settings { module, function, stack: 8192, heap: 8192, time: (1_738_000_000, 0), tag, times: 1 };
    for argument in arguments {
        let (name, value) = argument.split_once('=').ok_or(USAGE)?;
        let number = || value.parse::<u32>().map_err(|_| USAGE.to_owned());
        match name {
            "stack" => settings.stack = number()?,
            "heap" => settings.heap = number()?,
            "seconds" => settings.time.0 = number()?,
            "nanoseconds" => settings.time.1 = number()?,
            "times" => settings.times = number()?,
            "tag" => settings.tag = value.into(),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(settings)
}

fn run(settings: &Settings) -> Result<(), String> {
    let module = std::fs::read(&settings.module).map_err(|error| format!("{}: {error}", settings.module))?;
    wamr::start()?;
    let open = || wamr::Filter::load(module.clone(), &settings.function, settings.stack, settings.heap);
    let mut filter = open()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut handle = |line: &[u8], write: bool| -> Result<u64, String> {
        if line == b"reset" {
            filter = open()?;
            return Ok(0);
        }
        let tab = line.iter().position(|byte| *byte == b'\t');
        let (tag, record) = tab.map_or((settings.tag.as_bytes(), line), |tab| (&line[..tab], &line[tab + 1..]));
        let answer = match filter.call(tag, settings.time, record) {
            Ok(Some(answer)) => answer,
            Ok(None) => b"drop".to_vec(),
            Err(why) => format!("error {why}").into(),
        };
        if write {
            out.write_all(&answer).and_then(|()| out.write_all(b"\n")).map_err(|error| error.to_string())?;
        }
        Ok(filter.memory())
    };
    if settings.times == 1 {
        for line in io::stdin().lock().split(b'\n') {
            handle(&line.map_err(|error| error.to_string())?, true)?;
        }
        return out.flush().map_err(|error| error.to_string());
    }
    let lines: Vec<Vec<u8>> = io::stdin().lock().split(b'\n').collect::<Result<_, _>>().map_err(|e| e.to_string())?;
    let mut first = 0;
    let mut last = 0;
    for round in 1..=settings.times {
        for line in &lines {
            last = handle(line, round == settings.times)?;
        }
        if round == 1 {
            first = last;
        }
    }
    let records = lines.len() as u64 * u64::from(settings.times);
    let _ = writeln!(io::stderr(), "records {records} memory after the first round {first} at the end {last}");
    out.flush().map_err(|error| error.to_string())
}
