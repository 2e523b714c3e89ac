//! `policy import`: a gitleaks configuration as a policy, and what can't be one.

use crate::program::{Scratch, run};

const GITLEAKS: &str = r#"
title = "ours"

[extend]
useDefault = true

[allowlist]
paths = ['go\.sum$']
stopwords = ["example", "sample"]

[[rules]]
id = "acme-token"
description = "An Acme token."
regex = @(?i)\b(acme_[0-9a-f]{16})(?:[\x60'"\s;]|\\[nr]|$)@
entropy = 3.5
keywords = ["acme_"]
[[rules.allowlists]]
regexes = ['acme_0+']

[[rules]]
id = "jwt"
regex = 'eyJ[a-z]{5}'

[[rules]]
id = "either or"
regex = '(?:x-(one[0-9]{4}))|(two[0-9]{4})'

[[rules]]
id = "ahead"
regex = 'foo(?=bar)'

[[rules]]
id = "files"
path = '\.pem$'

[[rules]]
id = "in files"
regex = 'abc'
path = '\.tf$'
"#;

#[test]
fn rules_become_patterns_and_the_rest_is_told() {
    let scratch = Scratch::new();
    let file = scratch.file("gitleaks.toml", GITLEAKS.replace('@', "'''"));
    let ran = run(&["policy", "import", &file], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("3 of 6 rules taken over"), "{}", ran.err);
    for note in [
        "extend (useDefault = true): import that configuration too",
        "the global allowlist (1 paths, 2 stopwords)",
        "ahead: ",
        "files: it goes by a file's path alone",
        "in files: it holds for certain files only",
        "acme-token: matches count whatever their entropy (there: 3.5 or more)",
        "acme-token: its allowlist does not hold (1 regexes)",
        "either or: it has several groups: the whole match goes",
    ] {
        assert!(ran.err.contains(note), "{note}: {}", ran.err);
        assert!(
            ran.text().lines().any(|line| line.starts_with("#   ") && line.contains(note)),
            "{note}: {}",
            ran.text()
        );
    }
    let policy = scratch.file("p.yaml", ran.text());
    let input = "{\"a\":\"acme_0123456789abcdef done\",\"b\":\"x-one1234 and two5678\",\"c\":\"eyJabcde foobar\"}\n";
    let redacted = run(&["redact", "--policy", &policy], input);
    assert_eq!(
        redacted.text(),
        "{\"a\":\"[REDACTED] done\",\"b\":\"[REDACTED] and [REDACTED]\",\"c\":\"[REDACTED] foobar\"}\n",
        "{}",
        redacted.err
    );
    assert!(redacted.err.contains("leak/gitleaks-jwt"), "{}", redacted.err);
    let output = scratch.name("q.yaml");
    assert_eq!(run(&["policy", "import", &file, "-o", &output], "").text(), "");
    assert_eq!(crate::program::read(&output), ran.text());
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let scratch = Scratch::new();
    let file = scratch.file("gitleaks.toml", "[[rules]]\nid = \"a\"\nregex = a\n");
    let ran = run(&["policy", "import", &file], "");
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("gitleaks.toml:3:9: "), "{}", ran.err);
    let empty = scratch.file("empty.toml", "");
    let ran = run(&["policy", "import", &empty], "");
    let policy = scratch.file("p.yaml", ran.text());
    assert_eq!(run(&["policy", "check", &policy], "").code, Some(0), "{}", ran.text());
}
