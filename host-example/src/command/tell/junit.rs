//! Findings as JUnit XML, which build servers read: a test for each rule of the policy, so that the document stays small
//! however dirty the input is.

use std::fmt::Write as _;

use logveil_host::Severity;

use crate::command::arguments::FailOn;
use crate::command::tell::report::{Told, verb};

/// The document.
pub(crate) fn document(told: &Told<'_>) -> String {
    let (settings, findings) = (told.settings, told.findings);
    let by_rule = told.totals.by_rule("find");
    let (mut cases, mut failures, mut errors) = (String::new(), 0, 0);
    for (number, rule) in findings.rules.iter().enumerate() {
        let count = by_rule.get(rule.name.as_str()).copied().unwrap_or_default();
        let count = count.saturating_sub(findings.known_of(number));
        let (family, name) = rule.name.split_once('/').unwrap_or(("", &rule.name));
        // Writing into a String does not fail.
        let _ = write!(cases, "    <testcase classname=\"{}\" name=\"{}\"", escaped(family), escaped(name));
        if count == 0 {
            cases.push_str("/>\n");
            continue;
        }
        let places = escaped(findings.places(number).trim_end());
        let message = escaped(&format!("{count} × {}", rule.message));
        if fails(settings.fail_on, rule.severity) {
            failures += 1;
            let _ = writeln!(cases, ">\n      <failure message=\"{message}\">{places}</failure>\n    </testcase>");
        } else {
            let _ = writeln!(cases, ">\n      <system-out>{message}\n{places}</system-out>\n    </testcase>");
        }
    }
    let mut all = findings.rules.len();
    if !told.complete {
        (all, errors) = (all + 1, 1);
        let message = "not all was read, or not all was written";
        let _ = writeln!(
            cases,
            "    <testcase classname=\"logveil\" name=\"complete\">\n      <error message=\"{message}\"/>\n    </testcase>"
        );
    }
    let name = escaped(&format!("logveil {} --policy {}", verb(settings.verb), settings.policy.name()));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{all}\" failures=\"{failures}\" \
         errors=\"{errors}\">\n  <testsuite name=\"{name}\" tests=\"{all}\" failures=\"{failures}\" errors=\"{errors}\" \
         skipped=\"0\">\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

fn fails(fail_on: FailOn, severity: Severity) -> bool {
    match fail_on {
        FailOn::Error => severity == Severity::Error,
        FailOn::Warning => severity != Severity::Info,
        FailOn::Never => false,
    }
}

/// Text for XML: what XML can't hold is written as its number.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}
