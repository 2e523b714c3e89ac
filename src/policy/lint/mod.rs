//! The policy check: what a policy says that does nothing, costs too much, or gives away what it should hide.
//!
//! Only the policy's own text is looked at; what its presets say is known to be good.
mod cards;
mod dead;
mod patterns;
mod secrets;
mod untested;

use serde_json::Value;

use super::{Policy, PolicyError};
use crate::output::Severity;

/// Something that a policy's writer should know.
///
/// ```
/// let policy = r#"{"version":1,"redact":{"patterns":[{"name":"any","regex":"[0-9]*"}]}}"#;
/// let notes = logveil::lint(policy)?;
/// let note = notes.iter().find(|note| note.name == "matches-nothing").unwrap();
/// assert_eq!(note.pointer, "/redact/patterns/0/regex");
/// # Ok::<(), logveil::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of note it is. Stable between versions.
    pub name: &'static str,
    /// RFC 6901 into the policy as it was passed.
    pub pointer: String,
    /// `Error`: something leaks, or will. `Warning`: something does not do what it seems to. `Info`: else.
    pub severity: Severity,
    /// One sentence, without the policy's own secrets.
    pub message: String,
}

/// The notes so far.
#[derive(Default)]
struct Notes {
    list: Vec<Note>,
}

impl Notes {
    fn add(&mut self, name: &'static str, severity: Severity, pointer: String, message: impl Into<String>) {
        self.list.push(Note { name, pointer, severity, message: message.into() });
    }
}

/// Looks at a policy, JSON text, for what is no mistake of form: rules that never apply or have no test, patterns that
/// match too much, hashes that hide nothing, secrets in the policy itself. In the order of their places.
///
/// # Errors
/// As [`Pipeline::open`](crate::Pipeline::open), but no key is asked for.
///
/// ```
/// let policy = r#"{"version":1,"extends":["cp1"],"redact":{"keys":[{"match":["stage password"]}]}}"#;
/// let names: Vec<&str> = logveil::lint(policy)?.iter().map(|note| note.name).collect();
/// assert_eq!(names, ["no-tests", "shadowed"]);
/// # Ok::<(), logveil::PolicyError>(())
/// ```
pub fn lint(policy: &str) -> Result<Vec<Note>, PolicyError> {
    let compiled = Policy::compile(policy)?;
    let layers = super::read::layers(policy)?;
    let mut notes = Notes::default();
    // As it was written, without what its presets and its groups of detectors say.
    let own: Value = serde_json::from_str(policy).unwrap_or_default();
    if let Some((_, presets)) = layers.split_last() {
        let own = &own;
        dead::look(own, presets, &mut notes);
        patterns::look(own, &mut notes);
        cards::look(own, presets, &mut notes);
        secrets::look(own, &mut notes);
        untested::look(policy, own, &compiled, &mut notes);
    }
    let mut notes = notes.list;
    notes.sort_by(|a, b| (&a.pointer, a.name).cmp(&(&b.pointer, b.name)));
    notes.dedup();
    Ok(notes)
}

/// The lists of a map of a layer's `redact`, with their places.
fn lists<'a>(layer: &'a Value, name: &'a str) -> impl Iterator<Item = (String, &'a Value)> {
    let lists = layer["redact"][name].as_array().into_iter().flatten().enumerate();
    lists.map(move |(place, list)| (format!("/redact/{name}/{place}"), list))
}

/// The texts under `match`, with their places and their list.
fn matches(layer: &Value) -> impl Iterator<Item = (String, &str, &Value)> {
    lists(layer, "keys").flat_map(|(at, list)| {
        let texts = list["match"].as_array().into_iter().flatten().enumerate();
        texts.filter_map(move |(place, text)| Some((format!("{at}/match/{place}"), text.as_str()?, list)))
    })
}

/// A rule's action.
fn action(map: &Value) -> &str {
    map["action"].as_str().unwrap_or("replace")
}
