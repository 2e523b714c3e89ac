//! Records that can't be handled: masked or withheld, kept in the quarantine, counted; never passed as they stood.
use std::io::Write;

use crate::base64::Encoder;
use crate::emit::Emitter;
use crate::output::{Output, Verb};
use crate::part::WHOLE;
use crate::policy::{OnError, Policy};

/// The tallies' word for what is done.
pub(crate) fn action(policy: &Policy, verb: Verb) -> &'static str {
    match policy.on_error {
        _ if verb == Verb::Validate => "find",
        OnError::Mask => "mask",
        OnError::Withhold => "withhold",
    }
}

/// Refuses a record that is here as a whole, as the policy says for errors. `ending` is its line end, less a carriage
/// return.
pub(crate) fn whole(
    policy: &Policy,
    (verb, rule): (Verb, u16),
    line: u64,
    content: &[u8],
    ending: &[u8],
    output: &mut Output,
) {
    if policy.on_error == OnError::Withhold {
        return withhold(policy, rule, line, content, ending, output);
    }

    let (record, carriage) = match content {
        [record @ .., b'\r'] if !ending.is_empty() => (record, &b"\r"[..]),
        _ => (content, &b""[..]),
    };
    quarantine(policy, rule, line, record, output);
    let json = masks_json(policy, verb, record.iter().find(|byte| !byte.is_ascii_whitespace()).copied());
    let ending = [carriage, ending].concat();
    stand_in(policy, (verb, rule), line, record.len() as u64, json, &ending, output);
}

/// Keeps a record out of the output.
pub(crate) fn withhold(policy: &Policy, rule: u16, line: u64, content: &[u8], ending: &[u8], output: &mut Output) {
    let record = if ending.is_empty() { content } else { content.strip_suffix(b"\r").unwrap_or(content) };
    quarantine(policy, rule, line, record, output);
    output.counts.changed += 1;
    output.counts.withheld += 1;
}

fn quarantine(policy: &Policy, rule: u16, line: u64, record: &[u8], output: &mut Output) {
    open_quarantine(policy, rule, line, output);
    let mut encoder = Encoder::default();
    encoder.push(record, &mut output.quarantine);
    close_quarantine(&mut encoder, output);
}

/// What stands in a refused record's place: the masked record, or nothing.
pub(crate) fn stand_in(
    policy: &Policy,
    (verb, rule): (Verb, u16),
    line: u64,
    bytes: u64,
    json: bool,
    ending: &[u8],
    output: &mut Output,
) {
    let rule = &policy.rules[usize::from(rule)].name;
    output.counts.changed += 1;
    if policy.on_error == OnError::Withhold {
        output.counts.withheld += 1;
        return;
    }
    output.counts.masked += 1;
    let masked = if json {
        let reason = format!("{{\"reason\":\"{rule}\",\"line\":{line},\"bytes\":{bytes}}}");
        format!("{{\"message\":\"[REDACTED]\",\"logveil\":{reason}}}")
    } else {
        format!("[REDACTED {rule}]")
    };
    match policy.form.filter(|_| WHOLE && matches!(verb, Verb::Format | Verb::Run)) {
        Some(form) => {
            Emitter::default().record(form, masked.as_bytes(), &mut output.bytes);
            output.bytes.extend_from_slice(ending.strip_prefix(b"\r").unwrap_or(ending));
        }
        None => {
            output.bytes.extend_from_slice(masked.as_bytes());
            output.bytes.extend_from_slice(ending);
        }
    }
}

/// Starts a record of the quarantine; its bytes follow in base64.
pub(crate) fn open_quarantine(policy: &Policy, rule: u16, line: u64, output: &mut Output) {
    let rule = &policy.rules[usize::from(rule)].name;
    // Writing to a Vec does not fail.
    let _ = write!(output.quarantine, "{{\"line\":{line},\"rule\":\"{rule}\",\"raw_base64\":\"");
}

pub(crate) fn close_quarantine(encoder: &mut Encoder, output: &mut Output) {
    encoder.finish(&mut output.quarantine);
    output.quarantine.extend_from_slice(b"\"}\n");
}

/// Whether a record that starts so is masked as JSON: where it is to become JSON, it is whatever it was.
pub(crate) fn masks_json(policy: &Policy, verb: Verb, first: Option<u8>) -> bool {
    policy.output_cp1 && matches!(verb, Verb::Format | Verb::Run) || is_json(first)
}

/// Whether a record that starts so is JSON, or was meant to be.
pub(crate) fn is_json(first: Option<u8>) -> bool {
    matches!(first, Some(b'{' | b'[' | b'"'))
}
