//! Two verbs in one pass, for the viewer: lines are validated, and only those are redacted in which that would change
//! something. What comes out is what the two verbs give one after the other.

#[cfg(feature = "viewer")]
use std::sync::Arc;

use super::Pipeline;
use super::lines::{is_alone, mode};
use crate::frame::{self, Line};
use crate::input::carrier;
use crate::input::join::{Join, Mode};
use crate::output::{Output, Verb};
#[cfg(feature = "viewer")]
use crate::policy::{Key, Policy, PolicyError};
use crate::record::Place;

impl Pipeline {
    /// Whether nothing is open.
    pub(crate) fn is_idle(&self) -> bool {
        let state = &self.state;
        state.open.is_none() && state.join.is_none() && state.lines.is_empty() && !state.key.is_open()
    }

    /// The line that comes next.
    pub(crate) fn line(&self) -> u64 {
        self.state.line
    }

    /// Two under one policy, which is compiled once. ERROR records stand among the others, whatever it says.
    #[cfg(feature = "viewer")]
    pub(crate) fn pair(policy: &str, keys: &[Key]) -> Result<(Pipeline, Pipeline), PolicyError> {
        let mut policy = Policy::open(policy, keys)?;
        policy.split_errors = false;
        let policy = Arc::new(policy);
        Ok((Pipeline::under(Arc::clone(&policy)), Pipeline::under(policy)))
    }

    /// The findings of whole lines, and their redacted bytes. False: a line may be more than a record of its own, or the
    /// policy looks at more than single records; the pipeline stands where it stood then, and `output` is of no use.
    pub(crate) fn review(&mut self, buf: &[u8], output: &mut Output) -> bool {
        output.clear();
        let begun = self.state.line;
        if !self.is_idle() || self.policy.checks.on != 0 || self.policy.split_errors || !buf.ends_with(b"\n") {
            return false;
        }
        let done = self.reviewed(buf, output);
        if !done {
            self.state.line = begun;
        }
        done
    }

    fn reviewed(&mut self, buf: &[u8], output: &mut Output) -> bool {
        let modes = [Verb::Redact, Verb::Validate].map(|verb| mode(&self.policy, verb));
        let mut place = Place::default();
        let (mut start, mut line, mut paired) = (0, 0, None);
        self.index.clear();
        self.records.key = self.state.key;
        output.bytes.reserve(buf.len());
        while start < buf.len() {
            while self.index.lines.get(line).is_none_or(|at| (*at as usize) < start) {
                if line < self.index.lines.len() {
                    line += 1;
                    continue;
                }
                self.index.forget(line, place.stop);
                (line, place.stop) = (0, 0);
                if !self.index.extend(buf, self.policy.inspecting()) {
                    return false;
                }
            }
            let end = self.index.lines[line] as usize;
            let next = end + 1;
            let record = &buf[start..end];
            let mut head = start;
            if frame::may_join(record) && !is_alone(modes[1], buf, (start, end, next), &mut paired) {
                if modes.iter().any(|mode| joins(*mode, record)) {
                    return false;
                }
                head += carrier::length(record, modes[1].input);
            }
            let whole = Line { start, head, end, next, number: self.state.line };
            let stop = place.stop;
            let seen = (buf, &mut self.index);
            let stays = self.records.line(&self.policy, Verb::Validate, seen, whole, &mut place, output);
            if !stays {
                place.stop = stop;
                output.counts.records -= 1;
                self.records.redact(&self.policy, (buf, &mut self.index), whole, &mut place, output);
            }
            if self.records.key.is_open() {
                return false;
            }
            self.state.line += 1;
            start = next;
        }
        output.bytes.extend_from_slice(&buf[place.copied..]);
        true
    }
}

/// Whether a line is handled with others, or taken out of its carrier.
fn joins(mode: Mode, line: &[u8]) -> bool {
    let line = frame::content(line);
    Join::start(line, mode).is_some_and(|join| !join.is_alone(line) || join.is_docker())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what the vectors hold is known")]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::Value;

    use crate::{Key, Output, Pipeline, Verb};

    fn policy(value: &Value) -> String {
        match value {
            Value::String(name) => format!("{{\"version\":1,\"extends\":[\"{name}\"]}}"),
            other => other.to_string(),
        }
    }

    /// Whether the pass was made. What it gave is what the two verbs give.
    fn same(policy: &str, keys: &[Key], lines: &[u8]) -> bool {
        let open = || Pipeline::open(policy, keys);
        let (Ok(mut both), Ok(mut redact), Ok(mut validate)) = (open(), open(), open()) else { return false };
        let mut output = Output::default();
        // The second time the forms of the records are known.
        for _ in 0..2 {
            let before = both.line();
            if !both.review(lines, &mut output) {
                assert_eq!(both.line(), before);
                return false;
            }
            let redacted = redact.push(Verb::Redact, lines).unwrap();
            let found = validate.push(Verb::Validate, lines).unwrap();
            let show = || String::from_utf8_lossy(lines).into_owned();
            assert_eq!(String::from_utf8_lossy(&output.bytes), String::from_utf8_lossy(&redacted.bytes));
            assert_eq!(output.findings, found.findings, "{}", show());
            let (mut counts, found) = (redacted.counts, found.counts);
            (counts.errors, counts.warnings) = (found.errors, found.warnings);
            assert_eq!(output.counts, counts, "{}", show());
            assert_eq!(output.quarantine, redacted.quarantine);
            assert_eq!(both.line(), redact.line());
            assert!(redact.is_idle() && validate.is_idle());
        }
        true
    }

    #[test]
    fn one_pass_gives_what_two_verbs_give() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
        let keys = ["k1", "k2"].map(|id| Key { id: id.into(), bytes: vec![7; 32] });
        let (mut passes, mut all) = (0, 0);
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|name| name != "json") {
                continue;
            }
            let page: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
            let mut joined = Vec::new();
            for vector in page["vectors"].as_array().into_iter().flatten() {
                let Some(input) = vector["in"].as_str() else { continue };
                let lines = [input.trim_end_matches('\n').as_bytes(), b"\n"].concat();
                let own = vector.get("policy").or(page.get("policy")).map_or("cp1".into(), policy);
                passes += usize::from(same(&own, &keys, &lines));
                all += 1;
                joined.extend(lines);
            }
            for preset in ["cp1", "strict"] {
                same(&policy(&Value::from(preset)), &keys, &joined);
                for half in joined.split_inclusive(|byte| *byte == b'\n').collect::<Vec<_>>().chunks(29) {
                    same(&policy(&Value::from(preset)), &keys, &half.concat());
                }
            }
        }
        assert!(passes * 3 > all * 2, "{passes} of {all}");
    }
}
