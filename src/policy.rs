//! stub
/// A key for actions that need one. Debug shows the id alone.
#[derive(Clone)]
pub struct Key {
    /// id
    pub id: String,
    /// bytes
    pub bytes: Vec<u8>,
}
/// A place in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// p
    pub pointer: String,
    /// m
    pub message: String,
    /// n
    pub nearest: Option<String>,
}
/// Why a policy was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// s
    Syntax(Place),
    /// u
    UnknownName(Place),
    /// i
    Invalid(Place),
}
/// A preset.
pub struct Preset {
    /// n
    pub name: &'static str,
    /// a
    pub about: &'static str,
    /// p
    pub policy: &'static str,
}
/// needs
pub struct Needs {
    /// q
    pub quarantine: bool,
    /// k
    pub keys: Vec<String>,
}
/// presets
pub fn presets() -> &'static [Preset] {
    &[Preset { name: "cp1", about: "stub", policy: "{\"version\":1}" }]
}
/// check
pub fn check(policy: &str) -> Result<Needs, PolicyError> {
    serde_json::from_str::<serde_json::Value>(policy).map_err(|_| {
        PolicyError::Syntax(Place { pointer: String::new(), message: "not JSON".into(), nearest: None })
    })?;
    Ok(Needs { quarantine: false, keys: Vec::new() })
}
