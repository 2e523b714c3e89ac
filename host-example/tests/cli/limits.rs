//! A record that costs too much is masked; the others are done as ever, and nothing passes as it stood.

use crate::program::{REDACTED, SECRET, Scratch, clean, read, run};

#[test]
fn without_fuel_everything_is_masked_and_nothing_leaks() {
    let ran = run(&["redact", "--fuel-per-byte", "0"], format!("{SECRET}plain hunter2-demo text\n{SECRET}"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!ran.text().contains("hunter2") && !ran.err.contains("hunter2"), "{}{}", ran.text(), ran.err);
    assert!(ran.text().contains("limit/fuel"), "{}", ran.text());
    assert!(ran.err.contains("3 masked"), "{}", ran.err);
    for line in 1..=3 {
        assert!(ran.err.contains(&format!("stdin:{line}: masked (limit/fuel)")), "{}", ran.err);
    }
}

#[test]
fn a_record_longer_than_a_batch_is_masked_as_one() {
    let long = format!("{{\"message\":\"{}\",\"password\":\"hunter2-demo\"}}\n", "mail a@b, ".repeat(40_000));
    let input = format!("{SECRET}{long}{SECRET}");
    // The fuel of a call is that of its bytes and of 10,000 more, so a short record has enough of it sooner. The long one
    // runs out of it where its first piece is taken in, or where it is redacted; with enough it is redacted.
    let mut ends = Vec::new();
    for fuel in ["1", "2", "10", "20", "30", "1000"] {
        for jobs in ["1", "2"] {
            let scratch = Scratch::new();
            let quarantine = scratch.name("q");
            let ran = run(&["redact", "--fuel-per-byte", fuel, "-j", jobs, "--quarantine", &quarantine], &input);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
            assert!(!ran.text().contains("hunter2"), "{}", ran.err);
            let lines: Vec<&str> = ran.text().lines().collect();
            assert_eq!(lines.len(), 3, "fuel {fuel}: {}", ran.err);
            if lines[0] != REDACTED.trim_end() {
                continue;
            }
            assert_eq!(lines[2], REDACTED.trim_end(), "fuel {fuel}");
            let masked = format!(
                "{{\"message\":\"[REDACTED]\",\"logveil\":{{\"reason\":\"limit/fuel\",\"line\":2,\"bytes\":{}}}}}",
                long.len() - 1
            );
            let kept = read(&quarantine);
            if lines[1] == masked {
                let raw = kept.rsplit("\"raw_base64\":\"").next().unwrap().trim_end_matches("\"}\n");
                assert_eq!(raw.len(), (long.len() - 1).div_ceil(3) * 4, "fuel {fuel}");
                assert!(ran.err.contains("3 records, 3 changed, 2 redactions, 1 masked"), "{}", ran.err);
            } else {
                assert!(lines[1].ends_with("\"password\":\"[REDACTED]\"}") && kept.is_empty(), "fuel {fuel}");
            }
            ends.push(lines[1] == masked);
        }
    }
    assert!(ends.contains(&true) && ends.contains(&false), "{ends:?}");
}

#[test]
fn a_last_record_without_a_line_end_is_masked_too() {
    for input in ["{}", "plain", "{}\n{\"a\":1}"] {
        let ran = run(&["redact", "--fuel-per-byte", "0"], input);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(ran.text().lines().count(), input.lines().count());
        assert!(ran.err.contains(&format!("{} masked", input.lines().count())), "{}", ran.err);
    }
}

#[test]
fn a_record_that_stops_validate_is_a_finding_and_no_output() {
    for input in [SECRET, SECRET.trim_end()] {
        let ran = run(&["validate", "--fuel-per-byte", "0"], input);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.text().starts_with("stdin:1:1 error[limit/fuel]"), "{}", ran.text());
    }
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
    assert!(ran.err.contains("10 records more masked or withheld"), "{}", ran.err);
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

/// Addresses so close together that a byte of them costs far more than one of a real log.
fn dense(bytes: usize) -> String {
    "x@y.zz ".repeat(bytes / 7)
}

#[test]
fn a_line_that_waits_takes_no_other_with_it() {
    // Text waits for lines that go on with it: it is read when the next record comes.
    let text = format!("{}\n{{\"msg\":\"fine\"}}\n", dense(300_000));
    for jobs in ["1", "2"] {
        let ran = run(&["run", "--fuel-per-byte", "100", "-j", jobs], &text);
        let lines: Vec<&str> = ran.text().lines().collect();
        assert_eq!(lines.len(), 2, "{}", ran.err);
        assert!(lines[0].contains(r#""reason":"limit/fuel","line":1,"#), "{}", &lines[0][..lines[0].len().min(200)]);
        assert_eq!(lines[1], r#"{"message":"fine"}"#);
    }
}

#[test]
fn a_long_line_that_waits_at_the_end_is_masked_and_kept() {
    let scratch = Scratch::new();
    let quarantine = scratch.name("q");
    let text = dense(700_000);
    let ran = run(&["run", "--fuel-per-byte", "100", "--quarantine", &quarantine], &text);
    assert!(ran.text().contains(r#""reason":"limit/fuel","line":1,"bytes":700000"#), "{}\n{}", ran.text(), ran.err);
    let kept = read(&quarantine);
    assert!(kept.starts_with("{\"line\":1,\"rule\":\"limit/fuel\","), "{}", &kept[..kept.len().min(100)]);
    let raw = kept.rsplit("\"raw_base64\":\"").next().unwrap().trim_end_matches("\"}\n");
    assert_eq!(raw.len(), 700_000_usize.div_ceil(3) * 4);
}
