//! CP1 as the core reads it against CP1 as the oracle reads it: verdicts, what stays, what becomes CP1.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod oracle;
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use logveil::{Pipeline, Severity, Verb};
use oracle::cp1::Cp1;
use serde_json::Value;
use support::drive::{self, Ran, show};
use support::foreign::foreign;
use support::near::near;

const POLICY: &str = r#"{"version":1,"extends":["cp1"]}"#;

/// A pipeline that is opened anew after a panic.
struct Core(Pipeline);

impl Core {
    fn new() -> Core {
        Core(Pipeline::open(POLICY, &[]).unwrap())
    }

    fn ran(&mut self, verb: Verb, stream: &[u8]) -> Result<Ran, String> {
        catch_unwind(AssertUnwindSafe(|| drive::whole(&mut self.0, verb, stream))).unwrap_or_else(|_| {
            *self = Core::new();
            Err(format!("{} panics", verb.name()))
        })
    }
}

/// The error findings of what a record must be; leaks apart.
fn errors(ran: &Ran) -> Vec<&str> {
    let shape = |rule: &str| rule.starts_with("cp1/") || rule.starts_with("syntax/");
    let errors = ran.findings.iter().filter(|finding| finding.severity == Severity::Error && shape(&finding.rule));
    errors.map(|finding| finding.rule.as_str()).collect()
}

fn cases(usual: u64) -> u64 {
    std::env::var("LOGVEIL_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Runs `check` for each seed, and fails with all that went wrong. It gives false where a seed had nothing to check.
fn each(title: &str, most: u64, mut check: impl FnMut(&mut Core, &Cp1, u64) -> Result<bool, String>) {
    let (mut core, cp1, mut passed, mut failures) = (Core::new(), Cp1::new(), 0, Vec::new());
    for seed in 0..cases(most) {
        match check(&mut core, &cp1, seed) {
            Ok(checked) => passed += usize::from(checked),
            Err(why) => failures.push(format!("seed {seed}: {why}")),
        }
    }
    support::report(title, passed, &failures);
    assert!(passed > 0 && failures.is_empty(), "{} records failed", failures.len());
}

fn line(record: &[u8]) -> Vec<u8> {
    [record, b"\n"].concat()
}

#[test]
fn verdicts_agree() {
    each("records, verdicts", 20_000, |core, cp1, seed| {
        let record = near(seed);
        let (want, ran) = (cp1.wrong(&record), core.ran(Verb::Validate, &line(&record))?);
        let got = errors(&ran);
        if want.is_empty() == got.is_empty() {
            Ok(true)
        } else {
            Err(format!("oracle {want:?}, core {got:?}: {}", show(&record)))
        }
    });
}

#[test]
fn valid_records_stay_as_they_are() {
    each("records, valid ones stay", 20_000, |core, cp1, seed| {
        let record = near(seed);
        if !cp1.wrong(&record).is_empty() || cp1.has_other_names(&record) {
            return Ok(false);
        }
        for verb in [Verb::Format, Verb::Run] {
            let ran = core.ran(verb, &line(&record))?;
            if ran.bytes != line(&record) {
                return Err(format!("{}: {} becomes {}", verb.name(), show(&record), show(&ran.bytes)));
            }
        }
        Ok(true)
    });
}

/// What `run` still finds is what is wrong with its output, by the oracle's word and by that of `validate`.
#[test]
fn run_finds_what_is_still_wrong() {
    each("records, what run finds", 20_000, |core, cp1, seed| {
        let stream = line(&near(seed));
        let ran = core.ran(Verb::Run, &stream)?;
        let output = ran.bytes.strip_suffix(b"\n").unwrap_or(&ran.bytes);
        let wrong = cp1.wrong(output);
        // Bytes that were no UTF-8 are told, and mended in the output.
        let found: Vec<&str> = errors(&ran).into_iter().filter(|rule| *rule != "syntax/invalid-utf8").collect();
        if wrong.is_empty() != found.is_empty() {
            return Err(format!("oracle {wrong:?}, run {found:?}: {} becomes {}", show(&stream), show(output)));
        }
        let again = core.ran(Verb::Validate, &ran.bytes)?;
        let (mut found, mut again) = (found, errors(&again));
        found.sort_unstable();
        again.sort_unstable();
        if found == again {
            Ok(true)
        } else {
            Err(format!("run {found:?}, validate {again:?}: {} becomes {}", show(&stream), show(output)))
        }
    });
}

#[test]
fn formatted_twice_is_formatted_once() {
    each("records, twice", 20_000, |core, _, seed| {
        for verb in [Verb::Format, Verb::Run] {
            let stream = line(&near(seed));
            let once = core.ran(verb, &stream)?.bytes;
            let twice = core.ran(verb, &once)?.bytes;
            if twice != once {
                return Err(format!(
                    "{}: {} becomes {} becomes {}",
                    verb.name(),
                    show(&stream),
                    show(&once),
                    show(&twice)
                ));
            }
        }
        Ok(true)
    });
}

/// What the contract's table converts becomes the record that it says, which is CP1 by the oracle's word.
#[test]
fn foreign_records_become_cp1() {
    each("records, foreign ones", 20_000, |core, cp1, seed| {
        let (record, want) = foreign(seed);
        let ran = core.ran(Verb::Format, &line(record.as_bytes()))?;
        if ran.bytes != line(want.as_bytes()) {
            return Err(format!("\n   in {record}\n want {want}\n  got {}", String::from_utf8_lossy(&ran.bytes)));
        }
        match cp1.wrong(want.as_bytes()).as_slice() {
            [] if core.ran(Verb::Run, &line(record.as_bytes()))?.bytes == ran.bytes => Ok(true),
            [] => Err(format!("run gives something else: {record}")),
            wrong => Err(format!("the oracle says {wrong:?}: {want}")),
        }
    });
}

/// Records as a stranger would write them, each with the verdict that it must get.
#[test]
fn judged_records() {
    let records: Vec<Value> = include_str!("vectors/judged.ndjson").lines().map(|one| one.parse().unwrap()).collect();
    let (mut core, cp1, mut failures) = (Core::new(), Cp1::new(), Vec::new());
    for judged in &records {
        if let Err(why) = judge(&mut core, &cp1, judged) {
            failures.push(format!("{why}: {judged}"));
        }
    }
    support::report("judged records", records.len() - failures.len(), &failures);
    assert!(failures.is_empty(), "{} of {} judged wrongly", failures.len(), records.len());
}

fn judge(core: &mut Core, cp1: &Cp1, judged: &Value) -> Result<(), String> {
    let record = judged["record"].as_str().unwrap();
    let (stream, valid) = (line(record.as_bytes()), judged["verdict"] == "valid");
    let wrong = cp1.wrong(record.as_bytes());
    if wrong.is_empty() != valid {
        return Err(format!("the oracle says {wrong:?}"));
    }
    let ran = core.ran(Verb::Validate, &stream)?;
    let found: Vec<&str> = ran.findings.iter().map(|finding| finding.rule.as_str()).collect();
    if errors(&ran).is_empty() != valid || judged.get("rule").is_some_and(|rule| !found.iter().any(|one| rule == one)) {
        return Err(format!("validate says {found:?}"));
    }
    let formatted = core.ran(Verb::Format, &stream)?.bytes;
    if valid && (formatted != stream || core.ran(Verb::Run, &stream)?.bytes != stream) {
        return Err(format!("it becomes {}", show(&formatted)));
    }
    let wrong = cp1.wrong(formatted.trim_ascii_end());
    match judged.get("after") {
        Some(after) if (after == "valid") != wrong.is_empty() => {
            Err(format!("then {wrong:?}: it becomes {}", show(&formatted)))
        }
        _ => Ok(()),
    }
}
