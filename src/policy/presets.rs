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
        Preset {
            name: "ecs",
            about: "The Elastic Common Schema: users and their addresses, and `secrets`.",
            policy: include_str!("presets/ecs.json"),
        },
        Preset {
            name: "gdpr",
            about: "Personal information in the sense of the GDPR: people, how to reach them, where they are; addresses and birth dates are cut short.",
            policy: include_str!("presets/gdpr.json"),
        },
        Preset {
            name: "hipaa",
            about: "The eighteen identifiers of HIPAA's safe harbor.",
            policy: include_str!("presets/hipaa.json"),
        },
        Preset { name: "json", about: "Nothing is redacted; limits hold.", policy: include_str!("presets/json.json") },
        Preset {
            name: "otel",
            about: "OpenTelemetry's attributes: users, addresses, queries, prompts, and `secrets`.",
            policy: include_str!("presets/otel.json"),
        },
        Preset {
            name: "owasp",
            about: "What OWASP's logging guide keeps out of logs: `secrets`, `pci`, and every value with a proof.",
            policy: include_str!("presets/owasp.json"),
        },
        Preset {
            name: "pci",
            about: "Payment cards: first six and last four digits stay, codes and tracks go.",
            policy: include_str!("presets/pci.json"),
        },
        Preset {
            name: "secrets",
            about: "Tokens and credentials alone.",
            policy: include_str!("presets/secrets.json"),
        },
        Preset {
            name: "strict",
            about: "Everything that a detector is there for, and every sensitive name.",
            policy: include_str!("presets/strict.json"),
        },
    ]
}
