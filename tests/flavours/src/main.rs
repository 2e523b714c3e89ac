//! `logveil-flavours build DIR`: the Fluent Bit and browser flavours. `logveil-flavours corpus KIND BYTES SEED`: made-up logs.
mod build;
#[path = "../../support/corpus.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod corpus;
mod layout;
mod parts;
mod pointers;
mod reach;
mod silent;

use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: logveil-flavours build DIR
       logveil-flavours browser DIR
       logveil-flavours corpus seed|dirty|wide BYTES SEED [PLANTED]

build   writes logveil.fluent-bit.wasm and browser/ into DIR
browser writes browser/ alone
corpus  writes at least BYTES bytes of NDJSON to stdout, the same for the same SEED;
        PLANTED is a file that gets each secret that must not survive, one a line";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["build", folder] => build::all(folder.as_ref()),
        ["browser", folder] => build::browser(folder.as_ref()),
        ["corpus", kind, bytes, seed] => records(kind, bytes, seed, None),
        ["corpus", kind, bytes, seed, planted] => records(kind, bytes, seed, Some(planted)),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}

fn records(kind: &str, bytes: &str, seed: &str, planted: Option<&str>) -> Result<(), String> {
    let kind = corpus::Kind::named(kind).ok_or_else(|| format!("no kind {kind}\n{USAGE}"))?;
    let bytes = bytes.parse().map_err(|_| format!("BYTES is a number, not {bytes}"))?;
    let seed = seed.parse().map_err(|_| format!("SEED is a number, not {seed}"))?;
    let made = corpus::corpus(kind, bytes, seed);
    if let Some(file) = planted {
        let lines: String = made.planted.iter().map(|secret| format!("{secret}\n")).collect();
        std::fs::write(file, lines).map_err(|error| format!("{file}: {error}"))?;
    }
    match io::stdout().lock().write_all(&made.bytes) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}
