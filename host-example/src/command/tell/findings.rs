//! Findings as their reader wants them: lines and a masked excerpt for a person, members of a document for a program.

use std::fmt::Write as _;

use logveil_host::{Finding, Rule, Severity};
use serde::Serialize;

use crate::command::input::batch::Batch;
use crate::command::tell::baseline::Baseline;
use crate::command::tell::lines::Lines;
use crate::command::tell::{excerpt, sarif};
use crate::command::terminal::paint::{self, Paint};
use crate::command::terminal::say::{ascii, printable};

/// The longest pointer that is printed, in characters.
const POINTER: usize = 160;

/// How findings are told.
pub(crate) enum Form {
    Text(Paint),
    Json,
    Sarif,
    Junit,
}

/// What becomes of findings: the first ones of each rule are told.
pub(crate) struct Findings {
    pub(crate) rules: Vec<Rule>,
    form: Form,
    /// Findings to tell for each rule.
    most: u64,
    /// Findings told, by rule.
    told: Vec<u64>,
    /// What is known already, and how often it was met, by rule.
    pub(crate) baseline: Option<Baseline>,
    known: Vec<u64>,
    /// All that was found, where a baseline is to be written.
    pub(crate) all: Option<Baseline>,
    /// By rule: where it was met, for a document that is written at the end.
    places: Vec<String>,
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
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mending<'a>>,
}

#[derive(Serialize)]
struct Mending<'a> {
    message: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

/// Bytes of places that are kept.
const PLACES: usize = 16 << 20;

/// Findings that the baseline knows, by how bad they are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
}

impl Findings {
    pub(crate) fn new(rules: Vec<Rule>, form: Form, most: u64) -> Findings {
        let (told, known, places) = (vec![0; rules.len()], vec![0; rules.len()], vec![String::new(); rules.len()]);
        Findings { rules, form, most, told, baseline: None, known, all: None, places }
    }

    /// The text for `found` in `batch`, and how many of them are known.
    pub(crate) fn tell(&mut self, input: &str, batch: &Batch, found: &[Finding]) -> (String, Known) {
        let (mut out, mut known) = (String::new(), Known::default());
        let mut lines = Lines::of(batch);
        for finding in found {
            let at = finding.rule as usize;
            let begun = self.listed() > 0;
            let Some(rule) = self.rules.get(at) else { continue };
            if let Some(all) = &mut self.all {
                all.add(&rule.name, &finding.pointer);
            }
            if self.baseline.as_mut().is_some_and(|baseline| baseline.knows(&rule.name, &finding.pointer)) {
                self.known[at] += 1;
                known.errors += u64::from(rule.severity == Severity::Error);
                known.warnings += u64::from(rule.severity == Severity::Warning);
                continue;
            }
            if self.told[at] >= self.most {
                continue;
            }
            self.told[at] += 1;
            let first = self.told[at] == 1;
            match &self.form {
                Form::Text(paint) => text(&mut out, *paint, input, finding, rule, first, lines.get(finding.line)),
                Form::Json => json(&mut out, input, finding, rule, begun),
                Form::Sarif => out += &sarif::result(input, finding, rule, lines.get(finding.line), begun),
                Form::Junit => self.keep(input, finding),
            }
        }
        (out, known)
    }

    /// Keeps where a rule was met.
    fn keep(&mut self, input: &str, found: &Finding) {
        let places = &mut self.places[found.rule as usize];
        if places.len() < PLACES / 64 {
            let detail = if found.detail.is_empty() { String::new() } else { format!(" ({})", found.detail) };
            // Writing into a String does not fail.
            let _ = writeln!(
                places,
                "{input}:{}:{} {}{}",
                found.line,
                u64::from(found.start) + 1,
                pointer(&found.pointer),
                printable(&detail)
            );
        }
    }

    /// Where a rule was met, a line each.
    pub(crate) fn places(&self, rule: usize) -> &str {
        self.places.get(rule).map_or("", String::as_str)
    }

    /// Findings that the baseline knows.
    pub(crate) fn known(&self) -> u64 {
        self.known.iter().sum()
    }

    /// Those of one rule.
    pub(crate) fn known_of(&self, rule: usize) -> u64 {
        self.known.get(rule).copied().unwrap_or_default()
    }

    /// Findings told so far.
    pub(crate) fn listed(&self) -> u64 {
        self.told.iter().sum()
    }

    /// Whether they are a document's.
    pub(crate) fn is_document(&self) -> bool {
        !matches!(self.form, Form::Text(_))
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
    if !found.detail.is_empty() {
        let _ = writeln!(out, "{equals} note: {}", printable(&found.detail));
    }
    if let Some(fix) = &found.fix {
        let _ = writeln!(out, "{equals} fix: {} (--fix)", printable(&fix.message));
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
        message: &rule.message,
        hint: rule.hint.as_deref(),
        detail: &found.detail,
        fix: found.fix.as_ref().map(|fix| Mending {
            message: &fix.message,
            edits: fix.edits.iter().map(|edit| Edit { start: edit.start, end: edit.end, text: &edit.text }).collect(),
        }),
    };
    out.push_str(if begun { ",\n" } else { "\n" });
    out.push_str(&ascii(&serde_json::to_string(&listed).unwrap_or_default()));
}
