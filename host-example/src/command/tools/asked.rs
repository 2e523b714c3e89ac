//! A policy that something is asked about: read, compiled, and with the keys that it needs.

use logveil_host::{Explainer, Instance, Key, Limits, Stream};

use crate::command::exit::Failure;
use crate::command::policy::chosen::{Chosen, Policy};
use crate::command::policy::keys;
use crate::command::work::session::Plugin;

/// The bytes of the keys that tests get where none are given: known to everybody, so that results are always the same.
const KNOWN: &[u8] = b"logveil policy test: not a secret";

/// The policy at hand.
pub(crate) struct Asked {
    pub(crate) plugin: Plugin,
    pub(crate) policy: Policy,
    /// JSON.
    pub(crate) text: String,
    /// Ids of the keys that it needs.
    pub(crate) needed: Vec<String>,
    /// It can keep records out of the output.
    pub(crate) withholds: bool,
    pub(crate) keys: Vec<Key>,
}

impl Asked {
    /// Reads and compiles it. It has no keys yet.
    pub(crate) fn new(chosen: &Chosen, plugin: &Plugin) -> Result<Asked, Failure> {
        let policy = chosen.load()?;
        let (plugin, text) = (plugin.clone(), policy.json());
        let needs = plugin.instance(Limits::default())?.check(&text).map_err(|error| policy.explain(error))?;
        Ok(Asked { plugin, policy, text, needed: needs.keys, withholds: needs.quarantine, keys: Vec::new() })
    }

    /// With the keys that were named, or one that is drawn.
    pub(crate) fn keyed(mut self, named: &[(String, std::path::PathBuf)]) -> Result<Asked, Failure> {
        self.keys = keys::settle(named, &self.needed, &mut self.policy)?;
        self.text = self.policy.json();
        Ok(self)
    }

    /// With the keys that were named, or such that are always the same.
    pub(crate) fn keyed_for_tests(mut self, named: &[(String, std::path::PathBuf)]) -> Result<Asked, Failure> {
        self.keys = keys::read(named)?;
        for id in &self.needed {
            let id = if id.is_empty() { "test" } else { id };
            if !self.keys.iter().any(|key| key.id == id) {
                self.keys.push(Key { id: id.to_owned(), bytes: KNOWN.to_vec() });
            }
        }
        Ok(self)
    }

    /// A new instance.
    pub(crate) fn instance(&self) -> Result<Instance, Failure> {
        self.plugin.instance(Limits::default())
    }

    /// A stream under the policy.
    pub(crate) fn stream(&self) -> Result<Stream, Failure> {
        self.instance()?.open(&self.text, &self.keys).map_err(|error| self.policy.explain(error))
    }

    /// An explainer under the policy.
    pub(crate) fn explainer(&self) -> Result<Explainer, Failure> {
        self.instance()?.explainer(&self.text, &self.keys).map_err(|error| self.policy.explain(error))
    }
}
