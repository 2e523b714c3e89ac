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

    fn fuel(&mut self, input: &[u8]) -> Result<(u64, u64), String> {
        let (mut all, mut most) = (0, 0);
        let limits = Limits { fuel_per_byte: 1_000_000, ..Limits::default() };
        for batch in batches(input, self.batch) {
            let mut stream = open(&self.wasmtime, &self.component, &self.policy, limits)?;
            stream.push(self.verb, batch, 0).map_err(failed)?;
            let pushed = stream.spent();
            stream.finish(batch.len()).map_err(failed)?;
            let used = pushed + stream.spent();
            all += used;
            most = most.max(used * 1000 / batch.len() as u64);
        }
        Ok((all, most))
    }
}
