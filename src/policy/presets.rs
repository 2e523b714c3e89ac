//! The presets: policy files that come with the core.

/// A policy that comes with the core.
///
/// ```
/// let json = logveil::presets().iter().find(|preset| preset.name == "json").unwrap();
/// assert!(logveil::check(json.policy).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name, for `extends`.
    pub name: &'static str,
    /// One sentence.
    pub about: &'static str,
    /// Its JSON text.
    pub policy: &'static str,
}

/// All presets, by name.
///
/// ```
/// assert!(logveil::presets().iter().any(|preset| preset.name == "cp1"));
/// ```
pub fn presets() -> &'static [Preset] {
    &[
        Preset {
            name: "cp1",
            about: "The CP1 log format: its fields, its sensitive keys, email addresses and every secret with a proof.",
            policy: include_str!("presets/cp1.json"),
        },
        Preset { name: "json", about: "Nothing is redacted; limits hold.", policy: include_str!("presets/json.json") },
    ]
}
