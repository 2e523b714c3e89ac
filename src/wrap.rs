//! Bytes that become JSON: text wrapped as a record's message, and bytes that are no UTF-8 written as escapes.

use std::borrow::Cow;

use crate::decode::{Decoded, hex};
use crate::edits::Edits;
use crate::inspect;

/// A change of some bytes: their span, and what is written in its place.
pub(crate) type Change = ((usize, usize), Cow<'static, [u8]>);

/// Makes `line[start..end]`, text, the `message` of a record, with its edits made. `base`: where the line starts in the
/// buffer that the edits are of. `visible`: characters that do something to a reader are written so that they are seen.
pub(crate) fn message(
    line: &[u8],
    (start, end): (usize, usize),
    base: usize,
    edits: &Edits,
    visible: bool,
    fresh: &mut Decoded,
) {
    fresh.begin();
    fresh.put(0, b"{\"message\":\"");
    let mut at = start;
    for edit in edits.list() {
        escapes(line, (at, edit.start - base), visible, fresh);
        let mut written = Decoded::default();
        let said = edits.fresh(edit);
        escapes(said, (0, said.len()), visible, &mut written);
        fresh.put(edit.start - base, &written.text);
        at = edit.end - base;
    }
    escapes(line, (at.min(end), end), visible, fresh);
    fresh.put(end, b"\"}");
    fresh.keep(line, end, line.len());
    fresh.end(line.len());
}

/// Whether a text stands as it would between the quotes of a JSON string.
pub(crate) fn is_quoted(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\')) {
        let length = match (rest[at], rest.get(at + 1)) {
            (b'\\', Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => 2,
            (b'\\', Some(b'u')) if hex(rest.get(at + 2..at + 6)).is_some() => 6,
            _ => return false,
        };
        rest = &rest[at + length..];
    }
    std::str::from_utf8(text).is_ok()
}

/// Appends some text as it stands in a JSON string.
pub(crate) fn escapes(text: &[u8], (start, end): (usize, usize), visible: bool, fresh: &mut Decoded) {
    let plain = |byte: &u8| matches!(byte, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    if text[start..end].iter().fold(true, |all, byte| all & plain(byte)) {
        return fresh.keep(text, start, end);
    }
    let mut at = start;
    for chunk in text[start..end].utf8_chunks() {
        let valid = chunk.valid().as_bytes();
        if visible && chunk.valid().chars().any(|letter| inspect::class(u32::from(letter)).is_some()) {
            for (place, letter) in chunk.valid().char_indices() {
                let bytes = &valid[place..place + letter.len_utf8()];
                let place = at + place;
                match letter {
                    _ if inspect::class(u32::from(letter)).is_some() => fresh.put(place, &self::visible(bytes)),
                    '"' | '\\' => fresh.put(place, escape(letter as u8)),
                    _ => fresh.keep(text, place, place + bytes.len()),
                }
            }
            at += valid.len();
            for invalid in chunk.invalid() {
                fresh.put(at, &byte(*invalid, true));
                at += 1;
            }
            continue;
        }
        let mut done = 0;
        let special = |byte: &u8| matches!(byte, 0..=0x1f | b'"' | b'\\');
        while let Some(plain) = valid[done..].iter().position(special) {
            fresh.keep(text, at + done, at + done + plain);
            done += plain;
            fresh.put(at + done, escape(valid[done]));
            done += 1;
        }
        fresh.keep(text, at + done, at + valid.len());
        at += valid.len();
        for invalid in chunk.invalid() {
            fresh.put(at, &byte(*invalid, visible));
            at += 1;
        }
    }
}

/// The escape that stands for a byte that is no UTF-8.
fn byte(byte: u8, visible: bool) -> Cow<'static, [u8]> {
    let escape = &BYTES[usize::from(byte)];
    let acts = visible && inspect::class(u32::from(byte)).is_some();
    if acts { self::visible(escape).into() } else { Cow::Borrowed(escape) }
}

/// The bytes of a record that are no UTF-8: their spans, and the escapes that stand for them.
pub(crate) fn invalid_bytes(record: &[u8], visible: bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    for chunk in record.utf8_chunks() {
        at += chunk.valid().len();
        for _ in chunk.invalid() {
            changes.push(((at, at + 1), byte(record[at], visible)));
            at += 1;
        }
    }
    changes
}

/// Writes the bytes of some JSON text that are no UTF-8 as escapes.
pub(crate) fn escape_invalid(text: &mut Vec<u8>, visible: bool) {
    if std::str::from_utf8(text).is_ok() {
        return;
    }
    let mut written = Vec::with_capacity(text.len() * 2);
    let mut at = 0;
    for ((start, end), fresh) in invalid_bytes(text, visible) {
        written.extend_from_slice(&text[at..start]);
        written.extend_from_slice(&fresh);
        at = end;
    }
    written.extend_from_slice(&text[at..]);
    *text = written;
}

/// A character that does something to a reader, raw or as an escape, so that it is seen: `\\u001b`, `\\n`.
pub(crate) fn visible(said: &[u8]) -> Vec<u8> {
    if said.starts_with(b"\\") {
        // Each backslash stands for itself.
        let mut seen = Vec::new();
        for byte in said {
            seen.extend_from_slice(if *byte == b'\\' { b"\\\\" } else { std::slice::from_ref(byte) });
        }
        return seen;
    }
    let letters = String::from_utf8_lossy(said);
    let mut units = [0; 2];
    let units = letters.chars().flat_map(|letter| letter.encode_utf16(&mut units).to_vec()).collect::<Vec<u16>>();
    units.iter().flat_map(|unit| format!("\\\\u{unit:04x}").into_bytes()).collect()
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

/// How JSON writes an ASCII character that can't stand as it is.
fn escape(byte: u8) -> &'static [u8] {
    match byte {
        b'"' => b"\\\"",
        b'\\' => b"\\\\",
        b'\n' => b"\\n",
        b'\r' => b"\\r",
        b'\t' => b"\\t",
        _ => &BYTES[usize::from(byte)],
    }
}
