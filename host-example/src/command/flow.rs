//! A run from its settings to its exit code.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use logveil_host::Needs;

use crate::command::exit::{Exit, Failure};
use crate::command::feed::{Feed, Input};
use crate::command::findings::Findings;
use crate::command::lane::Lane;
use crate::command::mode::{self, Settings};
use crate::command::parallel::Start;
use crate::command::progress::Progress;
use crate::command::quarantine::Quarantine;
use crate::command::session::{Plugin, Session};
use crate::command::signals::Halt;
use crate::command::sink::{Full, Sink};
use crate::command::target::{self, Target};
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
    let session = Arc::new(session(settings)?);
    let mut lane = Lane::new(Arc::clone(&session));
    let findings = Findings::new(lane.rules()?, settings.findings);
    settings.inputs.iter().try_for_each(Input::check)?;
    let consumed = Arc::new(AtomicU64::new(0));
    let mut sink = sink(settings, session.withholds, findings, Arc::clone(&consumed))?;
    let halt = Arc::new(Halt::watch()?);
    let mut feed = Feed::new(&settings.inputs, Arc::clone(&halt), consumed);

    let ended = work(&mut feed, lane, &mut sink, &session, &halt, settings.jobs);

    sink.progress.end();
    let Sink { output, errors, quarantine, findings, totals, .. } = sink;
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
    for target in [Some(output), Some(errors), quarantine.into_target()].into_iter().flatten() {
        exit = exit.or(end(target, whole).map_err(Failure::told).err());
    }
    let whole = exit.is_none() && !cut && matches!(ended, Ended::Done);
    if let Some(path) = &settings.report {
        exit = exit.or(report::write(path, settings, &totals, whole).map_err(Failure::told).err());
    }
    summary::print(settings, &totals, &findings, begun.elapsed());
    let verdict = match ended {
        Ended::Closed => Exit::Clean,
        _ => summary::verdict(settings.fail_on, &totals.counts),
    };
    Ok(exit.or(halt.exit()).unwrap_or(verdict))
}

/// Batch by batch, on this thread for as long as input comes in small pieces.
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
        if jobs > 1 && batch.is_large() && sink.totals.batches > 0 {
            let start = Start { batch, state, lane, session: Arc::clone(session), jobs };
            return parallel::work(start, feed, sink, halt);
        }
        let committed = lane.work(&batch, &state).map_err(Full::Failed).and_then(|done| sink.commit(&batch, done));
        match committed {
            Ok(after) => state = after,
            Err(full) => return full.into(),
        }
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
fn session(settings: &Settings) -> Result<Session, Failure> {
    let mut policy = settings.policy.load()?;
    policy.set("format", "input", settings.from.as_deref().map(serde_json::Value::from));
    policy.set("format", "output", settings.to.as_deref().map(serde_json::Value::from));
    policy.set("format", "split_errors", settings.errors_to.is_some().then_some(true.into()));
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
        verb: settings.verb,
        policy: text,
        withholds: needs.quarantine,
        keys,
        limits: settings.limits,
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
        crate::command::say::say(format_args!("{remark}"));
    }
    Ok(())
}
