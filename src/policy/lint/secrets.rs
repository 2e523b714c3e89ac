//! Secrets in the policy itself: a key where its id should stand, a real value among those allowed.
use serde_json::Value;

use super::Notes;
use crate::output::Severity::Error;
use crate::policy::Policy;
use crate::policy::read::escape;
use crate::scan;

/// The detectors of secrets alone.
const SECRETS: &str = r#"{"version":1,"extends":["secrets"]}"#;

pub(super) fn look(own: &Value, notes: &mut Notes) {
    if let Ok(policy) = Policy::compile(SECRETS) {
        within(own, "", &policy, notes);
    }
}

/// Looks at all texts; a policy's tests are full of what only looks like a secret.
fn within(value: &Value, at: &str, policy: &Policy, notes: &mut Notes) {
    match value {
        Value::String(text) => {
            let is_key = at.ends_with("/key") && looks_random(text);
            if is_key || scan::is_found(policy, text.as_bytes()) {
                notes.add("secret", Error, at.into(), "this looks like a secret: a policy is no place for one");
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(place, value)| within(value, &format!("{at}/{place}"), policy, notes));
        }
        Value::Object(map) => {
            for (name, value) in map.iter().filter(|(name, _)| !(at.is_empty() && *name == "tests")) {
                within(value, &format!("{at}/{}", escape(name)), policy, notes);
            }
        }
        _ => {}
    }
}

/// Long, with letters and digits mixed: no name that a person gives.
fn looks_random(text: &str) -> bool {
    let changes =
        text.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    text.len() >= 20 && changes >= 5
}
