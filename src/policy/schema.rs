//! The JSON Schema of a policy, written from the grammar that the parser reads by.
use serde_json::{Map, Value, json};

use super::grammar::{ACTING, GROUPS, Name, POLICY, Shape};
use super::presets;
use crate::detect;

/// The JSON Schema (draft 2020-12) of a policy, as JSON text.
///
/// What it takes may still be refused: where options do not belong to their action, or a key is not there.
///
/// ```
/// let schema = logveil::policy_schema();
/// assert!(schema.contains("https://json-schema.org/draft/2020-12/schema") && schema.contains("max_record_bytes"));
/// ```
pub fn policy_schema() -> String {
    let mut schema = of(&POLICY);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "A policy of Logveil".into();
    schema["required"] = json!(["version"]);
    schema.to_string()
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Word(words) => json!({"enum": words}),
        Shape::Text => json!({"type": "string"}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Number(from, to) if from == to => json!({"const": from}),
        Shape::Number(from, to) => json!({"type": "integer", "minimum": from, "maximum": to}),
        Shape::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Words(words) => json!({"type": "array", "items": {"enum": words}}),
        Shape::Presets => {
            let names: Vec<&str> = presets().iter().map(|preset| preset.name).collect();
            json!({"type": "array", "items": {"enum": names}})
        }
        Shape::List(shape) => json!({"type": "array", "items": of(shape)}),
        Shape::Schema(words, names) => json!({"anyOf": [{"enum": words}, map(names.iter())]}),
        Shape::Any => json!({}),
        Shape::ByRule(words) => json!({"type": "object", "additionalProperties": {"enum": words}}),
        Shape::Map(names) => map(names.iter()),
        Shape::Acting(names) => map(names.iter().chain(ACTING)),
        Shape::ByDetector(below) | Shape::ByGroup(below) => {
            let each = |about: &detect::About| {
                let mut schema = of(below);
                schema["description"] = about.message.into();
                (about.name.to_owned(), schema)
            };
            let mut names: Map<String, Value> = detect::ALL.iter().map(each).collect();
            for (group, about) in GROUPS.iter().filter(|_| matches!(shape, Shape::ByGroup(_))) {
                let mut schema = of(below);
                schema["description"] = (*about).into();
                names.insert((*group).into(), schema);
            }
            json!({"type": "object", "additionalProperties": false, "properties": names})
        }
    }
}

fn map<'a>(names: impl Iterator<Item = &'a Name>) -> Value {
    let each = |(name, about, shape): &Name| {
        let mut schema = of(shape);
        schema["description"] = (*about).into();
        ((*name).to_owned(), schema)
    };
    let names: Map<String, Value> = names.map(each).collect();
    json!({"type": "object", "additionalProperties": false, "properties": names})
}
