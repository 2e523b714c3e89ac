//! Key redaction of one record, on its tree: keys, name/value pairs, argument lists. No detectors, no text rules.
use std::ops::Range;

use super::keys::sensitive;
use super::tree::{Kind, Node, decode, parse};

const REDACTED: &[u8] = b"\"[REDACTED]\"";

/// The record with every sensitive value replaced, and how many were. None where the record is no JSON.
pub(crate) fn redact(record: &[u8]) -> Option<(Vec<u8>, u64)> {
    let mut spans = Vec::new();
    collect(record, &parse(record)?, &mut spans);
    spans.sort_by_key(|span| span.start);
    spans.dedup();
    let (mut output, mut copied) = (Vec::new(), 0);
    for span in &spans {
        output.extend_from_slice(&record[copied..span.start]);
        output.extend_from_slice(REDACTED);
        copied = span.end;
    }
    output.extend_from_slice(&record[copied..]);
    Some((output, spans.len() as u64))
}

/// The spans of all values that go, outermost only.
fn collect(record: &[u8], node: &Node, spans: &mut Vec<Range<usize>>) {
    let text = |span: &Range<usize>| decode(&record[span.clone()]);
    match &node.kind {
        Kind::Scalar | Kind::Text => {}
        Kind::Object(members) => {
            let named = members.iter().any(|(key, value)| {
                matches!(text(key).to_lowercase().as_str(), "name" | "key" | "header" | "field")
                    && matches!(value.kind, Kind::Text)
                    && sensitive(&text(&value.span))
            });
            let said = |node: &Node| &record[node.span.clone()];
            let numbers = members.iter().rev().any(|(key, value)| {
                matches!(text(key).to_lowercase().as_str(), "name" | "key" | "header" | "field")
                    && matches!(value.kind, Kind::Text)
                    && is_number_name(said(value))
            });
            for (key, value) in members {
                let name = &record[key.clone()];
                if is_number_name(name) && is_number(said(value)) || is_number_name(name) && said(value) == b"[]" {
                    continue;
                }
                let key = text(key);
                if numbers && key.eq_ignore_ascii_case("value") && is_number(said(value)) {
                    continue;
                }
                if sensitive(&key) || (named && key.eq_ignore_ascii_case("value")) {
                    take(record, value, spans);
                } else {
                    collect(record, value, spans);
                }
            }
        }
        Kind::Array(elements) => {
            let is_name = |node: &Node| matches!(node.kind, Kind::Text) && sensitive(&text(&node.span));
            // Two names beside each other are a list of names, and no pair.
            let pair = elements.len() == 2 && !is_name(&elements[1]);
            let mut next_goes = false;
            for (at, element) in elements.iter().enumerate() {
                if next_goes {
                    take(record, element, spans);
                    next_goes = false;
                    continue;
                }
                collect(record, element, spans);
                next_goes = is_name(element) && (pair && at == 0 || text(&element.span).starts_with("--"));
            }
        }
    }
}

/// Names of numbers that say nothing: of a signal, of a server.
fn is_number_name(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).trim_matches('"').trim().to_lowercase();
    name.ends_with("sid") || name.ends_with("sig")
}

fn is_number(value: &[u8]) -> bool {
    (1..=10).contains(&value.len()) && value.iter().all(u8::is_ascii_digit)
}

fn take(record: &[u8], value: &Node, spans: &mut Vec<Range<usize>>) {
    if record[value.span.clone()] != *REDACTED {
        spans.push(value.span.clone());
    }
}
