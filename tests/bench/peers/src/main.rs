//! `logveil-bench-peers PEER`: what people do today, each as a worker of the benchmark. The work is the same for all:
//! eleven keys at any depth, seven value patterns with Luhn, CP1's fields looked at.
mod fields;
mod keys;
mod patterns;
mod plain;
mod serde_tree;
mod sonic_tree;
#[path = "../../shared/worker.rs"]
#[allow(dead_code, reason = "each worker uses a part")]
mod worker;

use std::io::Write;
use std::process::ExitCode;

use patterns::{Combined, InTurn};

fn main() -> ExitCode {
    let peer = std::env::args().nth(1).unwrap_or_default();
    let done = match peer.as_str() {
        "memcpy" => worker::serve(plain::Copy::default()),
        "skip" => worker::serve(plain::Skip),
        "sonic" => Combined::new().and_then(|patterns| worker::serve(sonic_tree::Peer { patterns })),
        "serde" => Combined::new().and_then(|patterns| worker::serve(serde_tree::Peer { patterns })),
        "obvious" => InTurn::new().and_then(|patterns| worker::serve(serde_tree::Peer { patterns })),
        _ => Err("usage: logveil-bench-peers memcpy|skip|sonic|serde|obvious".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}
