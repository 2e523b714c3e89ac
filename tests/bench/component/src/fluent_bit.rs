//! The Fluent Bit module, called as Fluent Bit calls it: one record a call, text that ends with a zero byte, no SIMD.
//! wasmtime stands for Fluent Bit's own runtime, compiled ahead of time.
use wasmtime::{Config, Engine as Wasmtime, Instance, Memory, Module, Store, TypedFunc};

use crate::worker::{Engine, Sink};

const TAG: &[u8] = b"app.worker";

type Call = TypedFunc<(i32, i32, i32, i32, i32, i32), i32>;

pub(crate) struct Filter {
    store: Store<()>,
    memory: Memory,
    malloc: TypedFunc<i32, i32>,
    free: TypedFunc<i32, ()>,
    call: Call,
}

impl Filter {
    pub(crate) fn new(file: &str) -> Result<Filter, String> {
        Filter::load(file).map_err(|error| format!("{file}: {error:#}"))
    }

    fn load(file: &str) -> wasmtime::Result<Filter> {
        let mut config = Config::new();
        config.wasm_simd(false).wasm_relaxed_simd(false);
        let wasmtime = Wasmtime::new(&config)?;
        let module = Module::from_file(&wasmtime, file)?;
        let mut store = Store::new(&wasmtime, ());
        let instance = Instance::new(&mut store, &module, &[])?;
        Ok(Filter {
            memory: instance.get_memory(&mut store, "memory").ok_or(wasmtime::Error::msg("no memory"))?,
            malloc: instance.get_typed_func(&mut store, "malloc")?,
            free: instance.get_typed_func(&mut store, "free")?,
            call: instance.get_typed_func(&mut store, "logveil_redact")?,
            store,
        })
    }

    fn put(&mut self, text: &[u8]) -> wasmtime::Result<i32> {
        let at = self.malloc.call(&mut self.store, text.len() as i32 + 1)?;
        self.memory.write(&mut self.store, at as u32 as usize, text)?;
        self.memory.write(&mut self.store, at as u32 as usize + text.len(), b"\0")?;
        Ok(at)
    }

    fn record(&mut self, record: &[u8], sink: Sink<'_>) -> wasmtime::Result<()> {
        let tag = self.put(TAG)?;
        let at = self.put(record)?;
        let words = (tag, TAG.len() as i32, 1_738_000_000, 0, at, record.len() as i32);
        let answer = self.call.call(&mut self.store, words)? as u32 as usize;
        let rest = self.memory.data(&self.store).get(answer..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == 0).unwrap_or(0);
        sink(&rest[..end]);
        sink(b"\n");
        self.free.call(&mut self.store, at)?;
        self.free.call(&mut self.store, tag)
    }
}

impl Engine for Filter {
    fn pass(&mut self, input: &[u8], sink: Sink<'_>) -> Result<(), String> {
        for record in input.split(|byte| *byte == b'\n').filter(|record| !record.is_empty()) {
            self.record(record, sink).map_err(|error| format!("{error:#}"))?;
        }
        Ok(())
    }
}
