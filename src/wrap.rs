//! Bytes that become JSON: text wrapped as a record's message, and bytes that are no UTF-8 written as escapes.

/// The changes that make text the `message` of a record. `ending` bytes of a line end are left out of it.
pub(crate) fn message(text: &[u8]) -> Vec<((usize, usize), Vec<u8>)> {
    let mut changes = vec![((0, 0), b"{\"message\":\"".to_vec())];
    let mut at = 0;
    for chunk in text.utf8_chunks() {
        for (place, letter) in chunk.valid().char_indices() {
            let start = at + place;
            if let Some(fresh) = escape(letter) {
                changes.push(((start, start + 1), fresh));
            }
        }
        at += chunk.valid().len();
        for _ in chunk.invalid() {
            changes.push(((at, at + 1), byte(text[at])));
            at += 1;
        }
    }
    changes.push(((text.len(), text.len()), b"\"}".to_vec()));
    changes
}

/// The bytes of a record that are no UTF-8: their spans, and the escapes that stand for them.
pub(crate) fn invalid_bytes(record: &[u8]) -> Vec<((usize, usize), Vec<u8>)> {
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
