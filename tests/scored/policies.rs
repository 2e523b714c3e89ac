//! The policy of each set, from `policies.json`: what is not built yet is left out.
use serde_json::{Value, json};

use crate::rows;

/// The policy for a set, or None where nothing of it is built.
pub(crate) fn of(set: &str) -> Option<String> {
    let text = std::fs::read_to_string(rows::folder().join("policies.json")).expect("policies.json");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let room = set.split('/').next().unwrap_or(set);
    let wanted = all.get(set).or_else(|| all.get(room)).unwrap_or_else(|| panic!("policies.json has no `{set}`"));
    let names = |field: &str| wanted[field].as_array().into_iter().flatten().filter_map(Value::as_str);
    let on = |name: &str| json!({"version": 1, "redact": {"detectors": {name: {"action": "replace"}}}});
    let built = |name: &&str| logveil::check(&on(name).to_string()).is_ok();
    let any: Vec<&str> = names("any").filter(built).collect();
    let extends: Vec<&str> =
        names("extends").filter(|name| logveil::presets().iter().any(|preset| preset.name == *name)).collect();
    if any.is_empty() && extends.is_empty() {
        return None;
    }
    let detectors: serde_json::Map<String, Value> = any
        .into_iter()
        .chain(names("also").filter(built))
        .map(|name| (name.to_owned(), json!({"action": "replace"})))
        .collect();
    let mut policy = json!({"version": 1, "extends": extends, "redact": {"detectors": detectors}});
    if let Some(keys) = wanted.get("keys") {
        policy["redact"]["keys"] = keys.clone();
    }
    Some(policy.to_string())
}
