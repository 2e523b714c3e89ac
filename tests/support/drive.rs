//! Drives a pipeline over a stream in chunks, and adds up what it gives back.
use std::collections::BTreeMap;

use logveil::{Counts, Finding, Output, Pipeline, Tally, Verb};

use super::findings::Found;

/// Everything that one stream gave.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) bytes: Vec<u8>,
    pub(crate) errors: Vec<u8>,
    pub(crate) quarantine: Vec<u8>,
    pub(crate) counts: Counts,
    /// In the order of the input.
    pub(crate) findings: Vec<Found>,
    raw: Vec<Finding>,
    /// By rule, field and action.
    pub(crate) tallies: BTreeMap<(String, String, String), u64>,
    /// Debug text of all findings and outputs: no secret may stand in it.
    pub(crate) debug: String,
}

impl Ran {
    fn take(&mut self, output: Output) {
        self.debug.push_str(&format!("{:?}{:?}", output.counts, output.findings));
        self.bytes.extend_from_slice(&output.bytes);
        self.errors.extend_from_slice(&output.errors);
        self.quarantine.extend_from_slice(&output.quarantine);
        add(&mut self.counts, &output.counts);
        self.raw.extend(output.findings);
    }

    fn tally(&mut self, tallies: Vec<Tally>) {
        for tally in tallies {
            *self.tallies.entry((tally.rule, tally.field, tally.action)).or_default() += tally.count;
        }
    }

    /// The first difference to `other`, in words; None where there is none.
    pub(crate) fn differs(&self, other: &Ran) -> Option<String> {
        if self.bytes != other.bytes {
            return Some(format!("bytes: {} against {}", show(&self.bytes), show(&other.bytes)));
        }
        if self.counts != other.counts {
            return Some(format!("counts: {:?} against {:?}", self.counts, other.counts));
        }
        if self.quarantine != other.quarantine {
            return Some(format!("quarantine: {} against {}", show(&self.quarantine), show(&other.quarantine)));
        }
        if self.errors != other.errors {
            return Some("errors".into());
        }
        if self.findings != other.findings {
            return Some(format!("findings: {:?} against {:?}", self.findings, other.findings));
        }
        (self.tallies != other.tallies).then(|| format!("tallies: {:?} against {:?}", self.tallies, other.tallies))
    }
}

/// A refusal of the pipeline, as text, names the step.
pub(crate) type Outcome = Result<Ran, String>;

/// The whole stream as the given chunks, one pipeline.
pub(crate) fn chunks<'a>(pipeline: &mut Pipeline, verb: Verb, parts: impl IntoIterator<Item = &'a [u8]>) -> Outcome {
    let mut ran = Ran::default();
    for part in parts {
        ran.take(pipeline.push(verb, part).map_err(|error| format!("push: {error:?}"))?);
    }
    finish(pipeline, ran)
}

/// The whole stream as one chunk.
pub(crate) fn whole(pipeline: &mut Pipeline, verb: Verb, stream: &[u8]) -> Outcome {
    chunks(pipeline, verb, [stream])
}

/// The stream up to `cut` in one pipeline, the rest in another that takes up the first's state, as a host does it.
pub(crate) fn handover(first: &mut Pipeline, second: &mut Pipeline, verb: Verb, stream: &[u8], cut: usize) -> Outcome {
    let (head, tail) = stream.split_at(cut);
    relay(first, second, verb, &[head, tail])
}

/// The stream as the given chunks, each in the other pipeline, which takes up the last one's state. An empty state
/// means that the next record starts at the cut, and then `seek` names its line.
pub(crate) fn relay(first: &mut Pipeline, second: &mut Pipeline, verb: Verb, parts: &[&[u8]]) -> Outcome {
    let (mut ran, mut line) = (Ran::default(), 1);
    let (mut here, mut there) = (first, second);
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            let state = here.save();
            ran.tally(here.take_tallies());
            here.finish().map_err(|error| format!("finish: {error:?}"))?;
            std::mem::swap(&mut here, &mut there);
            if state.is_empty() {
                here.seek(line);
            } else {
                here.restore(&state).map_err(|error| format!("restore: {error:?}"))?;
            }
        }
        ran.take(here.push(verb, part).map_err(|error| format!("push: {error:?}"))?);
        line += part.iter().filter(|&&byte| byte == b'\n').count() as u64;
    }
    finish(here, ran)
}

fn finish(pipeline: &mut Pipeline, mut ran: Ran) -> Outcome {
    let summary = pipeline.finish().map_err(|error| format!("finish: {error:?}"))?;
    ran.take(summary.last);
    ran.tally(summary.tallies);
    ran.findings = ran.raw.iter().map(|finding| Found::new(finding, pipeline.rules())).collect();
    Ok(ran)
}

fn add(sum: &mut Counts, counts: &Counts) {
    sum.records += counts.records;
    sum.changed += counts.changed;
    sum.masked += counts.masked;
    sum.withheld += counts.withheld;
    sum.redactions += counts.redactions;
    sum.errors += counts.errors;
    sum.warnings += counts.warnings;
}

/// Where to cut a stream: everywhere, or, where it is long, at places that are the same in each run.
pub(crate) fn cuts(len: usize) -> Vec<usize> {
    if len < 4096 {
        return (0..=len).collect();
    }
    let even = if len < 1 << 18 { 48 } else { 12 };
    let mut cuts: Vec<usize> = (0..even).map(|n| len * n / even + n % 7).collect();
    cuts.extend([1, 2, 63, 64, 65, len - 3, len - 2, len - 1]);
    cuts.retain(|&cut| cut <= len);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Bytes for a message: text as a literal, and not more than a screen of it.
pub(crate) fn show(bytes: &[u8]) -> String {
    let text = bytes.escape_ascii().to_string();
    match text.char_indices().nth(400) {
        Some((end, _)) => format!("\"{}…\" ({} bytes)", &text[..end], bytes.len()),
        None => format!("\"{text}\""),
    }
}

/// Whether `needle` stands in `haystack`.
pub(crate) fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    needle.is_empty() || haystack.windows(needle.len()).any(|window| window == needle)
}
