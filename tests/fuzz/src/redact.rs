//! Redaction's promises: nothing leaks, nothing is lost, twice is once, and the counts say what happened.
use logveil::{Pipeline, Severity, Verb};

use crate::input::Input;
use crate::oracle::tree;
use crate::planted::{self, Planted};
use crate::policies;
use crate::support::drive::{self, Ran, holds, show};

/// Policy and secret from the first bytes; the stream, or what stands around the secret, from the rest.
pub fn check(bytes: &[u8]) {
    let Some(input) = Input::new(bytes) else { return };
    policies::with(input.policy, |pipeline, _| any(pipeline, input.policy, input.stream));
    // Policies 0 and 1 name keys; 2 names detectors and nothing that is protected from them.
    let by_key = planted::under_key(input.choice, input.stream);
    policies::with(input.policy % 2, |pipeline, _| survives_not(pipeline, input.stream, &by_key));
    let by_detector = planted::in_text(input.choice, input.stream);
    policies::with(2, |pipeline, _| survives_not(pipeline, input.stream, &by_detector));
}

fn ran(pipeline: &mut Pipeline, verb: Verb, stream: &[u8]) -> Ran {
    drive::whole(pipeline, verb, stream).unwrap_or_else(|error| panic!("{error}"))
}

/// What holds for any stream at all.
fn any(pipeline: &mut Pipeline, policy: usize, stream: &[u8]) {
    let keeping = policy < policies::KEEPING;
    for verb in [Verb::Redact, Verb::Run] {
        let once = ran(pipeline, verb, stream);
        let told =
            || format!("{} {}: {} gives {}", policies::ALL[policy], verb.name(), show(stream), show(&once.bytes));
        let lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
        if once.counts.withheld == 0 {
            let (old, new) = (lines(stream), lines(&once.bytes) + lines(&once.errors));
            // A sensitive value over several lines goes as a whole.
            assert!(old == new || joins(verb, stream) && old > new, "{old} lines became {new}: {}", told());
        }
        counts(verb, stream, &once, &told);
        // Splitting and withholding leave another stream than the one that went in; formatting may go over a limit, and
        // where all records are text, its output is too.
        let formats_anew = ["limits", "\"text\""].iter().any(|word| policies::ALL[policy].contains(word));
        let grows = verb == Verb::Run && formats_anew;
        if once.errors.is_empty() && once.counts.withheld == 0 && !grows {
            let twice = ran(pipeline, verb, &once.bytes);
            assert!(twice.bytes == once.bytes, "twice: {}, then {}", told(), show(&twice.bytes));
            let changes = twice.counts.redactions + twice.counts.changed + twice.counts.masked;
            assert!(changes == 0 || !keeping, "twice: {}, then {:?}", told(), twice.counts);
        }
        if !grows {
            let left = ran(pipeline, Verb::Validate, &once.bytes);
            let leak = left.findings.iter().find(|one| one.rule.starts_with("leak/"));
            assert!(leak.is_none(), "{leak:?} is left: {}", told());
        }
        if verb == Verb::Redact && keeping {
            json_stays(stream, &once.bytes);
        }
    }
}

/// Whether lines may become one record: formatting joins those of a trace; an object over several lines is one record, and so
/// are the fields of journald's export format and the pieces of a container's line.
fn joins(verb: Verb, stream: &[u8]) -> bool {
    let piece =
        |line: &[u8]| line.windows(3).any(|part| part == b" P ") || line.windows(6).any(|part| part == b"\"log\":");
    let opens = |line: &[u8]| matches!(line.trim_ascii(), b"{" | b"[") || line.starts_with(b"__") || piece(line);
    verb == Verb::Run || stream.split(|&byte| byte == b'\n').any(opens)
}

/// Counts agree with bytes: no change that is not counted, no count without a change.
fn counts(verb: Verb, stream: &[u8], ran: &Ran, told: &dyn Fn() -> String) {
    let count = |severity| ran.findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    if ran.findings.len() < 1000 {
        let found = (count(Severity::Error), count(Severity::Warning));
        assert_eq!(found, (ran.counts.errors, ran.counts.warnings), "{}", told());
    }
    let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
    let records = stream.split(|&byte| byte == b'\n').filter(|line| !blank(line)).count() as u64;
    let joined = joins(verb, stream) && ran.counts.records < records;
    assert!(records == ran.counts.records || joined, "{records} records: {}", told());
    if ran.errors.is_empty() {
        let changed = ran.bytes != stream;
        assert_eq!(changed, ran.counts.changed + ran.counts.withheld > 0, "{:?}: {}", ran.counts, told());
    }
    let tallied: u64 = ran.tallies.values().sum();
    let counted = ran.counts.redactions + ran.counts.masked + ran.counts.withheld;
    assert!(tallied >= counted, "{counted} counted, {tallied} tallied: {}", told());
}

/// Every line that was JSON is JSON.
fn json_stays(stream: &[u8], output: &[u8]) {
    let lines = |bytes: &'_ [u8]| -> Vec<Vec<u8>> { bytes.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect() };
    for (old, new) in lines(stream).iter().zip(&lines(output)) {
        if tree::depth(old) < 100 && tree::parse(old).is_some() {
            assert!(tree::parse(new).is_some(), "no JSON any more: {} gives {}", show(old), show(new));
        }
    }
}

/// A secret is in nothing that comes out, but the quarantine.
fn survives_not(pipeline: &mut Pipeline, around: &[u8], planted: &Planted) {
    let Planted { stream, secret } = planted;
    // What is in the bytes around it may stay there.
    if around.len() > 2000 || said(around, secret) {
        return;
    }
    for verb in [Verb::Redact, Verb::Run, Verb::Validate] {
        let ran = ran(pipeline, verb, stream);
        let told = format!("{:?}{}", ran.tallies, ran.debug);
        let out = [&ran.bytes[..], &ran.errors, told.as_bytes()].concat();
        let survives = holds(&out, secret.as_bytes()) || readable(&out).contains(secret.as_str());
        assert!(!survives, "{secret} in {}: {} gives {}", verb.name(), show(stream), show(&out));
    }
}

/// Whether the fuzzer has found out the secret, or a part of it, however it is escaped.
fn said(around: &[u8], secret: &str) -> bool {
    let mut text = String::from_utf8_lossy(around).into_owned();
    for _ in 0..8 {
        if secret.as_bytes().windows(4).any(|part| holds(text.as_bytes(), part)) {
            return true;
        }
        text = readable(text.as_bytes());
    }
    false
}

/// With escapes undone, as far as they can be.
fn readable(bytes: &[u8]) -> String {
    tree::decode(&[b"\"", bytes, b"\""].concat())
}
