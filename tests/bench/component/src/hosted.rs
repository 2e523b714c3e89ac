//! The component in wasmtime, with the host's own settings, limits and calls.
use logveil_host::{Failure, Instance, Limits, Stream, Verb, artefact, engine};
use wasmtime::Engine as Wasmtime;
use wasmtime::component::Component;
use wit_component::ComponentEncoder;

use crate::worker::{Engine, Sink, batches};

pub(crate) struct Hosted {
    wasmtime: Wasmtime,
    component: Component,
    policy: String,
    verb: Verb,
    batch: usize,
    stream: Stream,
}

impl Hosted {
    /// `module`: a core module to make the component of, in place of the one in the host.
    pub(crate) fn new(verb: &str, policy: &str, batch: usize, module: Option<&str>) -> Result<Hosted, String> {
        let verb = match verb {
            "run" => Verb::Run,
            "redact" => Verb::Redact,
            "format" => Verb::Format,
            "validate" => Verb::Validate,
            _ => return Err(format!("no verb {verb}")),
        };
        let wasmtime = Wasmtime::new(&engine::settings()).map_err(|error| error.to_string())?;
        let component = match module {
            None => artefact::load(&wasmtime).map_err(|error| error.to_string())?.component,
            Some(file) => Component::new(&wasmtime, encode(file)?).map_err(|error| format!("{file}: {error:#}"))?,
        };
        let stream = open(&wasmtime, &component, policy, Limits::default())?;
        Ok(Hosted { wasmtime, component, policy: policy.into(), verb, batch, stream })
    }
}

fn encode(file: &str) -> Result<Vec<u8>, String> {
    let module = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let made = ComponentEncoder::default().validate(true).module(&module).and_then(|mut encoder| encoder.encode());
    made.map_err(|error| format!("{file}: {error:#}"))
}

fn open(wasmtime: &Wasmtime, component: &Component, policy: &str, limits: Limits) -> Result<Stream, String> {
    let instance = Instance::new(wasmtime, component, limits).map_err(|error| error.to_string())?;
    instance.open(policy, &[]).map_err(|error| error.to_string())
}

fn failed(failure: Failure) -> String {
    match failure {
        Failure::Refused(why) => format!("refused: {why:?}"),
        Failure::Stopped(stop) => format!("stopped: {}", stop.rule()),
    }
}

impl Engine for Hosted {
    fn pass(&mut self, input: &[u8], sink: Sink<'_>) -> Result<(), String> {
        for batch in batches(input, self.batch) {
            sink(&self.stream.push(self.verb, batch, 0).map_err(failed)?.bytes);
        }
        sink(&self.stream.finish(0).map_err(failed)?.last.bytes);
        Ok(())
    }

    /// The host does not tell what a call used, so the least fuel that it can do with is searched for.
    fn fuel(&mut self, input: &[u8]) -> Result<(u64, u64), String> {
        let (mut all, mut most) = (0, 0);
        for batch in batches(input, self.batch) {
            let used = self.least(batch)?;
            all += used;
            most = most.max(used * 1000 / batch.len() as u64);
        }
        Ok((all, most))
    }
}

impl Hosted {
    /// The least fuel that a call with `batch` needs, within a 200th; what the host gives, where that is too little.
    fn least(&self, batch: &[u8]) -> Result<u64, String> {
        let (mut low, mut high) = (0, Limits::default().fuel(batch.len()));
        let mut next = batch.len() as u64 * 16;
        while high - low > 1 + high / 200 {
            // The host gives a call (bytes + 10,000) times the fuel a byte; `open` is any number of bytes more.
            let limits = Limits { fuel_per_byte: 1, ..Limits::default() };
            let mut stream = open(&self.wasmtime, &self.component, &self.policy, limits)?;
            let more = (next as usize).saturating_sub(batch.len() + 10_000);
            match stream.push(self.verb, batch, more) {
                Ok(_) => high = next,
                Err(Failure::Stopped(_)) => low = next,
                Err(refused) => return Err(failed(refused)),
            }
            // Doubled until it is enough, then halved.
            next = low.midpoint(high).min((low * 2).max(1 + low)).max(low + 1);
            if low == 0 {
                next = high / 2;
            }
        }
        Ok(high)
    }
}
