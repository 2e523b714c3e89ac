//! A record that costs too much is masked; the others are done as ever, and nothing passes as it stood.

use crate::program::{REDACTED, SECRET, Scratch, clean, read, run};

#[test]
fn without_fuel_everything_is_masked_and_nothing_leaks() {
    let ran = run(&["redact", "--fuel-per-byte", "0"], format!("{SECRET}plain hunter2-demo text\n\n{SECRET}"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!ran.text().contains("hunter2") && !ran.err.contains("hunter2"), "{}{}", ran.text(), ran.err);
    assert!(ran.text().contains("limit/fuel"), "{}", ran.text());
    assert!(ran.err.contains("3 masked"), "{}", ran.err);
    for line in [1, 2, 4] {
        assert!(ran.err.contains(&format!("stdin:{line}: masked (limit/fuel)")), "{}", ran.err);
    }
}

#[test]
fn only_the_record_that_costs_too_much_is_masked() {
    // Fuel for a call is that of its bytes and of 10,000 more: one long record among short ones runs out of it first.
    let long = format!("{{\"message\":\"{}\",\"password\":\"hunter2-demo\"}}\n", "mail a@b, ".repeat(40_000));
    let input = format!("{SECRET}{long}{SECRET}");
    let cheapest = (1..200).find_map(|fuel| {
        let ran = run(&["redact", "--fuel-per-byte", &fuel.to_string()], &input);
        (!ran.text().starts_with("{\"message\":\"[REDACTED]\",\"logveil\"")).then_some(ran)
    });
    let ran = cheapest.expect("some amount of fuel is enough for a short record");
    assert!(!ran.text().contains("hunter2"), "{}", ran.err);
    assert_eq!(ran.text().lines().next(), Some(REDACTED.trim_end()));
    assert_eq!(ran.text().lines().count(), 3);
    assert_eq!(ran.text().lines().last(), Some(REDACTED.trim_end()));
}

#[test]
fn masked_records_are_counted_once_and_in_their_place() {
    let scratch = Scratch::new();
    let report = scratch.name("report");
    let ran = run(&["redact", "--fuel-per-byte", "0", "--report", &report], clean(30));
    assert_eq!(ran.text().lines().count(), 30);
    let json: serde_json::Value = serde_json::from_str(&read(&report)).unwrap();
    assert_eq!((&json["counts"]["records"], &json["counts"]["masked"]), (&30.into(), &30.into()));
    assert!(ran.err.contains("stdin:20: masked") && !ran.err.contains("stdin:21: masked"), "{}", ran.err);
    assert!(ran.err.contains("10 more records were masked or withheld"), "{}", ran.err);
}

#[test]
fn an_instance_without_room_is_told() {
    let ran = run(&["redact", "--instance-memory", "1"], SECRET);
    assert!(!ran.text().contains("hunter2"));
    assert!(matches!(ran.code, Some(0 | 3)), "{}", ran.err);
}

#[test]
fn a_record_that_needs_too_much_memory_is_masked() {
    let long = format!("{{\"password\":\"hunter2-demo\",\"m\":\"{}\"}}\n", "x".repeat(900_000));
    let ran = run(&["redact", "--instance-memory", "3"], format!("{SECRET}{long}{SECRET}"));
    assert!(!ran.text().contains("hunter2"), "{}", ran.err);
    assert!(ran.text().starts_with(REDACTED) && ran.text().ends_with(REDACTED), "{}", ran.err);
    if ran.text().contains("limit/") {
        assert!(ran.err.contains("stdin:2: masked (limit/memory)"), "{}", ran.err);
    }
}
