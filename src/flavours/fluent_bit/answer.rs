//! The answer: exactly one JSON object and a zero byte, or a zero byte alone where the policy drops the record.
//!
//! The host breaks on anything else, so what is no object here is masked.
use std::io::Write;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::members::{Token, Tokens};
use crate::policy::{OnError, fixed};
use crate::{Counts, Output, Pipeline, Verb};

/// The answer where the policy that was baked in is none for this version.
pub(super) const NO_POLICY: &[u8] = b"{\"message\":\"[REDACTED]\",\"logveil\":{\"reason\":\"policy\"}}\0";

/// The member that says what became of a record.
const LOGVEIL: &str = "logveil";

/// The masked record.
pub(super) fn masked(reason: &str, answer: &mut Vec<u8>) {
    answer.clear();
    // Writing to a Vec does not fail.
    let _ = write!(answer, "{{\"message\":\"[REDACTED]\",\"{LOGVEIL}\":{{\"reason\":\"{reason}\"}}}}\0");
}

/// Makes the answer of what the pipeline gave for one line.
pub(super) fn settle(pipeline: &Pipeline, verb: Verb, line: &[u8], output: &mut Output) {
    let Counts { records, masked: refused, withheld, .. } = output.counts;
    let answer = &mut output.bytes;
    if records != 1 {
        return masked("syntax/not-json", answer);
    }
    if withheld == 1 {
        return drop(answer);
    }
    if verb == Verb::Validate {
        return told(pipeline, line, output);
    }
    if answer.last() == Some(&b'\n') {
        answer.pop();
    }
    if !answer.trim_ascii_start().starts_with(b"{") {
        let reason =
            std::str::from_utf8(answer).ok().and_then(|text| text.strip_prefix("[REDACTED ")?.strip_suffix("]"));
        let reason = reason.filter(|_| refused == 1).unwrap_or("cp1/not-object").to_owned();
        return masked(&reason, answer);
    }
    if refused == 0 && !pipeline.is_json() {
        return masked("syntax/not-json", answer);
    }
    close(answer);
}

/// Ends an answer. The host takes no JSON that is not UTF-8.
fn close(answer: &mut Vec<u8>) {
    if !is_ascii(answer) && std::str::from_utf8(answer).is_err() {
        return masked("syntax/invalid-utf8", answer);
    }
    answer.push(0);
}

/// As the slice's own, in fewer and larger steps.
fn is_ascii(text: &[u8]) -> bool {
    let (blocks, rest) = text.as_chunks::<64>();
    let high = |block: &[u8; 64]| {
        let words = block.as_chunks::<8>().0.iter().map(|word| u64::from_ne_bytes(*word));
        words.fold(0, |all, word| all | word) & 0x8080_8080_8080_8080 != 0
    };
    !blocks.iter().any(high) && rest.is_ascii()
}

fn drop(answer: &mut Vec<u8>) {
    answer.clear();
    answer.push(0);
}

/// The record as it came, and what was found in it.
fn told(pipeline: &Pipeline, line: &[u8], output: &mut Output) {
    let policy = pipeline.policy();
    let Output { bytes: answer, findings, counts, .. } = output;
    let over = [fixed::RECORD_BYTES, fixed::DEPTH, fixed::ENCODING];
    let over = findings.iter().find(|finding| over.iter().any(|rule| u32::from(*rule) == finding.rule));
    if policy.withhold_invalid && counts.errors > 0 || over.is_some() && policy.on_error == OnError::Withhold {
        return drop(answer);
    }
    let record = line.trim_ascii();
    if let Some(over) = over {
        return masked(&pipeline.rules()[over.rule as usize].name, answer);
    }
    // What Docker carries may be text.
    let is_json = pipeline.is_json() || serde_json::from_slice::<Value>(record).is_ok();
    if !record.starts_with(b"{") || !is_json {
        return masked(if is_json { "cp1/not-object" } else { "syntax/not-json" }, answer);
    }
    answer.clear();
    if findings.is_empty() {
        answer.extend_from_slice(record);
        return close(answer);
    }
    let mut rules: Vec<&str> = Vec::new();
    for finding in findings.iter() {
        let name = &*pipeline.rules()[finding.rule as usize].name;
        if !rules.contains(&name) {
            rules.push(name);
        }
    }
    let before = member(record, LOGVEIL);
    let mut said = before.clone().and_then(|span| serde_json::from_slice::<Map<String, Value>>(&record[span]).ok());
    let said = said.get_or_insert_default();
    said.insert("errors".into(), counts.errors.into());
    said.insert("warnings".into(), counts.warnings.into());
    said.insert("rules".into(), rules.into());
    let said = Value::Object(std::mem::take(said)).to_string();
    match before {
        Some(span) => {
            answer.extend_from_slice(&record[..span.start]);
            answer.extend_from_slice(said.as_bytes());
            answer.extend_from_slice(&record[span.end..]);
        }
        None => {
            let open = record[..record.len() - 1].trim_ascii_end();
            answer.extend_from_slice(open);
            let comma = if open.len() > 1 { "," } else { "" };
            // Writing to a Vec does not fail.
            let _ = write!(answer, "{comma}\"{LOGVEIL}\":{said}}}");
        }
    }
    close(answer);
}

/// Where the value of a member of the record stands. The record is an object, and JSON.
fn member(record: &[u8], name: &str) -> Option<Range<usize>> {
    let mut tokens = Tokens::of(record, (1, record.len()));
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(..) => {
                tokens.pass();
            }
            Token::Key(start, end) if record[start..end] == *name.as_bytes() => {
                return match tokens.next()? {
                    Token::Open(start, _) => Some(start..tokens.pass()),
                    Token::String(start, end) => Some(start - 1..end + 1),
                    Token::Scalar(start, end) => Some(start..end),
                    _ => None,
                };
            }
            _ => {}
        }
    }
    None
}
