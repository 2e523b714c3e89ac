//! The native library as an engine.
use logveil::{Output, Pipeline, Verb};

use crate::worker::{Engine, Sink, batches};

pub(crate) struct Library {
    pipeline: Pipeline,
    verb: Verb,
    batch: usize,
    output: Output,
}

impl Library {
    pub(crate) fn new(verb: &str, policy: &str, batch: usize) -> Result<Library, String> {
        let verb = match verb {
            "run" => Verb::Run,
            "redact" => Verb::Redact,
            "format" => Verb::Format,
            "validate" => Verb::Validate,
            _ => return Err(format!("no verb {verb}")),
        };
        let pipeline = Pipeline::open(policy, &[]).map_err(|error| error.to_string())?;
        Ok(Library { pipeline, verb, batch, output: Output::default() })
    }
}

impl Engine for Library {
    fn pass(&mut self, input: &[u8], sink: Sink<'_>) -> Result<(), String> {
        for batch in batches(input, self.batch) {
            self.pipeline.push_into(self.verb, batch, &mut self.output).map_err(|error| error.to_string())?;
            sink(&self.output.bytes);
        }
        let last = self.pipeline.finish().map_err(|error| error.to_string())?.last;
        sink(&last.bytes);
        Ok(())
    }
}
