//! `policy diff OLD NEW`: what a new policy takes out of a sample more, less or otherwise. Places and counts, no values.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use logveil_host::Reason;
use serde::Serialize;

use crate::command::arguments::ReportFormat;
use crate::command::arguments::policies::Differing;
use crate::command::exit::{Exit, Failure};
use crate::command::input::feed::Input;
use crate::command::output::target;
use crate::command::policy::chosen::Chosen;
use crate::command::tell::findings;
use crate::command::terminal::paint::Paint;
use crate::command::terminal::say::{ascii, count, grouped, printable};
use crate::command::tools::asked::Asked;
use crate::command::tools::reading;
use crate::command::work::session::Plugin;

/// What is asked.
pub(crate) struct Wish {
    pub(crate) old: Chosen,
    pub(crate) new: Chosen,
    pub(crate) inputs: Vec<Input>,
    pub(crate) keys: Vec<(String, PathBuf)>,
    pub(crate) form: ReportFormat,
    /// Places to tell for each rule and kind.
    pub(crate) most: u64,
    pub(crate) fail_on: Differing,
}

/// How two policies differ at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// Only the old one takes it out.
    Less,
    /// Only the new one does.
    More,
    /// Both do, by another rule, another action or another extent.
    Otherwise,
}

/// A place where they differ.
#[derive(Serialize)]
struct Place {
    kind: Kind,
    file: String,
    line: u64,
    column: u64,
    pointer: String,
    /// The rules and actions of the old and the new policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
}

#[derive(Serialize)]
struct Counted<'a> {
    kind: Kind,
    rule: &'a str,
    field: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    old: String,
    new: String,
    complete: bool,
    same: u64,
    less: u64,
    more: u64,
    otherwise: u64,
    counts: Vec<Counted<'a>>,
    places: &'a [Place],
}

/// What was found so far.
#[derive(Default)]
struct Found {
    same: u64,
    counts: BTreeMap<(Kind, String, String), u64>,
    told: BTreeMap<(Kind, String), u64>,
    places: Vec<Place>,
}

/// Compares.
pub(crate) fn run(wish: &Wish) -> Result<Exit, Failure> {
    let plugin = Plugin::load()?;
    // Keys that were not named are the same on both sides: with one drawn for each, every hash would differ.
    let asked = |chosen| Asked::new(chosen, &plugin)?.keyed_for_tests(&wish.keys)?.explainer();
    let (mut old, mut new) = (asked(&wish.old)?, asked(&wish.new)?);
    let mut found = Found::default();
    let whole = reading::each(&wish.inputs, |name, batch| {
        let fired = |reasons: Vec<Reason>| reasons.into_iter().filter(|reason| !reason.action.is_empty()).collect();
        let before: Vec<Reason> = fired(reading::reasons(&mut old, batch)?);
        let after: Vec<Reason> = fired(reading::reasons(&mut new, batch)?);
        found.compare(name, &before, &after, wish.most);
        Ok(())
    })?;
    let number = |kind| found.counts.iter().filter(|((of, ..), _)| *of == kind).map(|(_, number)| number).sum();
    let (less, more, otherwise) = (number(Kind::Less), number(Kind::More), number(Kind::Otherwise));
    let text = if wish.form == ReportFormat::Json {
        let counts =
            found.counts.iter().map(|((kind, rule, field), count)| Counted { kind: *kind, rule, field, count: *count });
        let (old, new, same) = (wish.old.name(), wish.new.name(), found.same);
        let (counts, places, complete) = (counts.collect(), &found.places[..], whole);
        let document = Document { version: 1, old, new, complete, same, less, more, otherwise, counts, places };
        ascii(&serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n"
    } else {
        found.text(Paint::stdout(), (less, more, otherwise))
    };
    target::once(None, text.as_bytes())?;
    let differs = match wish.fail_on {
        Differing::Less => less > 0,
        Differing::Any => less + more + otherwise > 0,
        Differing::Never => false,
    };
    Ok(match (whole, differs) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}

impl Found {
    /// Both lists are in the order of their places.
    fn compare(&mut self, file: &str, old: &[Reason], new: &[Reason], most: u64) {
        let first = self.places.len();
        for reason in old {
            let mut over = overlapping(new, reason).peekable();
            if over.peek().is_none() {
                self.note(Kind::Less, file, (Some(reason), None), most);
            } else if over.any(|other| is_same(other, reason)) {
                self.same += 1;
            } else if let Some(other) = overlapping(new, reason).next() {
                self.note(Kind::Otherwise, file, (Some(reason), Some(other)), most);
            }
        }
        for reason in new {
            if overlapping(old, reason).next().is_none() {
                self.note(Kind::More, file, (None, Some(reason)), most);
            }
        }
        self.places[first..].sort_by_key(|place| (place.line, place.column));
    }

    fn note(&mut self, kind: Kind, file: &str, (old, new): (Option<&Reason>, Option<&Reason>), most: u64) {
        // What is taken out no more is counted under the rule that took it.
        let Some(reason) = old.or(new) else { return };
        let field = reason.pointer.rsplit('/').next().unwrap_or_default();
        *self.counts.entry((kind, reason.rule.clone(), field.to_owned())).or_default() += 1;
        let told = self.told.entry((kind, reason.rule.clone())).or_default();
        *told += 1;
        if *told > most {
            return;
        }
        let by = |reason: Option<&Reason>| {
            reason.map(|reason| format!("{} ({}, {} bytes)", reason.rule, reason.action, reason.end - reason.start))
        };
        self.places.push(Place {
            kind,
            file: file.to_owned(),
            line: reason.line,
            column: u64::from(reason.start) + 1,
            pointer: reason.pointer.clone(),
            old: by(old),
            new: by(new),
        });
    }

    fn text(&self, paint: Paint, (less, more, otherwise): (u64, u64, u64)) -> String {
        let mut out = String::new();
        for place in &self.places {
            let at = if place.pointer.is_empty() {
                String::new()
            } else {
                format!(" at {}", findings::pointer(&place.pointer))
            };
            let (old, new) = (place.old.as_deref().unwrap_or_default(), place.new.as_deref().unwrap_or_default());
            let Place { file, line, column, .. } = place;
            out += &match place.kind {
                Kind::Less => paint.removed(&format!("- {file}:{line}:{column} {old}{at}")),
                Kind::More => paint.added(&format!("+ {file}:{line}:{column} {new}{at}")),
                Kind::Otherwise => format!("~ {file}:{line}:{column} {old} -> {new}{at}"),
            };
            out.push('\n');
        }
        let named = [(Kind::Less, "less", less), (Kind::More, "more", more), (Kind::Otherwise, "otherwise", otherwise)];
        for (kind, name, total) in named {
            // Writing into a String does not fail.
            let _ = writeln!(out, "{name}: {}", count(total, "span", "spans"));
            for ((_, rule, field), number) in self.counts.iter().filter(|((of, ..), _)| *of == kind) {
                let field = if field.is_empty() { "(text)" } else { &printable(field) };
                let _ = writeln!(out, "  {:>8}  {rule}  {field}", grouped(*number));
            }
        }
        let _ = writeln!(out, "the same: {}", count(self.same, "span", "spans"));
        out
    }
}

/// Whether two reasons on one line say the same of the same bytes.
fn is_same(a: &Reason, b: &Reason) -> bool {
    (a.start, a.end, &a.rule, &a.action) == (b.start, b.end, &b.rule, &b.action)
}

/// Reasons that share a byte with `of`. `reasons` are in the order of their places.
fn overlapping<'a>(reasons: &'a [Reason], of: &Reason) -> impl Iterator<Item = &'a Reason> {
    let first = reasons.partition_point(|reason| reason.line < of.line);
    let (line, start, end) = (of.line, of.start, of.end);
    let on_line = reasons[first..].iter().take_while(move |reason| reason.line == line && reason.start < end);
    on_line.filter(move |reason| start < reason.end)
}
