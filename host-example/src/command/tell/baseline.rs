//! A baseline: what was wrong when a team began, so that only what is new counts. It names rules and places, and holds no
//! value and nothing made of one: numbers of array elements are `*`, and names have passed the redaction rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::command::exit::Failure;
use crate::command::output::target::{Target, WriteError};
use crate::command::terminal::say::ascii;

/// Entries that a baseline may have.
const ENTRIES: usize = 100_000;

/// A rule and a place.
type Fingerprint = (String, String);

/// What is known, and how often it was met.
#[derive(Default)]
pub(crate) struct Baseline {
    met: BTreeMap<Fingerprint, u64>,
}

#[derive(Deserialize, Serialize)]
struct Document {
    version: u32,
    about: String,
    findings: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
struct Entry {
    rule: String,
    pointer: String,
    #[serde(default)]
    count: u64,
}

impl Baseline {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Baseline, Failure> {
        let wrong = |why: String| Failure::usage(format_args!("baseline {}: {why}", path.display()));
        let text = fs::read(path).map_err(|e| wrong(e.to_string()))?;
        let document: Document = serde_json::from_slice(&text)
            .map_err(|e| wrong(format!("is none: line {}, column {}", e.line(), e.column())))?;
        if document.version != 1 {
            return Err(wrong(format!("is of version {}; this program knows version 1", document.version)));
        }
        let entries = document.findings.into_iter().map(|entry| ((entry.rule, entry.pointer), 0));
        Ok(Baseline { met: entries.collect() })
    }

    /// Whether it knows a finding, which is then met.
    pub(crate) fn knows(&mut self, rule: &str, pointer: &str) -> bool {
        let met = self.met.get_mut(&(rule.to_owned(), place(pointer)));
        met.is_some_and(|count| {
            *count += 1;
            true
        })
    }

    /// Takes in a finding.
    pub(crate) fn add(&mut self, rule: &str, pointer: &str) {
        let fingerprint = (rule.to_owned(), place(pointer));
        if self.met.len() < ENTRIES || self.met.contains_key(&fingerprint) {
            *self.met.entry(fingerprint).or_default() += 1;
        }
    }

    /// Entries that no finding has met.
    pub(crate) fn unmet(&self) -> u64 {
        self.met.values().filter(|count| **count == 0).count() as u64
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let findings = self.met.iter().map(|((rule, pointer), count)| Entry {
            rule: rule.clone(),
            pointer: pointer.clone(),
            count: *count,
        });
        let about = "Findings that Logveil lets pass: `logveil validate --baseline FILE`. No values.".to_owned();
        let document = Document { version: 1, about, findings: findings.collect() };
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        let mut target = Target::open(path)?;
        match target.write((ascii(&text) + "\n").as_bytes()) {
            Ok(()) | Err(WriteError::Closed) => target.keep(),
            Err(WriteError::Failed(failure)) => Err(failure),
        }
    }
}

/// A pointer without the numbers of elements.
fn place(pointer: &str) -> String {
    let number = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let steps: Vec<&str> = pointer.split('/').map(|step| if number(step) { "*" } else { step }).collect();
    steps.join("/")
}

/// A rule and a place as a number, for tools that compare runs: FNV-1a of 64 bits.
pub(crate) fn fingerprint(rule: &str, pointer: &str) -> String {
    let text = format!("{rule}\n{}", place(pointer));
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_whatever_the_element() {
        let mut baseline = Baseline::default();
        baseline.add("shape/type", "/items/3/price");
        assert!(baseline.knows("shape/type", "/items/17/price"));
        assert!(!baseline.knows("shape/type", "/items/price") && !baseline.knows("shape/enum", "/items/3/price"));
        assert_eq!(fingerprint("a/b", "/x/1"), fingerprint("a/b", "/x/2"));
    }
}
