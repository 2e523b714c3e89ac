//! The presets: policy files that come with the core.
use crate::part;

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

/// A preset's text; where there is no room for its tests, which stand last, without them.
macro_rules! text {
    ($file:literal) => {{
        const FILE: &str = include_str!($file);
        const SHORT: [u8; kept(FILE) + 2] = short(FILE);
        if part::WHOLE { FILE } else { said(&SHORT) }
    }};
}

/// Bytes before the comma in front of the tests.
const fn kept(file: &str) -> usize {
    const TESTS: &[u8] = b",\n  \"tests\"";
    let file = file.as_bytes();
    let mut at = 0;
    while at + TESTS.len() <= file.len() {
        let mut same = 0;
        while same < TESTS.len() && file[at + same] == TESTS[same] {
            same += 1;
        }
        if same == TESTS.len() {
            return at;
        }
        at += 1;
    }
    // There are none: all but the brace that closes it.
    file.len() - 2
}

/// What stands before the tests, and the brace that closes it.
const fn short<const LENGTH: usize>(file: &str) -> [u8; LENGTH] {
    let mut text = [b'\n'; LENGTH];
    let mut at = 0;
    while at + 2 < LENGTH {
        text[at] = file.as_bytes()[at];
        at += 1;
    }
    text[at] = b'}';
    text
}

/// What was cut before a comma is whole characters.
const fn said(text: &'static [u8]) -> &'static str {
    match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(_) => "{}",
    }
}

/// All presets, by name.
///
/// ```
/// assert!(logveil::presets().iter().any(|preset| preset.name == "cp1"));
/// ```
pub fn presets() -> &'static [Preset] {
    const ALL: &[Preset] = &[
        Preset {
            name: "cp1",
            about: "The CP1 log format: its fields, its sensitive keys, email addresses and every secret with a proof.",
            policy: text!("presets/cp1.json"),
        },
        Preset {
            name: "ecs",
            about: "The Elastic Common Schema: users and their addresses, and `secrets`.",
            policy: text!("presets/ecs.json"),
        },
        Preset {
            name: "gdpr",
            about: "Personal information in the sense of the GDPR: people, how to reach them, where they are; addresses and birth dates are cut short.",
            policy: text!("presets/gdpr.json"),
        },
        Preset {
            name: "hipaa",
            about: "The eighteen identifiers of HIPAA's safe harbor.",
            policy: text!("presets/hipaa.json"),
        },
        Preset { name: "json", about: "Nothing is redacted; limits hold.", policy: text!("presets/json.json") },
        Preset {
            name: "otel",
            about: "OpenTelemetry's attributes: users, addresses, queries, prompts, and `secrets`.",
            policy: text!("presets/otel.json"),
        },
        Preset {
            name: "owasp",
            about: "What OWASP's logging guide keeps out of logs: `secrets`, `pci`, and every value with a proof.",
            policy: text!("presets/owasp.json"),
        },
        Preset {
            name: "pci",
            about: "Payment cards: first six and last four digits stay, codes and tracks go.",
            policy: text!("presets/pci.json"),
        },
        Preset { name: "secrets", about: "Tokens and credentials alone.", policy: text!("presets/secrets.json") },
        Preset {
            name: "strict",
            about: "Everything that a detector is there for, and every sensitive name.",
            policy: text!("presets/strict.json"),
        },
    ];
    ALL
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what the presets hold is known")]
mod tests {
    use serde_json::Value;

    use super::{kept, presets};

    #[test]
    fn a_preset_without_its_tests_says_the_same_otherwise() {
        for preset in presets() {
            let short = format!("{}}}\n", &preset.policy[..kept(preset.policy)]);
            let mut policy: Value = serde_json::from_str(preset.policy).unwrap();
            policy.as_object_mut().unwrap().remove("tests");
            assert_eq!(serde_json::from_str::<Value>(&short).unwrap(), policy, "{}", preset.name);
        }
    }
}
