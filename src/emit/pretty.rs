//! Lines for people: time, level, component and message in columns, then the rest as `key=value`; stack traces indented
//! below. No character that acts on a terminal is written but our own colours.
use super::text::{self, escaped};
use super::{Record, flat, logfmt};
use crate::cp1::{self, Field};
use crate::inspect;
use crate::members;
use crate::shape::{Kind, Member};

/// Stands before each further line of a record.
const INDENT: &[u8] = b"    ";
/// The columns of levels and components.
const LEVEL: usize = 5;
const COMPONENT: usize = 8;

const DIM: &[u8] = b"\x1b[2m";
const BOLD: &[u8] = b"\x1b[1m";
const CYAN: &[u8] = b"\x1b[36m";
const RESET: &[u8] = b"\x1b[0m";

/// A line as it is written.
struct Line<'a> {
    out: &'a mut Vec<u8>,
    coloured: bool,
    start: usize,
}

pub(super) fn write(record: &Record<'_>, room: &mut flat::Room, coloured: bool, out: &mut Vec<u8>) {
    let [time, level, component] = [Field::Timestamp, Field::Level, Field::Component]
        .map(|field| super::find(record.top, field).filter(|member| is_plain(member)));
    let message = super::find(record.top, Field::Message);
    let error = record.field(Field::Error, Kind::Object);
    let start = out.len();
    let mut line = Line { out, coloured, start };
    if let Some(time) = time {
        line.column(DIM, &text::said(record, time), 0);
    }
    if time.is_some() || level.is_some() || component.is_some() {
        let said = level.map(|level| text::said(record, level)).unwrap_or_default();
        line.column(colour(&said), &said, LEVEL);
        let said = component.map(|component| text::said(record, component)).unwrap_or_default();
        line.column(CYAN, &said, COMPONENT);
    }
    // What has more lines than one stands below.
    let mut below: Vec<Member> = Vec::new();
    if let Some(message) = message {
        line.column(message_colour(level, record), &text::said(record, message), 0);
    }
    for member in record.top {
        let placed = [time, level, component, message, error].into_iter().flatten().any(|at| at.key == member.key);
        if placed {
            continue;
        }
        let is_context = cp1::field(member.name) == Some((Field::Context, 0));
        flat::each(room, record.text, b"", member, |(path, leaf)| {
            if has_lines(record, &leaf) {
                below.push(Member { key: leaf.key, ..leaf });
            } else {
                let path = if is_context { path.strip_prefix(b"context.").unwrap_or(path) } else { path };
                line.pair(record, path, &leaf);
            }
        });
    }
    if let Some(error) = error {
        line.error(record, error, room);
    }
    for leaf in below {
        line.below(&crate::shape::said(record.text, leaf.key), b":");
        line.more(&text::said(record, &leaf));
    }
}

/// What stands in a column: no nested value.
fn is_plain(member: &Member) -> bool {
    matches!(member.kind, Kind::String | Kind::Number)
}

fn has_lines(record: &Record<'_>, leaf: &Member) -> bool {
    leaf.kind == Kind::String
        && record.raw(leaf).windows(2).any(|two| two == b"\\n")
        && leaf.said(record.text).contains(&b'\n')
}

fn colour(level: &[u8]) -> &'static [u8] {
    match level {
        b"ERROR" => b"\x1b[1;31m",
        b"WARN" => b"\x1b[33m",
        b"INFO" => b"\x1b[32m",
        b"DEBUG" => b"\x1b[34m",
        _ => b"\x1b[35m",
    }
}

fn message_colour(level: Option<&Member>, record: &Record<'_>) -> &'static [u8] {
    match level.map(|level| text::said(record, level)) {
        Some(said) if *said == *b"DEBUG" => b"",
        _ => BOLD,
    }
}

impl Line<'_> {
    /// Writes a text behind what is there, at least `width` characters wide.
    fn column(&mut self, colour: &[u8], said: &[u8], width: usize) {
        if said.is_empty() && width == 0 {
            return;
        }
        self.gap();
        let before = self.out.len();
        self.painted(colour, |line| line.visible(said));
        let shown = String::from_utf8_lossy(&self.out[before..]).chars().count();
        let unseen = if self.coloured && !colour.is_empty() { colour.len() + RESET.len() } else { 0 };
        self.out.resize(self.out.len() + width.saturating_sub(shown - unseen), b' ');
    }

    fn pair(&mut self, record: &Record<'_>, path: &[u8], leaf: &Member) {
        self.gap();
        self.painted(DIM, |line| {
            logfmt::key(path, line.out);
            line.out.push(b'=');
        });
        self.painted(b"", |line| logfmt::value(record, leaf, line.out));
    }

    /// An error: its type and message, then its stack, then what else it says.
    fn error(&mut self, record: &Record<'_>, error: &Member, room: &mut flat::Room) {
        let mut parts = Vec::new();
        members::members(record.text, error.value, &mut parts);
        let named = |name: &[u8]| parts.iter().find(|part| *record.key(part) == *name && part.kind == Kind::String);
        let [kind, message, stack] = [&b"type"[..], b"message", b"stack"].map(named);
        for part in &parts {
            if [kind, message, stack].into_iter().flatten().all(|placed| placed.key != part.key) {
                flat::each(room, record.text, b"error.", part, |(path, leaf)| self.pair(record, path, &leaf));
            }
        }
        let stack = stack.map(|stack| text::said(record, stack)).unwrap_or_default();
        let head: Vec<_> = [kind, message].into_iter().flatten().map(|part| text::said(record, part)).collect();
        let head = head.join(&b": "[..]);
        // A stack mostly begins with them.
        if !head.is_empty() && !stack.starts_with(&head) {
            self.below(&head, b"");
        }
        if !stack.is_empty() {
            self.more(&stack);
        }
    }

    /// A line below the first.
    fn below(&mut self, said: &[u8], end: &[u8]) {
        self.out.push(b'\n');
        self.out.extend_from_slice(INDENT);
        self.painted(colour(b"ERROR"), |line| line.visible(said));
        self.out.extend_from_slice(end);
    }

    /// Lines below the first.
    fn more(&mut self, said: &[u8]) {
        for text in said.trim_ascii_end().split(|byte| *byte == b'\n') {
            self.out.push(b'\n');
            self.out.extend_from_slice(INDENT);
            self.painted(DIM, |line| line.visible(text.strip_suffix(b"\r").unwrap_or(text)));
        }
    }

    fn gap(&mut self) {
        if self.out.len() > self.start {
            self.out.push(b' ');
        }
    }

    fn painted(&mut self, colour: &[u8], write: impl FnOnce(&mut Self)) {
        let coloured = self.coloured && !colour.is_empty();
        if coloured {
            self.out.extend_from_slice(colour);
        }
        write(self);
        if coloured {
            self.out.extend_from_slice(RESET);
        }
    }

    /// Writes a text so that all of it is seen, and nothing of it acts: further lines are indented, a tab is a blank or
    /// four, and other characters of that kind are written as their numbers.
    fn visible(&mut self, said: &[u8]) {
        let said = String::from_utf8_lossy(said);
        for letter in said.chars() {
            match letter {
                '\n' => {
                    self.out.push(b'\n');
                    self.out.extend_from_slice(INDENT);
                }
                '\t' => self.out.extend_from_slice(INDENT),
                _ if inspect::class(u32::from(letter)).is_some() => escaped(letter, self.out),
                _ => self.out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }
}
