//! The way of the lines: which of a chunk are records, which go on with others, and what is open at its end.
use super::Pipeline;
use crate::frame::{self, Line, Open};
use crate::input::carrier;
use crate::input::join::{Join, Mode, Next};
use crate::joined::Means;
use crate::output::{Output, Verb};
use crate::policy::Policy;
use crate::record::Place;
use crate::refuse;

impl Pipeline {
    pub(super) fn chunk(&mut self, verb: Verb, mut chunk: &[u8], output: &mut Output) {
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
    pub(super) fn complete(&mut self, verb: Verb, output: &mut Output) {
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
    pub(super) fn settle(&mut self, verb: Verb, output: &mut Output) {
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
    pub(super) fn resume(&mut self, verb: Verb) {
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
}

/// Whether a line is a record of its own, by how it and the next one begin. `paired`: a line that begins with a pair.
#[inline(never)]
pub(super) fn is_alone(
    mode: Mode,
    buf: &[u8],
    (start, end, next): (usize, usize, usize),
    paired: &mut Option<usize>,
) -> bool {
    if *paired != Some(start) && !frame::begins_pair(&buf[start..end]) {
        return false;
    }
    *paired = (next < buf.len() && frame::begins_pair(&buf[next..])).then_some(next);
    !mode.traces || paired.is_some()
}

/// What is looked for in lines.
pub(super) fn mode(policy: &Policy, verb: Verb) -> Mode {
    let traces = matches!(verb, Verb::Format | Verb::Run) && policy.output_cp1;
    Mode { input: policy.input, traces, unwraps: traces || verb == Verb::Validate }
}
