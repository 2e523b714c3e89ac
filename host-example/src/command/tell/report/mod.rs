//! The report for programs: what was counted and found, as one JSON document that `schema.json` describes. No value of
//! any record is in it. It is written as a stream where it holds findings: a head, the findings as they come, a tail.

use std::collections::BTreeMap;
use std::path::Path;

use logveil_host::{Counts, Verb};
use serde::Serialize;

use crate::command::exit::Failure;
use crate::command::input::feed::Input;
use crate::command::output::target::{Target, WriteError};
use crate::command::settings::Settings;
use crate::command::tell::findings::Findings;
use crate::command::tell::totals::Totals;
use crate::command::terminal::paint;
use crate::command::terminal::say::ascii;
use crate::command::work::stats::Stats;

/// The report's JSON Schema.
pub(crate) const SCHEMA: &str = include_str!("schema.json");

#[derive(Serialize)]
struct Head {
    version: u32,
    verb: &'static str,
    policy: String,
    files: Vec<String>,
}

#[derive(Serialize)]
struct Tail<'a> {
    complete: bool,
    counts: Counted,
    known: u64,
    unlisted: u64,
    rules: Vec<Met<'a>>,
    tallies: Vec<Tallied<'a>>,
    refused: Vec<Refused<'a>>,
    lost: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stats: Option<&'a Stats>,
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    tail: Tail<'a>,
}

#[derive(Serialize)]
struct Counted {
    records: u64,
    changed: u64,
    redactions: u64,
    masked: u64,
    withheld: u64,
    errors: u64,
    warnings: u64,
    bytes_read: u64,
    bytes_written: u64,
}

#[derive(Serialize)]
struct Met<'a> {
    name: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    count: u64,
    actions: BTreeMap<&'a str, u64>,
}

#[derive(Serialize)]
struct Tallied<'a> {
    rule: &'a str,
    field: &'a str,
    action: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct Refused<'a> {
    file: &'a str,
    line: u64,
    rule: &'a str,
}

/// All that a report tells.
pub(crate) struct Told<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) totals: &'a Totals,
    /// Findings that were told, and those that the baseline knows.
    pub(crate) findings: &'a Findings,
    /// Findings listed in it.
    pub(crate) listed: u64,
    /// All inputs were read to their ends, and all outputs written.
    pub(crate) complete: bool,
}

/// A report's beginning; its findings follow, each with the comma before it.
pub(crate) fn head(settings: &Settings) -> String {
    let mut text = json(&Head::of(settings));
    text.truncate(text.len().saturating_sub(1));
    text + ",\"findings\":["
}

impl Told<'_> {
    /// What comes after the last finding.
    pub(crate) fn tail(&self) -> String {
        let text = json(&self.counted());
        format!("\n],{}\n", text.strip_prefix('{').unwrap_or(&text))
    }

    /// Writes the report without findings to a file.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let whole = Whole { head: Head::of(self.settings), tail: self.counted() };
        let text =
            serde_json::to_string_pretty(&whole).map_err(|e| Failure::failed(format_args!("the report: {e}")))?;
        let mut target = Target::open(path)?;
        match target.write((ascii(&text) + "\n").as_bytes()) {
            Ok(()) | Err(WriteError::Closed) => target.keep(),
            Err(WriteError::Failed(failure)) => Err(failure),
        }
    }

    fn counted(&self) -> Tail<'_> {
        let totals = self.totals;
        let Counts { records, changed, masked, withheld, redactions, errors, warnings } = totals.counts;
        let (bytes_read, bytes_written) = (totals.read, totals.written);
        let tallies = totals.tallies.iter();
        let refused = totals.refused.iter();
        let found = totals.by_rule("find").values().sum::<u64>();
        Tail {
            complete: self.complete,
            counts: Counted {
                records,
                changed,
                redactions,
                masked,
                withheld,
                errors,
                warnings,
                bytes_read,
                bytes_written,
            },
            known: self.findings.known(),
            unlisted: found.saturating_sub(self.listed + self.findings.known()),
            rules: self.met(),
            tallies: tallies
                .map(|((rule, field, action), count)| Tallied { rule, field, action, count: *count })
                .collect(),
            refused: refused.map(|(file, line, rule)| Refused { file, line: *line, rule }).collect(),
            lost: totals.lost,
            stats: totals.stats.as_ref(),
        }
    }

    /// The rules that were met, in their own order.
    fn met(&self) -> Vec<Met<'_>> {
        let met = self.findings.rules.iter().enumerate().map(|(number, rule)| {
            let mut actions: BTreeMap<&str, u64> = BTreeMap::new();
            let of_rule = self.totals.tallies.iter().filter(|((name, ..), _)| *name == rule.name);
            for ((_, _, action), count) in of_rule {
                *actions.entry(action).or_default() += count;
            }
            let (message, hint) = (rule.message.as_str(), rule.hint.as_deref());
            let count = actions.get("find").copied().unwrap_or_default().saturating_sub(self.findings.known_of(number));
            if count == 0 {
                actions.remove("find");
            }
            Met { name: &rule.name, severity: paint::name(rule.severity), message, hint, count, actions }
        });
        met.filter(|rule| !rule.actions.is_empty()).collect()
    }
}

impl Head {
    fn of(settings: &Settings) -> Head {
        let files = settings.inputs.iter().map(Input::name).collect();
        Head { version: 1, verb: verb(settings.verb), policy: settings.policy.name(), files }
    }
}

fn json(value: &impl Serialize) -> String {
    ascii(&serde_json::to_string(value).unwrap_or_default())
}

/// A verb's name.
pub(crate) fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Format => "format",
        Verb::Redact => "redact",
        Verb::Validate => "validate",
        Verb::Run => "run",
    }
}
