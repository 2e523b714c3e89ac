//! A byte costs the same in a long record as in a short one, however hard the record is made: counted in fuel, which is the
//! same on every machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../tests/bench/shared/shapes.rs"]
mod shapes;

use std::path::Path;

use logveil_host::{Instance, Limits, Stream, Verb, artefact, engine};
use wasmtime::{Engine, component::Component};

/// Bytes of a record.
const SHORT: usize = 8_000;
const LONG: usize = 200_000;
/// How much more a byte of the long one may cost: tables grow by doubling, and some work is only for the long ones.
const GROWTH: u64 = 3;
/// Fuel a byte that is not worth a word.
const SMALL: u64 = 400;

/// All records of a batch, as the command line reads them.
const BATCH: usize = 64 << 10;

fn open(engine: &Engine, component: &Component, policy: &str) -> Stream {
    let limits = Limits { fuel_per_byte: 100_000, memory: 1 << 30 };
    Instance::new(engine, component, limits).unwrap().open(policy, &[]).unwrap()
}

/// Fuel for a byte of one record.
fn cost(stream: &mut Stream, verb: Verb, record: &[u8]) -> Option<u64> {
    stream.push(verb, record, 0).ok()?;
    let pushed = stream.spent();
    stream.finish(record.len()).ok()?;
    Some((pushed + stream.spent()) / record.len() as u64)
}

fn policy() -> serde_json::Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/policies/all.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn a_byte_costs_the_same_at_any_length() {
    let engine = Engine::new(&engine::settings()).unwrap();
    let component = artefact::load(&engine).unwrap().component;
    let all = policy();
    let with = |output: &str| {
        let mut policy = all.clone();
        policy["format"] = serde_json::json!({"controls": "visible", "output": output});
        policy["validate"]["checks"] = serde_json::json!(["all"]);
        policy.to_string()
    };
    let outputs = ["cp1", "ecs", "otlp", "gelf", "logfmt", "pretty"];
    let runs = outputs.map(|output| (Verb::Run, output));
    let mut wrong = Vec::new();
    for (verb, output) in runs.into_iter().chain([(Verb::Redact, "keep"), (Verb::Validate, "cp1")]) {
        let policy = with(output);
        let mut stream = open(&engine, &component, &policy);
        for (name, make) in shapes::SHAPES {
            let of = |size| [&make(size)[..], b"\n"].concat();
            let short = cost(&mut stream, verb, &of(SHORT));
            let long = short.and_then(|_| cost(&mut stream, verb, &of(LONG)));
            if short.zip(long).is_none_or(|(short, long)| long > short * GROWTH + SMALL) {
                wrong.push(format!("{verb:?} to {output}, {name}: {short:?} units of fuel a byte, then {long:?}"));
                stream = open(&engine, &component, &policy);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a stream remembers of its records costs them nothing that would have them masked, from the first batch on.
#[test]
fn records_with_many_keys_in_any_order_have_fuel_to_spare() {
    let engine = Engine::new(&engine::settings()).unwrap();
    let component = artefact::load(&engine).unwrap().component;
    let mut wrong = Vec::new();
    for (name, make) in shapes::SHAPES.iter().filter(|(name, _)| name.starts_with("records: ")) {
        let mut stream = open(&engine, &component, &policy().to_string());
        let batch = [&make(BATCH)[..], b"\n"].concat();
        let cost = cost(&mut stream, Verb::Run, &batch).unwrap();
        if cost >= Limits::default().fuel_per_byte {
            wrong.push(format!("{name}: {cost} units of fuel a byte"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
