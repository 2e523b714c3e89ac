//! What the program carries: the component, and the policies in it.

use std::io::IsTerminal as _;
use std::path::Path;

use logveil_host::{Limits, artefact};

use crate::command::arguments::policies::Format;
use crate::command::exit::{Exit, Failure};
use crate::command::output::target;
use crate::command::policy::chosen::{Chosen, Policy};
use crate::command::policy::{baked, yaml};
use crate::command::tell::report;
use crate::command::terminal::say::say;
use crate::command::work::session::Plugin;

/// The names of a policy in the order in which a person reads them; others come behind.
const ORDER: [&str; 18] = [
    "version",
    "extends",
    "format",
    "redact",
    "validate",
    "limits",
    "on_error",
    "tests",
    "replacement",
    "name",
    "match",
    "in",
    "out",
    "regex",
    "keys",
    "detectors",
    "patterns",
    "action",
];

/// `component`: writes the wasm.
pub(crate) fn component(output: Option<&Path>) -> Result<Exit, Failure> {
    if output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::usage("the component is a binary file: name one with -o FILE, or send stdout to one"));
    }
    target::once(output, artefact::WASM)?;
    Ok(Exit::Clean)
}

/// `report-schema`: prints it.
pub(crate) fn report_schema() -> Result<Exit, Failure> {
    target::once(None, report::SCHEMA.as_bytes())?;
    Ok(Exit::Clean)
}

/// `policy show`: the list of presets, or one policy with its presets merged in.
pub(crate) fn show(policy: Option<&Chosen>, format: Format) -> Result<Exit, Failure> {
    let plugin = Plugin::load()?;
    let Some(chosen) = policy else {
        let lines = plugin.presets()?.into_iter().map(|preset| format!("{:10} {}\n", preset.name, preset.about));
        target::once(None, lines.collect::<String>().as_bytes())?;
        return Ok(Exit::Clean);
    };
    let policy = match module(chosen)? {
        Some(policy) => policy,
        None => chosen.load()?,
    };
    let merged = plugin.instance(Limits::default())?.merged(&policy.json()).map_err(|e| policy.explain(e))?;
    let unread = |_| Failure::failed("the component's policy is no JSON");
    let text = match format {
        Format::Json => {
            let json: serde_json::Value = serde_json::from_str(&merged).map_err(unread)?;
            serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
        }
        Format::Yaml => {
            let mut tree = yaml::parse(&merged).map_err(|_| Failure::failed("the component's policy is no YAML"))?;
            tree.sort(&ORDER);
            yaml::yaml(&tree)
        }
    };
    target::once(None, text.as_bytes())?;
    Ok(Exit::Clean)
}

/// The policy in a module, where a file is one.
fn module(chosen: &Chosen) -> Result<Option<Policy>, Failure> {
    let Chosen::File(file) = chosen else { return Ok(None) };
    let name = chosen.name();
    let bytes = std::fs::read(file).map_err(|e| Failure::usage(format_args!("{name}: {e}")))?;
    if bytes.starts_with(b"\0aot") {
        return Err(Failure::usage(format_args!("{name} is compiled: show the module that it was made of")));
    }
    if !bytes.starts_with(b"\0asm") {
        return Ok(None);
    }
    let baked = baked::read(&bytes).ok_or_else(|| Failure::usage(format_args!("{name} {}", baked::NO_MODULE)))?;
    let Some(baked) = baked else { return Chosen::Preset("cp1".into()).load().map(Some) };
    if !baked.keys.is_empty() {
        say(format_args!("{name} has keys: {}", baked.keys.join(", ")));
    }
    Policy::of(name, false, &baked.policy).map(Some)
}

/// `policy schema`: prints it.
pub(crate) fn schema() -> Result<Exit, Failure> {
    let schema = Plugin::load()?.instance(Limits::default())?.policy_schema();
    let schema = schema.map_err(|e| Failure::failed(format_args!("the component does not tell its schema: {e:#}")))?;
    target::once(None, (schema.trim_end().to_owned() + "\n").as_bytes())?;
    Ok(Exit::Clean)
}
