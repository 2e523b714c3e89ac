//! `logveil-bench-native VERB POLICY [BATCH]`: the core, linked as a library, as a worker of the benchmark.
mod library;
#[path = "../../shared/worker.rs"]
#[allow(dead_code, reason = "each worker uses a part")]
mod worker;

use std::io::Write;
use std::process::ExitCode;

use library::Library;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [verb, policy] => serve(verb, policy, "65536"),
        [verb, policy, batch] => serve(verb, policy, batch),
        _ => Err("usage: logveil-bench-native run|redact|format|validate POLICY [BATCH]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}

fn serve(verb: &str, policy: &str, batch: &str) -> Result<(), String> {
    let policy = std::fs::read_to_string(policy).map_err(|error| format!("{policy}: {error}"))?;
    let batch = batch.parse().map_err(|_| format!("BATCH is a number, not {batch}"))?;
    worker::serve(Library::new(verb, &policy, batch)?)
}
