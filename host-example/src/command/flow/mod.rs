//! A run from its settings to its exit code.

pub(crate) mod open;
mod parallel;
mod sink;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use logveil_host::Verb;

use crate::command::arguments::ReportFormat;
use crate::command::exit::{Exit, Failure};
use crate::command::flow::open::{session, sink};
use crate::command::flow::parallel::Start;
use crate::command::flow::sink::{Ended, Full, Sink};
use crate::command::input::feed::{Feed, Input};
use crate::command::input::signals::Halt;
use crate::command::output::target::{Target, WriteError};
use crate::command::settings::Settings;
use crate::command::tell::findings::{Findings, Form};
use crate::command::tell::report::Told;
use crate::command::tell::{report, summary};
use crate::command::terminal::paint::Paint;
use crate::command::terminal::say::{plain, say};
use crate::command::work::lane::Lane;
use crate::command::work::session::Session;

/// Runs a verb over the inputs.
pub(crate) fn run(settings: &Settings) -> Result<Exit, Failure> {
    let begun = Instant::now();
    let session = Arc::new(session(settings, settings.verb)?);
    let mut lane = Lane::new(Arc::clone(&session));
    let findings = Findings::new(lane.rules()?, form(settings), settings.findings);
    settings.inputs.iter().try_for_each(Input::check)?;
    let consumed = Arc::new(AtomicU64::new(0));
    let mut sink = sink(settings, session.withholds, findings, Arc::clone(&consumed))?;
    let document = settings.report_format == ReportFormat::Json && settings.verb == Verb::Validate;
    if document {
        head(&mut sink, settings)?;
    }
    let halt = Arc::new(Halt::watch()?);
    let mut feed = Feed::new(&settings.inputs, Arc::clone(&halt), consumed);

    let ended = work(&mut feed, lane, &mut sink, &session, &halt, settings.jobs);

    sink.progress.end();
    let Sink { mut output, errors, quarantine, findings, kept, totals, .. } = sink;
    let (ended, mut exit) = match ended {
        Ended::Failed(failure) if failure.is_usage() => return Err(failure),
        Ended::Failed(failure) => (Ended::Done, Some(failure.told())),
        other => (other, None),
    };
    if feed.failed || totals.lost > 0 {
        exit = Some(Exit::Failed);
    }
    // Stdin may have no other end than a signal; an input that has one is not whole when a signal came first.
    let cut = halt.exit().is_some() && !settings.inputs.iter().any(|input| matches!(input, Input::Stdin));
    let whole = exit.is_none() && !cut;
    let listed = findings.listed();
    let told = |complete, listed| Told { settings, totals: &totals, rules: &findings.rules, listed, complete };
    if document
        && matches!(ended, Ended::Done)
        && let Err(WriteError::Failed(failure)) = output.write(told(whole, listed).tail().as_bytes())
    {
        exit = exit.or(Some(failure.told()));
    }
    for target in [Some(output), Some(errors), quarantine.into_target()].into_iter().flatten() {
        exit = exit.or(end(target, whole).map_err(Failure::told).err());
    }
    let whole = exit.is_none() && !cut && matches!(ended, Ended::Done);
    if let Some(path) = &settings.report {
        exit = exit.or(told(whole, 0).write(path).map_err(Failure::told).err());
    }
    match settings.report_format {
        ReportFormat::Text => summary::print(settings, &totals, &findings, begun.elapsed()),
        ReportFormat::Json if !document => {
            plain(format_args!("{}{kept}{}", report::head(settings), told(whole, listed).tail().trim_end()));
        }
        ReportFormat::Json => {}
    }
    let verdict = match ended {
        Ended::Closed => Exit::Clean,
        _ => summary::verdict(settings.fail_on, &totals.counts),
    };
    Ok(exit.or(halt.exit()).unwrap_or(verdict))
}

/// How findings are told.
fn form(settings: &Settings) -> Form {
    match (settings.report_format, settings.verb, &settings.output) {
        (ReportFormat::Json, ..) => Form::Json,
        (ReportFormat::Text, Verb::Validate, Some(_)) => Form::Text(Paint::never()),
        (ReportFormat::Text, Verb::Validate, None) => Form::Text(Paint::stdout()),
        (ReportFormat::Text, ..) => Form::Text(Paint::stderr()),
    }
}

/// A document begins before its first finding.
fn head(sink: &mut Sink, settings: &Settings) -> Result<(), Failure> {
    match sink.output.write(report::head(settings).as_bytes()) {
        Ok(()) | Err(WriteError::Closed) => Ok(()),
        Err(WriteError::Failed(failure)) => Err(failure),
    }
}

/// Batch by batch, on this thread for as long as input comes in small pieces; then on several, so that reading, writing
/// and even a single job go on at the same time.
fn work(
    feed: &mut Feed<'_>,
    mut lane: Lane,
    sink: &mut Sink,
    session: &Arc<Session>,
    halt: &Halt,
    jobs: usize,
) -> Ended {
    let mut state = Vec::new();
    while let Some(batch) = feed.next() {
        if batch.is_large() && sink.totals.batches > 0 && !session.in_order {
            let start = Start { batch, state, lane, session: Arc::clone(session), jobs };
            return parallel::work(start, feed, sink, halt);
        }
        let committed = lane.work(&batch, &state).map_err(Full::Failed).and_then(|done| sink.commit(&batch, done));
        match committed {
            Ok(after) => state = after,
            Err(full) => return full.into(),
        }
        feed.pool.give(batch.bytes);
    }
    Ended::Done
}

fn end(target: Target, whole: bool) -> Result<(), Failure> {
    if whole {
        return target.keep();
    }
    if let Some(remark) = target.abandon() {
        say(format_args!("{remark}"));
    }
    Ok(())
}
