//! What targets take of a record's size, and Loki of its labels.
use super::memory::{Memory, Values};
use super::{Check, Look};
use crate::shape::Kind;

/// The most that a target takes; none: it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// Bytes of a record.
    pub(crate) line: Option<u64>,
    /// Bytes of a text within it.
    pub(crate) value: Option<u64>,
    /// Fields of a record: values that are no objects.
    pub(crate) fields: Option<u64>,
    /// Objects around a field, the record itself being the first.
    pub(crate) depth: Option<u64>,
}

/// Targets by name, with what their documents say in 2026:
///
/// * `loki`: `max_line_size`, and for labels `max_label_names_per_series` and `max_label_value_length` (the defaults of
///   `limits_config`, grafana.com/docs/loki, configuration).
/// * `elasticsearch`: `index.mapping.total_fields.limit` and `index.mapping.depth.limit` (mapping limit settings); a term of a
///   `keyword` has 32,766 bytes at most (Lucene's `MAX_TERM_LENGTH`; `ignore_above`).
/// * `splunk`: `TRUNCATE` in `props.conf`. * `datadog`: "maximum size for a single log: 1MB" (API, send logs).
/// * `cloudwatch`: an event has 1 MB with the 26 bytes that are counted beside its message (`PutLogEvents`; 256 KB until 2025).
/// * `gcp`: "size of a log entry: 256 KB", roughly (Cloud Logging, quotas and limits).
/// * `newrelic`: a POST of 10^6 bytes, 255 attributes; of a value 4,094 are searchable (Log API, limits).
/// * `docker`: pieces of 16 KiB (its copier's buffer). * `syslog`: what receivers "SHOULD be able to accept" (RFC 5424, 6.1).
pub(crate) const TARGETS: [(&str, Size); 9] = {
    const NONE: Size = Size { line: None, value: None, fields: None, depth: None };
    [
        ("loki", Size { line: Some(256 << 10), ..NONE }),
        ("elasticsearch", Size { value: Some(32_766), fields: Some(1000), depth: Some(20), ..NONE }),
        ("splunk", Size { line: Some(10_000), ..NONE }),
        ("datadog", Size { line: Some(1_000_000), ..NONE }),
        ("cloudwatch", Size { line: Some((1 << 20) - 26), ..NONE }),
        ("gcp", Size { line: Some(256 << 10), ..NONE }),
        ("newrelic", Size { line: Some(1_000_000), value: Some(4_094), fields: Some(255), ..NONE }),
        ("docker", Size { line: Some(16 << 10), ..NONE }),
        ("syslog", Size { line: Some(2_048), ..NONE }),
    ]
};

/// Loki's limits on labels: in a record, and on the bytes of a value.
const LABELS: usize = 15;
const LABEL: usize = 2_048;

pub(super) fn look(look: &mut Look<'_>) {
    let Size { value, fields, depth, .. } = look.checks.size;
    let (tape, over) = (look.tape, |most: Option<u64>, count: u64| most.is_some_and(|most| count > most));
    let mut leaves = 0;
    let mut depths: Vec<u64> = Vec::with_capacity(tape.nodes.len());
    let mut told = false;
    for (at, node) in tape.nodes.iter().enumerate() {
        let object = u64::from(node.kind == Kind::Object);
        let deep = if at == 0 { object } else { depths[node.up] + object };
        depths.push(deep);
        leaves += 1 - object;
        if over(depth, deep) && !told {
            told = true;
            look.value(Check::Depth, at, format!("{} at most", depth.unwrap_or_default()));
        }
        let (start, end) = tape.inner(at);
        if node.kind == Kind::String
            && over(value, (end - start) as u64)
            && over(value, tape.said(look.record, at).len() as u64)
        {
            look.value(Check::Value, at, format!("{} bytes at most", value.unwrap_or_default()));
        }
    }
    if over(fields, leaves) {
        look.whole(Check::Fields, &format!("{} at most", fields.unwrap_or_default()));
    }
}

pub(super) fn labels(look: &mut Look<'_>) {
    let (tape, checks) = (look.tape, look.checks);
    look.memory.labels.resize_with(checks.labels.len(), Values::default);
    let mut labels = 0;
    for at in tape.below(0) {
        let name = tape.name(look.record, at);
        let Some(place) = checks.labels.iter().position(|label| label.as_bytes() == &*name) else { continue };
        if tape.is_null(look.record, at) {
            continue;
        }
        labels += 1;
        let said = tape.said(look.record, at).into_owned();
        if said.len() > LABEL {
            look.value(Check::LabelValue, at, String::new());
        }
        let values = &mut look.memory.labels[place];
        if values.told {
            continue;
        }
        values.met.insert(Memory::hash(&said, Memory::SEED));
        if values.met.len() > checks.max_label_values {
            *values = Values { told: true, ..Values::default() };
            look.value(Check::Values, at, format!("more than {}", checks.max_label_values));
        }
    }
    if labels > LABELS {
        look.whole(Check::Labels, &format!("{LABELS} at most"));
    }
}
