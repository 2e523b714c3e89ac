//! What the program carries: the component, and the policies in it.

use std::io::IsTerminal as _;
use std::path::Path;

use logveil_host::{Limits, artefact};

use crate::command::exit::{Exit, Failure};
use crate::command::output::target::{Target, WriteError};
use crate::command::policy::chosen::Chosen;
use crate::command::tell::report;
use crate::command::terminal::say::say;
use crate::command::work::session::Plugin;

/// `component`: writes the wasm.
pub(crate) fn component(output: Option<&Path>) -> Result<Exit, Failure> {
    if output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::usage("the component is a binary file: name one with -o FILE, or send stdout to one"));
    }
    write(output, artefact::WASM)
}

/// `report-schema`: prints it.
pub(crate) fn report_schema() -> Result<Exit, Failure> {
    write(None, report::SCHEMA.as_bytes())
}

/// `policy show`: the list of presets, or one policy as JSON.
pub(crate) fn show(policy: Option<&Chosen>) -> Result<Exit, Failure> {
    let mut text = String::new();
    match policy {
        Some(Chosen::File(_)) => {
            text += &policy.map_or_else(|| Ok(String::new()), |policy| Ok(policy.load()?.json()))?
        }
        Some(Chosen::Preset(name)) => {
            let presets = presets()?;
            match presets.iter().find(|preset| preset.name == *name) {
                Some(preset) => text += preset.policy.trim_end(),
                None => {
                    let names: Vec<&str> = presets.iter().map(|preset| preset.name.as_str()).collect();
                    return Err(Failure::usage(format_args!(
                        "no preset is called {name}; there are: {}",
                        names.join(", ")
                    )));
                }
            }
        }
        None => {
            let lines = presets()?.into_iter().map(|preset| format!("{:10} {}", preset.name, preset.about));
            text += &lines.collect::<Vec<_>>().join("\n");
        }
    }
    text.push('\n');
    write(None, text.as_bytes())
}

/// `policy check`: compiles it.
pub(crate) fn check(policy: &Chosen) -> Result<Exit, Failure> {
    let loaded = policy.load()?;
    let needs = Plugin::load()?.instance(Limits::default())?.check(&loaded.json()).map_err(|e| loaded.explain(e))?;
    say(format_args!("{}: good", policy.name()));
    if needs.quarantine {
        say(format_args!("it can keep records out of the output: it wants --quarantine FILE or --quarantine discard"));
    }
    for id in needs.keys {
        match id.as_str() {
            "" => say(format_args!("it wants a key: --key ID=FILE")),
            id => say(format_args!("it wants the key {id}: --key {id}=FILE")),
        }
    }
    Ok(Exit::Clean)
}

fn presets() -> Result<Vec<logveil_host::Preset>, Failure> {
    let presets = Plugin::load()?.instance(Limits::default())?.presets();
    presets.map_err(|e| Failure::failed(format_args!("the component does not list its presets: {e:#}")))
}

fn write(output: Option<&Path>, bytes: &[u8]) -> Result<Exit, Failure> {
    let mut target = output.map_or_else(Target::stdout, Target::open)?;
    match target.write(bytes) {
        Ok(()) => target.keep()?,
        Err(WriteError::Closed) => {}
        Err(WriteError::Failed(failure)) => return Err(failure),
    }
    Ok(Exit::Clean)
}
