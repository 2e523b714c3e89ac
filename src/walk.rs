//! The walk over one JSON record: from position to position of the index, no tree, no recursion.
//!
//! It knows JSON's grammar and nothing of rules: what it meets it tells a `Visit`. Anything that is not exactly JSON
//! ends it; the record is then looked at as text.
use crate::index::Index;

/// Why a walk ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// Not JSON. What was told so far counts for nothing.
    NotJson,
    /// Nested deeper than the limit.
    TooDeep,
}

/// What the walk tells. Spans are offsets into the buffer, ends exclusive; strings without their quotes.
pub(crate) trait Visit {
    /// A key. Its value, or the start of one, is told next.
    fn key(&mut self, start: usize, end: usize) -> Result<(), Stopped>;
    fn string(&mut self, start: usize, end: usize) -> Result<(), Stopped>;
    /// A key and its value, a string: the same as one after the other.
    fn member(&mut self, key: (usize, usize), value: (usize, usize)) -> Result<(), Stopped>;
    /// A number, `true`, `false` or `null`.
    fn scalar(&mut self, start: usize, end: usize);
    fn open(&mut self, start: usize, array: bool);
    fn close(&mut self, end: usize);
}

/// Where the walk stands in the index's lists.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cursor {
    pub(crate) quote: usize,
    /// The last place at which the record was JSON: where a walk that stopped had come to.
    pub(crate) at: usize,
}

/// Walks `buf[start..end]`, which holds one record and no line feed.
pub(crate) fn walk<V: Visit>(
    buf: &[u8],
    span: (usize, usize),
    index: &Index,
    cursor: &mut Cursor,
    levels: &mut Vec<bool>,
    max_depth: usize,
    visit: &mut V,
) -> Result<(), Stopped> {
    let quote = cursor.quote;
    let walked = value(buf, span, &index.quotes, cursor, levels, max_depth, visit);
    if walked == Ok(span.1) {
        return Ok(());
    }
    cursor.quote = quote;
    walked.and(Err(Stopped::NotJson))
}

/// Walks the value that starts at or behind `start`, and returns where what follows it begins. `quotes` are
/// those from the cursor's on.
#[inline(always)]
pub(crate) fn value<V: Visit>(
    buf: &[u8],
    (start, end): (usize, usize),
    quotes: &[u32],
    cursor: &mut Cursor,
    levels: &mut Vec<bool>,
    max_depth: usize,
    visit: &mut V,
) -> Result<usize, Stopped> {
    let record = &buf[..end];
    let mut quote = cursor.quote;
    let mut at = blanks(record, start);
    levels.clear();
    loop {
        // A value starts at `at`.
        cursor.at = at;
        match record.get(at) {
            Some(b'"') => {
                let close = string(quotes, &mut quote, at, end)?;
                visit.string(at + 1, close)?;
                at = close + 1;
            }
            Some(byte @ (b'{' | b'[')) => {
                if levels.len() >= max_depth {
                    return Err(Stopped::TooDeep);
                }
                let array = *byte == b'[';
                visit.open(at, array);
                levels.push(array);
                at = blanks(record, at + 1);
                let closing = if array { b']' } else { b'}' };
                if record.get(at) != Some(&closing) {
                    if !array {
                        at = strings(record, quotes, &mut quote, at, visit)?;
                        cursor.at = at;
                        at = key(record, quotes, &mut quote, &mut cursor.at, at, visit)?;
                    }
                    continue;
                }
                // An empty one: closed below, as after a last value.
            }
            _ => {
                let close = scalar(record, at)?;
                visit.scalar(at, close);
                at = close;
            }
        }
        // A value has ended before `at`.
        loop {
            at = blanks(record, at);
            cursor.at = at;
            let Some(array) = levels.last() else {
                cursor.quote = quote;
                return Ok(at);
            };
            match record.get(at) {
                Some(b',') => {
                    at = blanks(record, at + 1);
                    if !array {
                        at = strings(record, quotes, &mut quote, at, visit)?;
                        cursor.at = at;
                        at = key(record, quotes, &mut quote, &mut cursor.at, at, visit)?;
                    }
                    break;
                }
                Some(b']') if *array => {}
                Some(b'}') if !*array => {}
                _ => return Err(Stopped::NotJson),
            }
            at += 1;
            levels.pop();
            visit.close(at);
        }
    }
}

/// Past members that are strings and have another member behind them, from the key at `at` to the first that is not so.
/// Most members of a log are: five quotes in a row and two bytes between them tell.
#[inline(always)]
fn strings<V: Visit>(
    record: &[u8],
    quotes: &[u32],
    quote: &mut usize,
    mut at: usize,
    visit: &mut V,
) -> Result<usize, Stopped> {
    while let Some(&[open, close, from, to, next]) = quotes.get(*quote..*quote + 5).and_then(|five| five.first_chunk())
    {
        let [open, close, from, to, next] = [open, close, from, to, next].map(|quote| quote as usize);
        if open != at || next >= record.len() {
            break;
        }
        // At most one blank, as many writers put it.
        let between = |left: usize, right: usize, byte: u8| {
            record[left + 1] == byte && (right == left + 2 || right == left + 3 && record[left + 2] == b' ')
        };
        if !between(close, from, b':') || !between(to, next, b',') {
            break;
        }
        visit.member((open + 1, close), (from + 1, to))?;
        *quote += 4;
        at = next;
    }
    Ok(at)
}

/// Past a key and its colon, to the start of its value.
#[inline(always)]
fn key<V: Visit>(
    record: &[u8],
    quotes: &[u32],
    quote: &mut usize,
    stopped: &mut usize,
    at: usize,
    visit: &mut V,
) -> Result<usize, Stopped> {
    let close = string(quotes, quote, at, record.len())?;
    visit.key(at + 1, close)?;
    let colon = blanks(record, close + 1);
    *stopped = colon;
    if record.get(colon) != Some(&b':') {
        return Err(Stopped::NotJson);
    }
    Ok(blanks(record, colon + 1))
}

/// The place of the quote that closes the string which opens at `at`.
#[inline(always)]
fn string(quotes: &[u32], quote: &mut usize, at: usize, end: usize) -> Result<usize, Stopped> {
    match quotes.get(*quote..*quote + 2) {
        Some(&[open, close]) if open as usize == at && (close as usize) < end => {
            *quote += 2;
            Ok(close as usize)
        }
        _ => Err(Stopped::NotJson),
    }
}

/// Past JSON's white space.
#[inline(always)]
fn blanks(record: &[u8], mut at: usize) -> usize {
    while let Some(byte) = record.get(at) {
        if *byte > b' ' || !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the number or the word that starts at `at`.
#[inline]
pub(crate) fn scalar(record: &[u8], at: usize) -> Result<usize, Stopped> {
    match record.get(at) {
        Some(b'-' | b'0'..=b'9') => number(record, at),
        Some(_) => Ok(at + word(&record[at..])?),
        None => Err(Stopped::NotJson),
    }
}

/// The end of a number.
fn number(record: &[u8], start: usize) -> Result<usize, Stopped> {
    let digits = |at: usize| {
        let count = record[at.min(record.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count > 0 { Ok(at + count) } else { Err(Stopped::NotJson) }
    };
    let mut at = start + usize::from(record[start] == b'-');
    at = if record.get(at) == Some(&b'0') { at + 1 } else { digits(at)? };
    if record.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if matches!(record.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(record.get(at + 1), Some(b'+' | b'-')));
        at = digits(at)?;
    }
    Ok(at)
}

/// The length of `true`, `false` or `null`.
fn word(text: &[u8]) -> Result<usize, Stopped> {
    for word in [&b"true"[..], b"false", b"null"] {
        if text.starts_with(word) {
            return Ok(word.len());
        }
    }
    Err(Stopped::NotJson)
}

impl Cursor {
    /// Past the quotes of a line that ends before `next`, whose walk did not come to its end.
    pub(crate) fn skip_to(&mut self, index: &Index, next: usize) {
        self.quote += index.quotes[self.quote..].partition_point(|at| (*at as usize) < next);
    }
}
