//! `policy test`, `explain`, `diff`, `show`, and the pages on rules: what they print, and that it is never a value.

use serde_json::Value;

use crate::program::{Scratch, read, run};

const POLICY: &str = "\
version: 1
extends: [cp1]
redact:
  detectors:
    ipv4: { action: replace }
    email: { action: keep }
tests:
  - { name: key at depth, in: '{\"a\":[{\"apiKey\":\"x\"}]}', out: '{\"a\":[{\"apiKey\":\"[REDACTED]\"}]}' }
";

const SAMPLE: &str = concat!(
    "{\"user\":{\"apiKey\":\"planted-1\"},\"host\":\"203.0.113.77\"}\n",
    "{\"message\":\"planted-2 paid with 4111 1111 1111 1112, mail planted@example.com\"}\n",
    "password=planted-3",
);

const PLANTED: [&str; 4] = ["planted", "203.0.113", "4111", "example.com"];

#[test]
fn a_policy_tests_itself() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", POLICY);
    let ran = run(&["policy", "test", &policy], "");
    assert_eq!((ran.text(), ran.code), ("ok     key at depth\n", Some(0)), "{}", ran.err);
    assert!(ran.err.contains("1 of 1 tests passed"), "{}", ran.err);
    for preset in ["cp1", "secrets", "pci", "gdpr", "hipaa", "owasp", "otel", "ecs", "strict", "json"] {
        assert_eq!(run(&["policy", "test", preset], "").code, Some(0), "{preset}");
    }
}

#[test]
fn a_test_that_fails_is_told_with_its_place_and_both_texts() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", format!("{POLICY}  - name: 'a & <b>'\n    in: pin=1\n    out: pin=1\n"));
    let file = scratch.name("junit.xml");
    let ran = run(&["policy", "test", &policy, "--junit", &file], "");
    assert_eq!(ran.code, Some(1));
    let told = "\
FAILED a & <b>
  at    FILE:9:5
  in    pin=1
  want  pin=1
  got   pin=[REDACTED]
            ^
";
    assert!(ran.text().replace(&policy, "FILE").ends_with(told), "{}", ran.text());
    let junit = read(&file);
    assert_eq!(run(&["policy", "test", &policy, "--report-format", "junit"], "").text(), junit);
    for part in
        ["tests=\"2\" failures=\"1\"", "name=\"a &amp; &lt;b&gt;\"", "line=\"9\"", "got   pin=[REDACTED]</failure>"]
    {
        assert!(junit.contains(part), "{part}: {junit}");
    }
    let json = run(&["policy", "test", &policy, "--report-format", "json"], "");
    let json: Value = serde_json::from_slice(&json.out).unwrap();
    assert_eq!((&json["passed"], &json["failed"]), (&1.into(), &1.into()));
    assert_eq!(json["tests"][1]["got"], "pin=[REDACTED]");
}

#[test]
fn a_test_without_its_texts_is_a_mistake() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", "version: 1\ntests:\n  - { name: half, in: x }\n");
    let ran = run(&["policy", "test", &policy], "");
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("p.yaml:3:5"), "{}", ran.err);
}

#[test]
fn spans_are_explained_and_so_are_near_misses() {
    let ran = run(&["policy", "explain"], SAMPLE);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for part in [
        "stdin:1:19 replace[leak/key-api-key]: ",
        "  = at /user/apiKey\n",
        "stdin:1:40 near[leak/ipv4]: the policy has this detector off\n",
        "stdin:2:33 near[leak/pan]: the digits of a card, but the check digit (Luhn) is wrong\n",
        "stdin:2:59 replace[leak/email]: ",
        "stdin:3:10 replace[leak/key-password]: ",
    ] {
        assert!(ran.text().contains(part), "{part}: {}", ran.text());
    }
    assert!(ran.err.contains("3 spans taken out") && ran.err.contains("2 near misses"), "{}", ran.err);
    let all = format!("{}{}", ran.text(), ran.err);
    assert!(!PLANTED.iter().any(|planted| all.contains(planted)), "{all}");
    let fired = run(&["policy", "explain", "--fired-only"], SAMPLE);
    assert!(!fired.text().contains("near[") && fired.text().contains("leak/email"), "{}", fired.text());
    let few = run(&["policy", "explain", "--findings", "0"], SAMPLE);
    assert_eq!(few.text(), "");
}

#[test]
fn explanations_are_one_document_for_a_program() {
    let ran = run(&["policy", "explain", "--report-format", "json"], SAMPLE);
    let document: Value = serde_json::from_slice(&ran.out).unwrap();
    let reasons = document["reasons"].as_array().unwrap();
    assert_eq!((reasons.len(), &document["complete"]), (5, &true.into()));
    assert_eq!((&reasons[0]["rule"], &reasons[0]["action"]), (&"leak/key-api-key".into(), &"replace".into()));
    assert!(reasons[1]["action"].is_null());
    assert!(!PLANTED.iter().any(|planted| ran.text().contains(planted)), "{}", ran.text());
    let empty = run(&["policy", "explain", "--report-format", "json"], "");
    assert_eq!(serde_json::from_slice::<Value>(&empty.out).unwrap()["reasons"], Value::Array(Vec::new()));
}

#[test]
fn two_policies_are_compared_on_a_sample() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", POLICY);
    let sample = scratch.file("sample.log", SAMPLE);
    let ran = run(&["policy", "diff", "cp1", &policy, &sample], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let told = "\
+ FILE:1:40 leak/ipv4 (replace, 12 bytes) at /host
- FILE:2:59 leak/email (replace, 19 bytes) at /message
less: 1 span
         1  leak/email  message
more: 1 span
         1  leak/ipv4  host
otherwise: 0 spans
the same: 2 spans
";
    assert_eq!(ran.text().replace(&sample, "FILE"), told);
    for (wanted, code) in [("less", 1), ("any", 1), ("never", 0)] {
        let ran = run(&["policy", "diff", "cp1", &policy, &sample, "--fail-on", wanted], "");
        assert_eq!(ran.code, Some(code), "{wanted}");
    }
    assert_eq!(run(&["policy", "diff", "cp1", "cp1", &sample, "--fail-on", "any"], "").code, Some(0));
    let json = run(&["policy", "diff", "cp1", &policy, &sample, "--report-format", "json"], "");
    let json: Value = serde_json::from_slice(&json.out).unwrap();
    assert_eq!((&json["less"], &json["more"], &json["same"]), (&1.into(), &1.into(), &2.into()));
}

#[test]
fn long_inputs_are_explained_to_their_last_line() {
    let line = "{\"message\":\"nothing to see here, step after step after step\"}\n";
    let input = line.repeat(20_000) + SAMPLE;
    let ran = run(&["policy", "explain", "--fired-only"], &input);
    for place in ["stdin:20001:19 ", "stdin:20002:59 ", "stdin:20003:10 "] {
        assert!(ran.text().contains(place), "{place}: {}", ran.text());
    }
}

#[test]
fn a_policy_is_shown_whole() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", POLICY);
    let json = run(&["policy", "show", &policy], "");
    let shown: Value = serde_json::from_slice(&json.out).unwrap();
    assert!(shown.get("extends").is_none());
    assert_eq!(shown["redact"]["detectors"]["pan"]["action"], "replace");
    assert_eq!(shown["redact"]["detectors"]["email"]["action"], "keep");
    let yaml = run(&["policy", "show", &policy, "--format", "yaml"], "");
    assert!(yaml.text().starts_with("version: 1\n"), "{}", yaml.text());
    // Shown policies are policies, and do the same.
    for text in [json.text(), yaml.text()] {
        let again = scratch.file("again.yaml", text);
        assert_eq!(run(&["policy", "show", &again], "").text(), json.text());
        assert_eq!(
            run(&["redact", "--policy", &again], SAMPLE).text(),
            run(&["redact", "--policy", &policy], SAMPLE).text()
        );
    }
}

#[test]
fn a_check_tells_what_is_not_meant_so() {
    let scratch = Scratch::new();
    let own = "version: 1\nextends: [cp1]\nredact:\n  patterns:\n    - { name: any, regex: '[0-9]*' }\n";
    let policy = scratch.file("p.yaml", own);
    let ran = run(&["policy", "check", &policy, "--fail-on", "never"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.text().contains("p.yaml:5:20 ") && ran.text().contains("[matches-nothing]: "), "{}", ran.text());
    let json = run(&["policy", "check", &policy, "--report-format", "json", "--fail-on", "never"], "");
    let json: Value = serde_json::from_slice(&json.out).unwrap();
    assert_eq!(json["withholds"], false);
    let notes = json["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["pointer"] == "/redact/patterns/0/regex"), "{json}");
    assert_eq!(run(&["policy", "check", &policy, "--fail-on", "warning"], "").code, Some(1));
    assert_eq!(run(&["policy", "check", "cp1"], "").code, Some(0));
}

#[test]
fn every_rule_there_is_has_a_page() {
    let list = run(&["rules"], "");
    assert!(list.text().lines().count() > 20, "{}", list.text());
    for line in list.text().lines() {
        let rule = line.split_whitespace().next().unwrap();
        let page = run(&["rules", rule], "");
        assert_eq!(page.code, Some(0), "{rule}: {}", page.err);
        assert!(page.text().contains("**How to fix**"), "{}", page.text());
        if rule.starts_with("leak/") {
            assert!(page.text().contains("**What counts** "), "{}", page.text());
        }
    }
    let own = run(&["rules", "--policy", "json"], "");
    assert!(own.text().contains("limit/max-depth") && !own.text().contains("leak/"), "{}", own.text());
    assert_eq!(run(&["rules", "leak/nothing-of-the-kind"], "").code, Some(2));
}
