//! A run from its settings to its exit code.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use logveil_host::{Needs, Verb};

use crate::command::arguments::ReportFormat;
use crate::command::exit::{Exit, Failure};
use crate::command::feed::{Feed, Input};
use crate::command::findings::{Findings, Form};
use crate::command::lane::Lane;
use crate::command::mode::{self, Settings};
use crate::command::paint::Paint;
use crate::command::parallel::Start;
use crate::command::progress::Progress;
use crate::command::quarantine::Quarantine;
use crate::command::report::Told;
use crate::command::say::{plain, say};
use crate::command::session::{Plugin, Session};
use crate::command::signals::Halt;
use crate::command::sink::{Full, Sink};
use crate::command::target::{self, Target, WriteError};
use crate::command::{keys, parallel, report, summary};

/// How the work ended.
pub(crate) enum Ended {
    /// All was read and written.
    Done,
    /// Nobody reads the output any more.
    Closed,
    /// It can't go on.
    Failed(Failure),
}

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
        if batch.is_large() && sink.totals.batches > 0 {
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

impl From<Full> for Ended {
    fn from(full: Full) -> Ended {
        match full {
            Full::Closed => Ended::Closed,
            Full::Failed(failure) => Ended::Failed(failure),
        }
    }
}

/// Loads the component, and settles what must be settled before the first byte.
pub(crate) fn session(settings: &Settings, verb: Verb) -> Result<Session, Failure> {
    let mut policy = settings.policy.load()?;
    policy.set("format", "input", settings.from.as_deref().map(serde_json::Value::from));
    policy.set("format", "output", settings.to.as_deref().map(serde_json::Value::from));
    policy.set("format", "split_errors", settings.errors_to.is_some().then_some(true.into()));
    if verb != settings.verb {
        // `--fix`: all records stay in their file.
        policy.set("format", "split_errors", Some(false.into()));
    }
    let plugin = Plugin::load()?;
    let text = policy.json();
    let needs: Needs = plugin.instance(settings.limits)?.check(&text).map_err(|error| policy.explain(error))?;
    if needs.quarantine && settings.quarantine == mode::Quarantine::Unsaid {
        return Err(Failure::usage(
            "this policy can keep records out of the output: say where they go with --quarantine FILE, or --quarantine discard",
        ));
    }
    let keys = keys::settle(&settings.keys, &needs.keys)?;
    Ok(Session {
        plugin,
        verb,
        policy: text,
        withholds: needs.quarantine,
        keys,
        limits: settings.limits,
        stats: settings.stats,
    })
}

/// Opens what will be written, unless it is what will be read.
fn sink(settings: &Settings, withholds: bool, findings: Findings, consumed: Arc<AtomicU64>) -> Result<Sink, Failure> {
    let output = settings.output.as_deref().map_or_else(Target::stdout, Target::open)?;
    let errors = settings.errors_to.as_deref().map_or_else(Target::stderr, Target::open)?;
    let quarantine = match &settings.quarantine {
        mode::Quarantine::File(path) => Some(Target::private(path)?),
        mode::Quarantine::Unsaid | mode::Quarantine::Discard => None,
    };
    apart(&settings.inputs, [Some(&output), settings.errors_to.as_ref().map(|_| &errors), quarantine.as_ref()])?;
    let names = settings.inputs.iter().map(Input::name).collect();
    let progress = Progress::new(&settings.inputs, settings.progress, consumed);
    Ok(Sink::new(settings.verb, (output, errors), Quarantine::new(quarantine, withholds), findings, progress, names))
}

/// No file may be read and written at once, nor written twice.
fn apart(inputs: &[Input], targets: [Option<&Target>; 3]) -> Result<(), Failure> {
    let mut taken: Vec<(u64, u64)> = inputs.iter().filter_map(|input| target::identity(input.metadata())).collect();
    for target in targets.into_iter().flatten() {
        if let Some(identity) = target.identity() {
            if taken.contains(&identity) {
                return Err(Failure::usage(format_args!("{} is an input, or another output", target.name())));
            }
            taken.push(identity);
        }
    }
    Ok(())
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
