//! The pipeline: one stream under one policy. Chunks come in, whole records go through, what is open is carried.
use crate::decode::Decoded;
use crate::frame::{self, Open, State};
use crate::index::Index;
use crate::keys::Mark;
use crate::output::{Output, PipelineError, Rule, Summary, Tally, Verb};
use crate::policy::{Key, Policy, PolicyError, fixed};
use crate::redact::{self, Redact, Room};
use crate::refuse;
use crate::tally::Tallies;
use crate::walk::{self, Cursor, Stopped};

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
    tallies: Tallies,
    index: Index,
    room: Room,
    levels: Vec<bool>,
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
    /// Where the policy is no JSON, has a name that is not known, or a value that makes no sense; or where a key has
    /// a bad id or is too short.
    ///
    /// ```
    /// let error = logveil::Pipeline::open(r#"{"version":1,"extends":["cp2"]}"#, &[]).unwrap_err();
    /// assert_eq!(error.to_string(), "/extends/0: no such preset: `cp2` (did you mean `cp1`?)");
    /// ```
    pub fn open(policy: &str, keys: &[Key]) -> Result<Pipeline, PolicyError> {
        Policy::look_at(keys)?;
        Ok(Pipeline {
            policy: Policy::compile(policy)?,
            state: State::default(),
            tallies: Tallies::default(),
            index: Index::default(),
            room: Room::default(),
            levels: Vec::new(),
        })
    }

    /// All rules that can fire, by number.
    pub fn rules(&self) -> &[Rule] {
        &self.policy.rules
    }

    /// Takes the next chunk, and gives the records that it completed.
    ///
    /// # Errors
    /// Where another verb holds, or the verb is not built yet. Nothing was taken then.
    pub fn push(&mut self, verb: Verb, chunk: &[u8]) -> Result<Output, PipelineError> {
        let mut output = Output::default();
        self.push_into(verb, chunk, &mut output)?;
        Ok(output)
    }

    /// As [`push`](Pipeline::push), into an output whose room is used again.
    ///
    /// # Errors
    /// As `push`.
    pub fn push_into(&mut self, verb: Verb, chunk: &[u8], output: &mut Output) -> Result<(), PipelineError> {
        output.clear();
        if matches!(verb, Verb::Format | Verb::Validate) {
            return Err(PipelineError::NotYet(format!("the verb `{}`", verb.name())));
        }
        match self.state.verb {
            Some(held) if held != verb => return Err(PipelineError::Verb(held.name().into())),
            _ => self.state.verb = Some(verb),
        }
        chunk.chunks(BUFFER).for_each(|chunk| self.chunk(chunk, output));
        Ok(())
    }

    fn chunk(&mut self, mut chunk: &[u8], output: &mut Output) {
        let limit = self.policy.max_record_bytes;
        if self.state.open.is_some() {
            let (rest, ends) = frame::first_line(chunk);
            chunk = &chunk[rest.len()..];
            self.state.extend(rest, limit, &self.policy, output);
            if !ends {
                return;
            }
            self.complete(output);
        }
        let whole = frame::whole_lines(chunk);
        self.lines(whole, output);
        let rest = &chunk[whole.len()..];
        if !rest.is_empty() {
            self.state.extend(rest, limit, &self.policy, output);
        }
    }

    /// The open record has come to its end.
    fn complete(&mut self, output: &mut Output) {
        match self.state.open.take() {
            Some(Open::Held(bytes)) => self.lines(&bytes, output),
            Some(Open::Over(over)) => {
                over.finish(&self.policy, self.state.line, output);
                self.tallies.count(fixed::RECORD_BYTES, 0, refuse::action(&self.policy));
                self.state.line += 1;
            }
            None => {}
        }
    }

    /// Redacts whole lines; the last one may lack its line feed.
    fn lines(&mut self, buf: &[u8], output: &mut Output) {
        let mut copied = 0;
        let mut start = 0;
        let mut cursor = Cursor::default();
        let mut stop = 0;
        let mut line = 0;
        self.index.clear();
        output.bytes.reserve(buf.len());
        while start < buf.len() {
            while line == self.index.lines.len() {
                self.index.forget(cursor.quote, line, stop);
                (cursor.quote, line, stop) = (0, 0, 0);
                if !self.index.extend(buf, &self.policy.literals) {
                    break;
                }
            }
            let end = self.index.lines.get(line).map_or(buf.len(), |at| *at as usize);
            line += usize::from(line < self.index.lines.len());
            let next = buf.len().min(end + 1);
            self.record(buf, (start, end), next, &mut cursor, &mut stop, &mut copied, output);
            self.state.line += 1;
            start = next;
        }
        output.bytes.extend_from_slice(&buf[copied..]);
    }

    /// Redacts the record at `start..end`; the next line starts at `next`.
    #[allow(clippy::too_many_arguments, reason = "the loop's own positions, kept out of the pipeline's state")]
    #[inline(always)]
    fn record(
        &mut self,
        buf: &[u8],
        (mut start, end): (usize, usize),
        next: usize,
        cursor: &mut Cursor,
        stop: &mut usize,
        copied: &mut usize,
        output: &mut Output,
    ) {
        if frame::is_blank(&buf[start..end]) {
            return;
        }
        output.counts.records += 1;
        if end - start > self.policy.max_record_bytes {
            return self.refuse_span(buf, (start, end, next), fixed::RECORD_BYTES, copied, output);
        }
        let line_start = start;
        if self.state.line == 1 && buf[start..end].starts_with(b"\xEF\xBB\xBF") {
            start += 3;
        }
        self.room.memo.trim();
        let mut visit = Redact::new(&self.policy, buf, &self.index, stop, &mut self.room);
        let depth = self.policy.max_depth;
        match walk::walk(buf, (start, end), &self.index, cursor, &mut self.levels, depth, &mut visit) {
            Ok(()) => {}
            Err(Stopped::TooDeep) => {
                cursor.skip_to(&self.index, next);
                return self.refuse_span(buf, (line_start, end, next), fixed::DEPTH, copied, output);
            }
            Err(Stopped::NotJson) => {
                // Some stops may have been passed already.
                *stop = self.index.stops.partition_point(|at| (*at as usize) < start);
                redact::text(&self.policy, buf, (start, end), &self.index, cursor.quote, *stop, &mut self.room);
                cursor.skip_to(&self.index, next);
            }
        }
        if !self.room.edits.is_empty() {
            self.splice(buf, copied, output);
        }
    }

    /// Makes the record's edits and counts them.
    fn splice(&mut self, buf: &[u8], copied: &mut usize, output: &mut Output) {
        let room = &mut self.room;
        for edit in room.edits.settle() {
            let field = if edit.key.id == 0 {
                field_name(&mut self.tallies, buf, edit.key, edit.name)
            } else {
                let number = room.memo.field(edit.key.id);
                if *number == 0 {
                    *number = field_name(&mut self.tallies, buf, edit.key, edit.name);
                }
                *number
            };
            output.counts.redactions += 1;
            self.tallies.count(edit.rule, field, "replace");
        }
        output.counts.changed += 1;
        room.edits.splice(buf, copied, &mut output.bytes);
    }

    /// Masks or withholds the record at `start..end` whose line ends at `next`.
    fn refuse_span(
        &mut self,
        buf: &[u8],
        (start, end, next): (usize, usize, usize),
        rule: u16,
        copied: &mut usize,
        output: &mut Output,
    ) {
        output.bytes.extend_from_slice(&buf[*copied..start]);
        *copied = next;
        refuse::whole(&self.policy, rule, self.state.line, &buf[start..end], &buf[end..next], output);
        self.tallies.count(rule, 0, refuse::action(&self.policy));
    }

    /// The end of the stream. The pipeline is then as new, at line 1.
    ///
    /// # Errors
    /// None today.
    pub fn finish(&mut self) -> Result<Summary, PipelineError> {
        let mut last = Output::default();
        self.complete(&mut last);
        self.state = State::default();
        Ok(Summary { last, tallies: self.take_tallies() })
    }

    /// The counts of rules since the last call, for hosts that replace instances during a stream.
    pub fn take_tallies(&mut self) -> Vec<Tally> {
        self.room.memo.forget_fields();
        self.tallies.take(&self.policy)
    }

    /// The next chunk starts at `line`, one-based. For between records: where [`save`](Pipeline::save) is empty.
    pub fn seek(&mut self, line: u64) {
        self.state.line = line;
    }

    /// What the stream carries to its next chunk; empty: nothing is open. It may hold a secret's bytes.
    pub fn save(&self) -> Vec<u8> {
        self.state.save()
    }

    /// Takes up a stream where `save` left it.
    ///
    /// # Errors
    /// Where `state` was not written by `save` of this version. The stream stands where it stood.
    pub fn restore(&mut self, state: &[u8]) -> Result<(), PipelineError> {
        self.state = State::restore(state).ok_or_else(|| PipelineError::State("it is not of this version".into()))?;
        Ok(())
    }

    /// A record that the host could not get processed: `frame` is its bytes with the line end, `rule` one of
    /// `limit/fuel`, `limit/memory`, `limit/trap` (anything else counts as the last). It is masked or withheld,
    /// counted, and never read.
    ///
    /// # Errors
    /// None today.
    pub fn refuse(&mut self, frame: &[u8], rule: &str) -> Result<Output, PipelineError> {
        let mut output = Output::default();
        let rules = &self.policy.rules;
        let number = fixed::HOST.clone().find(|number| rules[usize::from(*number)].name == rule);
        let number = number.unwrap_or(*fixed::HOST.end());
        let (content, ending) = frame.split_at(frame.len() - usize::from(frame.ends_with(b"\n")));
        output.counts.records += 1;
        refuse::whole(&self.policy, number, self.state.line, content, ending, &mut output);
        self.tallies.count(number, 0, refuse::action(&self.policy));
        self.state.line += 1;
        Ok(output)
    }
}

/// The tallies' number of a key's name. One with a secret in it is not named.
fn field_name(tallies: &mut Tallies, buf: &[u8], key: Mark, (start, end): (usize, usize)) -> u32 {
    let name = &buf[start..end];
    if key.tainted {
        return Tallies::OTHER;
    }
    if name.contains(&b'\\') {
        let mut decoded = Decoded::default();
        decoded.decode(name);
        return tallies.field(&decoded.text);
    }
    tallies.field(name)
}
