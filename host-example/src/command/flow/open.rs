//! What a run opens before its first byte: the component under its policy, and what will be written.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use logveil_host::{Needs, Verb};

use crate::command::exit::Failure;
use crate::command::flow::sink::Sink;
use crate::command::input::feed::Input;
use crate::command::output::quarantine::Quarantine;
use crate::command::output::target::{self, Target};
use crate::command::policy::chosen::Policy;
use crate::command::policy::keys;
use crate::command::settings::{self, Settings};
use crate::command::tell::findings::Findings;
use crate::command::terminal::paint::Color;
use crate::command::terminal::paint::Paint;
use crate::command::terminal::progress::Progress;
use crate::command::work::session::{Plugin, Session};

/// Loads the component, and settles what must be settled before the first byte.
pub(crate) fn session(settings: &Settings, verb: Verb) -> Result<Session, Failure> {
    let mut policy = settings.policy.load()?;
    policy.set("format", "input", settings.from.as_deref().map(serde_json::Value::from));
    policy.set("format", "output", settings.to.as_deref().map(serde_json::Value::from));
    policy.set("format", "split_errors", settings.errors_to.is_some().then_some(true.into()));
    policy.set("validate", "now", settings.now.as_deref().map(serde_json::Value::from));
    let form = policy.says("format", "output").is_some_and(|name| !matches!(name, "\"keep\"" | "\"cp1\""));
    if verb != settings.verb {
        // `--fix`: all records stay in their file, and stay JSON.
        policy.set("format", "split_errors", Some(false.into()));
        policy.set("format", "output", form.then(|| "cp1".into()));
    } else if form && settings.stats && matches!(verb, Verb::Format | Verb::Run) {
        return Err(Failure::usage("--stats counts by the fields of CP1: with `--to keep` or `--to cp1`"));
    }
    if form {
        policy.set("format", "color", Some(has_colours(settings, &policy).into()));
    }
    let plugin = Plugin::load()?;
    let needs = plugin.instance(settings.limits)?.check(&policy.json());
    let needs: Needs = needs.map_err(|error| policy.explain(error))?;
    if needs.quarantine && settings.quarantine == settings::Quarantine::Unsaid {
        return Err(Failure::usage(
            "this policy can keep records out of the output: say where they go with --quarantine FILE, or --quarantine discard",
        ));
    }
    let keys = keys::settle(&settings.keys, &needs.keys, &mut policy)?;
    Ok(Session {
        plugin,
        verb,
        policy: policy.json(),
        withholds: needs.quarantine,
        in_order: needs.in_order,
        clock: needs.clock,
        singles_out: settings.baseline.is_some() || settings.write_baseline.is_some(),
        keys,
        limits: settings.limits,
        stats: settings.stats,
    })
}

/// Whether records that people read are coloured: all that they go to has to show it.
fn has_colours(settings: &Settings, policy: &Policy) -> bool {
    let splits = policy.says("format", "split_errors") == Some("true");
    match settings.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let shown = settings.output.is_none() && settings.errors_to.is_none() && Paint::stdout().is_on();
            shown && (!splits || Paint::stderr().is_on())
        }
    }
}

/// Opens what will be written, unless it is what will be read.
pub(super) fn sink(
    settings: &Settings,
    withholds: bool,
    findings: Findings,
    consumed: Arc<AtomicU64>,
) -> Result<Sink, Failure> {
    let output = settings.output.as_deref().map_or_else(Target::stdout, Target::open)?;
    let errors = settings.errors_to.as_deref().map_or_else(Target::stderr, Target::open)?;
    let quarantine = match &settings.quarantine {
        settings::Quarantine::File(path) => Some(Target::private(path)?),
        settings::Quarantine::Unsaid | settings::Quarantine::Discard => None,
    };
    apart(&settings.inputs, [Some(&output), settings.errors_to.as_ref().map(|_| &errors), quarantine.as_ref()])?;
    let names = settings.inputs.iter().map(Input::name).collect();
    let total = if settings.progress { settings.inputs.iter().map(Input::length).sum() } else { None };
    let progress = Progress::new(total, settings.progress, consumed);
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
