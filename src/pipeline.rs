//! The pipeline: one stream under one policy. Chunks come in, whole records go through, what is open is carried.
#[cfg(any(test, feature = "viewer"))]
mod review;

use crate::check::Memory;
use crate::cp1::Time;
use crate::frame::{self, Line, Open, State};
use crate::index::Index;
use crate::input::carrier;
use crate::input::join::{Join, Mode, Next};
use crate::joined::{Joined, Means};
use crate::output::{Output, PipelineError, Rule, Summary, Tally, Verb};
use crate::policy::{Key, Policy, PolicyError, fixed};
use crate::record::{Place, Records};
use crate::refuse;

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
    policy: Policy,
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
        Ok(Pipeline {
            policy: Policy::open(policy, keys)?,
            state: State::default(),
            index: Index::default(),
            records: Records::default(),
            joined: Joined::default(),
        })
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

    fn chunk(&mut self, verb: Verb, mut chunk: &[u8], output: &mut Output) {
        self.resume(verb);
        // Line by line, for as long as something from before is open.
        while (self.state.open.is_some() || self.state.join.is_some()) && !chunk.is_empty() {
            let (rest, ends) = frame::first_line(chunk);
            if ends && self.state.open.is_none() && !self.goes_on(rest) {
                // What follows needs no look at each line.
                self.settle(verb, output);
                break;
            }
            chunk = &chunk[rest.len()..];
            self.extend(verb, rest, output);
            if !ends {
                return;
            }
            self.complete(verb, output);
        }
        let whole = frame::whole_lines(chunk);
        self.lines(verb, whole, output);
        let rest = &chunk[whole.len()..];
        if !rest.is_empty() {
            self.extend(verb, rest, output);
        }
    }

    /// Adds bytes to the open line, or opens one. Where it goes over the limit, what waits goes before it.
    fn extend(&mut self, verb: Verb, bytes: &[u8], output: &mut Output) {
        let limit = self.policy.max_record_bytes;
        if self.state.join.is_some() && self.state.goes_over(bytes, limit) {
            self.close(verb, 0, output);
        }
        self.state.extend(bytes, limit, &self.policy, output);
    }

    /// The open line has come to its end.
    fn complete(&mut self, verb: Verb, output: &mut Output) {
        match self.state.open.take() {
            Some(Open::Held(bytes)) => self.whole_line(verb, &bytes, output),
            Some(Open::Over(over)) => {
                self.close(verb, 0, output);
                let rule = over.rule;
                if verb == Verb::Validate {
                    over.report(self.state.line, output);
                } else {
                    over.finish(&self.policy, verb, self.state.line, output);
                }
                self.records.tallies.count(rule, 0, refuse::action(&self.policy, verb));
                self.state.line += 1;
            }
            None => {}
        }
    }

    /// A line on its own, which may go on with those that wait.
    fn whole_line(&mut self, verb: Verb, line: &[u8], output: &mut Output) {
        let Some(join) = &mut self.state.join else { return self.lines(verb, line, output) };
        let fits = self.state.lines.len() + line.len() <= self.policy.max_record_bytes;
        match if fits { join.next(line) } else { Next::Before(0) } {
            Next::Goes => {
                self.state.lines.extend_from_slice(line);
                self.state.line += frame::count(line);
            }
            Next::Ends => {
                self.state.lines.extend_from_slice(line);
                self.state.line += frame::count(line);
                self.close(verb, 0, output);
            }
            Next::Before(others) => {
                self.close(verb, others, output);
                self.lines(verb, line, output);
            }
        }
    }

    /// Lines that wait are as they are.
    fn settle(&mut self, verb: Verb, output: &mut Output) {
        let others = self.state.join.map_or(0, |join| join.left_over());
        self.close(verb, others, output);
    }

    /// No more lines go on with those that wait. The last `others` of them are none of the record.
    fn close(&mut self, verb: Verb, others: usize, output: &mut Output) {
        let Some(join) = self.state.join.take() else { return };
        let lines = std::mem::take(&mut self.state.lines);
        let end = frame::without_last(&lines, others);
        self.state.line = self.state.line.saturating_sub(frame::count(&lines));
        self.group(verb, &join, &lines[..end], output);
        self.lines(verb, &lines[end..], output);
        // Only blank lines can be left over: none of them waits.
    }

    /// Handles lines that are one record, or several of a carrier's.
    fn group(&mut self, verb: Verb, join: &Join, lines: &[u8], output: &mut Output) {
        let Pipeline { policy, records, joined, .. } = self;
        records.key = self.state.key;
        let mode = mode(policy, verb);
        let mut means = Means { policy, verb, mode, records };
        joined.group(&mut means, join, lines, self.state.line, output);
        self.state.key = self.records.key;
        self.state.line += frame::count(lines);
    }

    /// Takes up lines that another pipeline has left.
    fn resume(&mut self, verb: Verb) {
        if self.state.join.is_some() || self.state.lines.is_empty() {
            return;
        }
        let mut lines = self.state.lines.split_inclusive(|byte| *byte == b'\n');
        let first = lines.next().unwrap_or_default();
        self.state.join = Join::start(frame::content(first), mode(&self.policy, verb));
        if let Some(join) = &mut self.state.join {
            lines.for_each(|line| _ = join.next(line));
        }
    }

    /// Handles whole lines; the last one may lack its line feed.
    fn lines(&mut self, verb: Verb, buf: &[u8], output: &mut Output) {
        let mode = mode(&self.policy, verb);
        let mut place = Place::default();
        let mut start = 0;
        let mut line = 0;
        let mut paired = None;
        self.index.clear();
        self.records.key = self.state.key;
        if verb != Verb::Validate {
            output.bytes.reserve(buf.len());
        }
        while start < buf.len() {
            loop {
                while self.index.lines.get(line).is_some_and(|at| (*at as usize) < start) {
                    line += 1;
                }
                if line < self.index.lines.len() {
                    break;
                }
                self.index.forget(line, place.stop);
                (line, place.stop) = (0, 0);
                let sight = if verb == Verb::Redact { self.policy.sight() } else { self.policy.inspecting() };
                if !self.index.extend(buf, sight) {
                    break;
                }
            }
            let end = self.index.lines.get(line).map_or(buf.len(), |at| *at as usize);
            line += usize::from(line < self.index.lines.len());
            let next = buf.len().min(end + 1);
            let number = self.state.line;
            let mut head = start;
            if frame::may_join(&buf[start..end]) && !is_alone(mode, buf, (start, end, next), &mut paired) {
                if let Some(after) = self.joins(verb, mode, buf, (start, next), &mut place, output) {
                    start = after;
                    place.stop += self.index.stops[place.stop..].partition_point(|at| (*at as usize) < start);
                    continue;
                }
                head += carrier::length(&buf[start..end], mode.input);
            }
            let record = Line { start, head, end, next, number };
            self.records.line(&self.policy, verb, (buf, &mut self.index), record, &mut place, output);
            self.state.line += 1;
            start = next;
        }
        self.state.key = self.records.key;
        if verb != Verb::Validate {
            output.bytes.extend_from_slice(&buf[place.copied..]);
        }
    }

    /// Handles the line at `start`, whose next one is at `next`, with those that go on with it; tells where these end.
    /// `None`: it is a record of its own.
    fn joins(
        &mut self,
        verb: Verb,
        mode: Mode,
        buf: &[u8],
        (start, next): (usize, usize),
        place: &mut Place,
        output: &mut Output,
    ) -> Option<usize> {
        let first = frame::content(&buf[start..next]);
        let mut join = Join::start(first, mode)?;
        let mut end = next;
        let mut open = !join.is_alone(first);
        while open && end < buf.len() {
            let line = frame::first_line(&buf[end..]).0;
            let fits = end - start + line.len() <= self.policy.max_record_bytes;
            match if fits { join.next(line) } else { Next::Before(0) } {
                Next::Goes => end += line.len(),
                Next::Ends => {
                    end += line.len();
                    open = false;
                }
                Next::Before(others) => {
                    end = start + frame::without_last(&buf[start..end], others);
                    open = false;
                }
            }
        }
        if !open && end == next && !join.is_docker() {
            return None;
        }
        if verb != Verb::Validate {
            output.bytes.extend_from_slice(&buf[place.copied..start]);
        }
        place.copied = end;
        if open {
            self.state.lines = buf[start..end].to_vec();
            self.state.line += frame::count(&buf[start..end]);
            self.state.join = Some(join);
        } else {
            self.state.key = self.records.key;
            self.group(verb, &join, &buf[start..end], output);
        }
        Some(end)
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

/// Whether a line is a record of its own, by how it and the next one begin. `paired`: a line that begins with a pair.
#[inline(never)]
fn is_alone(mode: Mode, buf: &[u8], (start, end, next): (usize, usize, usize), paired: &mut Option<usize>) -> bool {
    if *paired != Some(start) && !frame::begins_pair(&buf[start..end]) {
        return false;
    }
    *paired = (next < buf.len() && frame::begins_pair(&buf[next..])).then_some(next);
    !mode.traces || paired.is_some()
}

/// What is looked for in lines.
fn mode(policy: &Policy, verb: Verb) -> Mode {
    let traces = matches!(verb, Verb::Format | Verb::Run) && policy.output_cp1;
    Mode { input: policy.input, traces, unwraps: traces || verb == Verb::Validate }
}

/// Validation gives findings alone.
fn withdraw(verb: Verb, output: &mut Output) {
    if verb == Verb::Validate {
        output.bytes.clear();
        output.quarantine.clear();
    }
}
