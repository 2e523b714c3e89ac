//! The value of a sensitive column: `INSERT INTO users (name, password) VALUES ('bob', 'x')`.
use super::value;

/// How far a list of columns reaches, and what follows it.
const NEAR: usize = 512;

/// The value of the column `start..end`, in the first row that is inserted.
pub(super) fn find(text: &[u8], (start, end): (usize, usize), rule: u16) -> Option<(usize, usize, u16)> {
    let near = &text[start.saturating_sub(NEAR)..start];
    let open = near.iter().rposition(|byte| matches!(byte, b'(' | b')' | b'\n'))?;
    let head = &near[..open];
    let into = head.windows(5).rposition(|part| part.eq_ignore_ascii_case(b"into "))?;
    if near[open] != b'(' || head[into..].len() > 160 {
        return None;
    }
    let place = near[open..].iter().filter(|byte| **byte == b',').count();
    let rest = &text[end..text.len().min(end + NEAR)];
    let close = rest.iter().position(|byte| *byte == b')')?;
    let tail = rest[close + 1..].trim_ascii_start();
    if tail.len() < 6 || !tail[..6].eq_ignore_ascii_case(b"values") {
        return None;
    }
    let tail = tail[6..].trim_ascii_start();
    let behind = tail.strip_prefix(b"(")?;
    let mut at = end + rest.len() - behind.len();
    for _ in 0..place {
        at = skip(text, at)?;
    }
    let (from, to) = value::value(text, at, true, b"password")?;
    // Without quotes it is a number, a parameter or a call.
    matches!(text[from - 1], b'"' | b'\'').then_some((from, to, rule))
}

/// Behind the comma after the value at `at`.
fn skip(text: &[u8], at: usize) -> Option<usize> {
    let (mut at, limit) = (at, text.len().min(at + NEAR));
    let mut quote = None;
    while at < limit {
        match (text[at], quote) {
            (b'\'' | b'"', None) => quote = Some(text[at]),
            (byte, Some(open)) if byte == open => quote = None,
            (b',', None) => return Some(at + 1),
            (b'(' | b')' | b'\n', None) => return None,
            _ => {}
        }
        at += 1;
    }
    None
}
