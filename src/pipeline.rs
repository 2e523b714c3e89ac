//! stub
use crate::policy::{Key, PolicyError};
/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// i
    Info,
    /// w
    Warning,
    /// e
    Error,
}
/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// n
    pub name: String,
    /// s
    pub severity: Severity,
    /// m
    pub message: String,
    /// h
    pub hint: Option<String>,
}
/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// r
    pub rule: u32,
    /// l
    pub line: u64,
    /// s
    pub start: u32,
    /// e
    pub end: u32,
    /// p
    pub pointer: String,
}
/// Counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// .
    pub records: u64,
    /// .
    pub changed: u64,
    /// .
    pub masked: u64,
    /// .
    pub withheld: u64,
    /// .
    pub redactions: u64,
    /// .
    pub errors: u64,
    /// .
    pub warnings: u64,
}
/// Output.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// .
    pub bytes: Vec<u8>,
    /// .
    pub errors: Vec<u8>,
    /// .
    pub quarantine: Vec<u8>,
    /// .
    pub findings: Vec<Finding>,
    /// .
    pub counts: Counts,
}
/// A tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// .
    pub rule: String,
    /// .
    pub field: String,
    /// .
    pub action: String,
    /// .
    pub count: u64,
}
/// Summary.
#[derive(Default)]
pub struct Summary {
    /// .
    pub last: Output,
    /// .
    pub tallies: Vec<Tally>,
}
/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PipelineError {
    /// .
    Verb(String),
    /// .
    State(String),
    /// .
    NotYet(String),
}
/// The four verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// .
    Format,
    /// .
    Redact,
    /// .
    Validate,
    /// .
    Run,
}
/// stub
pub struct Pipeline {
    line: u64,
}
impl Pipeline {
    /// Compiles a policy.
    pub fn open(policy: &str, _keys: &[Key]) -> Result<Pipeline, PolicyError> {
        crate::policy::check(policy)?;
        Ok(Pipeline { line: 1 })
    }
    /// rules
    pub fn rules(&self) -> &[Rule] {
        &[]
    }
    /// push
    pub fn push(&mut self, _verb: Verb, chunk: &[u8]) -> Result<Output, PipelineError> {
        Ok(Output { bytes: chunk.to_vec(), ..Output::default() })
    }
    /// finish
    pub fn finish(&mut self) -> Result<Summary, PipelineError> {
        self.line = 1;
        Ok(Summary::default())
    }
    /// tallies
    pub fn take_tallies(&mut self) -> Vec<Tally> {
        Vec::new()
    }
    /// seek
    pub fn seek(&mut self, line: u64) {
        self.line = line;
    }
    /// save
    pub fn save(&self) -> Vec<u8> {
        Vec::new()
    }
    /// restore
    pub fn restore(&mut self, _state: &[u8]) -> Result<(), PipelineError> {
        Ok(())
    }
    /// refuse
    pub fn refuse(&mut self, _frame: &[u8], _rule: &str) -> Result<Output, PipelineError> {
        Ok(Output::default())
    }
}
