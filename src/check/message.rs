//! Messages: missing, blank, no text, or with the traces of a value that could not be written.
use super::{Check, Look};
use crate::cp1::Field;
use crate::shape::Kind;

/// What stands in a message where a value was not turned into text.
const TRACES: [&[u8]; 6] =
    [b"[object Object]", b"[object Promise]", b" object at 0x", b"[Ljava.lang.", b"%!(EXTRA", b"(MISSING)"];

pub(super) fn look(look: &mut Look<'_>) {
    let Some((at, preference)) = look.field(Field::Message) else {
        if !look.checks.cp1 {
            look.whole(Check::MessageMissing, "");
        }
        return;
    };
    let own = look.checks.cp1 && preference == 0;
    if look.tape.nodes[at].kind != Kind::String {
        if !own {
            look.value(Check::NotText, at, String::new());
        }
        return;
    }
    let said = look.tape.said(look.record, at);
    if said.trim_ascii().is_empty() {
        if !(own && said.is_empty()) {
            look.value(Check::Blank, at, String::new());
        }
        return;
    }
    let stands = |trace: &[u8]| said.windows(trace.len()).any(|text| text == trace);
    if TRACES.iter().any(|trace| stands(trace)) || is_verb(&said) {
        look.value(Check::Unformatted, at, String::new());
    }
}

/// What Go's `fmt` writes for a value that does not fit: `%!d(string=…)`.
fn is_verb(said: &[u8]) -> bool {
    said.windows(4).any(|text| text.starts_with(b"%!") && text[2].is_ascii_alphabetic() && text[3] == b'(')
}
