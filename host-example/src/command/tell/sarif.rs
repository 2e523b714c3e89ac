//! Findings as SARIF 2.1.0, for code scanning. Written as it comes: a head with all rules, results, a tail.

use logveil_host::{Finding, Fix, Rule, Severity, Verb};
use serde_json::{Value, json};

use crate::command::settings::Settings;
use crate::command::tell::baseline::fingerprint;
use crate::command::tell::report::{Told, verb};
use crate::command::terminal::say::ascii;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// The document's beginning; results follow, each with the comma before it.
pub(crate) fn head(settings: &Settings, rules: &[Rule]) -> String {
    let rules: Vec<Value> = rules.iter().map(rule).collect();
    let driver = json!({"name": "Logveil", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    let properties = json!({"policy": settings.policy.name(), "verb": verb(settings.verb)});
    ascii(&format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"properties\":{properties},\
         \"columnKind\":\"unicodeCodePoints\",\"results\":[",
        json!({"driver": driver})
    ))
}

/// What comes after the last result.
pub(crate) fn tail(told: &Told<'_>) -> String {
    let successful = told.complete;
    let description = match told.settings.verb {
        Verb::Validate => "All inputs were read to their ends.",
        _ => "All inputs were read to their ends, and all outputs written.",
    };
    let notes = if successful {
        json!([])
    } else {
        json!([{"level": "error", "message": {"text": format!("Not so: {description}")}}])
    };
    let invocation = json!({"executionSuccessful": successful, "toolExecutionNotifications": notes});
    format!("\n],\"invocations\":[{invocation}]}}]}}\n")
}

/// One result. `line`: the record's text, where it is at hand.
pub(crate) fn result(input: &str, found: &Finding, rule: &Rule, line: Option<&[u8]>, begun: bool) -> String {
    let artifact = json!({"uri": uri(input)});
    let region = region(found.line, found.start, found.end, line);
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact, "region": region}});
    if !found.pointer.is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": found.pointer, "kind": "member"}]);
    }
    let text = match found.detail.as_str() {
        "" => rule.message.clone(),
        detail => format!("{} ({detail})", rule.message),
    };
    let mut result = json!({
        "ruleId": rule.name,
        "ruleIndex": found.rule,
        "level": level(rule.severity),
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"ruleAndPlace/v1": fingerprint(&rule.name, &found.pointer)},
    });
    if let Some(Fix { message, edits }) = found.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        let replaced = edits.iter().map(|edit| {
            let region = self::region(found.line, edit.start, edit.end, line);
            json!({"deletedRegion": region, "insertedContent": {"text": edit.text}})
        });
        let replacements: Vec<Value> = replaced.collect();
        let change = json!({"artifactLocation": {"uri": uri(input)}, "replacements": replacements});
        result["fixes"] = json!([{"description": {"text": message}, "artifactChanges": [change]}]);
    }
    format!("{}\n{}", if begun { "," } else { "" }, ascii(&result.to_string()))
}

fn rule(rule: &Rule) -> Value {
    let mut told = json!({
        "id": rule.name,
        "shortDescription": {"text": rule.message},
        "defaultConfiguration": {"level": level(rule.severity)},
    });
    if let Some(hint) = &rule.hint {
        told["help"] = json!({"text": hint});
    }
    told
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A span within a line: columns count characters, so they are told where the line is at hand.
fn region(number: u64, start: u32, end: u32, line: Option<&[u8]>) -> Value {
    let mut region = json!({"startLine": number});
    let column = |at: u32| line?.get(..at as usize).map(|text| String::from_utf8_lossy(text).chars().count() + 1);
    if let (Some(start), Some(end)) = (column(start), column(end)) {
        (region["startColumn"], region["endColumn"]) = (start.into(), end.into());
    }
    region
}

/// A path as a reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}
