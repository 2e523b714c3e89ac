//! Vector's language as a worker of the benchmark: parse, delete the keys, redact the patterns, encode.
#[path = "../../shared/worker.rs"]
#[allow(dead_code, reason = "each worker uses a part")]
mod worker;

fn main() {}
