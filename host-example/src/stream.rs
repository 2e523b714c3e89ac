//! One instance of the component, and the stream that runs through it. It converts nothing and decides nothing: what a
//! record becomes is the component's business.

use std::fmt;

use wasmtime::component::{Component, Linker, ResourceAny};
use wasmtime::{Engine, Store};

use crate::bindings::Plugin;
use crate::bindings::exports::logveil::logs::processor::GuestPipeline;
use crate::bindings::exports::logveil::logs::tools::{About, Detected, Needs, Note, Preset, Revealed};
use crate::bindings::exports::logveil::logs::types::{Key, Output, PipelineError, PolicyError, Rule, Summary, Tally};
use crate::limits::{Bound, Limits, SETUP_FUEL, Stop};

/// What a stream does with its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Rewrites records to the policy's format.
    Format,
    /// Takes out what the policy names.
    Redact,
    /// Reports what is wrong.
    Validate,
    /// All three, in one pass.
    Run,
}

/// Why a call gave nothing back.
#[derive(Debug)]
pub enum Failure {
    /// The component said no. The stream stands where it stood.
    Refused(PipelineError),
    /// The instance is dead: make a new one, `restore` it, and give the record to `refuse`.
    Stopped(Stop),
}

/// Why no stream was opened.
#[derive(Debug)]
pub enum OpenError {
    /// The policy is wrong.
    Policy(PolicyError),
    /// wasmtime could not make an instance.
    Host(wasmtime::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Policy(PolicyError::Syntax(p) | PolicyError::UnknownName(p) | PolicyError::Invalid(p)) => {
                write!(f, "policy, at {:?}: {}", p.pointer, p.message)
            }
            OpenError::Host(e) => write!(f, "no instance of the component: {e}"),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<wasmtime::Error> for OpenError {
    fn from(error: wasmtime::Error) -> Self {
        OpenError::Host(error)
    }
}

/// One instance: a memory of its own, and 50 µs to make.
pub struct Instance {
    pub(crate) store: Store<Bound>,
    pub(crate) plugin: Plugin,
    pub(crate) limits: Limits,
}

impl Instance {
    /// Makes an instance. The component imports nothing, so the linker is empty.
    ///
    /// # Errors
    ///
    /// Where `component` isn't Logveil's, or `limits` leave no room for it.
    pub fn new(engine: &Engine, component: &Component, limits: Limits) -> wasmtime::Result<Instance> {
        let mut store = Store::new(engine, Bound::new(&limits));
        store.limiter(|bound| bound);
        store.set_fuel(SETUP_FUEL)?;
        let plugin = Plugin::instantiate(&mut store, component, &Linker::new(engine))?;
        Ok(Instance { store, plugin, limits })
    }

    /// The policies that come with the core.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn presets(&mut self) -> wasmtime::Result<Vec<Preset>> {
        self.store.set_fuel(SETUP_FUEL)?;
        self.plugin.logveil_logs_tools().call_presets(&mut self.store)
    }

    /// Compiles `policy` (JSON) without opening a stream.
    ///
    /// # Errors
    ///
    /// Where the policy is wrong, or the instance fails.
    pub fn check(&mut self, policy: &str) -> Result<Needs, OpenError> {
        self.store.set_fuel(SETUP_FUEL)?;
        let needs = self.plugin.logveil_logs_tools().call_check(&mut self.store, policy)?;
        needs.map_err(OpenError::Policy)
    }

    /// `policy` (JSON) with its presets merged in, as JSON.
    ///
    /// # Errors
    ///
    /// Where the policy is wrong, or the instance fails.
    pub fn merged(&mut self, policy: &str) -> Result<String, OpenError> {
        self.store.set_fuel(SETUP_FUEL)?;
        let merged = self.plugin.logveil_logs_tools().call_merged(&mut self.store, policy)?;
        merged.map_err(OpenError::Policy)
    }

    /// Every rule that a policy can have.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn rules(&mut self) -> wasmtime::Result<Vec<About>> {
        self.store.set_fuel(SETUP_FUEL)?;
        self.plugin.logveil_logs_tools().call_rules(&mut self.store)
    }

    /// What a policy's writer should know of `policy` (JSON), which compiles.
    ///
    /// # Errors
    ///
    /// Where the policy is wrong, or the instance fails.
    pub fn lint(&mut self, policy: &str) -> Result<Vec<Note>, OpenError> {
        self.store.set_fuel(SETUP_FUEL)?;
        let notes = self.plugin.logveil_logs_tools().call_lint(&mut self.store, policy)?;
        notes.map_err(OpenError::Policy)
    }

    /// The format of each record of `text` (whole lines).
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn detect(&mut self, text: &[u8]) -> wasmtime::Result<Vec<Detected>> {
        self.store.set_fuel(self.limits.fuel(text.len()))?;
        self.plugin.logveil_logs_tools().call_detect(&mut self.store, text)
    }

    /// The JSON Schema of policies.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn policy_schema(&mut self) -> wasmtime::Result<String> {
        self.store.set_fuel(SETUP_FUEL)?;
        self.plugin.logveil_logs_tools().call_policy_schema(&mut self.store)
    }

    /// Puts back the values in `text` (whole lines) that were encrypted with one of `keys`.
    ///
    /// # Errors
    ///
    /// Where a key is no good, or the instance fails.
    pub fn reveal(&mut self, text: &[u8], keys: &[Key]) -> Result<Revealed, OpenError> {
        self.store.set_fuel(self.limits.fuel(text.len()).saturating_mul(100 * keys.len().max(1) as u64))?;
        let revealed = self.plugin.logveil_logs_tools().call_reveal(&mut self.store, text, keys)?;
        revealed.map_err(OpenError::Policy)
    }

    /// Opens a stream under `policy` (JSON).
    ///
    /// # Errors
    ///
    /// Where the policy is wrong, or the instance fails.
    pub fn open(mut self, policy: &str, keys: &[Key]) -> Result<Stream, OpenError> {
        self.store.set_fuel(SETUP_FUEL)?;
        let opened = self.plugin.logveil_logs_processor().pipeline().call_open(&mut self.store, policy, keys)?;
        if !keys.is_empty() {
            self.limits = self.limits.keyed();
        }
        Ok(Stream { pipeline: opened.map_err(OpenError::Policy)?, instance: self, spent: 0 })
    }
}

/// A stream of records: chunks in, records out. After [`Failure::Stopped`] it is good for nothing.
pub struct Stream {
    instance: Instance,
    pipeline: ResourceAny,
    spent: u64,
}

impl Stream {
    /// Gives a chunk to the component. `open` is the length of what [`Stream::save`] gave before it (0: nothing was open),
    /// since the record that it begins is read again.
    ///
    /// # Errors
    ///
    /// [`Failure::Stopped`] where the chunk costs more than [`Limits`] allow, or the core fails.
    pub fn push(&mut self, verb: Verb, chunk: &[u8], open: usize) -> Result<Output, Failure> {
        // An empty chunk reads nothing: it only says which verb holds, as `refuse` wants to know.
        let limits = if chunk.is_empty() { Limits::default() } else { self.instance.limits };
        let fuel = limits.fuel(chunk.len().saturating_add(open));
        self.call(fuel, |pipeline, store, resource| match verb {
            Verb::Format => pipeline.call_format(store, resource, chunk),
            Verb::Redact => pipeline.call_redact(store, resource, chunk),
            Verb::Validate => pipeline.call_validate(store, resource, chunk),
            Verb::Run => pipeline.call_run(store, resource, chunk),
        })
    }

    /// Units of fuel that the last call used.
    #[must_use]
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Handles lines that wait for others to go on with them; `open` as for [`Stream::push`].
    ///
    /// # Errors
    ///
    /// As [`Stream::push`].
    pub fn flush(&mut self, open: usize) -> Result<Output, Failure> {
        let fuel = self.instance.limits.fuel(open);
        self.call(fuel, |pipeline, store, resource| pipeline.call_flush(store, resource))
    }

    /// Whether what the stream carries (`open` as for [`Stream::push`]) may go on with `line`.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn goes_on(&mut self, line: &[u8], open: usize) -> Result<bool, Failure> {
        let fuel = self.instance.limits.fuel(open.saturating_add(line.len()));
        self.call(fuel, |pipeline, store, resource| pipeline.call_goes_on(store, resource, line).map(Ok))
    }

    /// The end of the stream; `open` as for [`Stream::push`]. The next chunk begins a new one.
    ///
    /// # Errors
    ///
    /// As [`Stream::push`].
    pub fn finish(&mut self, open: usize) -> Result<Summary, Failure> {
        // Where nothing is open there is no record that could cost too much.
        let limits = if open == 0 { Limits::default() } else { self.instance.limits };
        self.call(limits.fuel(open), |pipeline, store, resource| pipeline.call_finish(store, resource))
    }

    /// Masks or withholds `frame` under `rule`, unread, and the lines that wait; `open` as for [`Stream::push`].
    ///
    /// # Errors
    ///
    /// As [`Stream::push`]; the frame is then kept out of the output altogether.
    pub fn refuse(&mut self, frame: &[u8], rule: &str, open: usize) -> Result<Output, Failure> {
        self.call(Limits::default().fuel(frame.len().saturating_add(open)), |pipeline, store, resource| {
            pipeline.call_refuse(store, resource, frame, rule)
        })
    }

    /// The next chunk begins at `line` (one-based).
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn seek(&mut self, line: u64) -> Result<(), Failure> {
        self.call(Limits::default().fuel(0), |pipeline, store, resource| {
            pipeline.call_seek(store, resource, line).map(Ok)
        })
    }

    /// The host's time, in microseconds since 1970, for records of a time to come.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn now(&mut self, micros: i64) -> Result<(), Failure> {
        self.call(Limits::default().fuel(0), |pipeline, store, resource| {
            pipeline.call_now(store, resource, micros).map(Ok)
        })
    }

    /// What the stream carries into its next chunk. It may hold a secret's bytes.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn save(&mut self) -> Result<Vec<u8>, Failure> {
        self.call(Limits::default().fuel(64 << 20), |pipeline, store, resource| {
            pipeline.call_save(store, resource).map(Ok)
        })
    }

    /// Takes up a stream where `save` left it.
    ///
    /// # Errors
    ///
    /// Where `state` is of another version, or the instance fails.
    pub fn restore(&mut self, state: &[u8]) -> Result<(), Failure> {
        let fuel = Limits::default().fuel(state.len());
        self.call(fuel, |pipeline, store, resource| pipeline.call_restore(store, resource, state))
    }

    /// The counts of rules since they were last taken.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn take_tallies(&mut self) -> Result<Vec<Tally>, Failure> {
        self.call(Limits::default().fuel(1 << 20), |pipeline, store, resource| {
            pipeline.call_take_tallies(store, resource).map(Ok)
        })
    }

    /// All rules that can fire. A finding names its rule by the place in this list.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn rules(&mut self) -> Result<Vec<Rule>, Failure> {
        self.call(SETUP_FUEL, |pipeline, store, resource| pipeline.call_rules(store, resource).map(Ok))
    }

    fn call<T>(
        &mut self,
        fuel: u64,
        call: impl FnOnce(GuestPipeline<'_>, &mut Store<Bound>, ResourceAny) -> wasmtime::Result<Result<T, PipelineError>>,
    ) -> Result<T, Failure> {
        let Instance { store, plugin, .. } = &mut self.instance;
        store.set_fuel(fuel).map_err(|_| Failure::Stopped(Stop::Trap))?;
        let answer = call(plugin.logveil_logs_processor().pipeline(), store, self.pipeline);
        self.spent = fuel.saturating_sub(store.get_fuel().unwrap_or(0));
        match answer {
            Ok(answer) => answer.map_err(Failure::Refused),
            Err(error) => Err(Failure::Stopped(Stop::of(&error))),
        }
    }
}
