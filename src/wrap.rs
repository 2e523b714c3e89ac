//! Bytes that become JSON: text wrapped as a record's message, and bytes that are no UTF-8 written as escapes.

use crate::edits::Edits;

/// A change of some bytes: their span, and what is written in its place.
pub(crate) type Change = ((usize, usize), Vec<u8>);

/// The changes that make `buf[start..end]`, text, the `message` of a record, with its edits made.
pub(crate) fn message(buf: &[u8], (start, end): (usize, usize), edits: &Edits) -> Vec<Change> {
    let mut changes = vec![((start, start), b"{\"message\":\"".to_vec())];
    let mut at = start;
    for edit in edits.list() {
        escapes(&buf[at..edit.start], at, &mut changes);
        let mut fresh = Vec::new();
        json(edits.fresh(edit), &mut fresh);
        changes.push(((edit.start, edit.end), fresh));
        at = edit.end;
    }
    escapes(&buf[at.min(end)..end], at, &mut changes);
    changes.push(((end, end), b"\"}".to_vec()));
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
        out.extend(fresh);
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
        text.splice(start..end, fresh);
    }
}

fn byte(byte: u8) -> Vec<u8> {
    format!("\\u{byte:04x}").into_bytes()
}

/// How JSON writes a character that can't stand as it is.
fn escape(letter: char) -> Option<Vec<u8>> {
    Some(match letter {
        '"' => b"\\\"".to_vec(),
        '\\' => b"\\\\".to_vec(),
        '\n' => b"\\n".to_vec(),
        '\r' => b"\\r".to_vec(),
        '\t' => b"\\t".to_vec(),
        '\0'..='\x1f' => format!("\\u{:04x}", u32::from(letter)).into_bytes(),
        _ => return None,
    })
}
