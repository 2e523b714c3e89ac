//! Reads `tests/vectors/*.json`; the format stands in `tests/vectors/README.md`.
use std::fs;
use std::path::Path;

use logveil::{Counts, Key, Verb};
use serde_json::Value;

use super::drive::{Ran, holds, show};
use super::findings::Expected;

/// One input and what must become of it.
pub(crate) struct Vector {
    /// Topic and name, as `pan/in-text`.
    pub(crate) name: String,
    pub(crate) policy: String,
    pub(crate) keys: Vec<Key>,
    pub(crate) verb: Verb,
    pub(crate) input: Vec<u8>,
    /// None: only `gone` and `kept` are asserted.
    pub(crate) output: Option<Vec<u8>>,
    gone: Vec<Vec<u8>>,
    kept: Vec<Vec<u8>>,
    counts: Vec<(String, u64)>,
    quarantine: Option<Vec<u8>>,
    errors: Option<Vec<u8>>,
    expected: Expected,
}

impl Vector {
    /// What is wrong with `ran`, in words.
    pub(crate) fn check(&self, ran: &Ran) -> Result<(), String> {
        if let Some(output) = &self.output
            && *output != ran.bytes
        {
            return Err(format!("\n   in {}\n want {}\n  got {}", show(&self.input), show(output), show(&ran.bytes)));
        }
        if let Some(gone) = self.gone.iter().find(|gone| holds(&ran.bytes, gone)) {
            return Err(format!("{} survives\n   in {}\n  got {}", show(gone), show(&self.input), show(&ran.bytes)));
        }
        if let Some(kept) = self.kept.iter().find(|kept| !holds(&ran.bytes, kept)) {
            return Err(format!("{} is lost\n   in {}\n  got {}", show(kept), show(&self.input), show(&ran.bytes)));
        }
        for (name, want) in &self.counts {
            let got = count(&ran.counts, name);
            if got != *want {
                return Err(format!(
                    "{name}: want {want}, got {got}\n   in {}\n  got {}",
                    show(&self.input),
                    show(&ran.bytes)
                ));
            }
        }
        if let Some(want) = self.errors.as_ref().filter(|want| **want != ran.errors) {
            return Err(format!("errors: want {}, got {}", show(want), show(&ran.errors)));
        }
        if let Some(want) = self.quarantine.as_ref().filter(|want| **want != ran.quarantine) {
            return Err(format!("quarantine: want {}, got {}", show(want), show(&ran.quarantine)));
        }
        self.expected.check(&self.input, &ran.findings)
    }
}

impl Vector {
    /// Whether the policy is nothing but this preset.
    #[allow(dead_code, reason = "not every test asks")]
    pub(crate) fn preset(&self, name: &str) -> bool {
        self.policy == format!(r#"{{"version":1,"extends":["{name}"]}}"#)
    }

    /// What is done to what came out so that it stays the same. Lines for people, and pairs, are not read back here: they
    /// are redacted once more.
    #[allow(dead_code, reason = "not every test asks")]
    pub(crate) fn again(&self) -> Verb {
        let text = ["logfmt", "pretty"].iter().any(|form| self.policy.contains(&format!("\"output\":\"{form}\"")));
        if text && self.verb != Verb::Validate { Verb::Redact } else { self.verb }
    }

    /// Whether something stands in `bytes` that has to go.
    #[allow(dead_code, reason = "not every test asks")]
    pub(crate) fn survives(&self, bytes: &[u8]) -> bool {
        self.gone.iter().any(|gone| holds(bytes, gone))
    }
}

/// All vectors of all topics.
pub(crate) fn all() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files: Vec<_> = fs::read_dir(folder.join("vectors")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut vectors = Vec::new();
    for file in files {
        let topic = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let page: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{topic}.json: {error}"));
        for vector in page["vectors"].as_array().unwrap() {
            vectors.push(one(&folder, &topic, &page, vector));
        }
    }
    let mut names: Vec<_> = vectors.iter().map(|vector| &vector.name).collect();
    names.sort();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        panic!("two vectors are named {}", twice[0]);
    }
    vectors
}

fn one(folder: &Path, topic: &str, page: &Value, vector: &Value) -> Vector {
    const FIELDS: [&str; 17] = [
        "name",
        "in",
        "in_hex",
        "out",
        "out_hex",
        "gone",
        "kept",
        "counts",
        "quarantine",
        "errors",
        "findings",
        "rules",
        "among",
        "policy",
        "keys",
        "verb",
        "why",
    ];
    let name = format!("{topic}/{}", vector["name"].as_str().unwrap());
    if let Some(field) = vector.as_object().unwrap().keys().find(|field| !FIELDS.contains(&field.as_str())) {
        panic!("{name}: unknown field {field}");
    }
    let of = |field: &str| vector.get(field).or(page.get(field));
    let texts = |field: &str| match vector.get(field) {
        Some(list) => list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().into()).collect(),
        None => Vec::new(),
    };
    let input = bytes(vector, "in", "in_hex").unwrap_or_else(|| panic!("{name}: no input"));
    let (gone, kept): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (texts("gone"), texts("kept"));
    let loose = !gone.is_empty() || !kept.is_empty();
    let output = bytes(vector, "out", "out_hex").or_else(|| (!loose).then(|| input.clone()));
    let counts = vector.get("counts").and_then(Value::as_object).into_iter().flatten();
    Vector {
        policy: policy(folder, of("policy").unwrap()),
        keys: of("keys").and_then(Value::as_array).into_iter().flatten().map(key).collect(),
        verb: verb(of("verb").unwrap().as_str().unwrap()),
        input,
        output,
        gone,
        kept,
        counts: counts.map(|(name, n)| (name.clone(), n.as_u64().unwrap())).collect(),
        quarantine: vector.get("quarantine").map(|text| text.as_str().unwrap().into()),
        errors: vector.get("errors").map(|text| text.as_str().unwrap().into()),
        expected: Expected::read(vector),
        name,
    }
}

/// The policy's JSON text, from a preset's name, a file's name or the policy itself.
fn policy(folder: &Path, value: &Value) -> String {
    match value.as_str() {
        Some(file) if file.ends_with(".json") => fs::read_to_string(folder.join("policies").join(file)).unwrap(),
        Some(preset) => format!(r#"{{"version":1,"extends":["{preset}"]}}"#),
        None => value.to_string(),
    }
}

/// A key, from its id and its bytes as text.
fn key(pair: &Value) -> Key {
    Key { id: pair[0].as_str().unwrap().into(), bytes: pair[1].as_str().unwrap().into() }
}

fn verb(name: &str) -> Verb {
    match name {
        "redact" => Verb::Redact,
        "run" => Verb::Run,
        "format" => Verb::Format,
        "validate" => Verb::Validate,
        _ => panic!("no verb {name}"),
    }
}

fn bytes(vector: &Value, text: &str, hex: &str) -> Option<Vec<u8>> {
    if let Some(hex) = vector.get(hex).and_then(Value::as_str) {
        let digits: Vec<u8> = hex.chars().map(|digit| digit.to_digit(16).unwrap() as u8).collect();
        return Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect());
    }
    match vector.get(text)? {
        Value::Array(parts) => Some(parts.iter().flat_map(part).collect()),
        whole => Some(part(whole)),
    }
}

fn part(value: &Value) -> Vec<u8> {
    match value.as_str() {
        Some(text) => text.into(),
        None => value["text"].as_str().unwrap().repeat(value["times"].as_u64().unwrap() as usize).into(),
    }
}

fn count(counts: &Counts, name: &str) -> u64 {
    match name {
        "records" => counts.records,
        "changed" => counts.changed,
        "masked" => counts.masked,
        "withheld" => counts.withheld,
        "redactions" => counts.redactions,
        "errors" => counts.errors,
        "warnings" => counts.warnings,
        _ => panic!("no count {name}"),
    }
}
