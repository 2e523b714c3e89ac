//! logfmt: `key=value` pairs on a line, quoted as go-logfmt does; the names are CP1's, nested ones with dots. A backslash
//! is quoted too: some readers take it for an escape wherever it stands.
use super::text::{self, quoted};
use super::{Record, flat};
use crate::inspect;
use crate::shape::{Kind, Member};

pub(super) fn write(record: &Record<'_>, room: &mut flat::Room, out: &mut Vec<u8>) {
    let start = out.len();
    for member in record.top {
        flat::each(room, record.text, b"", member, |(path, leaf)| {
            if out.len() > start {
                out.push(b' ');
            }
            pair(record, path, &leaf, out);
        });
    }
    if out.len() == start {
        // An empty record is a line too.
        out.extend_from_slice(b"message=\"\"");
    }
}

/// Writes one pair.
pub(super) fn pair(record: &Record<'_>, path: &[u8], leaf: &Member, out: &mut Vec<u8>) {
    key(path, out);
    out.push(b'=');
    value(record, leaf, out);
}

/// Writes a name; what may not stand in one becomes `_`.
pub(super) fn key(path: &[u8], out: &mut Vec<u8>) {
    let path = String::from_utf8_lossy(path);
    if path.is_empty() {
        out.push(b'_');
    }
    for letter in path.chars() {
        let fits = !matches!(letter, ' ' | '=' | '"' | '\\' | char::REPLACEMENT_CHARACTER)
            && inspect::class(u32::from(letter)).is_none();
        out.extend_from_slice(if fits { letter } else { '_' }.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// Writes a value: bare where it can be read back so, else in quotes. A text that looks like a number or a word of JSON
/// has quotes too.
pub(super) fn value(record: &Record<'_>, leaf: &Member, out: &mut Vec<u8>) {
    let said = text::said(record, leaf);
    let bare = match leaf.kind {
        Kind::Number | Kind::Word => true,
        Kind::String => is_plain(&said) && !looks_like_scalar(&said),
        Kind::Array | Kind::Object => is_plain(&said),
    };
    if bare { out.extend_from_slice(&said) } else { quoted(&said, out) }
}

fn is_plain(said: &[u8]) -> bool {
    let plain = |byte: &u8| matches!(byte, b'!' | b'#'..=b'<' | b'>'..=b'[' | b']'..=b'~');
    if said.iter().all(plain) {
        return !said.is_empty();
    }
    !said.iter().any(|byte| matches!(byte, 0..=b' ' | b'"' | b'=' | b'\\'))
        && String::from_utf8_lossy(said)
            .chars()
            .all(|letter| letter != char::REPLACEMENT_CHARACTER && inspect::class(u32::from(letter)).is_none())
}

fn looks_like_scalar(said: &[u8]) -> bool {
    match said[0] {
        b'-' | b'0'..=b'9' => crate::walk::scalar(said, 0) == Ok(said.len()),
        b't' | b'f' | b'n' => matches!(said, b"true" | b"false" | b"null"),
        _ => false,
    }
}
