//! Ids of traces and spans in the W3C's form, at any depth, under their usual names.
use super::{Check, Look};
use crate::keys::words_of;
use crate::shape::Kind;

/// The longest name that is looked at, in bytes.
const NAME: usize = 64;

pub(super) fn look(look: &mut Look<'_>) {
    for at in 1..look.tape.nodes.len() {
        let node = look.tape.nodes[at];
        let (start, end) = node.key;
        if end - start > NAME || end == start || look.tape.is_null(look.record, at) {
            continue;
        }
        let Some(id) = id(&look.tape.name(look.record, at)) else { continue };
        let said = look.tape.said(look.record, at);
        let text = node.kind == Kind::String;
        match id {
            Check::TraceId if !(text && is_id(&said, 32)) => look.value(id, at, String::new()),
            Check::SpanId if !(text && is_id(&said, 16)) => look.value(id, at, String::new()),
            Check::Traceparent if !(text && is_traceparent(&said)) => look.value(id, at, String::new()),
            _ => {}
        }
        if id == Check::SpanId && !has_trace(look, node.up) {
            look.value(Check::SpanWithoutTrace, at, String::new());
        }
    }
}

/// What a name says that its value is.
fn id(name: &[u8]) -> Option<Check> {
    let words = words_of(std::str::from_utf8(name).ok()?);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Some(match words[..] {
        ["trace", "id"] | ["traceid"] => Check::TraceId,
        ["span", "id"] | ["spanid"] | ["parent", "span", "id"] | ["parentspanid"] => Check::SpanId,
        ["traceparent"] | ["trace", "parent"] => Check::Traceparent,
        _ => return None,
    })
}

/// Whether a trace id or a `traceparent` stands in an object, or at the top.
fn has_trace(look: &Look<'_>, object: usize) -> bool {
    [object, 0].into_iter().any(|object| {
        let names = look.tape.below(object).map(|at| look.tape.name(look.record, at));
        names
            .into_iter()
            .any(|name| name.len() <= NAME && matches!(id(&name), Some(Check::TraceId | Check::Traceparent)))
    })
}

fn is_hex(text: &[u8], length: usize) -> bool {
    text.len() == length && text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_id(text: &[u8], length: usize) -> bool {
    is_hex(text, length) && text.iter().any(|byte| *byte != b'0')
}

fn is_traceparent(text: &[u8]) -> bool {
    let parts: Vec<&[u8]> = text.split(|byte| *byte == b'-').collect();
    // Later versions may have more parts; version ff is none.
    match parts[..] {
        [version, trace, span, flags, ref more @ ..] => {
            is_hex(version, 2)
                && version != b"ff"
                && is_id(trace, 32)
                && is_id(span, 16)
                && is_hex(flags, 2)
                && (more.is_empty() || version != b"00")
        }
        _ => false,
    }
}
