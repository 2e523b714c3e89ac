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
            for (key, value) in members {
                let key = text(key);
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

fn take(record: &[u8], value: &Node, spans: &mut Vec<Range<usize>>) {
    if record[value.span.clone()] != *REDACTED {
        spans.push(value.span.clone());
    }
}
