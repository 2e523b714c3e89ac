//! Findings as their reader wants them: lines and a masked excerpt for a person, members of a JSON array for a program.

use std::fmt::Write as _;

use logveil_host::{Finding, Rule};
use serde::Serialize;

use crate::command::input::batch::Batch;
use crate::command::tell::excerpt;
use crate::command::tell::lines::Lines;
use crate::command::terminal::paint::{self, Paint};
use crate::command::terminal::say::{ascii, printable};

/// The longest pointer that is printed, in characters.
const POINTER: usize = 160;

/// How findings are told.
pub(crate) enum Form {
    Text(Paint),
    Json,
}

/// What becomes of findings: the first ones of each rule are told.
pub(crate) struct Findings {
    pub(crate) rules: Vec<Rule>,
    form: Form,
    /// Findings to tell for each rule.
    most: u64,
    /// Findings told, by rule.
    told: Vec<u64>,
}

/// A finding in a report.
#[derive(Serialize)]
struct Listed<'a> {
    file: &'a str,
    line: u64,
    column: u64,
    start: u32,
    end: u32,
    rule: &'a str,
    severity: &'static str,
    pointer: &'a str,
}

impl Findings {
    pub(crate) fn new(rules: Vec<Rule>, form: Form, most: u64) -> Findings {
        let told = vec![0; rules.len()];
        Findings { rules, form, most, told }
    }

    /// The text for `found` in `batch`.
    pub(crate) fn tell(&mut self, input: &str, batch: &Batch, found: &[Finding]) -> String {
        let mut out = String::new();
        let mut lines = Lines::of(batch);
        for finding in found {
            let at = finding.rule as usize;
            let begun = self.listed() > 0;
            let (Some(rule), Some(told)) = (self.rules.get(at), self.told.get_mut(at)) else { continue };
            if *told >= self.most {
                continue;
            }
            *told += 1;
            match &self.form {
                Form::Text(paint) => text(&mut out, *paint, input, finding, rule, *told == 1, lines.get(finding.line)),
                Form::Json => json(&mut out, input, finding, rule, begun),
            }
        }
        out
    }

    /// Findings told so far.
    pub(crate) fn listed(&self) -> u64 {
        self.told.iter().sum()
    }

    /// How they are told.
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.form, Form::Json)
    }

    /// Findings to tell for each rule.
    pub(crate) fn most(&self) -> u64 {
        self.most
    }
}

fn text(out: &mut String, paint: Paint, input: &str, found: &Finding, rule: &Rule, first: bool, line: Option<&[u8]>) {
    let severity = paint.severity(rule.severity, &format!("{}[{}]", paint::name(rule.severity), rule.name));
    let place = paint.strong(&format!("{input}:{}:{}", found.line, u64::from(found.start) + 1));
    // Writing into a String does not fail.
    let _ = writeln!(out, "{place} {severity}: {}", rule.message);
    if let Some(line) = line {
        excerpt::draw(out, paint, rule.severity, line, found.start as usize..found.end as usize);
    }
    let equals = paint.frame("  =");
    if !found.pointer.is_empty() {
        let _ = writeln!(out, "{equals} at {}", pointer(&found.pointer));
    }
    if let (true, Some(hint)) = (first, &rule.hint) {
        let _ = writeln!(out, "{equals} hint: {hint}");
    }
}

/// A pointer as it may be printed.
pub(crate) fn pointer(pointer: &str) -> String {
    let pointer = printable(pointer);
    let count = pointer.chars().count();
    if count <= POINTER {
        return pointer;
    }
    let head: String = pointer.chars().take(POINTER / 2).collect();
    let tail: String = pointer.chars().skip(count - POINTER / 2).collect();
    format!("{head}…{tail}")
}

fn json(out: &mut String, input: &str, found: &Finding, rule: &Rule, begun: bool) {
    let listed = Listed {
        file: input,
        line: found.line,
        column: u64::from(found.start) + 1,
        start: found.start,
        end: found.end,
        rule: &rule.name,
        severity: paint::name(rule.severity),
        pointer: &found.pointer,
    };
    out.push_str(if begun { ",\n" } else { "\n" });
    out.push_str(&ascii(&serde_json::to_string(&listed).unwrap_or_default()));
}
