//! What a fix changes in a record, told by field: `-` what goes, `+` what comes. Values are masked; a level's new name is
//! shown, since it is one of four words of the format's own.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::command::tell::excerpt;
use crate::command::tell::known;
use crate::command::terminal::paint::Paint;

/// Lines for one record.
const LINES: usize = 40;
const LEVELS: [&str; 4] = ["\"ERROR\"", "\"WARN\"", "\"INFO\"", "\"DEBUG\""];

/// A value that is no container, or an empty one.
struct Leaf {
    /// RFC 6901, with keys masked that may not be shown.
    shown: String,
    /// As it is.
    pointer: String,
    value: Range<usize>,
    time: bool,
}

/// The change of one record into another, both without line ends.
pub(crate) fn record(paint: Paint, line: u64, before: &[u8], after: &[u8]) -> String {
    let (old, new) = (leaves(before), leaves(after));
    let mut left: HashMap<(&str, &[u8]), usize> = HashMap::new();
    for leaf in &new {
        *left.entry((&leaf.pointer, &after[leaf.value.clone()])).or_default() += 1;
    }
    let mut changes = Vec::new();
    for leaf in &old {
        match left.get_mut(&(leaf.pointer.as_str(), &before[leaf.value.clone()])) {
            Some(count) if *count > 0 => *count -= 1,
            _ => changes.push(paint.removed(&told('-', leaf, before))),
        }
    }
    for leaf in &new {
        match left.get_mut(&(leaf.pointer.as_str(), &after[leaf.value.clone()])) {
            Some(count) if *count > 0 => {
                *count -= 1;
                changes.push(paint.added(&told('+', leaf, after)));
            }
            _ => {}
        }
    }
    let mut out = paint.frame(&format!("@@ -{line} +{line} @@")) + "\n";
    let more = changes.len().saturating_sub(LINES);
    for change in changes.iter().take(LINES) {
        out.push_str(change);
        out.push('\n');
    }
    // Writing into a String does not fail.
    let _ = match (more, changes.is_empty()) {
        (0, true) => writeln!(out, " the same fields and values, written another way"),
        (0, false) => Ok(()),
        (more, _) => writeln!(out, " {more} more"),
    };
    out
}

fn told(sign: char, leaf: &Leaf, line: &[u8]) -> String {
    let raw = &line[leaf.value.clone()];
    let level = LEVELS.iter().find(|level| sign == '+' && leaf.pointer == "/level" && level.as_bytes() == raw);
    let value = level.map_or_else(|| excerpt::value(raw, leaf.time), |level| (*level).to_owned());
    let pointer = if leaf.pointer.is_empty() { "the record, as text" } else { &leaf.shown };
    format!("{sign}{pointer}: {value}")
}

/// The values of a record, in their order. What is no JSON object is one value.
fn leaves(line: &[u8]) -> Vec<Leaf> {
    let mut walk = Walk { line, at: 0, leaves: Vec::new() };
    let whole = || vec![Leaf { shown: String::new(), pointer: String::new(), value: 0..line.len(), time: false }];
    if line.trim_ascii_start().first() != Some(&b'{') || walk.value("", "", false, 0).is_none() {
        return whole();
    }
    walk.leaves
}

/// A reader of records that the component has read already: it finds where values stand, and checks little.
struct Walk<'a> {
    line: &'a [u8],
    at: usize,
    leaves: Vec<Leaf>,
}

impl Walk<'_> {
    fn value(&mut self, pointer: &str, shown: &str, time: bool, depth: usize) -> Option<()> {
        let start = self.next()?;
        match self.line[start] {
            open @ (b'{' | b'[') if depth < 200 => {
                self.at += 1;
                self.members(open == b'{', (pointer, shown), start, depth)
            }
            b'"' => {
                self.at = excerpt::string_end(self.line, start);
                self.leaf(pointer, shown, start, time);
                Some(())
            }
            _ => {
                let rest = &self.line[start..];
                self.at += rest.iter().position(|byte| b",]} \t\r".contains(byte)).unwrap_or(rest.len());
                self.leaf(pointer, shown, start, time);
                (self.at > start).then_some(())
            }
        }
    }

    fn members(&mut self, object: bool, (pointer, shown): (&str, &str), start: usize, depth: usize) -> Option<()> {
        for number in 0.. {
            let at = self.next()?;
            match self.line[at] {
                b'}' | b']' => {
                    self.at += 1;
                    if number == 0 {
                        self.leaf(pointer, shown, start, false);
                    }
                    return Some(());
                }
                b',' if number > 0 => {
                    self.at += 1;
                    self.next()?;
                }
                _ => {}
            }
            if !object {
                self.value(&format!("{pointer}/{number}"), &format!("{shown}/{number}"), false, depth + 1)?;
                continue;
            }
            let key = self.next()?;
            let end = excerpt::string_end(self.line, key);
            let name = self.line.get(key + 1..end.checked_sub(1)?)?;
            self.at = end;
            (self.next().map(|at| self.line[at]) == Some(b':')).then_some(())?;
            self.at += 1;
            let segment = String::from_utf8_lossy(name).replace('~', "~0").replace('/', "~1");
            let masked = if known::is_known(name) { segment.clone() } else { "•••".to_owned() };
            let time = known::is_time(name);
            self.value(&format!("{pointer}/{segment}"), &format!("{shown}/{masked}"), time, depth + 1)?;
        }
        None
    }

    /// The place of the next byte that is no space.
    fn next(&mut self) -> Option<usize> {
        self.at += self.line.get(self.at..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
        Some(self.at)
    }

    fn leaf(&mut self, pointer: &str, shown: &str, start: usize, time: bool) {
        let (pointer, shown) = (pointer.to_owned(), shown.to_owned());
        self.leaves.push(Leaf { shown, pointer, value: start..self.at, time });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_by_field_and_without_values() {
        let before = br#"{"ts":"2025-01-27 12:00:00Z", "level":"info","hunter2":{"a":[1,{}]},"n":1e400}"#;
        let after = br#"{"timestamp":"2025-01-27T12:00:00.000000Z", "level":"INFO","hunter2":{"a":[1]},"n":1e400}"#;
        let told = record(Paint::never(), 3, before, after);
        assert_eq!(
            told,
            "@@ -3 +3 @@\n-/ts: \"••••-••-•• ••:••:•••\"\n-/level: \"••••\"\n-/•••/•••/1: {}\n\
             +/timestamp: \"••••-••-•••••:••:••.•••••••\"\n+/level: \"INFO\"\n"
        );
    }

    #[test]
    fn text_becomes_a_message() {
        let told = record(Paint::never(), 1, b"hunter2 is here", br#"{"message":"hunter2 is here"}"#);
        assert_eq!(told, "@@ -1 +1 @@\n-the record, as text: ••••••• ••…\n+/message: \"••••••• ••…\"\n");
    }

    #[test]
    fn broken_records_are_told_as_wholes() {
        for broken in ["{\"a\":", "{\"a\"", "{", "{\"a\" 1}", "{\"a\":1,"] {
            assert_eq!(leaves(broken.as_bytes()).len(), 1, "{broken}");
        }
    }
}
