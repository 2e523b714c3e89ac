//! Lines of pairs are told quickly; what is found in them is what is found without that.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use logveil::{Pipeline, Verb};
use serde_json::Value;

/// Every value of the scored sets, secret or not, that fits into a pair: words of the lines, and the secrets.
fn values() -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scored");
    for folder in ["sets", "vendor", "national", "leak"] {
        for file in std::fs::read_dir(root.join(folder)).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for row in text.lines().filter_map(|line| line.parse::<Value>().ok()) {
                let line = row["line"].as_str().unwrap_or_default();
                let words = line.split(|letter: char| letter.is_whitespace() || "\"'=,;{}()".contains(letter));
                let secrets = row["secret"].as_array().into_iter().flatten().filter_map(Value::as_str);
                values.extend(words.chain(secrets).filter(|word| fits(word)).map(str::to_owned));
            }
        }
    }
    values
}

fn fits(word: &str) -> bool {
    (1..200).contains(&word.len()) && !word.contains(|letter: char| letter.is_whitespace() || "\"\\=".contains(letter))
}

fn redacted(pipeline: &mut Pipeline, text: &str) -> String {
    let mut bytes = pipeline.push(Verb::Redact, text.as_bytes()).unwrap().bytes;
    bytes.extend(pipeline.finish().unwrap().last.bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_found_in_pairs_is_what_is_found_in_text() {
    let values = values();
    assert!(values.len() > 5_000, "{} values", values.len());
    for policy in [include_str!("policies/seven.json"), include_str!("policies/all.json")] {
        let mut pipeline = Pipeline::open(policy, &[]).unwrap();
        let mut differ = Vec::new();
        for value in &values {
            for line in [format!("level=info item={value} n=1"), format!("item=\"{value}\" msg=\"done {value} now\"")] {
                // A word without a sign is no pair, so this line is read as any text.
                let slow = redacted(&mut pipeline, &format!("{line} -\n"));
                let quick = redacted(&mut pipeline, &format!("{line}\n"));
                // What goes to the line's end takes the word too.
                if slow != quick && slow.strip_suffix(" -\n") != quick.strip_suffix('\n') {
                    differ.push(format!("{line}: {quick} and not {slow}"));
                }
            }
        }
        assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(20)].join("\n"));
    }
}
