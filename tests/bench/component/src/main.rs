//! `logveil-bench-component component VERB POLICY [BATCH [MODULE]]`: the component as the host runs it, with its fuel;
//! MODULE is another core module to make the component of. `… fluent-bit MODULE`: one call a record, without SIMD.
mod fluent_bit;
mod hosted;
#[path = "../../shared/worker.rs"]
#[allow(dead_code, reason = "each worker uses a part")]
mod worker;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["component", verb, policy] => hosted(verb, policy, "65536", None),
        ["component", verb, policy, batch] => hosted(verb, policy, batch, None),
        ["component", verb, policy, batch, module] => hosted(verb, policy, batch, Some(module)),
        ["fluent-bit", module] => fluent_bit::Filter::new(module).and_then(worker::serve),
        _ => Err("usage: logveil-bench-component component VERB POLICY [BATCH [MODULE]]\n       logveil-bench-component fluent-bit MODULE".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}

fn hosted(verb: &str, policy: &str, batch: &str, module: Option<&str>) -> Result<(), String> {
    let policy = std::fs::read_to_string(policy).map_err(|error| format!("{policy}: {error}"))?;
    let batch = batch.parse().map_err(|_| format!("BATCH is a number, not {batch}"))?;
    worker::serve(hosted::Hosted::new(verb, &policy, batch, module)?)
}
