//! Reveal: encrypted values back to what they were, for holders of the key.
use serde_json::Value;

use super::seal::{Seal, Was};
use crate::policy::{Key, Policy, PolicyError};
use crate::refuse;

/// What [`reveal`] gives back. `Debug` shows counts, never bytes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Revealed {
    /// The text with its encrypted values as they were.
    pub bytes: Vec<u8>,
    /// Values that were put back.
    pub revealed: u64,
    /// What begins as an encrypted value, and is of another key or damaged.
    pub unknown: u64,
}

impl std::fmt::Debug for Revealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Revealed");
        shown.field("revealed", &self.revealed).field("unknown", &self.unknown).finish_non_exhaustive()
    }
}

/// Puts back every value in `text` (records, a line each) that the action `encrypt` wrote with one of `keys`.
///
/// In a line that is JSON a value stands as JSON writes it; escapes may be others than they were. All else stays.
///
/// # Errors
/// Where a key has a bad id or is too short.
///
/// ```
/// use logveil::{Key, Pipeline, Verb, reveal};
///
/// let keys = [Key { id: "k1".into(), bytes: vec![7; 32] }];
/// let policy = r#"{"version":1,"redact":{"keys":[{"match":["user"],"action":"encrypt"}]}}"#;
/// let record = b"{\"user\":{\"name\":\"bob\"}}\n";
/// let output = Pipeline::open(policy, &keys)?.push(Verb::Redact, record)?;
/// assert!(output.bytes.starts_with(b"{\"user\":\"enc_k1_"));
/// assert_eq!(reveal(&output.bytes, &keys)?.bytes, record);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reveal(text: &[u8], keys: &[Key]) -> Result<Revealed, PolicyError> {
    Policy::look_at(keys)?;
    let seals: Vec<Seal> = keys.iter().filter_map(Seal::new).collect();
    let mut revealed = Revealed::default();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let json = refuse::is_json(line.trim_ascii_start().first().copied());
        one(line, json, &seals, &mut revealed);
    }
    Ok(revealed)
}

/// One line.
fn one(line: &[u8], json: bool, seals: &[Seal], revealed: &mut Revealed) {
    let (mut copied, mut at) = (0, 0);
    while let Some(next) = line[at..].iter().position(|byte| *byte == b'e') {
        at += next;
        let rest = &line[at..];
        if !rest.starts_with(b"enc_") {
            at += 1;
            continue;
        }
        let Some((length, (was, value))) =
            seals.iter().find_map(|seal| seal.read(rest).and_then(|found| Some((found.length, found.plain?))))
        else {
            revealed.unknown += 1;
            at += 4;
            continue;
        };
        let mut end = at + length;
        let quoted = at > copied && line[at - 1] == b'"' && line.get(end) == Some(&b'"');
        revealed.bytes.extend_from_slice(&line[copied..at]);
        if !json {
            revealed.bytes.extend_from_slice(&value);
        } else if was == Was::Json && quoted {
            revealed.bytes.pop();
            revealed.bytes.extend_from_slice(&value);
            end += 1;
        } else {
            let said = Value::from(String::from_utf8_lossy(&value)).to_string();
            revealed.bytes.extend_from_slice(&said.as_bytes()[1..said.len() - 1]);
        }
        revealed.revealed += 1;
        (copied, at) = (end, end);
    }
    revealed.bytes.extend_from_slice(&line[copied..]);
}
