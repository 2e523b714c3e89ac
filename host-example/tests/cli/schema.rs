//! A small reading of JSON Schema: the words that the report's schema uses, and an error for any other.

use serde_json::Value;

/// What `value` does not keep of `schema`.
pub(crate) fn complaints(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, wanted) in schema.as_object().unwrap() {
        let good = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let place = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                check(root, root.pointer(place).unwrap(), value, at, found);
                true
            }
            "type" => is(value, wanted.as_str().unwrap()),
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "minimum" => value.as_i64() >= wanted.as_i64(),
            "required" => wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
            "properties" => true,
            "additionalProperties" => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    match (schema["properties"].get(name), wanted) {
                        (Some(_), _) => {}
                        (None, Value::Bool(false)) => found.push(format!("{at}/{name}: not known")),
                        (None, wanted) => check(root, wanted, member, &format!("{at}/{name}"), found),
                    }
                }
                true
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{at}/{number}"), found);
                }
                true
            }
            word => panic!("{word} is not read here"),
        };
        if !good {
            found.push(format!("{at}: {word}"));
        }
    }
    for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(member) = value.get(name) {
            check(root, schema, member, &format!("{at}/{name}"), found);
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        kind => panic!("{kind} is not read here"),
    }
}
