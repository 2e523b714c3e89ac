//! What a person and a program are told: exactly this, and never a value.

use serde_json::Value;

use crate::program::{Ran, Scratch, feed, logveil, read, run};
use crate::schema::complaints;

/// Records with much that is wrong; each value that must not be told has `planted` in it.
pub(crate) const WRONG: &str = concat!(
    "{\"timestamp\":\"2025-01-27 12:00:00\",\"level\":\"plantedlevel\",\"component\":\"worker\",",
    "\"message\":\"planted\",\"context\":{\"tenant_id\":\"planted1\"},\"password\":\"planted\\u0021hunter2\"}\n",
    "\n",
    "{\"timestamp\":\"2025-01-27T12:00:00.123456Z\",\"level\":\"ERROR\",\"component\":\"router\",",
    "\"message\":\"to planted@example.com\",\"extra note\":\"planted\\u001b[31m\\u202e\"}\n",
    "plain planted text, password=planted\u{1b}[2J\u{202e}\n",
);

pub(crate) const PLANTED: [&str; 7] = ["planted", "hunter2", "\u{1b}[31", "\u{1b}[2J", "\u{202e}", "[2J", "@example"];

fn told(ran: &Ran) -> String {
    let all = format!("{}\n{}", ran.text(), ran.err);
    assert!(!PLANTED.iter().any(|planted| all.contains(planted)), "{all}");
    all
}

#[test]
fn findings_have_a_place_an_excerpt_and_a_hint() {
    let ran = run(&["validate"], WRONG);
    assert_eq!(ran.code, Some(1));
    told(&ran);
    let first = "\
stdin:1:14 error[cp1/timestamp-no-zone]: The timestamp does not say in which time zone it is.
  | {\"timestamp\":\"••••-••-•• ••:••:••\",\"level\":\"••••••••••…\",\"component\":\"••••••\",\"message\":\"•••••••\",\"c…
  |              ^^^^^^^^^^^^^^^^^^^^^
  = at /timestamp
  = hint: ";
    assert!(ran.text().starts_with(first), "{}", ran.text());
    for place in ["stdin:1:44 error[cp1/unknown-level]", "stdin:4:1 error[syntax/not-json]", "error[leak/email]"] {
        assert!(ran.text().contains(place), "{place}: {}", ran.text());
    }
    let marks = ran.text().lines().filter(|line| line.trim_start_matches("  |").trim_start().starts_with('^'));
    let places = ran.text().lines().filter(|line| line.starts_with("stdin:"));
    assert_eq!(marks.count(), places.count());
    assert!(ran.err.contains("3 records, 0 changed, 0 redactions, "), "{}", ran.err);
    assert!(ran.err.contains("  found:\n"), "{}", ran.err);
}

#[test]
fn run_tells_what_is_still_wrong_and_what_was_taken_out() {
    let ran = run(&["run"], WRONG);
    assert_eq!(ran.code, Some(0));
    assert!(!ran.err.contains("planted"), "{}", ran.err);
    assert!(ran.err.contains("stdin:1:14 error[cp1/timestamp-no-zone]"), "{}", ran.err);
    let (wrong, out) = ran.err.split_once("  taken out:\n").unwrap();
    assert!(wrong.contains("  still wrong:\n") && !wrong.contains("leak/"), "{wrong}");
    assert!(out.contains("leak/key-password") && out.contains("leak/email") && !out.contains("cp1/"), "{out}");
}

#[test]
fn five_findings_of_a_rule_are_told_and_all_are_counted() {
    let many = "{\"level\":\"INFO\"}\n".repeat(30_000);
    let places = |ran: &Ran| ran.text().lines().filter(|line| line.contains("[cp1/missing-message]")).count();
    let ran = run(&["validate"], &many);
    assert_eq!(places(&ran), 5);
    assert!(ran.err.contains(" 30,000  error    cp1/missing-message"), "{}", ran.err);
    assert!(ran.err.contains("the first 5 of each rule are shown"), "{}", ran.err);
    assert!(ran.err.lines().count() < 30, "{}", ran.err);
    assert_eq!(places(&run(&["validate", "--findings", "7"], &many)), 7);
    assert_eq!(places(&run(&["validate", "--findings", "all"], "{}\n".repeat(30))), 30);
    assert_eq!(run(&["validate", "--findings", "0"], &many).text(), "");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_want_them() {
    let coloured = |name: &str, value: &str| {
        let mut command = logveil(&["validate"]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env(name, value);
        let ran = feed(command, WRONG);
        ran.out.contains(&0x1b)
    };
    assert!(coloured("CLICOLOR_FORCE", "1"));
    assert!(!coloured("CLICOLOR_FORCE", ""));
    assert!(!coloured("NO_COLOR", "1"));
    let scratch = Scratch::new();
    let mut command = logveil(&["validate", "-o", &scratch.name("out")]);
    command.env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR");
    feed(command, WRONG);
    assert!(!read(scratch.path("out")).contains('\u{1b}'));
}

#[test]
fn file_names_are_harmless_too() {
    let scratch = Scratch::new();
    let file = scratch.file("a\u{1b}[31m.log", "{}\n");
    let ran = run(&["validate", &file], "");
    assert!(ran.text().contains("a\\u{1b}[31m.log:1:1 error"), "{}", ran.text());
}

fn document(text: &str) -> Value {
    let schema = run(&["report-schema"], "");
    let (schema, report) = (serde_json::from_slice(&schema.out).unwrap(), serde_json::from_str(text).unwrap());
    assert_eq!(complaints(&schema, &report), Vec::<String>::new(), "{text}");
    report
}

#[test]
fn a_json_report_is_one_document_of_its_schema() {
    let ran = run(&["validate", "--report-format", "json", "--stats"], WRONG);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    told(&ran);
    let report = document(ran.text());
    let first = &report["findings"][0];
    assert_eq!((&first["line"], &first["column"], &first["start"]), (&1.into(), &14.into(), &13.into()));
    assert_eq!((&first["rule"], &first["file"]), (&"cp1/timestamp-no-zone".into(), &"stdin".into()));
    let total: u64 = report["rules"].as_array().unwrap().iter().map(|rule| rule["count"].as_u64().unwrap()).sum();
    assert_eq!(total, report["findings"].as_array().unwrap().len() as u64);
    assert_eq!((&report["unlisted"], &report["complete"]), (&0.into(), &true.into()));
    assert_eq!(report["stats"]["records"], 3);
    assert!(ran.text().is_ascii());
}

#[test]
fn every_verb_and_every_input_has_a_report() {
    let masked = &["redact", "--fuel-per-byte", "0"][..];
    for verb in [&["run"][..], &["format"], &["redact"], &["validate"], masked] {
        for input in [WRONG, "", "\n", "{}", "{\"level\":\"ERROR\",\"error_code\":7}\n"] {
            let scratch = Scratch::new();
            let file = scratch.name("report");
            let ran = run(&[verb, &["--report-format", "json", "--report", &file]].concat(), input);
            let printed = if verb[0] == "validate" { ran.text() } else { &ran.err };
            let (printed, written) = (document(printed), document(&read(&file)));
            assert_eq!(printed["counts"], written["counts"]);
            assert_eq!(printed["verb"], verb[0]);
            assert!(printed["findings"].is_array() && written["findings"].is_null());
            assert!(!PLANTED.iter().any(|planted| ran.err.contains(planted)), "{}", ran.err);
        }
    }
}

#[test]
fn a_report_of_many_findings_says_what_it_leaves_out() {
    let many = "{\"level\":\"INFO\"}\n".repeat(30_000);
    for jobs in ["1", "3"] {
        let ran = run(&["validate", "--report-format", "json", "-j", jobs], &many);
        let report = document(ran.text());
        let listed = report["findings"].as_array().unwrap().len() as u64;
        assert!(listed > 1_000, "{listed}");
        assert_eq!(listed + report["unlisted"].as_u64().unwrap(), 90_000);
    }
    let ran = run(&["validate", "--report-format", "json", "--findings", "2"], &many);
    assert_eq!(document(ran.text())["findings"].as_array().unwrap().len(), 6);
}

#[test]
fn a_schema_refuses_what_is_no_report() {
    let schema = serde_json::from_slice(&run(&["report-schema"], "").out).unwrap();
    let ran = run(&["validate", "--report-format", "json"], WRONG);
    let good: Value = serde_json::from_slice(&ran.out).unwrap();
    for (pointer, wrong) in [
        ("/version", 2.into()),
        ("/findings/0/line", 0.into()),
        ("/findings/0/severity", "bad".into()),
        ("/counts/records", "1".into()),
        ("/rules/0", Value::Null),
        ("/tallies", serde_json::json!([{}])),
        ("/counts", serde_json::json!({"more": 1})),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong;
        assert!(!complaints(&schema, &bad).is_empty(), "{pointer}");
    }
}

#[test]
fn stats_tell_shares_and_no_values() {
    let mut text = String::new();
    for n in 0..100 {
        let (level, component) = (["INFO", "ERROR"][n % 2], ["worker", "planted7"][n / 50]);
        text += &format!(
            "{{\"timestamp\":\"2025-01-27T{:02}:00:00.000000Z\",\"level\":\"{level}\",\"component\":\"{component}\",\"message\":\"m\"}}\n",
            n % 24
        );
    }
    for verb in ["run", "validate"] {
        let ran = run(&[verb, "--stats"], &text);
        let err = &ran.err;
        assert!(err.contains("by time (UTC, 1 h each)") && err.contains("2025-01-27 23:00"), "{err}");
        assert!(err.contains("worker") && err.contains("(other)") && !err.contains("planted"), "{err}");
        assert!(err.contains(" 50.0 %"), "{err}");
    }
}
