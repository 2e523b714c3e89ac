//! A policy as a whole: its presets merged in, and every rule that any policy can have.
use serde_json::{Value, json};

use super::read::read;
use super::{Policy, PolicyError};
use crate::detect;
use crate::output::{Rule, Severity};

/// The policy with its presets merged in: JSON text without `extends`, a policy that does the same on its own.
///
/// # Errors
/// As [`Pipeline::open`](crate::Pipeline::open).
///
/// ```
/// let merged = logveil::merged(r#"{"version":1,"extends":["cp1"]}"#)?;
/// assert!(merged.contains(r#""match":["password""#) && !merged.contains("extends"));
/// assert_eq!(logveil::merged(&merged)?, merged);
/// # Ok::<(), logveil::PolicyError>(())
/// ```
pub fn merged(policy: &str) -> Result<String, PolicyError> {
    Ok(value(policy)?.to_string())
}

/// The same, not written yet.
pub(crate) fn value(policy: &str) -> Result<Value, PolicyError> {
    Policy::compile(policy)?;
    let mut value = read(policy)?;
    if let Some(map) = value.as_object_mut() {
        map.remove("extends");
    }
    Ok(value)
}

/// Switches every detector on, each to replace.
pub(crate) fn switch_all(policy: &mut Value) {
    for known in detect::ALL {
        policy["redact"]["detectors"][known.name] = json!({"action": "replace"});
    }
}

/// Every rule that a policy can have, in the order of their families. A name that ends in `*` stands for the rules that
/// policies name themselves.
///
/// ```
/// let rules = logveil::rules();
/// assert!(["leak/ipv4", "leak/key-*", "limit/max-depth"].iter().all(|name| rules.iter().any(|rule| rule.name == *name)));
/// ```
pub fn rules() -> Vec<Rule> {
    let mut all = json!({"version": 1, "redact": {"detectors": {}}});
    switch_all(&mut all);
    let mut rules = Policy::compile(&all.to_string()).map(|policy| policy.rules).unwrap_or_default();
    let family = |name: &str, message: &str| Rule {
        name: name.into(),
        severity: Severity::Error,
        message: message.into(),
        hint: None,
    };
    rules.push(family("leak/key-*", "A value under a sensitive name."));
    rules.push(family("leak/*", "A value of a pattern of the policy."));
    rules
}
