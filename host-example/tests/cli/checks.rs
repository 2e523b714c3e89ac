//! Checks that a policy asks for, and the reports for code scanning and build servers: what the user sees of them.

use serde_json::Value;

use crate::program::{Scratch, read, run};
use crate::reports::{PLANTED, WRONG};

const POLICY: &str = "version: 1\nextends: [json]\nvalidate:\n";

fn policy(scratch: &Scratch, validate: &str) -> String {
    scratch.file("p.yaml", format!("{POLICY}{validate}"))
}

#[test]
fn a_schema_is_read_beside_its_policy() {
    let scratch = Scratch::new();
    scratch.file("record.json", "{\"properties\": {\"took\": {\"type\": \"number\"}}}");
    let policy = policy(&scratch, "  schema: { file: record.json }\n");
    let ran = run(&["validate", "-p", &policy], "{\"took\":\"planted\"}\n{\"took\":5}\n");
    let told = "stdin:1:9 error[shape/type]: The value has a type that the schema does not allow.\n";
    assert!(ran.code == Some(1) && ran.text().starts_with(told), "{}{}", ran.text(), ran.err);
    assert!(ran.text().contains("  = at /took\n  = note: number\n"), "{}", ran.text());
    assert!(!ran.text().contains("planted") && ran.err.contains("1 error"), "{}", ran.err);
}

#[test]
fn what_is_wrong_with_a_schema_has_its_place() {
    let scratch = Scratch::new();
    let policy = policy(&scratch, "  schema: { file: record.yaml }\n");
    for (schema, place, why) in [
        ("properties:\n  a:\n    uniqueItems: true\n", "record.yaml:3:5: ", "no such keyword"),
        ("properties:\n  a: { minLenght: 1 }\n", "record.yaml:2:8: ", "did you mean `minLength`?"),
        ("$ref: '#'\n", "record.yaml:1:1: ", "goes round"),
        ("type: [text]\n", "record.yaml:1:1: ", "no such type: `text`"),
        ("a: [\n", "record.yaml:", ""),
    ] {
        scratch.file("record.yaml", schema);
        let ran = run(&["validate", "-p", &policy], "");
        assert!(ran.code == Some(2) && ran.err.contains(place) && ran.err.contains(why), "{schema}: {}", ran.err);
    }
    std::fs::remove_file(scratch.path("record.yaml")).unwrap();
    let ran = run(&["validate", "-p", &policy], "");
    assert!(ran.code == Some(2) && ran.err.contains("record.yaml"), "{}", ran.err);
}

#[test]
fn a_slip_in_a_severity_is_told_with_the_nearest_rule() {
    let scratch = Scratch::new();
    let policy = policy(&scratch, "  severity:\n    time/futur: error\n");
    let ran = run(&["validate", "-p", &policy], "");
    assert!(ran.code == Some(2) && ran.err.contains("p.yaml:5:5: "), "{}", ran.err);
    assert!(ran.err.contains("did you mean `time/future`?"), "{}", ran.err);
}

#[test]
fn severities_decide_what_fails() {
    let scratch = Scratch::new();
    let record =
        "{\"timestamp\":\"2025-01-27T12:00:00.123456Z\",\"level\":\"INFO\",\"component\":\"x\",\"message\":\"m\"}\n";
    assert_eq!(run(&["validate"], record).code, Some(0));
    let of = |severity: &str| {
        let text = format!("version: 1\nextends: [cp1]\nvalidate: {{ severity: {{ cp1/unknown-*: {severity} }} }}\n");
        run(&["validate", "-p", &scratch.file("q.yaml", text)], record)
    };
    assert_eq!((of("error").code, of("info").code), (Some(1), Some(0)));
    assert!(of("warning").text().contains("warning[cp1/unknown-component]") && of("off").text().is_empty());
}

#[test]
fn now_is_the_clocks_or_what_was_said() {
    let scratch = Scratch::new();
    let policy = policy(&scratch, "  checks: [time]\n");
    let records = "{\"time\":\"2025-01-27T12:00:00Z\"}\n{\"time\":\"9025-01-27T12:00:00Z\"}\n";
    let places = |ran: &crate::program::Ran| ran.text().matches("[time/future]").count();
    assert_eq!(places(&run(&["validate", "-p", &policy], records)), 1);
    assert_eq!(places(&run(&["validate", "-p", &policy, "--now", "2025-01-27T11:00:00Z"], records)), 2);
    assert_eq!(places(&run(&["validate", "-p", &policy, "--now", "9999-01-01T00:00:00Z"], records)), 0);
    let ran = run(&["validate", "-p", &policy, "--now", "noon"], records);
    assert!(ran.code == Some(2) && ran.err.contains("--now: "), "{}", ran.err);
}

#[test]
fn what_depends_on_order_is_the_same_with_several_jobs() {
    let scratch = Scratch::new();
    let policy = policy(&scratch, "  checks: [drift, time]\n  labels: [n]\n");
    let mut records = String::new();
    for n in 0..40_000 {
        let value = if n == 39_000 { "\"x\"".to_owned() } else { n.to_string() };
        records += &format!("{{\"time\":\"2025-01-27T12:00:00Z\",\"n\":{n},\"v\":{value}}}\n");
    }
    let one = run(&["validate", "-p", &policy, "-j", "1"], &records);
    let many = run(&["validate", "-p", &policy, "-j", "4"], &records);
    assert_eq!((one.text(), &one.err), (many.text(), &many.err));
    assert!(one.text().contains("stdin:39001:46 error[drift/type]"), "{}", one.text());
    assert!(one.text().contains("  = note: a text here, an integer in line 1\n"), "{}", one.text());
    assert_eq!(one.text().matches("[cardinality/values]").count(), 1, "{}", one.text());
}

#[test]
fn fixes_are_told_where_they_are_certain() {
    let record = "{\"ts\":\"2025-01-27T12:00:00Z\",\"level\":\"info\",\"component\":\"worker\",\"msg\":\"m\"}\n";
    let ran = run(&["validate"], record);
    assert!(ran.text().contains("  = fix: it becomes one of the four levels (--fix)\n"), "{}", ran.text());
    let ran = run(&["validate", "--report-format", "json"], record);
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    let fix = |rule: &str| {
        let findings = report["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["rule"] == rule).unwrap()["fix"].clone()
    };
    assert_eq!(fix("cp1/unknown-level")["edits"], serde_json::json!([{"start": 37, "end": 43, "text": "\"INFO\""}]));
    assert_eq!(fix("cp1/missing-message")["edits"][0]["text"], "message");
    assert_eq!(fix("cp1/missing-timestamp")["edits"], serde_json::json!([]));
}

#[test]
fn sarif_names_rules_places_and_no_values() {
    let scratch = Scratch::new();
    let file = scratch.file("a b.log", WRONG);
    let ran = run(&["validate", "--report-format", "sarif", &file], "");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(!PLANTED.iter().any(|planted| ran.text().contains(planted)), "{}", ran.text());
    let document: Value = serde_json::from_slice(&ran.out).unwrap();
    let sarif = &document["runs"][0];
    assert_eq!(
        (&document["version"], &sarif["invocations"][0]["executionSuccessful"]),
        (&"2.1.0".into(), &true.into())
    );
    let results = sarif["results"].as_array().unwrap();
    let rules = sarif["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["ruleAndPlace/v1"].as_str().unwrap().len(), 16);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("/a%20b.log"));
        assert!(place["region"]["startColumn"].as_u64() <= place["region"]["endColumn"].as_u64());
    }
    let json = run(&["validate", "--report-format", "json", &file], "");
    let json: Value = serde_json::from_slice(&json.out).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), results.len());
    for verb in ["run", "redact"] {
        let ran = run(&[verb, "--report-format", "sarif"], WRONG);
        let document: Value = serde_json::from_str(&ran.err).unwrap();
        assert!(document["runs"][0]["results"].is_array() && !ran.err.contains("planted"));
    }
}

#[test]
fn junit_has_a_test_for_each_rule() {
    let ran = run(&["validate", "--report-format", "junit", "--findings", "2"], WRONG.repeat(10));
    let text = ran.text();
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(text.starts_with("<?xml ") && text.ends_with("</testsuites>\n"), "{text}");
    assert!(!PLANTED.iter().any(|planted| text.contains(planted)), "{text}");
    let failed =
        "    <testcase classname=\"cp1\" name=\"timestamp-no-zone\">\n      <failure message=\"10 × The timestamp";
    assert!(text.contains(failed), "{text}");
    assert!(text.contains(">stdin:1:14 /timestamp\nstdin:5:14 /timestamp</failure>"), "{text}");
    assert!(text.contains("<testcase classname=\"limit\" name=\"max-depth\"/>"), "{text}");
    let count = |what: &str| text.matches(what).count();
    assert!(text.contains(&format!(
        "<testsuites tests=\"{}\" failures=\"{}\"",
        count("<testcase "),
        count("<failure ")
    )));
    let ran = run(&["validate", "--report-format", "junit", "--fail-on", "never"], WRONG);
    assert!(ran.code == Some(0) && !ran.text().contains("<failure") && ran.text().contains("<system-out>"));
}

#[test]
fn with_a_baseline_only_what_is_new_counts() {
    let scratch = Scratch::new();
    let (known, all) = (scratch.name("known.json"), WRONG.repeat(3_000));
    let ran = run(&["validate", "--write-baseline", &known], &all);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let written = read(&known);
    assert!(!PLANTED.iter().any(|planted| written.contains(planted)), "{written}");
    assert!(
        written.contains("\"rule\": \"leak/key-password\",\n      \"pointer\": \"/password\",\n      \"count\": 3000"),
        "{written}"
    );

    let ran = run(&["validate", "--baseline", &known], &all);
    assert_eq!((ran.code, ran.text()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.contains("the baseline knows ") && !ran.err.contains("found:"), "{}", ran.err);
    let more = format!("{all}{{\"deep\":[{{\"password\":\"planted\"}}]}}\n");
    let ran = run(&["validate", "--baseline", &known, "--report-format", "json"], &more);
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    assert_eq!(ran.code, Some(1));
    let rules: Vec<&Value> = report["findings"].as_array().unwrap().iter().map(|finding| &finding["rule"]).collect();
    assert!(rules.contains(&&"leak/key-password".into()), "{rules:?}");
    assert_eq!(report["counts"]["errors"].as_u64().unwrap(), rules.len() as u64, "{rules:?}");
    assert_eq!(report["unlisted"], 0);
    assert!(report["known"].as_u64().unwrap() > 10_000);

    for bad in ["", "[]", "{\"version\":2,\"about\":\"\",\"findings\":[]}"] {
        let ran = run(&["validate", "--baseline", &scratch.file("bad.json", bad)], "");
        assert!(ran.code == Some(2) && ran.err.contains("baseline "), "{}", ran.err);
    }
    assert_eq!(run(&["validate", "--baseline", &scratch.name("none.json")], "").code, Some(2));
}
