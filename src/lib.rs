//! Logveil's core: log records in, records out, formatted, redacted and validated under one policy.
#![forbid(unsafe_op_in_unsafe_fn)]
pub mod pipeline;
pub mod policy;

mod flavours;

pub use pipeline::{Counts, Finding, Output, Pipeline, PipelineError, Rule, Severity, Summary, Tally, Verb};
pub use policy::{Key, Needs, Place, PolicyError, Preset};
