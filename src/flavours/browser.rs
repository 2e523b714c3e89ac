//! The browser module: the core for pages, workers and Node, by wasm-bindgen.
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Verb;

/// One stream of records under one policy.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pipeline(crate::Pipeline);

#[wasm_bindgen]
impl Pipeline {
    /// Compiles a policy, JSON text; throws a text that says what is wrong with it.
    pub fn open(policy: &str) -> Result<Pipeline, String> {
        crate::Pipeline::open(policy, &[]).map(Pipeline).map_err(|error| error.to_string())
    }

    /// Takes the next chunk, and gives the records that it completed.
    pub fn redact(&mut self, chunk: &[u8]) -> Result<Vec<u8>, String> {
        self.push(Verb::Redact, chunk)
    }

    /// As `redact`, for the verb `run`.
    pub fn run(&mut self, chunk: &[u8]) -> Result<Vec<u8>, String> {
        self.push(Verb::Run, chunk)
    }

    /// The end of the stream: what was held back.
    pub fn finish(&mut self) -> Result<Vec<u8>, String> {
        self.0.finish().map(|summary| summary.last.bytes).map_err(|error| error.to_string())
    }

    fn push(&mut self, verb: Verb, chunk: &[u8]) -> Result<Vec<u8>, String> {
        self.0.push(verb, chunk).map(|output| output.bytes).map_err(|error| error.to_string())
    }
}
