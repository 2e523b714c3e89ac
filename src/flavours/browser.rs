//! The browser module: the core for pages, workers and Node, by wasm-bindgen. It is what the npm package `logveil`
//! (host-example/browser) wraps: texts, numbers and bytes cross here, and become typed objects there.
#![allow(missing_docs, reason = "documented where users meet it: host-example/browser/package/src")]
#![allow(unreachable_pub, reason = "what wasm-bindgen exports has to be `pub`")]

use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::order;
use crate::{Counts, Finding, Fix, Key, Output, PipelineError, PolicyError, Severity, Verb};

/// One stream of records under one policy, and what its last call gave.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Stream {
    pipeline: crate::Pipeline,
    output: Output,
}

#[wasm_bindgen]
impl Stream {
    /// `ids`, `lengths` and `bytes` are the keys: their ids, how long each is, and all of them in a row.
    pub fn open(policy: &str, ids: Vec<String>, lengths: &[u32], bytes: &[u8]) -> Result<Stream, String> {
        let keys = keys(ids, lengths, bytes);
        let pipeline = crate::Pipeline::open(policy, &keys).map_err(refused)?;
        Ok(Stream { pipeline, output: Output::default() })
    }

    /// Takes the next chunk. What it gave is asked for by the methods below.
    pub fn push(&mut self, verb: &str, chunk: &[u8]) -> Result<(), String> {
        let verbs = [Verb::Format, Verb::Redact, Verb::Validate, Verb::Run];
        let verb = verbs.into_iter().find(|known| known.name() == verb).ok_or_else(|| text("verb", verb))?;
        self.pipeline.push_into(verb, chunk, &mut self.output).map_err(stopped)
    }

    /// The end of the stream; gives the tallies, JSON: `[[rule, field, action, count], …]`.
    pub fn finish(&mut self) -> Result<String, String> {
        let summary = self.pipeline.finish().map_err(stopped)?;
        self.output = summary.last;
        let rows = summary.tallies.iter().map(|t| (&t.rule, &t.field, &t.action, t.count));
        Ok(json!(rows.collect::<Vec<_>>()).to_string())
    }

    /// Moves the last call's records out.
    pub fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output.bytes)
    }

    /// Moves the last call's ERROR records out, where the policy splits them off.
    pub fn errors(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output.errors)
    }

    /// Moves the last call's quarantine out.
    pub fn quarantine(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output.quarantine)
    }

    /// The last call's counts, in the order of `Counts`.
    pub fn counts(&self) -> Vec<f64> {
        counts(self.output.counts)
    }

    /// The last call's findings, six numbers each: rule, the line's low and high half, start, end, place in `pointers`.
    pub fn findings(&self) -> Vec<u32> {
        cells(&self.output.findings)
    }

    /// What else the last call's findings say, of those that do; JSON: `[[place, detail, fix], …]`, a fix as
    /// `[message, [[start, end, text], …]]` or null.
    pub fn details(&self) -> String {
        let rows = self.output.findings.iter().zip(0_u32..);
        let said = rows.filter(|(finding, _)| !finding.detail.is_empty() || finding.fix.is_some());
        let rows = said.map(|(finding, place)| {
            let edits = |fix: &Fix| fix.edits.iter().map(|e| (e.start, e.end, e.text.clone())).collect::<Vec<_>>();
            (place, &finding.detail, finding.fix.as_ref().map(|fix| (&fix.message, edits(fix))))
        });
        json!(rows.collect::<Vec<_>>()).to_string()
    }

    /// The different pointers of the last call's findings, sorted.
    pub fn pointers(&self) -> Vec<String> {
        pointers(&self.output.findings)
    }

    /// All rules that can fire, by number; JSON: `[[name, severity, message, hint], …]`.
    pub fn rules(&self) -> String {
        let rows = self.pipeline.rules().iter();
        json!(rows.map(|rule| (&rule.name, severity(rule.severity), &rule.message, &rule.hint)).collect::<Vec<_>>())
            .to_string()
    }

    /// The next chunk starts at `line`.
    pub fn seek(&mut self, line: f64) {
        self.pipeline.seek(line as u64);
    }

    /// What the stream carries to its next chunk.
    pub fn save(&self) -> Vec<u8> {
        self.pipeline.save()
    }

    /// Takes up a stream where `save` left it.
    pub fn restore(&mut self, state: &[u8]) -> Result<(), String> {
        self.pipeline.restore(state).map_err(stopped)
    }

    /// A record that could not be processed.
    pub fn refuse(&mut self, frame: &[u8], rule: &str) -> Result<(), String> {
        self.output = self.pipeline.refuse(frame, rule).map_err(stopped)?;
        Ok(())
    }
}

/// What a policy needs before its first byte; JSON: `[quarantine, [key, …]]`.
#[wasm_bindgen]
pub fn check(policy: &str) -> Result<String, String> {
    crate::check(policy).map(|needs| json!((needs.quarantine, needs.keys)).to_string()).map_err(refused)
}

/// The format of each record of whole lines; JSON: `[[line, format, confidence], …]`.
#[wasm_bindgen]
pub fn detect(text: &[u8]) -> String {
    let rows = crate::detect(text).into_iter().map(|found| (found.line, found.format, found.confidence));
    json!(rows.collect::<Vec<_>>()).to_string()
}

/// A policy with its presets merged in.
#[wasm_bindgen]
pub fn merged(policy: &str) -> Result<String, String> {
    crate::merged(policy).map_err(refused)
}

/// The policies that come with the core; JSON: `[[name, about, policy], …]`.
#[wasm_bindgen]
pub fn presets() -> String {
    let rows = crate::presets().iter().map(|preset| (preset.name, preset.about, preset.policy));
    json!(rows.collect::<Vec<_>>()).to_string()
}

pub(super) fn counts(c: Counts) -> Vec<f64> {
    [c.records, c.changed, c.masked, c.withheld, c.redactions, c.errors, c.warnings].map(|n| n as f64).to_vec()
}

pub(super) fn cells(findings: &[Finding]) -> Vec<u32> {
    let pointers = pointers(findings);
    let place = |pointer: &String| pointers.binary_search(pointer).unwrap_or_default() as u32;
    let rows = findings.iter();
    rows.flat_map(|f| [f.rule, f.line as u32, (f.line >> 32) as u32, f.start, f.end, place(&f.pointer)]).collect()
}

pub(super) fn pointers(findings: &[Finding]) -> Vec<String> {
    let mut pointers: Vec<String> = findings.iter().map(|found| found.pointer.clone()).collect();
    order::by(&mut pointers, |one, other| one > other);
    pointers.dedup();
    pointers
}

pub(super) fn keys(ids: Vec<String>, lengths: &[u32], mut bytes: &[u8]) -> Vec<Key> {
    let mut next = |length: u32| {
        let (key, rest) = bytes.split_at(bytes.len().min(length as usize));
        bytes = rest;
        key.to_vec()
    };
    ids.into_iter().zip(lengths).map(|(id, length)| Key { id, bytes: next(*length) }).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Errors cross as JSON, too: `[kind, message, pointer, nearest]`.
pub(super) fn refused(error: PolicyError) -> String {
    let kind = match &error {
        PolicyError::Syntax(_) => "syntax",
        PolicyError::UnknownName(_) => "unknown-name",
        PolicyError::Invalid(_) => "invalid",
        PolicyError::Whole(_) => "whole",
    };
    let place = error.place();
    json!((kind, &place.message, &place.pointer, &place.nearest)).to_string()
}

pub(super) fn stopped(error: PipelineError) -> String {
    let kind = match &error {
        PipelineError::Verb(_) => "verb",
        PipelineError::State(_) => "state",
        PipelineError::NotYet(_) => "not-yet",
    };
    text(kind, &error.to_string())
}

fn text(kind: &str, message: &str) -> String {
    json!((kind, message)).to_string()
}
