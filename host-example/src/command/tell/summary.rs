//! The end of a run, for the person who started it: counts of what was written, on stderr. However dirty the input, it
//! is a screenful.

use std::time::Duration;

use logveil_host::{Counts, Rule, Severity, Verb};

use crate::command::arguments::FailOn;
use crate::command::exit::Exit;
use crate::command::settings::{Quarantine, Settings};
use crate::command::tell::findings::Findings;
use crate::command::tell::totals::Totals;
use crate::command::terminal::paint::{self, Paint};
use crate::command::terminal::say::{count, grouped, plain, say};
use crate::command::work::stats;

/// Rules that are named.
const RULES: usize = 15;

/// Prints it.
pub(crate) fn print(settings: &Settings, totals: &Totals, findings: &Findings, took: Duration) {
    let unnamed = totals.refusals - totals.refused.len() as u64;
    if unnamed > 0 {
        say(format_args!("{} more masked or withheld", count(unnamed, "record", "records")));
    }
    let Counts { records, changed, masked, withheld, redactions, errors, warnings } = totals.counts;
    let mut line = format!(
        "{}, {} changed, {}",
        count(records, "record", "records"),
        grouped(changed),
        count(redactions, "redaction", "redactions")
    );
    let more = [
        (masked, "masked", "masked"),
        (withheld, "withheld", "withheld"),
        (errors, "error", "errors"),
        (warnings, "warning", "warnings"),
    ];
    for (number, one, many) in more {
        if number > 0 {
            line += ", ";
            line += &count(number, one, many);
        }
    }
    say(format_args!("{line}"));
    found(if settings.verb == Verb::Validate { "found" } else { "still wrong" }, totals, findings);
    taken_out(totals);
    if masked + withheld > totals.lost {
        match &settings.quarantine {
            Quarantine::File(path) => {
                say(format_args!("masked and withheld records stand in {} as they were", path.display()))
            }
            Quarantine::Discard => {}
            Quarantine::Unsaid => say(format_args!("masked records are not kept (--quarantine FILE keeps them)")),
        }
    }
    if settings.stats {
        speed(totals, took);
        if let Some(stats) = &totals.stats {
            stats::print(stats);
        }
    }
}

/// What is still wrong after a fix.
pub(crate) fn remaining(totals: &Totals, findings: &Findings) {
    let (errors, warnings) = (totals.counts.errors, totals.counts.warnings);
    if errors + warnings > 0 {
        let (errors, warnings) = (count(errors, "error", "errors"), count(warnings, "warning", "warnings"));
        say(format_args!("{errors} and {warnings} remain"));
    }
    found("still wrong", totals, findings);
}

/// The rules that were met, those that were met most first.
fn found(title: &str, totals: &Totals, findings: &Findings) {
    let by_rule = totals.by_rule("find");
    let left = |number: usize, rule: &Rule| by_rule.get(rule.name.as_str())?.checked_sub(findings.known_of(number));
    let met = findings.rules.iter().enumerate().filter_map(|(number, rule)| Some((left(number, rule)?, rule)));
    let mut met: Vec<_> = met.filter(|(count, _)| *count > 0).collect();
    if let Some(baseline) = &findings.baseline {
        let (known, unmet) = (findings.known(), baseline.unmet());
        let unmet = if unmet > 0 { format!("; {} of its entries were not met", grouped(unmet)) } else { String::new() };
        plain(format_args!("  the baseline knows {}{unmet}", count(known, "finding", "findings")));
    }
    met.sort_by(|a, b| (b.0, &a.1.name).cmp(&(a.0, &b.1.name)));
    let Some((most, _)) = met.first() else { return };
    let digits = grouped(*most).len();
    let name = met.iter().take(RULES).map(|(_, rule)| rule.name.len()).max().unwrap_or(0);
    let paint = Paint::stderr();
    plain(format_args!("  {title}:"));
    for (number, rule) in met.iter().take(RULES) {
        let severity = paint.severity(rule.severity, &format!("{:7}", paint::name(rule.severity)));
        let number = grouped(*number);
        plain(format_args!("    {number:>digits$}  {severity}  {:name$}  {}", rule.name, rule.message));
    }
    rest(met.iter().skip(RULES).map(|(number, _)| *number));
    let total: u64 = met.iter().map(|(number, _)| number).sum();
    if findings.most() == u64::MAX && total > findings.listed() {
        plain(format_args!("    {} of them are listed: one call tells a thousand at most", grouped(findings.listed())));
    } else if total > findings.listed() && findings.most() > 0 {
        let most = grouped(findings.most());
        plain(format_args!("    the first {most} of each rule are shown (--findings all, --findings N)"));
    }
    if met.iter().any(|(_, rule)| rule.severity != Severity::Info) {
        plain(format_args!("    logveil validate --explain RULE tells more"));
    }
}

/// The rules that took something out.
fn taken_out(totals: &Totals) {
    let mut by_rule = std::collections::BTreeMap::<&str, u64>::new();
    for ((rule, _, action), number) in &totals.tallies {
        if action != "find" {
            *by_rule.entry(rule).or_default() += number;
        }
    }
    let mut rules: Vec<(&str, u64)> = by_rule.into_iter().collect();
    rules.sort_by_key(|(_, number)| u64::MAX - number);
    let Some((_, most)) = rules.first() else { return };
    let digits = grouped(*most).len();
    plain(format_args!("  taken out:"));
    for (rule, number) in rules.iter().take(RULES) {
        plain(format_args!("    {:>digits$}  {rule}", grouped(*number)));
    }
    rest(rules.iter().skip(RULES).map(|(_, number)| *number));
}

fn rest(numbers: impl ExactSizeIterator<Item = u64>) {
    let rules = numbers.len() as u64;
    if rules > 0 {
        plain(format_args!("    {} under {} more", grouped(numbers.sum()), count(rules, "rule", "rules")));
    }
}

fn speed(totals: &Totals, took: Duration) {
    let seconds = took.as_secs_f64();
    let speed = totals.read as f64 / 1e6 / seconds.max(1e-6);
    say(format_args!(
        "{} bytes read, {} written, {seconds:.3} s, {speed:.1} MB/s, {} ({} done again record by record)",
        grouped(totals.read),
        grouped(totals.written),
        count(totals.batches, "batch", "batches"),
        grouped(totals.again)
    ));
}

/// What the findings make of the exit code.
pub(crate) fn verdict(fail_on: FailOn, counts: &Counts) -> Exit {
    let met = match fail_on {
        FailOn::Error => counts.errors,
        FailOn::Warning => counts.errors + counts.warnings,
        FailOn::Never => 0,
    };
    if met > 0 { Exit::Findings } else { Exit::Clean }
}
