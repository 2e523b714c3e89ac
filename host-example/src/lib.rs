//! Logveil's host: what a Rust program needs to run the component. The program `logveil` is built on it, and so is
//! `examples/embed.rs`.
//!
//! ```
//! use logveil_host::{Instance, Limits, Verb, artefact, engine};
//!
//! let engine = wasmtime::Engine::new(&engine::settings())?;
//! let component = artefact::load(&engine)?.component;
//! let policy = r#"{"version":1,"extends":["cp1"]}"#;
//! let mut stream = Instance::new(&engine, &component, Limits::default())?.open(policy, &[])?;
//! let Ok(output) = stream.push(Verb::Run, b"{\"password\":\"correct horse\"}\n", 0) else { panic!("refused") };
//! assert_eq!(output.bytes, b"{\"password\":\"[REDACTED]\"}\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod artefact;
pub mod bindings;
mod counts;
pub mod engine;
mod explainer;
mod limits;
mod stream;

pub use bindings::exports::logveil::logs::tools::{About, Detected, Needs, Note, Preset, Reason, Revealed};
pub use bindings::exports::logveil::logs::types::{
    Counts, Finding, Fix, Key, Output, PipelineError, Place, PolicyError, Replacement, Rule, Severity, Summary, Tally,
};
pub use explainer::Explainer;
pub use limits::{Limits, Stop};
pub use stream::{Failure, Instance, OpenError, Stream, Verb};
