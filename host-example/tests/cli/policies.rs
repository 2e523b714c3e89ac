//! Policies on the command line: which one, and what is said about a wrong one.

use crate::program::{REDACTED, SECRET, Scratch, read, run};

fn complaint(name: &str, policy: &str) -> String {
    let scratch = Scratch::new();
    let file = scratch.file(name, policy);
    let ran = run(&["redact", "--policy", &file], SECRET);
    assert_eq!((ran.text(), ran.code), ("", Some(2)), "{}", ran.err);
    ran.err.replace(&file, name)
}

#[test]
fn a_preset_a_yaml_file_and_a_json_file_are_policies() {
    let scratch = Scratch::new();
    let yaml = scratch.file("policy.yaml", "# ours\nversion: 1\nextends: [cp1]\n");
    let json = scratch.file("policy.json", "{\"version\": 1, \"extends\": [\"cp1\"]}");
    for policy in ["cp1", &yaml, &json] {
        assert_eq!(run(&["redact", "--policy", policy], SECRET).text(), REDACTED, "{policy}");
    }
    assert_eq!(run(&["redact", "--policy", "json"], SECRET).text(), SECRET);
}

#[test]
fn a_preset_that_is_not_known_is_told() {
    let ran = run(&["redact", "--policy", "cp2"], SECRET);
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("policy cp2: ") && ran.err.contains("did you mean `cp1`?"), "{}", ran.err);
}

#[test]
fn what_is_wrong_in_a_file_has_a_line_and_a_column() {
    let err = complaint("p.yaml", "version: 1\nextends: [cp1]\nredact:\n  kees: []\n");
    assert!(err.contains("p.yaml:4:3: ") && err.contains("did you mean `keys`?"), "{err}");
    let err = complaint("p.yaml", "version: 1\nextends:\n  - cp1\n  - jsom\n");
    assert!(err.contains("p.yaml:4:5: ") && err.contains("did you mean `json`?"), "{err}");
    let err = complaint("p.json", "{\"version\": 1,\n \"limits\": {\"max_depth\": \"deep\"}}");
    assert!(err.contains("p.json:2:13: "), "{err}");
}

#[test]
fn yaml_that_says_two_things_is_refused() {
    let err = complaint("p.yaml", "version: 1\nextends: [cp1]\nversion: 2\n");
    assert!(err.contains("p.yaml:3:1: `version` stands here a second time"), "{err}");
    let err = complaint("p.yaml", "version: 1\nextends: [cp1\n");
    assert!(err.contains("p.yaml:"), "{err}");
    let err = complaint("p.yaml", "");
    assert!(err.contains("p.yaml:1:1: the file is empty"), "{err}");
}

#[test]
fn a_policy_file_that_is_missing_is_told() {
    let ran = run(&["redact", "--policy", "./nowhere.yaml"], SECRET);
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("nowhere.yaml: No such file"), "{}", ran.err);
}

#[test]
fn a_policy_that_can_withhold_wants_a_quarantine() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", "version: 1\nextends: [cp1]\non_error: withhold\n");
    let ran = run(&["redact", "--policy", &policy], SECRET);
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("--quarantine"), "{}", ran.err);
    let ran = run(&["redact", "--policy", &policy, "--quarantine", "discard"], SECRET);
    assert_eq!((ran.text(), ran.code), (REDACTED, Some(0)));

    let quarantine = scratch.name("q");
    let arguments = ["redact", "--policy", &policy, "--quarantine", &quarantine, "--fuel-per-byte", "0"];
    let ran = run(&arguments, SECRET);
    assert_eq!((ran.text(), ran.code), ("", Some(0)), "{}", ran.err);
    assert!(ran.err.contains("stdin:1: withheld (limit/fuel)"), "{}", ran.err);
    assert_eq!(read(&quarantine).lines().count(), 1);
}

#[test]
fn policies_are_shown_and_checked() {
    let list = run(&["policy", "show"], "");
    assert!(list.text().lines().any(|line| line.starts_with("cp1 ")), "{}", list.text());
    let shown = run(&["policy", "show", "cp1"], "");
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&shown.out).unwrap()["version"], 1);
    assert_eq!(run(&["policy", "check", "cp1"], "").code, Some(0));

    let scratch = Scratch::new();
    let file = scratch.file("p.yaml", "version: 0x1\nextends: &all [cp1]\nredact: { replacement: no }\n");
    let shown = run(&["policy", "show", &file], "");
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&shown.out).unwrap()["redact"]["replacement"], "no");
    assert_eq!(run(&["policy", "check", &file], "").code, Some(0));
    assert_eq!(run(&["policy", "check", "cp3"], "").code, Some(2));
    assert_eq!(run(&["policy", "show", "cp3"], "").code, Some(2));
}

#[test]
fn a_wrong_command_is_told() {
    for arguments in [&["redact", "--nonsense"][..], &[], &["redact", "-j", "0"], &["redact", "--findings", "few"]] {
        assert_eq!(run(arguments, "").code, Some(2), "{arguments:?}");
    }
    assert_eq!(run(&["--help"], "").code, Some(0));
    assert_eq!(run(&["redact", "--key", "k1"], "").code, Some(2));
}
