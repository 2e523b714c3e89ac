//! Keys: from files, drawn for a run, and what they are for: tokens that can be compared, values that can be revealed.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::program::{Scratch, read, run};

const TOKENS: &str = "version: 1\nredact:\n  keys: [{ match: [user], action: token, key: k1 }]\n";
const SEALED: &str = "version: 1\nredact:\n  keys: [{ match: [user], action: encrypt, key: k1 }]\n";
const RECORD: &str = "{\"user\":\"bob\",\"n\":1.50}\n";

/// A key file, as an argument.
fn key(scratch: &Scratch, name: &str, held: impl AsRef<[u8]>) -> String {
    let file = scratch.file(name, held);
    fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    format!("k1={file}")
}

#[test]
fn a_key_is_the_same_in_each_of_its_forms() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", TOKENS);
    let forms = [
        "hex:6b65792d6f662d736978746565 6e2d62",
        "hex:6b65792d6f662d7369787465656e2d62",
        "base64:a2V5LW9mLXNpeHRlZW4tYg==",
        "key-of-sixteen-b\n",
    ];
    let made = forms.map(|form| {
        let key = key(&scratch, "key", form);
        run(&["redact", "--policy", &policy, "--key", &key], RECORD)
    });
    assert_eq!(made[0].code, Some(2));
    assert!(made[0].err.contains("is no hexadecimal"), "{}", made[0].err);
    assert!(made[1].text().starts_with("{\"user\":\"tok_k1_"), "{}{}", made[1].text(), made[1].err);
    assert!(made[1].text().ends_with("\",\"n\":1.50}\n"));
    assert_eq!((made[1].text(), made[1].text()), (made[2].text(), made[3].text()));
    assert!(!made[1].err.contains("chmod"), "{}", made[1].err);
}

#[test]
fn a_key_that_others_may_read_is_told() {
    let scratch = Scratch::new();
    let (policy, key) = (scratch.file("p.yaml", TOKENS), key(&scratch, "key", "key-of-sixteen-bytes"));
    fs::set_permissions(scratch.path("key"), Permissions::from_mode(0o644)).unwrap();
    let ran = run(&["redact", "--policy", &policy, "--key", &key], RECORD);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("chmod 600"), "{}", ran.err);
}

#[test]
fn keys_that_are_no_good_stop_the_start() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", TOKENS);
    let (good, short) = (key(&scratch, "good", "key-of-sixteen-bytes"), key(&scratch, "short", "hex:00112233"));
    let other = good.replace("k1=", "k2=");
    for (keys, code, told) in [
        (vec!["--key", &short], 2, "less than 16 bytes"),
        (vec!["--key", "k1=/nowhere/key"], 3, "No such file"),
        (vec!["--key", &good, "--key", &good], 2, "given twice"),
        (vec!["--key", &other], 2, "--key k1=FILE"),
    ] {
        let ran = run(&[&["redact", "--policy", &policy], &keys[..]].concat(), RECORD);
        assert_eq!((ran.text(), ran.code), ("", Some(code)), "{}", ran.err);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
}

#[test]
fn a_key_is_drawn_for_the_run_and_all_jobs_have_the_same() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", TOKENS);
    let input = RECORD.repeat(60_000);
    let ran = run(&["redact", "--policy", &policy, "-j", "3"], &input);
    assert!(ran.err.contains("one was drawn for this run, run-"), "{}", ran.err);
    let mut lines: Vec<&str> = ran.text().lines().collect();
    lines.dedup();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("{\"user\":\"tok_run-"), "{}", lines[0]);
    let again = run(&["redact", "--policy", &policy], RECORD);
    assert!(!again.text().contains(lines[0]));
    // What one run has made is of a key that the next one doesn't have.
    let unkeyed = scratch.file("q.yaml", TOKENS.replace(", key: k1", ""));
    assert!(run(&["redact", "--policy", &unkeyed], RECORD).text().contains("tok_run-"));
}

#[test]
fn a_new_key_is_for_its_owner_and_replaces_none() {
    let scratch = Scratch::new();
    let (policy, file) = (scratch.file("p.yaml", TOKENS), scratch.name("key"));
    let ran = run(&["key", "new", &file], "");
    assert_eq!((ran.text(), ran.err.as_str(), ran.code), ("", "", Some(0)));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(read(&file).starts_with("hex:") && read(&file).len() == 69);
    let named = format!("k1={file}");
    assert!(run(&["redact", "--policy", &policy, "--key", &named], RECORD).text().contains("tok_k1_"));
    let before = read(&file);
    assert_eq!(run(&["key", "new", &file], "").code, Some(3));
    assert_eq!(read(&file), before);
}

#[test]
fn holders_of_the_key_reveal() {
    let scratch = Scratch::new();
    let (policy, good) = (scratch.file("p.yaml", SEALED), key(&scratch, "good", "key-of-sixteen-bytes"));
    let input = format!("{}{}\npassword and text", RECORD.repeat(20_000), RECORD.replace("bob", "b\\\"\\u00e9"));
    let sealed = run(&["redact", "--policy", &policy, "--key", &good], &input);
    assert!(!sealed.text().contains("bob") && sealed.text().contains("enc_k1_"), "{}", sealed.err);
    let revealed = run(&["policy", "reveal", "--key", &good], &sealed.out);
    assert_eq!(revealed.code, Some(0), "{}", revealed.err);
    assert!(revealed.text().starts_with(&RECORD.repeat(20_000)) && revealed.text().ends_with("password and text"));
    assert!(revealed.err.contains("20,001 values revealed"), "{}", revealed.err);
    // Rotation: the old key stands beside the new one.
    let new = key(&scratch, "new", "another key of some bytes").replace("k1=", "k2=");
    assert_eq!(run(&["policy", "reveal", "--key", &new, "--key", &good], &sealed.out).out, revealed.out);
    let other = run(&["policy", "reveal", "--key", &new], &sealed.out);
    assert!(other.out == sealed.out && other.err.contains("20,001 values are of another key"), "{}", other.err);
    assert_eq!(run(&["policy", "reveal"], &sealed.out).code, Some(2));
    // Who redacts again with the key leaves it.
    assert_eq!(run(&["redact", "--policy", &policy, "--key", &good], &sealed.out).out, sealed.out);
}

#[test]
fn a_policy_that_needs_a_key_is_tested_with_one_that_is_always_the_same() {
    let scratch = Scratch::new();
    let probe = format!("{TOKENS}tests:\n  - {{ name: token, in: '{{\"user\":\"bob\"}}', out: x }}\n");
    let policy = scratch.file("p.yaml", &probe);
    let got = || {
        let ran = run(&["policy", "test", &policy, "--report-format", "json"], "");
        let json: Value = serde_json::from_slice(&ran.out).unwrap();
        json["tests"][0]["got"].as_str().unwrap().to_owned()
    };
    let token = got();
    assert!(token.starts_with("{\"user\":\"tok_k1_"), "{token}");
    assert_eq!(got(), token);
    let policy = scratch.file("q.yaml", probe.replace("out: x", &format!("out: '{token}'")));
    assert_eq!(run(&["policy", "test", &policy], "").code, Some(0));
}

#[test]
fn reports_count_every_action() {
    let scratch = Scratch::new();
    let policy = "\
version: 1
redact:
  keys:
    - { match: [user], action: token }
    - { match: [owner], action: encrypt }
    - { match: [card], action: mask, keep_last: 2 }
    - { match: [note], action: drop_field }
    - { match: [gone], action: drop_record }
    - { match: [who], action: hash, key: k1 }
";
    let (policy, report) = (scratch.file("p.yaml", policy), scratch.name("report.json"));
    let good = key(&scratch, "good", "key-of-sixteen-bytes");
    let input = "{\"user\":\"a\",\"owner\":\"b\",\"card\":\"12345\",\"note\":\"c\",\"who\":\"d\"}\n{\"gone\":1}\n{\"user\":\"e\"}\n";
    let arguments = ["redact", "--policy", &policy, "--key", &good, "--report", &report, "--quarantine", "discard"];
    let ran = run(&arguments, input);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let report: Value = serde_json::from_str(&read(&report)).unwrap();
    let tallies = report["tallies"].as_array().unwrap().iter();
    let tallies: Vec<(&str, &str, u64)> = tallies
        .map(|tally| {
            (tally["field"].as_str().unwrap(), tally["action"].as_str().unwrap(), tally["count"].as_u64().unwrap())
        })
        .collect();
    for wanted in [
        ("card", "mask", 1),
        ("note", "drop_field", 1),
        ("", "drop", 1),
        ("owner", "encrypt", 1),
        ("user", "token", 2),
        ("who", "hash", 1),
    ] {
        assert!(tallies.contains(&wanted), "{wanted:?}: {tallies:?}");
    }
    assert!(ran.err.contains("  taken out:\n"), "{}", ran.err);
    let explained = run(&["policy", "explain", "--policy", &policy, "--key", &good], input);
    for what in ["token[", "encrypt[", "mask[", "drop_field[", "drop[", "hash["] {
        assert!(explained.text().contains(&format!(" {what}leak/key-")), "{what}: {}", explained.text());
    }
}

#[test]
fn the_schema_of_policies_is_printed() {
    let ran = run(&["policy", "schema"], "");
    let schema: Value = serde_json::from_slice(&ran.out).unwrap();
    assert!(schema["properties"]["redact"].is_object() && schema["$schema"].is_string(), "{}", ran.text());
}
