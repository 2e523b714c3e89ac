//! A stream that is explained instead of written: which rule takes what, and what was nearly taken.

use wasmtime::component::ResourceAny;

use crate::bindings::exports::logveil::logs::tools::Reason;
use crate::bindings::exports::logveil::logs::types::Key;
use crate::limits::{Limits, SETUP_FUEL, Stop};
use crate::stream::{Failure, Instance, OpenError};

/// How many times the work of a stream an explanation may take: a record goes through several pipelines.
const WORK: u64 = 20;

/// A stream of records that are explained. After [`Failure::Stopped`] it is good for nothing.
pub struct Explainer {
    instance: Instance,
    explainer: ResourceAny,
}

impl Instance {
    /// Opens an explainer under `policy` (JSON).
    ///
    /// # Errors
    ///
    /// Where the policy is wrong, or the instance fails.
    pub fn explainer(mut self, policy: &str, keys: &[Key]) -> Result<Explainer, OpenError> {
        self.store.set_fuel(SETUP_FUEL)?;
        let tools = self.plugin.logveil_logs_tools().explainer();
        let opened = tools.call_open(&mut self.store, policy, keys)?;
        if !keys.is_empty() {
            self.limits = self.limits.keyed();
        }
        Ok(Explainer { explainer: opened.map_err(OpenError::Policy)?, instance: self })
    }
}

impl Explainer {
    /// The reasons of the records that `chunk` completes.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn explain(&mut self, chunk: &[u8]) -> Result<Vec<Reason>, Failure> {
        let Instance { store, plugin, limits } = &mut self.instance;
        store.set_fuel(limits.fuel(chunk.len()).saturating_mul(WORK)).map_err(|_| Failure::Stopped(Stop::Trap))?;
        let reasons = plugin.logveil_logs_tools().explainer().call_explain(store, self.explainer, chunk);
        reasons.map_err(|error| Failure::Stopped(Stop::of(&error)))
    }

    /// The end of the stream: the reasons of a last record without a line end.
    ///
    /// # Errors
    ///
    /// Where the instance fails.
    pub fn finish(&mut self) -> Result<Vec<Reason>, Failure> {
        let Instance { store, plugin, .. } = &mut self.instance;
        store.set_fuel(Limits::default().fuel(64 << 20)).map_err(|_| Failure::Stopped(Stop::Trap))?;
        let reasons = plugin.logveil_logs_tools().explainer().call_finish(store, self.explainer);
        reasons.map_err(|error| Failure::Stopped(Stop::of(&error)))
    }
}
