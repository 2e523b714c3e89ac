//! The rows of the scored set, read from its files.
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One line, and what must become of it.
pub(crate) struct Row {
    pub(crate) line: String,
    /// Texts that must be gone; none: the line must come out as it went in.
    pub(crate) secrets: Vec<String>,
    /// Texts that must stay; None: all but the secrets.
    pub(crate) keep: Option<Vec<String>>,
}

/// The rows of one file, under the policy of its name.
pub(crate) struct Set {
    /// The file's path without its ending: `pan`, `vendor/github`, `leak/cookies`.
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scored")
}

/// All sets, in the order of the table.
pub(crate) fn sets() -> Vec<Set> {
    let mut sets = Vec::new();
    for room in ["sets", "vendor", "national", "leak", "blind"] {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder().join(room))
            .map(|files| files.map(|file| file.expect("a file").path()).collect())
            .unwrap_or_default();
        paths.sort();
        for path in paths {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a plain name");
            let name = if room == "sets" { stem.to_owned() } else { format!("{room}/{stem}") };
            let text = std::fs::read_to_string(&path).expect("a readable set");
            let rows = text.lines().map(|line| row(line).unwrap_or_else(|| panic!("{name}: {line}"))).collect();
            sets.push(Set { name, rows });
        }
    }
    if let Ok(text) = std::fs::read_to_string(folder().join("clean.txt")) {
        let rows = text.lines().map(|line| Row { line: line.into(), secrets: Vec::new(), keep: None }).collect();
        sets.push(Set { name: "clean lines".into(), rows });
    }
    sets
}

fn row(line: &str) -> Option<Row> {
    let value: Value = serde_json::from_str(line).ok()?;
    let texts = |value: &Value| value.as_array()?.iter().map(text).collect::<Option<Vec<String>>>();
    let secrets = if value["clean"] == true { Vec::new() } else { texts(&value["secret"])? };
    let keep = if value["keep"].is_null() { None } else { Some(texts(&value["keep"])?) };
    (value["clean"] == true || !secrets.is_empty()).then_some(Row { line: text(&value["line"])?, secrets, keep })
}

/// A text, or the parts in which it is stored so that no scanner of repositories takes it for a live key.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => parts.iter().map(Value::as_str).collect(),
        _ => None,
    }
}
