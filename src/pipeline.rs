//! The pipeline: one stream under one policy. Chunks come in, whole records go through, what is open is carried.
mod lines;
#[cfg(any(test, feature = "viewer"))]
mod review;

use std::sync::Arc;

use crate::check::Memory;
use crate::cp1::Time;
use crate::frame::{self, State};
use crate::index::Index;
use crate::input::join::Next;
use crate::joined::Joined;
use crate::output::{Output, PipelineError, Rule, Summary, Tally, Verb};
use crate::policy::{Key, Policy, PolicyError, fixed};
use crate::record::Records;

/// The most bytes that are indexed as one buffer: offsets have 32 bits.
const BUFFER: usize = 1 << 30;

/// One stream of records under one compiled policy.
///
/// A chunk may end anywhere; whole lines are the fast case. The first verb holds until [`finish`](Pipeline::finish).
///
/// ```
/// use logveil::{Pipeline, Verb};
///
/// let mut pipeline = Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// let mut bytes = pipeline.push(Verb::Redact, b"{\"password\":\"x\"}\n{\"n\":1.0")?.bytes;
/// bytes.extend(pipeline.push(Verb::Redact, b"}\n")?.bytes);
/// assert_eq!(bytes, b"{\"password\":\"[REDACTED]\"}\n{\"n\":1.0}\n");
/// assert!(pipeline.finish()?.last.bytes.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Pipeline {
    /// Read by all that are under it.
    policy: Arc<Policy>,
    state: State,
    index: Index,
    records: Records,
    joined: Joined,
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline").field("line", &self.state.line).finish_non_exhaustive()
    }
}

impl Pipeline {
    /// Compiles `policy`, JSON text.
    ///
    /// # Errors
    /// Where the policy is no JSON, has a name that is not known, or a value that makes no sense; where a key has a bad
    /// id or is too short; where an action needs a key that is not among `keys`.
    ///
    /// ```
    /// let error = logveil::Pipeline::open(r#"{"version":1,"extends":["cp2"]}"#, &[]).unwrap_err();
    /// assert!(error.to_string().starts_with("/extends/0: no such preset: `cp2` (known: cp1, "));
    /// assert!(error.to_string().ends_with(" (did you mean `cp1`?)"));
    /// ```
    pub fn open(policy: &str, keys: &[Key]) -> Result<Pipeline, PolicyError> {
        Policy::open(policy, keys).map(|policy| Pipeline::under(Arc::new(policy)))
    }

    fn under(policy: Arc<Policy>) -> Pipeline {
        Pipeline {
            policy,
            state: State::default(),
            index: Index::default(),
            records: Records::default(),
            joined: Joined::default(),
        }
    }

    /// All rules that can fire, by number.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// assert!(pipeline.rules().iter().any(|rule| rule.name == "leak/email"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rules(&self) -> &[Rule] {
        &self.policy.rules
    }

    /// Takes the next chunk, and gives the records that it completed.
    ///
    /// # Errors
    /// Where another verb holds. Nothing was taken then.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// let output = pipeline.push(logveil::Verb::Validate, b"{}\n")?;
    /// assert_eq!(output.counts.errors, 4); // no timestamp, level, component, message
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn push(&mut self, verb: Verb, chunk: &[u8]) -> Result<Output, PipelineError> {
        let mut output = Output::default();
        self.push_into(verb, chunk, &mut output)?;
        Ok(output)
    }

    /// As [`push`](Pipeline::push), into an output whose room is used again.
    ///
    /// # Errors
    /// As `push`.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// let mut output = logveil::Output::default();
    /// for chunk in [&b"to a@b.org\n"[..], b"and more\n"] {
    ///     pipeline.push_into(logveil::Verb::Redact, chunk, &mut output)?;
    /// }
    /// assert_eq!(output.bytes, b"and more\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn push_into(&mut self, verb: Verb, chunk: &[u8], output: &mut Output) -> Result<(), PipelineError> {
        output.clear();
        match self.state.verb {
            Some(held) if held != verb => return Err(PipelineError::Verb(held.name().into())),
            _ => self.state.verb = Some(verb),
        }
        chunk.chunks(BUFFER).for_each(|chunk| self.chunk(verb, chunk, output));
        withdraw(verb, output);
        Ok(())
    }

    /// The end of the stream. The pipeline is then as new, at line 1.
    ///
    /// # Errors
    /// None today.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// pipeline.push(logveil::Verb::Redact, b"pin=1234")?;
    /// assert_eq!(pipeline.finish()?.last.bytes, b"pin=[REDACTED]");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn finish(&mut self) -> Result<Summary, PipelineError> {
        let mut last = Output::default();
        // Without a verb only a refused record can be open.
        let verb = self.state.verb.unwrap_or(Verb::Redact);
        self.resume(verb);
        self.complete(verb, &mut last);
        self.settle(verb, &mut last);
        withdraw(verb, &mut last);
        (self.state, self.records.checker.memory) = (State::default(), Memory::default());
        Ok(Summary { last, tallies: self.take_tallies() })
    }

    /// Lines that wait for others to go on with them are handled as they are: for hosts that will wait for long. A line
    /// without its end waits on, and so do the pieces of a container's line whose last one is to come.
    ///
    /// # Errors
    /// None today.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// assert_eq!(pipeline.push(logveil::Verb::Format, b"it may go on\n")?.bytes, b"");
    /// assert_eq!(pipeline.flush()?.bytes, b"{\"message\":\"it may go on\"}\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn flush(&mut self) -> Result<Output, PipelineError> {
        let mut output = Output::default();
        let verb = self.state.verb.unwrap_or(Verb::Redact);
        self.resume(verb);
        if self.state.open.is_none() && !self.state.join.is_some_and(|join| join.is_cut()) {
            self.settle(verb, &mut output);
        }
        withdraw(verb, &mut output);
        Ok(output)
    }

    /// Whether what the stream carries may go on with `line`. Where not, [`flush`](Pipeline::flush) gives all that came
    /// before it: for hosts that work on batches at the same time.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// pipeline.push(logveil::Verb::Format, b"java.lang.Error: x\n")?;
    /// assert!(pipeline.goes_on(b"\tat a.b(C.java:1)\n"));
    /// assert!(!pipeline.goes_on(b"{}\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn goes_on(&mut self, line: &[u8]) -> bool {
        self.resume(self.state.verb.unwrap_or(Verb::Redact));
        if self.state.open.is_some() || self.state.key.is_open() {
            return true;
        }
        // On a copy: nothing has come yet.
        let join = self.state.join;
        join.is_some_and(|mut join| !matches!(join.next(line), Next::Before(_)))
    }

    /// The counts of rules since the last call, for hosts that replace instances during a stream.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// pipeline.push(logveil::Verb::Redact, b"{\"pin\":1}\n{\"pin\":2}\n")?;
    /// let tallies = pipeline.take_tallies();
    /// assert_eq!((&*tallies[0].rule, &*tallies[0].field, tallies[0].count), ("leak/key-pin", "pin", 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn take_tallies(&mut self) -> Vec<Tally> {
        self.records.room.memo.forget_fields();
        self.records.tallies.take(&self.policy)
    }

    /// The next chunk starts at `line`, one-based. For between records: where [`save`](Pipeline::save) is empty.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// pipeline.seek(1000);
    /// let output = pipeline.push(logveil::Verb::Validate, b"no JSON\n")?;
    /// assert_eq!(output.findings[0].line, 1000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn seek(&mut self, line: u64) {
        self.state.line = line;
    }

    /// When the host received what comes next, in seconds since 1970: where a record becomes CP1 and tells no time of its
    /// own, this is its `timestamp`. It holds until it is said anew.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// pipeline.received(1_738_000_000, 5_000);
    /// let output = pipeline.push(logveil::Verb::Format, b"{\"msg\":\"up\"}\n")?;
    /// assert_eq!(output.bytes, b"{\"timestamp\":\"2025-01-27T17:46:40.000005Z\",\"message\":\"up\"}\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn received(&mut self, seconds: u32, nanoseconds: u32) {
        self.records.received = Some(Time::new(seconds, nanoseconds));
    }

    /// The policy, for a host with one output.
    #[cfg(feature = "fluent-bit")]
    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether the last record is JSON now, and was over no limit.
    #[cfg(feature = "fluent-bit")]
    pub(crate) fn is_json(&self) -> bool {
        self.records.room.is_json
    }

    /// The host's time, in microseconds since 1970, for records of a time to come. It holds until it is set again;
    /// `validate.now` in the policy goes before it.
    ///
    /// ```
    /// let policy = r#"{"version":1,"validate":{"severity":{"time/future":"error"}}}"#;
    /// let mut pipeline = logveil::Pipeline::open(policy, &[])?;
    /// pipeline.now(1_737_979_200_000_000); // 2025-01-27T12:00:00Z
    /// let output = pipeline.push(logveil::Verb::Validate, b"{\"time\":\"2025-01-27T13:00:00Z\"}\n")?;
    /// assert_eq!(output.findings[0].detail, "by 60 min");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn now(&mut self, micros: i64) {
        self.records.checker.now = Some(micros);
    }

    /// What the stream carries to its next chunk; empty: nothing is open. It may hold a secret's bytes.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// pipeline.push(logveil::Verb::Redact, b"{\"pin\":")?;
    /// let mut other = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// other.restore(&pipeline.save())?;
    /// assert_eq!(other.push(logveil::Verb::Redact, b"1}\n")?.bytes, b"{\"pin\":\"[REDACTED]\"}\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn save(&self) -> Vec<u8> {
        self.records.checker.memory.save(&self.state)
    }

    /// Takes up a stream where `save` left it.
    ///
    /// # Errors
    /// Where `state` was not written by `save` of this version. The stream stands where it stood.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// assert!(pipeline.restore(b"something else").is_err());
    /// pipeline.restore(&[])?; // nothing is open
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn restore(&mut self, state: &[u8]) -> Result<(), PipelineError> {
        let restored =
            Memory::restore(state).ok_or_else(|| PipelineError::State("it is not of this version".into()))?;
        (self.records.checker.memory, self.state) = restored;
        Ok(())
    }

    /// A record that the host could not get processed: `frame` is its bytes with the line end, `rule` one of
    /// `limit/fuel`, `limit/memory`, `limit/trap` (anything else counts as the last). It is masked or withheld,
    /// counted, and never read. What is open goes before `frame`; where that has no line end, all up to the next one is
    /// refused too.
    ///
    /// # Errors
    /// None today.
    ///
    /// ```
    /// # let mut pipeline = logveil::Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// let output = pipeline.refuse(b"{\"pin\":1}\n", "limit/fuel")?;
    /// assert!(output.bytes.starts_with(b"{\"message\":\"[REDACTED]\""));
    /// assert_eq!(output.counts.masked, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn refuse(&mut self, frame: &[u8], rule: &str) -> Result<Output, PipelineError> {
        let mut output = Output::default();
        let rules = &self.policy.rules;
        let number = fixed::HOST.clone().find(|number| rules[usize::from(*number)].name == rule);
        let number = number.unwrap_or(*fixed::HOST.end());
        let verb = self.state.verb.unwrap_or(Verb::Redact);
        self.state.join = None;
        let waiting = std::mem::take(&mut self.state.lines);
        if !waiting.is_empty() {
            self.state.line = self.state.line.saturating_sub(frame::count(&waiting));
            let open = self.state.open.take();
            self.state.refuse(&waiting, number, &self.policy, &mut output);
            self.complete(verb, &mut output);
            self.state.line += frame::count(&waiting).saturating_sub(1);
            self.state.open = open;
        }
        if self.state.open.is_none() && frame::is_blank(frame) {
            output.bytes.extend_from_slice(frame);
            self.state.line += u64::from(frame.ends_with(b"\n"));
            withdraw(verb, &mut output);
            return Ok(output);
        }
        self.state.refuse(frame, number, &self.policy, &mut output);
        if frame.ends_with(b"\n") {
            self.complete(verb, &mut output);
        }
        withdraw(verb, &mut output);
        Ok(output)
    }
}

/// Validation gives findings alone.
fn withdraw(verb: Verb, output: &mut Output) {
    if verb == Verb::Validate {
        output.bytes.clear();
        output.quarantine.clear();
    }
}
