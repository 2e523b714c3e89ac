//! Whether a record is CP1: a JSON Schema, and in plain code what a schema can't say. It shares no code with the core.
use std::ops::Range;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::tree::{Kind, Node, decode, parse};

const IDS: [&str; 5] = ["tenant_id", "run_id", "flow_id", "step_id", "trace_id"];

/// The schema, compiled once.
pub(crate) struct Cp1(Validator);

impl Cp1 {
    pub(crate) fn new() -> Cp1 {
        let schema: Value = serde_json::from_str(include_str!("../schemas/cp1.schema.json")).unwrap();
        Cp1(jsonschema::validator_for(&schema).unwrap())
    }

    /// Everything that makes `record` no CP1 record, in words; empty: it is one. A record has no line end.
    pub(crate) fn wrong(&self, record: &[u8]) -> Vec<String> {
        if std::str::from_utf8(record).is_err() {
            return vec!["no UTF-8".into()];
        }
        let Some(tree) = parse(record) else { return vec!["no JSON".into()] };
        let mut wrong = Vec::new();
        let value = value(record, &tree, 0, &mut wrong);
        wrong.extend(self.0.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())));
        if let Some(timestamp) = value.get("timestamp").and_then(Value::as_str)
            && wrong.is_empty()
            && !exists(timestamp)
        {
            wrong.push("no such day".into());
        }
        wrong
    }

    /// Whether an optional field stands under another name, at the top or an id in `context`: `format` renames and
    /// moves it, though the record is CP1.
    pub(crate) fn has_other_names(&self, record: &[u8]) -> bool {
        const ERRORS: [&str; 4] = ["err", "exception", "exc_info", "stack"];
        let spelt = |key: &str| !IDS.contains(&key) && IDS.contains(&&*super::keys::words(key).join("_"));
        let keys = |node: &Node| match &node.kind {
            Kind::Object(members) => members.iter().map(|(key, _)| decode(&record[key.clone()])).collect(),
            _ => Vec::new(),
        };
        let Some(tree) = parse(record) else { return false };
        let Kind::Object(members) = &tree.kind else { return false };
        let context = members.iter().filter(|(key, _)| decode(&record[key.clone()]) == "context");
        let below = context.flat_map(|(_, node)| keys(node)).any(|key| spelt(&key));
        below || keys(&tree).iter().any(|key| ERRORS.contains(&&**key) || spelt(key))
    }
}

/// The tree as the schema's checker takes it: numbers are numbers, whichever. Notes keys that stand twice, and ids below the top.
fn value(record: &[u8], node: &Node, depth: usize, wrong: &mut Vec<String>) -> Value {
    let text = |span: &Range<usize>| decode(&record[span.clone()]);
    match &node.kind {
        Kind::Text => text(&node.span).into(),
        Kind::Array(elements) => elements.iter().map(|node| value(record, node, depth + 1, wrong)).collect(),
        Kind::Scalar => match &record[node.span.clone()] {
            b"null" => Value::Null,
            b"true" => true.into(),
            b"false" => false.into(),
            _ => json!(0),
        },
        Kind::Object(members) => {
            let mut map = Map::new();
            for (key, member) in members {
                let key = text(key);
                if depth > 0 && IDS.contains(&&*key) {
                    wrong.push(format!("{key} below the top"));
                }
                let member = value(record, member, depth + 1, wrong);
                if map.insert(key.clone(), member).is_some() {
                    wrong.push(format!("{key} twice"));
                }
            }
            map.into()
        }
    }
}

/// Whether the day of a timestamp of CP1's form is in the calendar.
fn exists(timestamp: &str) -> bool {
    let number = |span: Range<usize>| timestamp[span].parse::<u32>().unwrap();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    day <= days
}
