//! Texts: what a value says, and how a form writes it.
use std::borrow::Cow;

use super::Record;
use crate::inspect;
use crate::shape::{Kind, Member};

/// What a value says: a string's text, or the JSON of anything else.
pub(super) fn said<'a>(record: &Record<'a>, member: &Member) -> Cow<'a, [u8]> {
    match member.kind {
        Kind::String => crate::shape::said(record.text, (member.value.0 + 1, member.value.1 - 1)),
        _ => Cow::Borrowed(record.raw(member)),
    }
}

/// Writes a value as a JSON string: a string as it stands, anything else as its text.
pub(super) fn string(record: &Record<'_>, member: &Member, out: &mut Vec<u8>) {
    let raw = record.raw(member);
    if member.kind == Kind::String {
        out.extend_from_slice(raw);
        return;
    }
    quoted(raw, out);
}

/// Writes some text as a JSON string. Characters that do something to a reader are written as escapes.
pub(super) fn quoted(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    let text = String::from_utf8_lossy(text);
    let mut from = 0;
    for (at, letter) in text.char_indices() {
        if letter != '"' && letter != '\\' && inspect::class(u32::from(letter)).is_none() {
            continue;
        }
        out.extend_from_slice(&text.as_bytes()[from..at]);
        from = at + letter.len_utf8();
        match letter {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\t' => out.extend_from_slice(b"\\t"),
            _ => escaped(letter, out),
        }
    }
    out.extend_from_slice(&text.as_bytes()[from..]);
    out.push(b'"');
}

/// Writes a character as JSON's escape, two of them where it has two.
pub(super) fn escaped(letter: char, out: &mut Vec<u8>) {
    for unit in letter.encode_utf16(&mut [0; 2]) {
        out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
    }
}

/// A JSON object as it is written.
pub(super) struct Members<'a> {
    out: &'a mut Vec<u8>,
    any: bool,
}

impl<'a> Members<'a> {
    pub(super) fn begin(out: &'a mut Vec<u8>) -> Members<'a> {
        out.push(b'{');
        Members { out, any: false }
    }

    /// Writes a key as it stands in JSON; its value comes next.
    pub(super) fn raw_key(&mut self, key: &[u8]) -> &mut Vec<u8> {
        if self.any {
            self.out.push(b',');
        }
        self.any = true;
        self.out.push(b'"');
        self.out.extend_from_slice(key);
        self.out.extend_from_slice(b"\":");
        self.out
    }

    /// The same, for a name of ours.
    pub(super) fn value(&mut self, key: &str) -> &mut Vec<u8> {
        self.raw_key(key.as_bytes())
    }

    /// A key and its value as they stand in JSON.
    pub(super) fn raw(&mut self, key: &[u8], value: &[u8]) {
        self.raw_key(key).extend_from_slice(value);
    }

    pub(super) fn end(self) {
        self.out.push(b'}');
    }
}
