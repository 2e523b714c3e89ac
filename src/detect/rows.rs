//! Tables in a text whose first line has the names: CSV, tabs, and `|` as Markdown and databases print them. A line may end with
//! an escape.
use super::{looks, reference, value};
use crate::keys::{KeyRules, Match};

/// The longest line that is one of a table, and how many columns one has.
const LINE: usize = 1024;
const COLUMNS: usize = 32;

/// A line: where it ends, and where the next one starts, if there is one.
#[derive(Clone, Copy)]
struct Line {
    end: usize,
    next: Option<usize>,
}

/// Puts all values into `found` that stand in a sensitive column below the names of which one is at `start..end`. Lines are
/// read up to `seen`, and not again.
pub(super) fn find(
    text: &[u8],
    (start, end): (usize, usize),
    keys: &KeyRules,
    seen: &mut usize,
    mut found: impl FnMut(usize, usize, u16),
) {
    if start < *seen {
        return;
    }
    // Before a line is read for it: names may be many.
    let Some(sign) = sign(text, (start, end)) else { return };
    let head = line(text, end);
    *seen = head.end;
    let Some(mut at) = head.next else { return };
    let from = begin(text, start);
    let mut rules = [None; COLUMNS];
    let (mut columns, mut is_whole) = (0, true);
    // Whose values need not look like secrets.
    let mut passwords = 0_u32;
    for cell in text[from..head.end].rsplit(|byte| *byte == sign).take(COLUMNS) {
        let name = unquoted(cell.trim_ascii());
        // What stands before the first name may be anything: a program's head.
        let is_first = !is_name(name) && !name.is_empty();
        let name = if is_first { name.rsplit(|byte| *byte == b' ').next().unwrap_or(name) } else { name };
        if !(is_name(name) || columns == 0 && sign == b'|' && name.is_empty()) {
            is_whole = false;
            break;
        }
        if let Some(Match::Rule(rule)) = keys.find(name) {
            rules[columns] = Some(rule);
            let last = &name[name.len().saturating_sub(8)..];
            let is_password = last.eq_ignore_ascii_case(b"password") || last.to_ascii_lowercase().ends_with(b"passwd");
            passwords |= u32::from(is_password) << columns;
        }
        columns += 1;
        if is_first {
            is_whole = false;
            break;
        }
    }
    if columns < 2 || rules.iter().all(Option::is_none) {
        return;
    }
    let mut is_divided = false;
    loop {
        let row = line(text, at);
        if row.end - at == LINE {
            return;
        }
        let cells = &text[at..row.end];
        if is_rule(cells) {
            is_divided |= cells.contains(&b'-');
        } else {
            let count = cells.iter().filter(|byte| **byte == sign).count();
            if count + 1 < columns || is_whole && count >= columns && !cells.contains(&b'"') {
                return;
            }
            let mut stop = row.end;
            for (place, cell) in cells.rsplit(|byte| *byte == sign).take(COLUMNS).enumerate() {
                let from = stop - cell.len();
                if let Some(rule) = rules[place] {
                    let lead = cell.len() - cell.trim_ascii_start().len();
                    let inner = cell.trim_ascii();
                    let said = unquoted(inner);
                    let from = from + lead + usize::from(inner.starts_with(b"\""));
                    let is_certain = passwords >> place & 1 != 0 && (is_divided || inner.starts_with(b"\""));
                    let good = looks::secret(said) || is_certain && said.len() > 3 && !reference::is_state(said);
                    if good && !said.is_empty() && !value::is_placeholder(said) && !reference::is_whole(said) {
                        found(from, from + said.len(), rule);
                    }
                }
                stop = from.saturating_sub(1);
            }
        }
        *seen = row.end;
        let Some(next) = row.next else { return };
        at = next;
    }
}

/// What stands between the cells of a line in which the name at `start..end` is one.
fn sign(text: &[u8], (start, end): (usize, usize)) -> Option<u8> {
    let signs = |byte: &&u8| matches!(byte, b',' | b';' | b'|' | b'\t');
    let closed = end + usize::from(matches!(text.get(end), Some(b'"')));
    let rest = text.get(closed..).unwrap_or_default();
    let rest = &rest[rest.iter().take(64).take_while(|byte| **byte == b' ').count()..];
    let is_end = [&b"\n"[..], b"\r\n", b"\\n", b"\\r\\n"].iter().any(|end| rest.starts_with(end));
    let behind = rest.first().filter(|_| !is_end);
    let head = &text[..start];
    let before = head.strip_suffix(b"\"").unwrap_or(head);
    let before = before.iter().rev().take(64).find(|byte| **byte != b' ');
    match behind {
        Some(byte) => Some(*byte).filter(|byte| signs(&byte)),
        None => before.filter(signs).copied(),
    }
}

/// The line around `at`, from there.
fn line(text: &[u8], at: usize) -> Line {
    let near = &text[at..text.len().min(at + LINE)];
    let mut place = 0;
    while let Some(byte) = near.get(place) {
        let length = match (byte, near.get(place + 1)) {
            (b'\n', _) => 1,
            (b'\r', Some(b'\n')) => 2,
            (b'\\', Some(b'n')) => 2,
            (b'\\', Some(b'r')) if near[place..].starts_with(b"\\r\\n") => 4,
            _ => 0,
        };
        if length > 0 {
            return Line { end: at + place, next: Some(at + place + length) };
        }
        place += 1;
    }
    Line { end: at + near.len(), next: None }
}

/// Where the line begins in which `at` stands.
fn begin(text: &[u8], at: usize) -> usize {
    let floor = at.saturating_sub(LINE / 2);
    let near = &text[floor..at];
    let line = near.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
    let escaped = near[line..].windows(2).rposition(|pair| pair == b"\\n").map_or(0, |place| place + 2);
    floor + line + escaped
}

/// Whether a cell of the first line is a name.
fn is_name(cell: &[u8]) -> bool {
    (1..=40).contains(&cell.len())
        && cell[0].is_ascii_alphabetic()
        && cell.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '))
}

/// Whether a line only parts the names from the rest: `|---|---|`, `+----+`.
fn is_rule(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b'-' | b'+' | b'|' | b':' | b'=' | b' '))
}

fn unquoted(cell: &[u8]) -> &[u8] {
    let cell = cell.strip_suffix(b"\"").unwrap_or(cell);
    cell.strip_prefix(b"\"").unwrap_or(cell)
}
