//! Bytes that become JSON: text wrapped as a record's message, and bytes that are no UTF-8 written as escapes.

use std::borrow::Cow;

use crate::edits::Edits;

/// A change of some bytes: their span, and what is written in its place.
pub(crate) type Change = ((usize, usize), Cow<'static, [u8]>);

/// The changes that make `buf[start..end]`, text, the `message` of a record, with its edits made.
pub(crate) fn message(buf: &[u8], (start, end): (usize, usize), edits: &Edits) -> Vec<Change> {
    let mut changes = vec![((start, start), Cow::Borrowed(&b"{\"message\":\""[..]))];
    let mut at = start;
    for edit in edits.list() {
        escapes(&buf[at..edit.start], at, &mut changes);
        let mut fresh = Vec::new();
        json(edits.fresh(edit), &mut fresh);
        changes.push(((edit.start, edit.end), fresh.into()));
        at = edit.end;
    }
    escapes(&buf[at.min(end)..end], at, &mut changes);
    changes.push(((end, end), Cow::Borrowed(&b"\"}"[..])));
    changes
}

/// The changes that some text needs to stand in a JSON string. It starts at `base`.
fn escapes(text: &[u8], base: usize, changes: &mut Vec<Change>) {
    let mut at = base;
    for chunk in text.utf8_chunks() {
        for (place, letter) in chunk.valid().char_indices() {
            if let Some(fresh) = escape(letter) {
                changes.push(((at + place, at + place + 1), fresh));
            }
        }
        at += chunk.valid().len();
        for invalid in chunk.invalid() {
            changes.push(((at, at + 1), byte(*invalid)));
            at += 1;
        }
    }
}

/// Some text as it stands in a JSON string.
fn json(text: &[u8], out: &mut Vec<u8>) {
    let mut changes = Vec::new();
    escapes(text, 0, &mut changes);
    let mut at = 0;
    for ((start, end), fresh) in changes {
        out.extend_from_slice(&text[at..start]);
        out.extend_from_slice(&fresh);
        at = end;
    }
    out.extend_from_slice(&text[at..]);
}

/// The bytes of a record that are no UTF-8: their spans, and the escapes that stand for them.
pub(crate) fn invalid_bytes(record: &[u8]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    for chunk in record.utf8_chunks() {
        at += chunk.valid().len();
        for _ in chunk.invalid() {
            changes.push(((at, at + 1), byte(record[at])));
            at += 1;
        }
    }
    changes
}

/// Writes the bytes of some JSON text that are no UTF-8 as escapes.
pub(crate) fn escape_invalid(text: &mut Vec<u8>) {
    for ((start, end), fresh) in invalid_bytes(text).into_iter().rev() {
        text.splice(start..end, fresh.iter().copied());
    }
}

fn byte(byte: u8) -> Cow<'static, [u8]> {
    Cow::Borrowed(&BYTES[usize::from(byte)])
}

/// `\u00XX` for every byte.
static BYTES: [[u8; 6]; 256] = {
    let mut all = [*b"\\u0000"; 256];
    let digits = b"0123456789abcdef";
    let mut byte = 0;
    while byte < 256 {
        (all[byte][4], all[byte][5]) = (digits[byte >> 4], digits[byte & 15]);
        byte += 1;
    }
    all
};

/// How JSON writes a character that can't stand as it is.
fn escape(letter: char) -> Option<Cow<'static, [u8]>> {
    Some(match letter {
        '"' => Cow::Borrowed(b"\\\""),
        '\\' => Cow::Borrowed(b"\\\\"),
        '\n' => Cow::Borrowed(b"\\n"),
        '\r' => Cow::Borrowed(b"\\r"),
        '\t' => Cow::Borrowed(b"\\t"),
        '\0'..='\x1f' => byte(letter as u8),
        _ => return None,
    })
}
