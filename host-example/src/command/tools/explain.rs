//! `policy explain`: which rule takes what out of the input and why, and what was nearly taken. Never a value.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use logveil_host::{Reason, Severity};
use serde::Serialize;

use crate::command::arguments::ReportFormat;
use crate::command::exit::{Exit, Failure};
use crate::command::input::feed::Input;
use crate::command::output::target::{Target, WriteError};
use crate::command::policy::chosen::Chosen;
use crate::command::tell::lines::Lines;
use crate::command::tell::{excerpt, findings};
use crate::command::terminal::paint::Paint;
use crate::command::terminal::say::{ascii, count, grouped, plain, say};
use crate::command::tools::asked::Asked;
use crate::command::tools::reading;
use crate::command::work::session::Plugin;

/// What is asked.
pub(crate) struct Wish {
    pub(crate) policy: Chosen,
    pub(crate) inputs: Vec<Input>,
    pub(crate) keys: Vec<(String, std::path::PathBuf)>,
    pub(crate) form: ReportFormat,
    pub(crate) fired_only: bool,
    /// Reasons to tell for each rule.
    pub(crate) most: u64,
}

/// A reason in the document.
#[derive(Serialize)]
struct Listed<'a> {
    file: &'a str,
    line: u64,
    column: u64,
    start: u32,
    end: u32,
    pointer: &'a str,
    rule: &'a str,
    /// Absent: a near miss.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    why: &'a str,
}

/// Answers.
pub(crate) fn run(wish: &Wish) -> Result<Exit, Failure> {
    let asked = Asked::new(&wish.policy, &Plugin::load()?)?.keyed(&wish.keys)?;
    let mut explainer = asked.explainer()?;
    let mut stdout = Target::stdout()?;
    let paint = Paint::stdout();
    let json = wish.form == ReportFormat::Json;
    let mut told: BTreeMap<(bool, String), u64> = BTreeMap::new();
    let mut listed = 0_u64;
    let mut open = true;
    if json {
        let policy = ascii(&serde_json::Value::from(wish.policy.name()).to_string());
        open = write(&mut stdout, &format!("{{\"version\":1,\"policy\":{policy},\"reasons\":["))?;
    }
    let whole = reading::each(&wish.inputs, |name, batch| {
        let reasons = reading::reasons(&mut explainer, batch)?;
        let mut out = String::new();
        let mut lines = Lines::of(batch);
        for reason in reasons.iter().filter(|reason| !wish.fired_only || !reason.action.is_empty()) {
            let number = told.entry((reason.action.is_empty(), reason.rule.clone())).or_default();
            *number += 1;
            if *number > wish.most {
                continue;
            }
            if json {
                document(&mut out, name, reason, listed);
            } else {
                text(&mut out, paint, name, reason, lines.get(reason.line));
            }
            listed += 1;
        }
        open = open && write(&mut stdout, &out)?;
        Ok(())
    })?;
    if json {
        let _ = write(&mut stdout, &format!("\n],\"complete\":{whole}}}\n"))?;
    } else {
        summary(&told);
    }
    Ok(if whole { Exit::Clean } else { Exit::Failed })
}

/// False: nobody reads any more.
fn write(stdout: &mut Target, text: &str) -> Result<bool, Failure> {
    match stdout.write(text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(WriteError::Closed) => Ok(false),
        Err(WriteError::Failed(failure)) => Err(failure),
    }
}

fn text(out: &mut String, paint: Paint, name: &str, reason: &Reason, line: Option<&[u8]>) {
    let near = reason.action.is_empty();
    let severity = if near { Severity::Info } else { Severity::Error };
    let what = if near { format!("near[{}]", reason.rule) } else { format!("{}[{}]", reason.action, reason.rule) };
    let place = paint.strong(&format!("{name}:{}:{}", reason.line, u64::from(reason.start) + 1));
    // Writing into a String does not fail.
    let _ = writeln!(out, "{place} {}: {}", paint.severity(severity, &what), reason.why);
    if let Some(line) = line {
        excerpt::draw(out, paint, severity, line, reason.start as usize..reason.end as usize);
    }
    if !reason.pointer.is_empty() {
        let _ = writeln!(out, "{} at {}", paint.frame("  ="), findings::pointer(&reason.pointer));
    }
}

fn document(out: &mut String, file: &str, reason: &Reason, before: u64) {
    let Reason { line, start, end, pointer, rule, action, why } = reason;
    let (line, start, end, column) = (*line, *start, *end, u64::from(*start) + 1);
    let action = Some(action.as_str()).filter(|action| !action.is_empty());
    let listed = Listed { file, line, column, start, end, pointer, rule, action, why };
    out.push_str(if before > 0 { ",\n" } else { "\n" });
    out.push_str(&ascii(&serde_json::to_string(&listed).unwrap_or_default()));
}

fn summary(told: &BTreeMap<(bool, String), u64>) {
    for near in [false, true] {
        let rules: Vec<(&str, u64)> = told
            .iter()
            .filter(|((is, _), _)| *is == near)
            .map(|((_, rule), number)| (rule.as_str(), *number))
            .collect();
        let total = rules.iter().map(|(_, number)| number).sum();
        if near {
            say(format_args!("{}", count(total, "near miss", "near misses")));
        } else {
            say(format_args!("{} taken out", count(total, "span", "spans")));
        }
        let digits = rules.iter().map(|(_, number)| grouped(*number).len()).max().unwrap_or(0);
        for (rule, number) in rules {
            plain(format_args!("    {:>digits$}  {rule}", grouped(number)));
        }
    }
}
