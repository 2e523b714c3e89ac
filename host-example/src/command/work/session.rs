//! What all instances of a run share: the component, the policy, the keys, the limits.

use logveil_host::artefact::{self, Loaded};
use logveil_host::{About, Instance, Key, Limits, OpenError, Preset, Stream, Verb, engine};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::command::exit::Failure;
use crate::command::terminal::say::say;

/// The component, ready for instances.
#[derive(Clone)]
pub(crate) struct Plugin {
    engine: Engine,
    component: Component,
}

impl Plugin {
    /// Takes the machine code in this program, or compiles where that doesn't fit.
    pub(crate) fn load() -> Result<Plugin, Failure> {
        let load = || -> wasmtime::Result<(Engine, Loaded)> {
            let engine = Engine::new(&engine::settings())?;
            let off = std::env::var_os("LOGVEIL_PRECOMPILED").is_some_and(|value| value == "0");
            let loaded =
                if off { artefact::compile(&engine, "LOGVEIL_PRECOMPILED=0")? } else { artefact::load(&engine)? };
            Ok((engine, loaded))
        };
        let (engine, loaded) =
            load().map_err(|e| Failure::failed(format_args!("the component does not load: {e:#}")))?;
        if let Some(why) = loaded.compiled {
            say(format_args!("the component was compiled for this machine ({why})"));
        }
        Ok(Plugin { engine, component: loaded.component })
    }

    /// A new instance.
    pub(crate) fn instance(&self, limits: Limits) -> Result<Instance, Failure> {
        let instance = Instance::new(&self.engine, &self.component, limits);
        instance.map_err(|e| Failure::failed(format_args!("no instance of the component: {e:#}")))
    }
}

impl Plugin {
    /// The policies that come with the core.
    pub(crate) fn presets(&self) -> Result<Vec<Preset>, Failure> {
        let presets = self.instance(Limits::default())?.presets();
        presets.map_err(|e| Failure::failed(format_args!("the component does not list its presets: {e:#}")))
    }

    /// Every rule that a policy can have.
    pub(crate) fn rules(&self) -> Result<Vec<About>, Failure> {
        let rules = self.instance(Limits::default())?.rules();
        rules.map_err(|e| Failure::failed(format_args!("the component does not list its rules: {e:#}")))
    }
}

/// A run's settings, for whoever opens a stream in it.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) plugin: Plugin,
    pub(crate) verb: Verb,
    /// JSON.
    pub(crate) policy: String,
    /// The policy can keep records out of the output.
    pub(crate) withholds: bool,
    /// A record's findings depend on the ones before it: one instance sees all of them.
    pub(crate) in_order: bool,
    /// Records are held against the time.
    pub(crate) clock: bool,
    /// Every finding is asked for, however many there are.
    pub(crate) singles_out: bool,
    pub(crate) keys: Vec<Key>,
    pub(crate) limits: Limits,
    /// Records are counted by time, component and level.
    pub(crate) stats: bool,
}

impl Session {
    /// A stream in an instance of its own.
    pub(crate) fn stream(&self) -> Result<Stream, Failure> {
        let stream = self.plugin.instance(self.limits)?.open(&self.policy, &self.keys);
        stream.map_err(|e: OpenError| Failure::usage(e))
    }
}
