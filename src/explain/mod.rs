//! Why: which rule takes what out of a record, and what was nearly taken out. For a person with a policy at hand, not
//! for the way of the bytes: each record goes through several pipelines.
mod beside;
mod near;
mod place;
mod proof;

use serde_json::Value;

use crate::frame;
use crate::output::{Finding, Verb};
use crate::pipeline::Pipeline;
use crate::policy::{Key, PolicyError, merged};

pub use proof::proof;

/// Why one span of a record goes, or why it does not although it looks as if it should. It holds no value's text.
///
/// ```
/// let mut explainer = logveil::Explainer::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
/// let reasons = explainer.explain(b"{\"pin\":\"1\",\"host\":\"203.0.113.7\"}\n");
/// assert_eq!((&*reasons[0].rule, &*reasons[0].action), ("leak/key-pin", "replace"));
/// assert_eq!((&*reasons[1].rule, &*reasons[1].why), ("leak/ipv4", "the policy has this detector off"));
/// # Ok::<(), logveil::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// One-based line, from the start of the stream.
    pub line: u64,
    /// First byte of the span within the line, zero-based.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// RFC 6901, where that is known; else "".
    pub pointer: String,
    /// The rule's name.
    pub rule: String,
    /// What is done: `replace`, …; "" where nothing is: the span is a near miss.
    pub action: String,
    /// Half a sentence: what the rule went by, or what is missing for it.
    pub why: String,
}

/// The most reasons of one record; beyond them near misses are left out.
const MOST: usize = 2_000;

/// A stream that is explained instead of written.
pub struct Explainer {
    /// Tells what goes.
    told: Pipeline,
    /// Tells what is done with it.
    done: Pipeline,
    /// The same policy with something taken back, and what a hit of it alone means.
    others: Vec<(Pipeline, &'static str)>,
    /// Is asked about what may count beside a word.
    beside: Pipeline,
    /// A record whose end has not come yet.
    held: Vec<u8>,
    line: u64,
}

impl std::fmt::Debug for Explainer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explainer").field("line", &self.line).finish_non_exhaustive()
    }
}

impl Explainer {
    /// Compiles `policy`, JSON text.
    ///
    /// # Errors
    /// As [`Pipeline::open`].
    ///
    /// ```
    /// assert!(logveil::Explainer::open("{}", &[]).is_err());
    /// ```
    pub fn open(policy: &str, keys: &[Key]) -> Result<Explainer, PolicyError> {
        let mut told = merged::value(policy)?;
        // What breaks CP1 is `validate`'s business.
        told["validate"] = serde_json::json!({"schema": "none"});
        let open = |policy: &Value| Pipeline::open(&policy.to_string(), keys);
        let mut others = Vec::new();
        for part in ["allow", "protect"] {
            let mut other = told.clone();
            let taken = other["redact"].as_object_mut().and_then(|redact| redact.remove(part));
            if taken.is_some() {
                let why = if part == "allow" {
                    "the policy allows this value"
                } else {
                    "the name is protected, and the value looks like an id"
                };
                others.push((open(&other)?, why));
            }
        }
        let mut all = told.clone();
        merged::switch_all(&mut all);
        others.push((open(&all)?, "the policy has this detector off"));
        let done = Pipeline::open(policy, keys)?;
        Ok(Explainer { told: open(&told)?, beside: open(&told)?, done, others, held: Vec::new(), line: 1 })
    }

    /// Takes the next chunk, and gives the reasons of the records that it completed, in the order of their places.
    ///
    /// ```
    /// # let mut explainer = logveil::Explainer::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// assert!(explainer.explain(b"{\"pin\":").is_empty());
    /// assert_eq!(explainer.explain(b"1}\n").len(), 1);
    /// # Ok::<(), logveil::PolicyError>(())
    /// ```
    pub fn explain(&mut self, chunk: &[u8]) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for piece in chunk.split_inclusive(|byte| *byte == b'\n') {
            if !piece.ends_with(b"\n") {
                self.held.extend_from_slice(piece);
            } else if self.held.is_empty() {
                self.record(piece, &mut reasons);
            } else {
                let mut record = std::mem::take(&mut self.held);
                record.extend_from_slice(piece);
                self.record(&record, &mut reasons);
            }
        }
        reasons
    }

    /// The end of the stream: the reasons of a last record without a line end. The explainer is then as new, at line 1.
    ///
    /// ```
    /// # let mut explainer = logveil::Explainer::open(r#"{"version":1,"extends":["cp1"]}"#, &[])?;
    /// explainer.explain(b"pin=1234");
    /// assert_eq!(explainer.finish().len(), 1);
    /// # Ok::<(), logveil::PolicyError>(())
    /// ```
    pub fn finish(&mut self) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let mut record = std::mem::take(&mut self.held);
        if !record.is_empty() {
            // A record is told once it is whole; a line end changes nothing of what it says.
            record.push(b'\n');
            self.record(&record, &mut reasons);
        }
        let pipelines = self.others.iter_mut().map(|(pipeline, _)| pipeline);
        for pipeline in pipelines.chain([&mut self.told, &mut self.done]) {
            // There is nothing open.
            let _ = pipeline.finish();
        }
        self.line = 1;
        reasons
    }

    /// One record with its line end.
    fn record(&mut self, record: &[u8], reasons: &mut Vec<Reason>) {
        let line = self.line;
        self.line += 1;
        let fired = findings(&mut self.told, record);
        // The tallies are of this record alone: they say what was done under which rule.
        self.done.take_tallies();
        let _ = self.done.push(Verb::Redact, record);
        let tallies = self.done.take_tallies();
        let first = reasons.len();
        for found in &fired {
            let rule = self.told.rules()[found.rule as usize].clone();
            // What else is wrong with a record is `validate`'s business.
            if !rule.name.starts_with("leak/") && !rule.name.starts_with("limit/") {
                continue;
            }
            let field = found.pointer.rsplit('/').next().unwrap_or_default();
            let of_rule = || tallies.iter().filter(|tally| tally.rule == rule.name);
            let tally = of_rule().find(|tally| tally.field == field).or_else(|| of_rule().next());
            let action = tally.map_or("replace", |tally| tally.action.as_str());
            let why = proof(&rule.name).map_or_else(|| rule.message.clone(), Into::into);
            reasons.push(reason(found, &rule.name, action, why));
        }
        for (other, why) in &mut self.others {
            for found in findings(other, record) {
                let rule = &other.rules()[found.rule as usize].name;
                if rule.starts_with("leak/") && is_apart(&reasons[first..], found.start, found.end) {
                    reasons.push(reason(&found, rule, "", (*why).into()));
                }
            }
        }
        if !frame::is_blank(record) {
            near::look(record, |(start, end), rule, why| {
                let (start, end) = (start as u32, end as u32);
                if reasons.len() - first < MOST && is_apart(&reasons[first..], start, end) {
                    let (rule, why, action) = (format!("leak/{rule}"), why.into(), String::new());
                    reasons.push(Reason { line, start, end, pointer: String::new(), rule, action, why });
                }
            });
        }
        if !frame::is_blank(record) && reasons.len() - first < MOST {
            let mut near = Vec::new();
            let told = &reasons[first..];
            let is_free = |(start, end): (usize, usize)| is_apart(told, start as u32, end as u32);
            beside::look(record, &mut self.beside, is_free, |(start, end), rule, why| {
                let (start, end, rule) = (start as u32, end as u32, format!("leak/{rule}"));
                near.push(Reason { line, start, end, pointer: String::new(), rule, action: String::new(), why });
            });
            reasons.append(&mut near);
        }
        let beside = &mut self.beside;
        for reason in reasons[first..].iter_mut().filter(|reason| reason.action.is_empty() && reason.pointer.is_empty())
        {
            // A name that gives something away is not shown.
            reason.pointer = place::pointer(record, reason.start as usize, |name| {
                let findings = findings(beside, &[name, b"\n"].concat());
                let _ = beside.finish();
                findings.iter().any(|found| beside.rules()[found.rule as usize].name.starts_with("leak/"))
            });
        }
        reasons[first..].sort_by_key(|reason| (reason.line, reason.start, reason.end));
    }
}

/// What a pipeline finds in one record.
fn findings(pipeline: &mut Pipeline, record: &[u8]) -> Vec<Finding> {
    // The verb is the same each time, so nothing is refused.
    pipeline.push(Verb::Validate, record).map(|output| output.findings).unwrap_or_default()
}

fn reason(found: &Finding, rule: &str, action: &str, why: String) -> Reason {
    let Finding { line, start, end, ref pointer, .. } = *found;
    Reason { line, start, end, pointer: pointer.clone(), rule: rule.into(), action: action.into(), why }
}

/// Whether no reason is told yet for anything in `start..end`.
fn is_apart(reasons: &[Reason], start: u32, end: u32) -> bool {
    !reasons.iter().any(|reason| start < reason.end && reason.start < end)
}
