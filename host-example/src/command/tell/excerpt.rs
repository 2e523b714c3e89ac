//! A record as it may be shown: its punctuation and the names of its known keys. All else is masked, so that no value
//! and nothing that a terminal would act on is in it. Below it a mark under the span that a finding is about.

use std::fmt::Write as _;
use std::ops::Range;

use logveil_host::Severity;

use crate::command::tell::known;
use crate::command::terminal::paint::Paint;

/// Characters of an excerpt.
const WIDTH: usize = 100;
/// Characters before the span, where all do not fit.
const BEFORE: usize = 30;
/// The longest record that is looked at, in bytes.
const LONGEST: usize = 64 << 10;
/// Masked characters in a row that are shown, outside of the span and in it. More tell only how long a value is.
const SHOWN: usize = 10;
const SHOWN_IN_SPAN: usize = 32;

/// What stands for a character that is not shown.
pub(crate) const MASK: char = '•';

/// Two lines of text, as wide as each other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    /// Spaces, and `^` under the span.
    pub(crate) mark: String,
}

/// One character of what is shown, and where it stands in the record.
#[derive(Clone, Copy)]
struct Cell {
    shown: char,
    at: usize,
    masked: bool,
}

/// Draws the excerpt of `line` around `span`, where there is one.
pub(crate) fn draw(out: &mut String, paint: Paint, severity: Severity, line: &[u8], span: Range<usize>) {
    let Some(excerpt) = of(line, span) else { return };
    let bar = paint.frame("  |");
    let indent = excerpt.mark.len() - excerpt.mark.trim_start().len();
    let (space, mark) = excerpt.mark.split_at(indent);
    // Writing into a String does not fail.
    let _ = writeln!(out, "{bar} {}\n{bar} {space}{}", excerpt.text, paint.severity(severity, mark));
}

/// The excerpt of `line` (a record without its line end) around `span`. `None`: the record is too long.
pub(crate) fn of(line: &[u8], span: Range<usize>) -> Option<Excerpt> {
    if line.len() > LONGEST {
        return None;
    }
    let cells = shortened(&cells(line), &span);
    let last = cells.len().saturating_sub(1);
    let from = cells.iter().position(|cell| cell.at >= span.start).unwrap_or(last);
    let mut to = cells.iter().position(|cell| cell.at >= span.end).unwrap_or(cells.len()).max(from + 1);
    if span.start == 0 && span.end + 1 >= line.len() {
        // The whole record: its beginning says so.
        to = from + 1;
    }
    let start = if cells.len() <= WIDTH { 0 } else { from.saturating_sub(BEFORE).min(cells.len() - WIDTH) };
    let end = cells.len().min(start + WIDTH);
    let mut text: String = cells.get(start..end)?.iter().map(|cell| cell.shown).collect();
    let mut indent = from - start;
    if start > 0 {
        text.insert(0, '…');
        indent += 1;
    }
    if end < cells.len() {
        text.push('…');
    }
    let mark = " ".repeat(indent) + &"^".repeat(to.min(end).saturating_sub(from).max(1));
    Some(Excerpt { text, mark })
}

/// A value (its JSON text) as it may be shown.
pub(crate) fn value(text: &[u8], time: bool) -> String {
    let mut cells = Vec::new();
    match text {
        [b'"', ..] => string(text, 0, text.len(), Show::value(time), &mut cells),
        _ => cells = self::cells(text),
    }
    shortened(&cells, &(0..0)).iter().map(|cell| cell.shown).collect()
}

/// What of a string is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    /// What stands between the digits of a time.
    Time,
    Nothing,
}

impl Show {
    fn value(time: bool) -> Show {
        if time { Show::Time } else { Show::Nothing }
    }
}

fn cells(line: &[u8]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(line.len());
    let json = line.iter().find(|byte| **byte != b' ').is_some_and(|byte| matches!(byte, b'{' | b'[' | b'"'));
    let (mut at, mut time) = (0, false);
    while at < line.len() {
        let byte = line[at];
        match byte {
            b'"' if json => {
                let end = string_end(line, at);
                let key = is_key(line, end);
                let name = line.get(at + 1..end.saturating_sub(1)).unwrap_or_default();
                let show = match key {
                    true if known::is_known(name) => Show::All,
                    true => Show::Nothing,
                    false => Show::value(time),
                };
                time = key && known::is_time(name);
                string(line, at, end, show, &mut cells);
                at = end;
            }
            b'{' | b'}' | b'[' | b']' | b':' | b',' if json => {
                time &= byte == b':';
                cells.push(Cell { shown: char::from(byte), at, masked: false });
                at += 1;
            }
            b' ' | b'\t' => {
                cells.push(Cell { shown: ' ', at, masked: !json });
                at += 1;
            }
            _ => {
                let stops: &[u8] = if json { b"{}[]:,\" \t" } else { b"=: \t" };
                let rest = &line[at..];
                let mut end = at + rest.iter().position(|byte| stops.contains(byte)).unwrap_or(rest.len()).max(1);
                let null = json && &line[at..end] == b"null";
                let name = !json && known::is_known(&line[at..end]) && matches!(line.get(end), Some(b'=' | b':'));
                end += usize::from(name);
                masked(line, at..end, if null || name { Show::All } else { Show::Nothing }, &mut cells);
                at = end;
            }
        }
    }
    cells
}

/// One past the closing quote, or the end.
pub(crate) fn string_end(line: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < line.len() {
        match line[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    line.len()
}

fn is_key(line: &[u8], end: usize) -> bool {
    line[end..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

/// A string and its quotes.
fn string(line: &[u8], start: usize, end: usize, show: Show, cells: &mut Vec<Cell>) {
    let closed = end > start + 1 && line[end - 1] == b'"';
    let inner = start + 1..end - usize::from(closed);
    cells.push(Cell { shown: '"', at: start, masked: false });
    masked(line, inner, show, cells);
    if closed {
        cells.push(Cell { shown: '"', at: end - 1, masked: false });
    }
}

/// One cell for each character: a byte that continues one has none.
fn masked(line: &[u8], range: Range<usize>, show: Show, cells: &mut Vec<Cell>) {
    for at in range {
        let byte = line[at];
        if byte & 0xc0 == 0x80 && at > 0 {
            continue;
        }
        let plain = match show {
            Show::All => byte.is_ascii_graphic(),
            Show::Time => b"-:.,+/ ".contains(&byte),
            Show::Nothing => byte == b' ',
        };
        cells.push(Cell { shown: if plain { char::from(byte) } else { MASK }, at, masked: show == Show::Nothing });
    }
}

/// Long masked runs are cut.
fn shortened(cells: &[Cell], span: &Range<usize>) -> Vec<Cell> {
    let (mut out, mut run): (Vec<Cell>, usize) = (Vec::with_capacity(cells.len()), 0);
    let mut was_inside = false;
    for cell in cells {
        let inside = span.contains(&cell.at);
        run = if cell.masked && inside == was_inside { run + 1 } else { usize::from(cell.masked) };
        was_inside = inside;
        let most = if inside { SHOWN_IN_SPAN } else { SHOWN };
        match run.cmp(&(most + 1)) {
            std::cmp::Ordering::Less => out.push(*cell),
            std::cmp::Ordering::Equal => out.push(Cell { shown: '…', ..*cell }),
            std::cmp::Ordering::Greater => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, span: Range<usize>) -> (String, String) {
        let Excerpt { text, mark } = of(line.as_bytes(), span).unwrap_or(Excerpt { text: "".into(), mark: "".into() });
        (text, mark)
    }

    #[test]
    fn structure_and_known_names_are_shown() {
        let line = r#"{"level":"info","hunter2":{"message":"p@ss wörd"},"n":-1.5,"x":null,"y":true}"#;
        let (text, mark) = shown(line, 9..15);
        assert_eq!(text, r#"{"level":"••••","•••••••":{"message":"•••• ••••"},"•":••••,"•":null,"•":••••}"#);
        assert_eq!(mark, "         ^^^^^^");
    }

    #[test]
    fn times_keep_what_stands_between_their_digits() {
        let (text, _) = shown(r#"{"ts":"2025-01-27 12:00:00","message":"1-2:3"}"#, 6..27);
        assert_eq!(text, r#"{"ts":"••••-••-•• ••:••:••","message":"•••••"}"#);
    }

    #[test]
    fn nothing_that_a_terminal_acts_on_is_shown() {
        let (text, mark) = shown("{\"message\":\"\u{1b}[31m\u{202e}日本\t\u{7f}\"}\u{9b}", 11..20);
        assert_eq!(text, "{\"message\":\"••••••••••\"}•");
        assert_eq!(mark, "           ^^^^^^^");
        assert_eq!(shown("a\u{7}hunter2 password=hunter2", 0..1).0, "••••••••• password=•••••••");
    }

    #[test]
    fn long_records_are_clipped_around_the_span() {
        let line = format!("{{{}\"level\":\"hunter2\"}}", "\"context\":[1,2],".repeat(20));
        let at = line.len() - 10;
        let (text, mark) = shown(&line, at..at + 9);
        assert!(text.starts_with('…') && text.ends_with("\"level\":\"•••••••\"}"), "{text}");
        assert_eq!(text.chars().count(), WIDTH + 1);
        assert_eq!(mark.chars().count(), WIDTH);
        assert_eq!(of(&vec![b'x'; LONGEST + 1], 0..1), None);
    }
}
