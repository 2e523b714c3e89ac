//! How wasmtime is set up. One file for the binary and for build.rs, which precompiles the component: the artefact
//! loads only under the settings that it was made with.

use wasmtime::{Config, OptLevel};

/// The settings of every engine that runs the component.
///
/// Fuel bounds each call. There are no epochs: they would make it depend on the machine's load which records are masked.
#[must_use]
pub fn settings() -> Config {
    let mut config = Config::new();
    config.consume_fuel(true).cranelift_opt_level(OptLevel::Speed).wasm_backtrace_max_frames(None);
    config
}
