//! The walk against two oracles: what `serde_json` says is JSON is JSON and stays so; what the slow tree says is sensitive
//! is gone, each place told once; and all that no rule names stands where it stood.
use logveil::{Pipeline, Severity, Verb};

use crate::input::Input;
use crate::oracle::tree::{self, Kind, Node};
use crate::oracle::{keys, same};
use crate::policies;
use crate::support::drive::{self, Ran, holds, show};

/// More lines than that are left off: a call tells a thousand findings.
const LINES: usize = 12;
/// `serde_json` and the core have limits of their own above.
const DEPTH: usize = 100;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The first bytes are not looked at but for one bit: the policy; the rest is the stream.
pub fn check(bytes: &[u8]) {
    let Some(input) = Input::new(bytes) else { return };
    let lines: Vec<&[u8]> = input.stream.split(|&byte| byte == b'\n').take(LINES).collect();
    if lines.iter().any(|line| tree::depth(line) >= DEPTH || brackets(line) >= DEPTH) {
        return;
    }
    let stream = lines.join(&b'\n');
    policies::with(input.policy % 2, |pipeline, _| {
        let found = ran(pipeline, Verb::Validate, &stream);
        if found.findings.len() >= 1000 {
            return;
        }
        verdicts(&lines, &found);
        redacted(&lines, &ran(pipeline, Verb::Redact, &stream));
        for verb in [Verb::Format, Verb::Run] {
            formatted(&lines, &ran(pipeline, verb, &stream));
        }
    });
}

fn ran(pipeline: &mut Pipeline, verb: Verb, stream: &[u8]) -> Ran {
    drive::whole(pipeline, verb, stream).unwrap_or_else(|error| panic!("{error}"))
}

/// What is open at most, whether or not a string stands around it.
fn brackets(line: &[u8]) -> usize {
    line.iter().filter(|byte| matches!(byte, b'[' | b'{')).count()
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// The record of a line: without what is no part of it.
fn record<'a>(at: usize, line: &'a [u8]) -> &'a [u8] {
    if at == 0 { line.strip_prefix(BOM).unwrap_or(line) } else { line }
}

fn is_json(record: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(record).is_ok()
}

/// `validate` calls JSON what the oracles call JSON, and UTF-8 what is UTF-8.
fn verdicts(lines: &[&[u8]], found: &Ran) {
    // An object over several lines is one record, and its fault is told where it stands.
    let whole = lines.iter().filter(|line| !is_blank(line)).count() as u64;
    if found.counts.records < whole && lines.iter().any(|line| matches!(record(0, line).trim_ascii(), b"{" | b"[")) {
        return;
    }
    let mut records = 0;
    for (at, line) in lines.iter().enumerate() {
        let record = record(at, line);
        let has = |rule: &str| found.findings.iter().any(|one| one.line == at as u64 + 1 && one.rule == rule);
        for one in found.findings.iter().filter(|one| one.line == at as u64 + 1) {
            assert!(one.start <= one.end && one.end <= line.len(), "{one:?} is outside of {}", show(line));
        }
        if is_blank(line) {
            continue;
        }
        records += 1;
        let json = is_json(record);
        assert_eq!(json, tree::parse(record).is_some(), "the oracles differ: {}", show(record));
        // What a carrier's line has in it is told, not that the line is none.
        let told = has("syntax/not-json") || has("limit/encoding");
        assert!(json != told || !json && holds(record, b"{"), "JSON: {}", show(record));
        if json {
            assert_eq!(std::str::from_utf8(record).is_ok(), !has("syntax/invalid-utf8"), "UTF-8: {}", show(record));
            // One place breaks one rule once.
            let own: Vec<_> = found.findings.iter().filter(|one| one.line == at as u64 + 1).collect();
            for (number, one) in own.iter().enumerate() {
                assert!(
                    !own[..number].contains(one) || one.severity < Severity::Error,
                    "{one:?} twice: {}",
                    show(record)
                );
            }
        }
    }
    assert_eq!(records, found.counts.records, "records: {}", show(&lines.join(&b'\n')));
}

/// JSON stays JSON, and differs only where something had to go; what the oracle takes out is out.
fn redacted(lines: &[&[u8]], ran: &Ran) {
    // UTF-16 is refused.
    if ran.counts.masked > 0 && lines.iter().any(|line| line.contains(&0)) {
        return;
    }
    let news: Vec<&[u8]> = ran.bytes.split(|&byte| byte == b'\n').collect();
    assert_eq!(lines.len(), news.len(), "lines: {} gives {}", show(&lines.join(&b'\n')), show(&ran.bytes));
    assert_eq!(ran.counts.masked + ran.counts.withheld, 0, "{}", show(&lines.join(&b'\n')));
    for (at, (line, new)) in lines.iter().zip(news).enumerate() {
        let (old, new) = (record(at, line), record(at, new));
        let told = || format!("{} gives {}", show(old), show(new));
        // OpenTelemetry's values change the name of their type: `intValue` becomes `stringValue`.
        if let Some(wrong) = same::beyond_redactions(old, new).filter(|_| !holds(old, b"Value\"")) {
            panic!("{wrong}: {}", told());
        }
        assert!(!is_json(old) || is_json(new), "no JSON any more: {}", told());
        if let (Some(before), Some(after)) = (tree::parse(old), tree::parse(new)) {
            gone((old, &before), (new, &after), &told);
        }
    }
}

/// Each value under a sensitive key is the replacement and nothing else.
fn gone(old: (&[u8], &Node), new: (&[u8], &Node), told: &dyn Fn() -> String) {
    const REDACTED: &[u8] = b"\"[REDACTED]\"";
    match (&old.1.kind, &new.1.kind) {
        (Kind::Object(olds), Kind::Object(news)) => {
            for ((key, old_value), (_, new_value)) in olds.iter().zip(news) {
                // The oracle does not know which tokens are counted, nor what stands beside letters of other scripts.
                let name = tree::decode(&old.0[key.clone()]);
                let small = name.to_ascii_lowercase();
                // A signal's number, a session's of a process: the value decides.
                let by_value = ["sig", "sid", "cookie", "session"].iter().any(|word| small.contains(word));
                let open = !name.is_ascii() || name != "token" && small.contains("token") || by_value;
                if !open && keys::sensitive(&name) {
                    let left = &new.0[new_value.span.clone()];
                    assert!(left == REDACTED, "{} under a sensitive key: {}", show(left), told());
                }
                gone((old.0, old_value), (new.0, new_value), told);
            }
        }
        (Kind::Array(olds), Kind::Array(news)) => {
            olds.iter().zip(news).for_each(|(one, other)| gone((old.0, one), (new.0, other), told));
        }
        _ => {}
    }
}

/// Under cp1 every record comes out as JSON, an object where it was one, on as many lines.
fn formatted(lines: &[&[u8]], ran: &Ran) {
    let news: Vec<&[u8]> = ran.bytes.split(|&byte| byte == b'\n').collect();
    let told = || format!("lines: {} gives {}", show(&lines.join(&b'\n')), show(&ran.bytes));
    // The lines of a trace are joined to their record.
    if news.len() < lines.len() {
        let is_json = |new: &&[u8]| is_blank(new) || serde_json::from_slice::<serde::de::IgnoredAny>(new).is_ok();
        assert!(news.iter().all(is_json), "no JSON: {}", told());
        return;
    }
    assert_eq!(lines.len(), news.len(), "{}", told());
    for (at, (line, new)) in lines.iter().zip(news).enumerate() {
        let told = || format!("{} gives {}", show(line), show(new));
        if is_blank(line) {
            assert!(is_blank(new), "blank: {}", told());
            continue;
        }
        let after = tree::parse(new);
        assert!(is_json(new) && std::str::from_utf8(new).is_ok(), "no JSON: {}", told());
        let object = |node: &Option<Node>| matches!(node.as_ref().map(|node| &node.kind), Some(Kind::Object(_)));
        let before = tree::parse(record(at, line));
        assert!(!(before.is_none() || object(&before)) || object(&after), "no object: {}", told());
        // A record whose keys are unlike any of CP1's has each of them still.
        if let (Some(Node { kind: Kind::Object(olds), .. }), Some(Node { kind: Kind::Object(news), .. })) =
            (&before, &after)
        {
            assert!(news.len() + 6 >= olds.len(), "members are lost: {}", told());
        }
    }
}
