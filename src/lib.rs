//! Logveil's core: log records in, records out, formatted, redacted and validated under one policy.
//!
//! A chunk of a stream becomes frames (one record's bytes), each frame is walked once, rules look at the spans that the
//! walk tells, and a splice copies everything that no rule touched:
//!
//! ```text
//! chunk → frame → index + walk → keys, detectors → edits → splice → output
//! ```
//!
//! ```
//! use logveil::{Pipeline, Verb};
//!
//! let mut pipeline = Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
//! let output = pipeline.push(Verb::Redact, b"{\"user\":{\"apiKey\":\"k-1\"},\"took\":1.50}\n")?;
//! assert_eq!(output.bytes, b"{\"user\":{\"apiKey\":\"[REDACTED]\"},\"took\":1.50}\n");
//! assert_eq!(output.counts.redactions, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The core has no clock, no files, no network, no environment and no randomness: the same input under the same policy
//! is the same output, in every host. No value of a record ever appears in an error, a finding or a `Debug`.
#[doc = include_str!("architecture.md")]
pub mod architecture {}

mod action;
mod base64;
mod check;
mod contains;
mod cp1;
mod decimal;
mod decode;
mod detect;
mod edits;
mod emit;
mod encoding;
mod explain;
mod flavours;
mod frame;
mod hidden;
mod index;
mod input;
mod inspect;
mod joined;
mod json;
mod judge;
mod keys;
mod lane;
mod members;
mod order;
mod output;
mod part;
mod pattern;
mod percent;
mod pipeline;
mod pointer;
mod policy;
mod record;
mod refuse;
mod report;
mod scan;
mod shape;
mod tally;
mod walk;
mod wrap;

pub use action::{Revealed, reveal};
pub use explain::{Explainer, Reason, proof};
pub use input::{Detected, detect};
pub use output::{Counts, Finding, Fix, Output, PipelineError, Replacement, Rule, Severity, Summary, Tally, Verb};
pub use pipeline::Pipeline;
pub use policy::{Key, Needs, Note, Place, PolicyError, Preset, check, lint, merged, policy_schema, presets, rules};
