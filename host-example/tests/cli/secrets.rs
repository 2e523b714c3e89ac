//! The sample records, and that none of their secrets comes out anywhere.

use crate::program::{Scratch, read, run};

const SAMPLE: &str = include_str!("../../samples/worker.ndjson");

/// What must not be seen again.
const SECRETS: [&str; 34] = [
    "correct-horse-battery",
    "demo-key-7f3a91c0",
    "s3cr3t-not-real",
    "tok-demo-000111222",
    "at-demo-aaaabbbbcccc",
    "rt-demo-ddddeeeeffff",
    "ZGVtbzpkZW1vLXBhc3N3b3Jk",
    "4111 1111 1111 1111",
    "219-09-9999",
    "jane.doe@example.com",
    "202 555 0143",
    "5555 5555 5555 4444",
    "john.smith@example.org",
    "378282246310005",
    "078-05-1120",
    "AKIAIOSFODNN7EXAMPLE",
    "demo.bearer.value",
    "c2lnbmF0dXJl",
    "nested-demo",
    "demo-user",
    "first-demo",
    "123456,",
    "escaped-demo",
    "jane\\u0040example",
    "pair-demo",
    "inner-demo-pass",
    "inline-demo",
    "4012888888881881",
    "max.mustermann",
    "broken-demo",
    "ops@example.com",
    "plain-demo",
    "twice-demo",
    "\"pin\":[1",
];

/// What only looks like one.
const KEPT: [&str; 14] = [
    "\"max_tokens\":4096",
    "\"token_type\":\"opaque\"",
    "\"tokens_used\":812",
    "\"secret_name\":\"orders/db\"",
    "\"next_at\":1737979261146",
    "4bf92f3577b34da6a3ce929d0e0e4736",
    "git@github.com:example/worker.git",
    "9fceb02d0ae598e95dc970b74767f19372d61af8",
    "\"epoch_ms\":1737979203213",
    "logo@2x.png",
    "1e400",
    "12345678901234567890",
    "\"latency_ms\":0.10",
    "\"author\":\"demo\"",
];

#[test]
fn no_secret_of_the_sample_survives() {
    for secret in SECRETS {
        assert!(SAMPLE.contains(secret), "{secret} is not in the sample");
    }
    let scratch = Scratch::new();
    let report = scratch.name("report");
    let ran = run(&["redact", "--report", &report], SAMPLE);
    assert_eq!(ran.code, Some(0));
    let survivors: Vec<&str> = SECRETS.into_iter().filter(|secret| ran.text().contains(secret)).collect();
    assert!(survivors.is_empty(), "{survivors:?}");
    for place in [&ran.err, &read(&report)] {
        assert!(!SECRETS.into_iter().any(|secret| place.contains(secret)), "{place}");
    }
}

#[test]
fn what_only_looks_sensitive_stays() {
    let out = run(&["redact"], SAMPLE);
    let gone: Vec<&str> = KEPT.into_iter().filter(|kept| !out.text().contains(kept)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(out.text().lines().count(), SAMPLE.lines().count());
}

#[test]
fn redacting_twice_is_redacting_once() {
    let once = run(&["redact"], SAMPLE);
    let twice = run(&["redact"], &once.out);
    assert!(once.out == twice.out);
    assert!(twice.err.contains("0 changed, 0 redactions"), "{}", twice.err);
}
