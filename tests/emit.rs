//! Every input of the vectors in each output form: always what a reader of the form takes, one line a record, nothing
//! that acts on a terminal, and the same when it is redacted again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod oracle;
mod support;

use logveil::{Pipeline, Verb};
use oracle::tree;
use serde_json::Value;
use support::drive::{self, show};
use support::vectors;

fn pipeline(form: &str, color: bool) -> Pipeline {
    let policy = format!(r#"{{"version":1,"extends":["cp1"],"format":{{"output":"{form}","color":{color}}}}}"#);
    Pipeline::open(&policy, &[]).unwrap()
}

/// Inputs that say their level twice.
const SETTLES: [&str; 5] = [
    "format_level/python-level-beside-levelname",
    "format_level/two-names-that-agree",
    "format_level/two-other-names-that-agree",
    "format_level/its-own-name-unreadable",
    "run/two-levels-that-agree",
];

/// Runs each input of the vectors in one form, and fails with all that `wrong` says, by name.
fn each(form: &str, wrong: impl Fn(&mut Pipeline, Verb, &[u8], u64) -> Option<String>) {
    let (mut pipeline, mut passed, mut failures) = (pipeline(form, false), 0, Vec::new());
    for vector in vectors::all() {
        // What is neither masked nor of many megabytes alone.
        if vector.input.len() > 1 << 18 {
            continue;
        }
        for verb in [Verb::Run, Verb::Format] {
            let ran = drive::whole(&mut pipeline, verb, &vector.input).unwrap();
            let survives = verb == Verb::Run && vector.preset("cp1") && vector.survives(&ran.bytes);
            let outcome = match wrong(&mut pipeline, verb, &ran.bytes, ran.counts.records - ran.counts.withheld) {
                None if survives => Some("what has to go is there".into()),
                // A name that protects its value stands beside it there, and redaction alone does not know it.
                Some(why) if why.starts_with("redacted") && vector.name.contains("protected") => None,
                // A record that says its level twice has settled the second time.
                Some(why) if why.starts_with("again") && SETTLES.contains(&&*vector.name) => None,
                outcome => outcome,
            };
            match outcome {
                None => passed += 1,
                Some(why) => failures.push(format!(
                    "{} {}: {why}\n   in {}\n  got {}",
                    vector.name,
                    verb.name(),
                    show(&vector.input),
                    show(&ran.bytes)
                )),
            }
        }
    }
    support::report(&format!("{form} of all inputs"), passed, &failures);
    assert!(failures.is_empty(), "{} inputs failed", failures.len());
}

/// Lines that are no blank ones.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect()
}

/// The records, less those that are JSON and yet too much for serde_json: 1e400, half a surrogate pair, depth.
fn objects(bytes: &[u8], records: u64) -> Result<Vec<Value>, String> {
    let lines = lines(bytes);
    if lines.len() as u64 != records {
        return Err(format!("{} lines for {records} records", lines.len()));
    }
    if let Some(line) = lines.iter().find(|line| tree::parse(line).is_none()) {
        return Err(format!("no JSON: {}", show(line)));
    }
    let all: Vec<Value> = lines.iter().filter_map(|line| serde_json::from_slice(line).ok()).collect();
    if all.iter().all(Value::is_object) { Ok(all) } else { Err("no object".into()) }
}

/// What the same form makes of it is the same, and so is what redaction makes of what was redacted.
fn again(pipeline: &mut Pipeline, verb: Verb, bytes: &[u8]) -> Option<String> {
    let redacts = redacted(pipeline, verb, bytes);
    let ran = drive::whole(pipeline, verb, bytes).unwrap();
    if redacts.is_none() && ran.bytes != bytes { Some(format!("again: {}", show(&ran.bytes))) } else { redacts }
}

fn redacted(pipeline: &mut Pipeline, verb: Verb, bytes: &[u8]) -> Option<String> {
    if verb == Verb::Format {
        return None;
    }
    let ran = drive::whole(pipeline, Verb::Redact, bytes).unwrap();
    (ran.bytes != bytes).then(|| format!("redacted again: {}", show(&ran.bytes)))
}

#[test]
fn ecs_is_json_of_ecs() {
    each("ecs", |pipeline, verb, bytes, records| {
        let all = match objects(bytes, records) {
            Ok(all) => all,
            Err(why) => return Some(why),
        };
        let lacks = all.iter().any(|one| one.get("ecs.version").is_none() && one.get("ecs").is_none());
        if lacks {
            return Some("no version".into());
        }
        again(pipeline, verb, bytes)
    });
}

#[test]
fn otlp_is_json_of_otlp() {
    each("otlp", |pipeline, verb, bytes, records| match objects(bytes, records) {
        Ok(all) if all.iter().any(|one| !one["resourceLogs"].is_array()) => Some("no LogsData".into()),
        Ok(_) => again(pipeline, verb, bytes),
        Err(why) => Some(why),
    });
}

#[test]
fn gelf_is_json_of_gelf() {
    each("gelf", |pipeline, verb, bytes, records| {
        let all = match objects(bytes, records) {
            Ok(all) => all,
            Err(why) => return Some(why),
        };
        for one in all.iter().filter_map(Value::as_object) {
            for (name, value) in one {
                let fits = match &**name {
                    "version" => value == "1.1",
                    "host" | "short_message" | "full_message" => {
                        value.as_str().is_some_and(|text| !text.trim().is_empty())
                    }
                    "timestamp" => value.is_number(),
                    "level" => value.as_u64().is_some_and(|level| level < 8),
                    "_id" => false,
                    _ => {
                        let word = |letter: char| letter.is_ascii_alphanumeric() || "_.-".contains(letter);
                        name.starts_with('_') && name.chars().all(word) && (value.is_string() || value.is_number())
                    }
                };
                if !fits {
                    return Some(format!("{name} is not GELF"));
                }
            }
            if !["version", "host", "short_message"].iter().all(|name| one.contains_key(*name)) {
                return Some("a field is missing".into());
            }
        }
        again(pipeline, verb, bytes)
    });
}

#[test]
fn logfmt_is_pairs() {
    each("logfmt", |_, _, bytes, records| {
        let all = lines(bytes);
        if all.len() as u64 != records {
            return Some(format!("{} lines for {records} records", all.len()));
        }
        if let Some(line) = all.iter().find(|line| !is_logfmt(line)) {
            return Some(format!("no logfmt: {}", show(line)));
        }
        None
    });
}

/// Whether a line is `key=value` pairs, with one blank between them.
fn is_logfmt(line: &[u8]) -> bool {
    let Ok(mut rest) = std::str::from_utf8(line) else { return false };
    loop {
        let Some((key, value)) = rest.split_once('=') else { return false };
        if key.is_empty() || key.contains([' ', '"']) {
            return false;
        }
        let end = match value.strip_prefix('"') {
            Some(text) => {
                let mut escaped = false;
                let close = text.find(|letter| {
                    let closes = letter == '"' && !escaped;
                    escaped = letter == '\\' && !escaped;
                    closes
                });
                let Some(close) = close else { return false };
                if serde_json::from_str::<String>(&value[..close + 2]).is_err() {
                    return false;
                }
                close + 2
            }
            None => value.find(' ').unwrap_or(value.len()),
        };
        if value[..end].chars().any(char::is_control) {
            return false;
        }
        match value[end..].strip_prefix(' ') {
            Some(more) => rest = more,
            None => return value[end..].is_empty(),
        }
    }
}

#[test]
fn pretty_has_nothing_that_acts_on_a_terminal() {
    each("pretty", |_, _, bytes, records| {
        let Ok(text) = std::str::from_utf8(bytes) else { return Some("no UTF-8".into()) };
        let acts = |letter: char| {
            letter != '\n'
                && (letter.is_control()
                    || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        if text.contains(acts) {
            return Some("a character that acts on a terminal".into());
        }
        let first = text.lines().filter(|line| !line.starts_with("    ") && !line.trim().is_empty()).count() as u64;
        if first > records {
            return Some(format!("{first} lines look like records, of {records}"));
        }
        None
    });
}

/// Colours are all that differs, and all escapes are colours.
#[test]
fn colours_change_nothing_but_colours() {
    let (mut plain, mut coloured) = (pipeline("pretty", false), pipeline("pretty", true));
    for vector in vectors::all().into_iter().filter(|vector| vector.input.len() < 1 << 16) {
        let want = drive::whole(&mut plain, Verb::Run, &vector.input).unwrap().bytes;
        let mut got = drive::whole(&mut coloured, Verb::Run, &vector.input).unwrap().bytes;
        while let Some(at) = got.windows(2).position(|two| two == b"\x1b[") {
            let length = got[at..].iter().position(|byte| *byte == b'm').unwrap();
            assert!(got[at + 2..at + length].iter().all(|byte| matches!(byte, b'0'..=b'9' | b';')), "{}", vector.name);
            got.drain(at..=at + length);
        }
        assert_eq!(show(&got), show(&want), "{}", vector.name);
    }
}
