//! `policy bake`: a policy and its keys become a part of a module that has no other way to get them.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use logveil_host::{Key, Limits, artefact};
use serde_json::Value;

use crate::command::exit::{Exit, Failure};
use crate::command::output::target;
use crate::command::policy::chosen::{Chosen, Policy};
use crate::command::policy::{baked, keys};
use crate::command::terminal::say::say;
use crate::command::tools::asked::Asked;
use crate::command::work::session::Plugin;

/// What is wished for.
pub(crate) struct Wish {
    /// `None`: the module as it is.
    pub(crate) policy: Option<Chosen>,
    pub(crate) keys: Vec<(String, PathBuf)>,
    /// Records that the policy keeps out of the output may be lost.
    pub(crate) discard: bool,
    pub(crate) output: Option<PathBuf>,
}

/// Bakes.
pub(crate) fn run(wish: &Wish) -> Result<Exit, Failure> {
    if wish.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::usage("the module is a binary file: name one with -o FILE, or send stdout to one"));
    }
    let Some(policy) = &wish.policy else {
        if !wish.keys.is_empty() {
            return Err(Failure::usage("--key is for a policy that needs it: name one with --policy"));
        }
        target::once(wish.output.as_deref(), artefact::FLUENT_BIT)?;
        return Ok(Exit::Clean);
    };
    let asked = Asked::new(policy, &Plugin::load()?)?;
    let merged = asked.plugin.instance(Limits::default())?.merged(&asked.text);
    let merged = merged.map_err(|error| asked.policy.explain(error))?;
    refuse(&merged, &asked, wish.discard)?;
    let keys = given(&asked.needed, &wish.keys, policy)?;
    let module = baked::write(artefact::FLUENT_BIT, &merged, &keys)
        .ok_or_else(|| Failure::failed(format_args!("the program's own module {}", baked::NO_MODULE)))?;
    match &wish.output {
        Some(file) if !keys.is_empty() => {
            target::secret(file, &module)?;
            say(format_args!(
                "{} holds {}: whoever can read the file has them; it is for its owner alone (mode 600)",
                file.display(),
                if keys.len() == 1 { "a key".to_owned() } else { format!("{} keys", keys.len()) },
            ));
        }
        output => target::once(output.as_deref(), &module)?,
    }
    Ok(Exit::Clean)
}

/// What Fluent Bit can't do for a policy.
fn refuse(merged: &str, asked: &Asked, discard: bool) -> Result<(), Failure> {
    let merged: Value = serde_json::from_str(merged).unwrap_or_default();
    let format = |name: &str| merged.pointer(&format!("/format/{name}")).unwrap_or(&Value::Null);
    let refused = |pointer: &str, why: &str| Err(refusal(&asked.policy, pointer, why));
    if format("split_errors") == &Value::Bool(true) {
        return refused(
            "/format/split_errors",
            "a filter of Fluent Bit has one output: leave `split_errors` out, and route ERROR records with `rewrite_tag`",
        );
    }
    if !matches!(format("input").as_str(), None | Some("auto" | "json")) {
        return refused(
            "/format/input",
            "Fluent Bit hands over objects, one a call: leave `input` to it, and read and join lines with its parsers",
        );
    }
    if matches!(format("output").as_str(), Some("logfmt" | "pretty")) {
        return refused("/format/output", "Fluent Bit takes back nothing but a JSON object");
    }
    if asked.withholds && !discard {
        return refused(
            "/on_error",
            "the policy can keep records out of the output, and Fluent Bit has no quarantine for them: mask them instead \
             (`on_error: mask`, no `drop_record`, `on_invalid: pass`), or say that they may be lost with --quarantine \
             discard",
        );
    }
    Ok(())
}

fn refusal(policy: &Policy, pointer: &str, why: &str) -> Failure {
    Failure::usage(format_args!("{}: {why}", policy.place(pointer)))
}

/// The keys that were named; all that are needed are among them. None is drawn: it would be another at each bake.
fn given(needed: &[String], named: &[(String, PathBuf)], policy: &Chosen) -> Result<Vec<Key>, Failure> {
    let keys = keys::read(named)?;
    for id in needed {
        let there = if id.is_empty() { !keys.is_empty() } else { keys.iter().any(|key| key.id == *id) };
        if !there {
            let id = if id.is_empty() { "ID" } else { id };
            let name = policy.name();
            return Err(Failure::usage(format_args!(
                "{name} needs a key: give it with --key {id}=FILE (`logveil key new FILE` makes one)"
            )));
        }
    }
    Ok(keys)
}
