//! Every vector against the native library: whole, cut at each byte, byte by byte, handed over, and twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use logveil::{Pipeline, Severity, Verb};
use support::drive::{self, Ran};
use support::vectors::{self, Vector};

/// Two pipelines a policy, used again and again: after `finish` a pipeline is as new.
#[derive(Default)]
struct Pool(HashMap<(String, String), (Pipeline, Pipeline)>);

impl Pool {
    fn of(&mut self, vector: &Vector) -> &mut (Pipeline, Pipeline) {
        let keys = vector.keys.iter().map(|key| format!("{}={};", key.id, key.bytes.escape_ascii())).collect();
        self.0.entry((vector.policy.clone(), keys)).or_insert_with(|| (open(vector), open(vector)))
    }
}

fn open(vector: &Vector) -> Pipeline {
    Pipeline::open(&vector.policy, &vector.keys).unwrap_or_else(|error| panic!("{}: policy: {error:?}", vector.name))
}

/// Runs `check` for each vector, and fails with all that went wrong, by name.
fn each(title: &str, mut check: impl FnMut(&mut (Pipeline, Pipeline), &Vector) -> Result<(), String>) {
    let (mut pool, mut passed, mut failures) = (Pool::default(), 0, Vec::new());
    for vector in vectors::all() {
        let panics = |_| Err("it panics".to_owned());
        match catch_unwind(AssertUnwindSafe(|| check(pool.of(&vector), &vector))).unwrap_or_else(panics) {
            Ok(()) => passed += 1,
            Err(why) => {
                failures.push(format!("{}: {why}", vector.name));
                pool = Pool::default();
            }
        }
    }
    support::report(title, passed, &failures);
    assert!(failures.is_empty(), "{} vectors failed", failures.len());
}

fn whole(pipeline: &mut Pipeline, vector: &Vector) -> Result<Ran, String> {
    drive::whole(pipeline, vector.verb, &vector.input)
}

/// Whether `ran` is what the whole stream gave; `how` names the way for the message.
fn same(ran: &Ran, want: &Ran, how: impl Fn() -> String) -> Result<(), String> {
    want.differs(ran).map_or(Ok(()), |difference| Err(format!("{}: {difference}", how())))
}

#[test]
fn whole_streams() {
    each("vectors, whole", |(pipeline, _), vector| vector.check(&whole(pipeline, vector)?));
}

#[test]
fn cut_in_two_at_each_byte() {
    each("vectors, cut at each byte", |(pipeline, _), vector| {
        let want = whole(pipeline, vector)?;
        for cut in drive::cuts(vector.input.len()) {
            let (head, tail) = vector.input.split_at(cut);
            same(&drive::chunks(pipeline, vector.verb, [head, tail])?, &want, || format!("cut at {cut}"))?;
        }
        Ok(())
    });
}

#[test]
fn byte_by_byte() {
    each("vectors, byte by byte", |(pipeline, _), vector| {
        let want = whole(pipeline, vector)?;
        let step = if vector.input.len() < 1 << 18 { 1 } else { 997 };
        same(&drive::chunks(pipeline, vector.verb, vector.input.chunks(step))?, &want, || format!("steps of {step}"))
    });
}

#[test]
fn handed_over_at_each_byte() {
    each("vectors, handed over at each byte", |(first, second), vector| {
        let want = whole(first, vector)?;
        for cut in drive::cuts(vector.input.len()) {
            let ran = drive::handover(first, second, vector.verb, &vector.input, cut)?;
            same(&ran, &want, || format!("handed over at {cut}"))?;
        }
        Ok(())
    });
}

#[test]
fn twice_is_once() {
    each("vectors, twice", |(pipeline, _), vector| {
        let once = whole(pipeline, vector)?;
        let twice = drive::whole(pipeline, vector.again(), &once.bytes)?;
        if twice.bytes != once.bytes {
            return Err(format!("{} becomes {}", drive::show(&once.bytes), drive::show(&twice.bytes)));
        }
        if twice.counts.redactions + twice.counts.changed + twice.counts.masked != 0 {
            return Err(format!("counts of the second run: {:?}", twice.counts));
        }
        Ok(())
    });
}

/// Counts agree with the bytes: no vector has a change that is not counted, or a count without a change.
#[test]
fn counts_agree_with_bytes() {
    each("vectors, counts", |(pipeline, _), vector| {
        let ran = whole(pipeline, vector)?;
        let errors = ran.findings.iter().filter(|finding| finding.severity == Severity::Error).count() as u64;
        let warnings = ran.findings.iter().filter(|finding| finding.severity == Severity::Warning).count() as u64;
        if (errors, warnings) != (ran.counts.errors, ran.counts.warnings) {
            return Err(format!("{errors} errors and {warnings} warnings found, counts {:?}", ran.counts));
        }
        let changed = vector.verb != Verb::Validate && [&ran.bytes[..], &ran.errors].concat() != vector.input;
        if changed && !ran.errors.is_empty() {
            return Ok(());
        }
        if changed != (ran.counts.changed + ran.counts.withheld > 0) {
            return Err(format!("changed: {changed}, counts {:?}", ran.counts));
        }
        let tallied: u64 = ran.tallies.values().sum();
        let counted = ran.counts.redactions + ran.counts.masked + ran.counts.withheld;
        if tallied < counted { Err(format!("{counted} counted, {tallied} tallied")) } else { Ok(()) }
    });
}
