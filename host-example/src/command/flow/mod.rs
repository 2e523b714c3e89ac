//! A run from its settings to its exit code.

pub(crate) mod open;
mod parallel;
mod sink;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use logveil_host::Verb;

use crate::command::arguments::FindingsFormat;
use crate::command::exit::{Exit, Failure};
use crate::command::flow::open::{session, sink};
use crate::command::flow::parallel::Start;
use crate::command::flow::sink::{Ended, Full, Sink};
use crate::command::input::feed::{Feed, Input};
use crate::command::input::signals::Halt;
use crate::command::output::target::{Target, WriteError};
use crate::command::settings::Settings;
use crate::command::tell::baseline::Baseline;
use crate::command::tell::findings::{Findings, Form};
use crate::command::tell::report::Told;
use crate::command::tell::{junit, report, sarif, summary};
use crate::command::terminal::paint::Paint;
use crate::command::terminal::say::{plain, say};
use crate::command::work::lane::Lane;
use crate::command::work::session::Session;

/// Runs a verb over the inputs.
pub(crate) fn run(settings: &Settings) -> Result<Exit, Failure> {
    let begun = Instant::now();
    let session = Arc::new(session(settings, settings.verb)?);
    let mut lane = Lane::new(Arc::clone(&session));
    let mut findings = Findings::new(lane.rules()?, form(settings), settings.findings);
    findings.baseline = settings.baseline.as_deref().map(Baseline::read).transpose()?;
    findings.all = settings.write_baseline.is_some().then(Baseline::default);
    settings.inputs.iter().try_for_each(Input::check)?;
    let consumed = Arc::new(AtomicU64::new(0));
    let mut sink = sink(settings, session.withholds, findings, Arc::clone(&consumed))?;
    let document = settings.report_format != FindingsFormat::Text && settings.verb == Verb::Validate;
    if document {
        let text = begin(settings, &sink.findings);
        match sink.output.write(text.as_bytes()) {
            Ok(()) | Err(WriteError::Closed) => {}
            Err(WriteError::Failed(failure)) => return Err(failure),
        }
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
    let told = |complete, listed| Told { settings, totals: &totals, findings: &findings, listed, complete };
    if document
        && matches!(ended, Ended::Done)
        && let Err(WriteError::Failed(failure)) = output.write(finish(&told(whole, listed)).as_bytes())
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
    if let (Some(path), Some(all)) = (&settings.write_baseline, &findings.all) {
        exit = exit.or(all.write(path).map_err(Failure::told).err());
    }
    match settings.report_format {
        FindingsFormat::Text => summary::print(settings, &totals, &findings, begun.elapsed()),
        _ if !document => {
            let (head, tail) = (begin(settings, &findings), finish(&told(whole, listed)));
            plain(format_args!("{head}{kept}{}", tail.trim_end()));
        }
        _ => {}
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
        (FindingsFormat::Json, ..) => Form::Json,
        (FindingsFormat::Sarif, ..) => Form::Sarif,
        (FindingsFormat::Junit, ..) => Form::Junit,
        (FindingsFormat::Text, Verb::Validate, Some(_)) => Form::Text(Paint::never()),
        (FindingsFormat::Text, Verb::Validate, None) => Form::Text(Paint::stdout()),
        (FindingsFormat::Text, ..) => Form::Text(Paint::stderr()),
    }
}

/// A document's beginning, before its first finding.
fn begin(settings: &Settings, findings: &Findings) -> String {
    match settings.report_format {
        FindingsFormat::Json => report::head(settings),
        FindingsFormat::Sarif => sarif::head(settings, &findings.rules),
        FindingsFormat::Junit | FindingsFormat::Text => String::new(),
    }
}

/// And its end.
fn finish(told: &Told<'_>) -> String {
    match told.settings.report_format {
        FindingsFormat::Sarif => sarif::tail(told),
        FindingsFormat::Junit => junit::document(told),
        FindingsFormat::Json | FindingsFormat::Text => told.tail(),
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
