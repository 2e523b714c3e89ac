//! What format the records of a text have, and how sure that is.
use serde_json::Value;

use super::join::{Join, Mode, Next};
use super::{Format, Input, cri, journald, read};
use crate::frame;

/// The format of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    /// Its line in the text, from zero.
    pub line: u32,
    /// The format's name, as `format.input` takes it.
    pub format: &'static str,
    /// How sure that is, in percent.
    pub confidence: u8,
}

/// Tells the format of each record of `text`; the last line may lack its end. Blank lines are no records.
///
/// ```
/// let found = logveil::detect(b"{\"a\":1}\nlevel=info msg=x\n");
/// let names: Vec<_> = found.iter().map(|one| (one.line, one.format)).collect();
/// assert_eq!(names, [(0, "json"), (1, "logfmt")]);
/// ```
pub fn detect(text: &[u8]) -> Vec<Detected> {
    let mode = Mode { input: Input::Auto, traces: true, unwraps: true };
    let mut found: Vec<Detected> = Vec::new();
    // What goes on with a record is none of its own; blank lines may be either, and are never told.
    let mut join: Option<Join> = None;
    for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match join.as_mut().map(|join| join.next(line)) {
            Some(Next::Goes) => continue,
            Some(Next::Ends) => {
                join = None;
                continue;
            }
            Some(Next::Before(_)) | None => {}
        }
        join = Join::start(line, mode);
        if !frame::is_blank(line) {
            let (format, confidence) =
                if join.is_some_and(|join| join.is_json()) { (Format::Json, 90) } else { format(line) };
            found.push(Detected { line: number as u32, format: format.name(), confidence });
        }
    }
    found
}

/// The format of one record.
fn format(line: &[u8]) -> (Format, u8) {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if matches!(line.trim_ascii_start().first(), Some(b'{' | b'[')) {
        match serde_json::from_slice::<Value>(line) {
            Ok(Value::Object(members)) => return object(&members),
            Ok(_) => return (Format::Json, 90),
            Err(_) if line.starts_with(b"{\"") => return (Format::Json, 60),
            Err(_) => {}
        }
    }
    if journald::begins(line) {
        return (Format::Journald, 99);
    }
    if cri::header(line).is_some() {
        return (Format::Cri, 99);
    }
    match read(line, 0, Input::Auto, None) {
        Some((format, confidence, _)) => (format, confidence),
        None => (Format::Text, 50),
    }
}

/// JSON, or one of the formats that are JSON.
fn object(members: &serde_json::Map<String, Value>) -> (Format, u8) {
    let all = |names: &[&str]| names.iter().all(|name| members.get(*name).is_some_and(Value::is_string));
    if all(&["log", "stream", "time"]) && members.len() <= 4 {
        return (Format::Docker, 99);
    }
    let stamped = all(&["__REALTIME_TIMESTAMP"]) || all(&["_SOURCE_REALTIME_TIMESTAMP"]);
    if stamped && members.contains_key("MESSAGE") {
        return (Format::Journald, 99);
    }
    (Format::Json, 99)
}
