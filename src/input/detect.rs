//! What format the records of a text have, and how sure that is.
use serde_json::Value;

use super::carrier::{self, Begun};
use super::join::{Join, Mode, Next};
use super::{Format, Input, color, compose, cri, journald, read};
use crate::frame;
use crate::json;

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
    // Of a carrier's records, those of either stream apart.
    let mut begun: Vec<Begun> = Vec::new();
    for (number, raw) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let line = frame::content(raw);
        let carried = join.as_ref().is_some_and(Join::is_carried);
        let next = join.as_mut().map(|join| join.next(raw));
        if let Some(Next::Goes | Next::Ends) = next {
            if next == Some(Next::Ends) {
                join = None;
            }
            if carried && begins(line, mode, &mut begun) {
                let (format, confidence) = format(line);
                found.push(Detected { line: number as u32, format: format.name(), confidence });
            }
            continue;
        }
        begun.clear();
        join = Join::start(line, mode);
        if join.as_ref().is_some_and(Join::is_carried) {
            begins(line, mode, &mut begun);
        }
        if !frame::is_blank(line) {
            let (format, confidence) =
                if join.is_some_and(|join| join.is_json()) { (Format::Json, 90) } else { format(line) };
            found.push(Detected { line: number as u32, format: format.name(), confidence });
        }
    }
    found
}

/// Whether a carrier's line begins a record of its own, behind those that have begun.
fn begins(line: &[u8], mode: Mode, begun: &mut Vec<Begun>) -> bool {
    let Some(entry) = carrier::entry(line, mode) else { return false };
    let payload = carrier::payload(line, &entry);
    let place = begun.iter().position(|one| one.stream == entry.stream);
    if let Some(place) = place {
        if begun[place].takes(&payload) {
            begun[place].ended = entry.whole;
            return false;
        }
        begun.remove(place);
    }
    begun.push(Begun::with(&entry, &payload, mode));
    true
}

/// The format of one record.
fn format(line: &[u8]) -> (Format, u8) {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    // What a container's name stands before is a record of its own.
    let line = &line[compose::length(line, Input::Auto)..];
    if matches!(line.trim_ascii_start().first(), Some(b'{' | b'[')) {
        match json::read(line).map(|read| read.value) {
            Some(Value::Object(members)) => return object(&members),
            Some(_) => return (Format::Json, 90),
            None if line.starts_with(b"{\"") => return (Format::Json, 60),
            None => {}
        }
    }
    if journald::begins(line) {
        return (Format::Journald, 99);
    }
    if cri::header(line).is_some() {
        return (Format::Cri, 99);
    }
    let bare = color::undone(line, 0);
    let line = bare.as_ref().map_or(line, |bare| &bare.text);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_two_streams_are_told_as_they_are_joined() {
        let told = |text: &str| detect(text.as_bytes()).iter().map(|one| (one.line, one.format)).collect::<Vec<_>>();
        let out = |flag: &str, text: &str| format!("2025-01-27T12:00:00.1Z stdout {flag} {text}\n");
        let err = |flag: &str, text: &str| format!("2025-01-27T12:00:00.1Z stderr {flag} {text}\n");
        let mixed = [out("P", "a"), err("P", "b"), out("F", "c"), err("F", "d"), out("F", "e")].concat();
        assert_eq!(told(&mixed), [(0, "cri"), (1, "cri"), (4, "cri")]);
        let trace = [err("F", "java.io.IOException: no"), out("F", "x"), err("F", "\tat a.b(C.java:1)")].concat();
        assert_eq!(told(&trace).len(), 3);
        assert_eq!(told("web-1  | {\"a\":1}\n\u{1b}[32mlevel=info\u{1b}[0m msg=x\n"), [(0, "json"), (1, "logfmt")]);
    }
}
