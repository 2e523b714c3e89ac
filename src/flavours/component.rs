//! The component: `wit/` answered by the core, for wasmtime hosts and jco. It imports nothing.
#![allow(unsafe_code, reason = "wit-bindgen's generated glue holds the canonical ABI's raw pointers")]
#![allow(missing_docs, unreachable_pub, reason = "generated from wit/, where every name is documented")]

use std::cell::RefCell;

use crate as core;

wit_bindgen::generate!({ world: "plugin", path: "wit" });

use exports::logveil::logs::processor::{self, Guest, GuestPipeline};
use exports::logveil::logs::tools;
use exports::logveil::logs::types;

struct Component;
export!(Component);

struct Stream(RefCell<core::Pipeline>);

struct Explainer(RefCell<core::Explainer>);

impl Stream {
    fn push(&self, verb: core::Verb, chunk: &[u8]) -> Result<types::Output, types::PipelineError> {
        Ok(self.0.borrow_mut().push(verb, chunk)?.into())
    }
}

impl Guest for Component {
    type Pipeline = Stream;
}

impl GuestPipeline for Stream {
    fn open(policy: String, keys: Vec<types::Key>) -> Result<processor::Pipeline, types::PolicyError> {
        let pipeline = core::Pipeline::open(&policy, &given(keys))?;
        Ok(processor::Pipeline::new(Stream(RefCell::new(pipeline))))
    }

    fn rules(&self) -> Vec<types::Rule> {
        self.0.borrow().rules().iter().cloned().map(Into::into).collect()
    }

    fn format(&self, chunk: Vec<u8>) -> Result<types::Output, types::PipelineError> {
        self.push(core::Verb::Format, &chunk)
    }

    fn redact(&self, chunk: Vec<u8>) -> Result<types::Output, types::PipelineError> {
        self.push(core::Verb::Redact, &chunk)
    }

    fn validate(&self, chunk: Vec<u8>) -> Result<types::Output, types::PipelineError> {
        self.push(core::Verb::Validate, &chunk)
    }

    fn run(&self, chunk: Vec<u8>) -> Result<types::Output, types::PipelineError> {
        self.push(core::Verb::Run, &chunk)
    }

    fn flush(&self) -> Result<types::Output, types::PipelineError> {
        Ok(self.0.borrow_mut().flush()?.into())
    }

    fn goes_on(&self, line: Vec<u8>) -> bool {
        self.0.borrow_mut().goes_on(&line)
    }

    fn finish(&self) -> Result<types::Summary, types::PipelineError> {
        let summary = self.0.borrow_mut().finish()?;
        Ok(types::Summary { last: summary.last.into(), tallies: summary.tallies.into_iter().map(Into::into).collect() })
    }

    fn take_tallies(&self) -> Vec<types::Tally> {
        self.0.borrow_mut().take_tallies().into_iter().map(Into::into).collect()
    }

    fn seek(&self, line: u64) {
        self.0.borrow_mut().seek(line);
    }

    fn now(&self, micros: i64) {
        self.0.borrow_mut().now(micros);
    }

    fn save(&self) -> Vec<u8> {
        self.0.borrow().save()
    }

    fn restore(&self, state: Vec<u8>) -> Result<(), types::PipelineError> {
        Ok(self.0.borrow_mut().restore(&state)?)
    }

    fn refuse(&self, frame: Vec<u8>, rule: String) -> Result<types::Output, types::PipelineError> {
        Ok(self.0.borrow_mut().refuse(&frame, &rule)?.into())
    }
}

/// Keys from the host.
fn given(keys: Vec<types::Key>) -> Vec<core::Key> {
    keys.into_iter().map(|key| core::Key { id: key.id, bytes: key.bytes }).collect()
}

impl tools::GuestExplainer for Explainer {
    fn open(policy: String, keys: Vec<types::Key>) -> Result<tools::Explainer, types::PolicyError> {
        let explainer = core::Explainer::open(&policy, &given(keys))?;
        Ok(tools::Explainer::new(Explainer(RefCell::new(explainer))))
    }

    fn explain(&self, chunk: Vec<u8>) -> Vec<tools::Reason> {
        self.0.borrow_mut().explain(&chunk).into_iter().map(Into::into).collect()
    }

    fn finish(&self) -> Vec<tools::Reason> {
        self.0.borrow_mut().finish().into_iter().map(Into::into).collect()
    }
}

impl tools::Guest for Component {
    type Explainer = Explainer;

    fn presets() -> Vec<tools::Preset> {
        let presets = core::presets().iter();
        presets.map(|p| tools::Preset { name: p.name.into(), about: p.about.into(), policy: p.policy.into() }).collect()
    }

    fn check(policy: String) -> Result<tools::Needs, types::PolicyError> {
        let needs = core::check(&policy)?;
        Ok(tools::Needs {
            quarantine: needs.quarantine,
            in_order: needs.in_order,
            clock: needs.clock,
            keys: needs.keys,
        })
    }

    fn merged(policy: String) -> Result<String, types::PolicyError> {
        Ok(core::merged(&policy)?)
    }

    fn lint(policy: String) -> Result<Vec<tools::Note>, types::PolicyError> {
        Ok(core::lint(&policy)?.into_iter().map(Into::into).collect())
    }

    fn policy_schema() -> String {
        core::policy_schema()
    }

    fn detect(text: Vec<u8>) -> Vec<tools::Detected> {
        let found = core::detect(&text).into_iter();
        found.map(|d| tools::Detected { line: d.line, format: d.format.into(), confidence: d.confidence }).collect()
    }

    fn reveal(text: Vec<u8>, keys: Vec<types::Key>) -> Result<tools::Revealed, types::PolicyError> {
        let core::Revealed { bytes, revealed, unknown } = core::reveal(&text, &given(keys))?;
        Ok(tools::Revealed { bytes, revealed, unknown })
    }

    fn rules() -> Vec<tools::About> {
        let rules = core::rules().into_iter();
        rules.map(|rule| tools::About { proof: core::proof(&rule.name).map(Into::into), rule: rule.into() }).collect()
    }
}

impl From<core::Output> for types::Output {
    fn from(output: core::Output) -> Self {
        let counts = output.counts;
        types::Output {
            bytes: output.bytes,
            errors: output.errors,
            quarantine: output.quarantine,
            findings: output.findings.into_iter().map(Into::into).collect(),
            counts: types::Counts {
                records: counts.records,
                changed: counts.changed,
                masked: counts.masked,
                withheld: counts.withheld,
                redactions: counts.redactions,
                errors: counts.errors,
                warnings: counts.warnings,
            },
        }
    }
}

impl From<core::Reason> for tools::Reason {
    fn from(r: core::Reason) -> Self {
        let (pointer, rule, action, why) = (r.pointer, r.rule, r.action, r.why);
        tools::Reason { line: r.line, start: r.start, end: r.end, pointer, rule, action, why }
    }
}

impl From<core::Note> for tools::Note {
    fn from(note: core::Note) -> Self {
        let (pointer, message, severity) = (note.pointer, note.message, note.severity.into());
        tools::Note { name: note.name.into(), pointer, severity, message }
    }
}

impl From<core::Severity> for types::Severity {
    fn from(severity: core::Severity) -> Self {
        match severity {
            core::Severity::Info => types::Severity::Info,
            core::Severity::Warning => types::Severity::Warning,
            core::Severity::Error => types::Severity::Error,
        }
    }
}

impl From<core::Finding> for types::Finding {
    fn from(f: core::Finding) -> Self {
        let edit = |r: core::Replacement| types::Replacement { start: r.start, end: r.end, text: r.text };
        let fix = |f: core::Fix| types::Fix { message: f.message, edits: f.edits.into_iter().map(edit).collect() };
        let (pointer, detail, fix) = (f.pointer, f.detail, f.fix.map(fix));
        types::Finding { rule: f.rule, line: f.line, start: f.start, end: f.end, pointer, detail, fix }
    }
}

impl From<core::Tally> for types::Tally {
    fn from(t: core::Tally) -> Self {
        types::Tally { rule: t.rule, field: t.field, action: t.action, count: t.count }
    }
}

impl From<core::Rule> for types::Rule {
    fn from(rule: core::Rule) -> Self {
        types::Rule { name: rule.name, severity: rule.severity.into(), message: rule.message, hint: rule.hint }
    }
}

impl From<core::PipelineError> for types::PipelineError {
    fn from(error: core::PipelineError) -> Self {
        match error {
            core::PipelineError::Verb(verb) => types::PipelineError::Verb(verb),
            core::PipelineError::State(why) => types::PipelineError::State(why),
            core::PipelineError::NotYet(what) => types::PipelineError::NotYet(what),
        }
    }
}

impl From<core::PolicyError> for types::PolicyError {
    fn from(error: core::PolicyError) -> Self {
        let place = |p: core::Place| types::Place { pointer: p.pointer, message: p.message, nearest: p.nearest };
        match error {
            core::PolicyError::Syntax(p) => types::PolicyError::Syntax(place(p)),
            core::PolicyError::UnknownName(p) => types::PolicyError::UnknownName(place(p)),
            core::PolicyError::Invalid(p) | core::PolicyError::Whole(p) => types::PolicyError::Invalid(place(p)),
        }
    }
}
