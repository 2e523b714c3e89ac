//! The benchmark's work, once and for its answer: the three corpora under its policies in its batches, and each shape of
//! hard input. Its peers are in a workspace of their own (`tests/bench`), and are not built here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "bench/shared/shapes.rs"]
mod shapes;
mod support;

use std::path::Path;

use logveil::{Pipeline, Verb};
use support::corpus::{Corpus, Kind, corpus};
use support::drive;

const BATCH: usize = 65_536;

fn policy(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies");
    std::fs::read_to_string(folder.join(name).with_extension("json")).unwrap()
}

/// The output's text of `verb` over `stream` in batches.
fn output(policy: &str, verb: Verb, stream: &[u8]) -> Result<Vec<u8>, String> {
    let mut pipeline = Pipeline::open(policy, &[]).map_err(|error| error.to_string())?;
    drive::chunks(&mut pipeline, verb, stream.chunks(BATCH)).map(|ran| ran.bytes)
}

fn records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|record| !record.is_empty())
}

/// What is wrong with an answer: a record is missing or is no JSON, or a secret is there.
fn wrong(asked: &Corpus, output: &[u8]) -> Option<String> {
    let (came, went) = (records(&asked.bytes).count(), records(output).count());
    if came != went {
        return Some(format!("{went} records of {came} came out"));
    }
    if let Some(at) = records(output).position(|record| serde_json::from_slice::<serde_json::Value>(record).is_err()) {
        return Some(format!("record {} is no JSON", at + 1));
    }
    let Ok(text) = std::str::from_utf8(output) else { return Some("it is no UTF-8".into()) };
    let left = asked.planted.iter().filter(|secret| text.contains(secret.as_str())).count();
    (left > 0).then(|| format!("{left} planted secrets came through"))
}

#[test]
fn corpora() {
    let mut failures = vec![];
    let mut passed = 0;
    for kind in Kind::ALL {
        let asked = corpus(kind, 300_000, 7);
        for name in ["seven", "all"] {
            let policy = policy(name);
            for verb in [Verb::Run, Verb::Redact] {
                match output(&policy, verb, &asked.bytes).map(|output| wrong(&asked, &output)) {
                    Ok(None) => passed += 1,
                    Ok(Some(why)) | Err(why) => failures.push(format!("{verb:?}, {name}, {kind:?}: {why}")),
                }
            }
            match output(&policy, Verb::Validate, &asked.bytes) {
                Ok(output) if output.is_empty() => passed += 1,
                _ => failures.push(format!("validate, {name}, {kind:?}: it gives records, or fails")),
            }
        }
    }
    support::report("benchmark answers", passed, &failures);
    assert!(failures.is_empty());
}

/// Redacting what is redacted changes nothing, and every record comes out, whatever the verb.
#[test]
fn hard_input() {
    let mut failures = vec![];
    let mut passed = 0;
    let policy = policy("seven");
    for (name, make) in shapes::SHAPES {
        for size in [1_000, 16_000] {
            let mut stream = make(size);
            stream.push(b'\n');
            let stream = stream.repeat(2);
            let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
            let once = output(&policy, Verb::Redact, &stream).unwrap();
            let run = output(&policy, Verb::Run, &stream).unwrap();
            output(&policy, Verb::Validate, &stream).unwrap();
            if output(&policy, Verb::Redact, &once).unwrap() != once {
                failures.push(format!("{name}, {size}: redacted twice is not redacted once"));
            } else if lines(&once) != lines(&stream) || lines(&run) != lines(&stream) {
                let [once, run, all] = [&once, &run, &stream].map(|bytes| lines(bytes));
                failures.push(format!("{name}, {size}: {once} and {run} records of {all}"));
            } else {
                passed += 1;
            }
        }
    }
    support::report("hard input answers", passed, &failures);
    assert!(failures.is_empty());
}
