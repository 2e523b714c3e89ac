//! What a test or a script types into a field whose name says what it is: `fill('#password', 'x')`, `type "x" into password`,
//! `sendKeys(x) to element [id=password]`.
use super::{looks, value};

/// How far before the field's name the word is that says that something is typed.
const NEAR: usize = 128;

/// Words that say so, in small letters.
const VERBS: [&[u8]; 24] = [
    b"fill",
    b"filled",
    b"filling",
    b"type",
    b"typed",
    b"typing",
    b"types",
    b"typetext",
    b"sendkeys",
    b"send_keys",
    b"setvalue",
    b"set_value",
    b"enter",
    b"entered",
    b"entering",
    b"input_text",
    b"inputtext",
    b"fill_in",
    b"fillin",
    b"presssequentially",
    b"settext",
    b"set_text",
    b"replacetext",
    b"optional",
];

/// What stands between the text and the field.
const INTO: [&[u8]; 6] = [b" into ", b" to ", b" on ", b" in ", b" for ", b" set for "];

/// Whether the name that starts behind `before` may be a field into which something was typed.
pub(super) fn is_target(before: &[u8]) -> bool {
    let before = before.strip_suffix(b"the ").unwrap_or(before);
    [&b" into "[..], b" in ", b" on ", b" to ", b" set for "].iter().any(|sign| before.ends_with(sign))
}

/// The text that is typed into the field whose name stands at `start..end`.
pub(super) fn find(text: &[u8], (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let floor = start.saturating_sub(NEAR);
    let near = &text[floor..start];
    let floor = floor + near.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let verb = verb(&text[floor..start])? + floor;
    before(text, verb, start).or_else(|| behind(text, verb, (start, end)))
}

/// Where the last of the words ends in `near`.
fn verb(near: &[u8]) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    let mut end = near.len();
    while end > 0 {
        let gap = near[..end].iter().rev().take_while(|byte| !is_part(byte)).count();
        end -= gap;
        let length = near[..end].iter().rev().take_while(|byte| is_part(byte)).count();
        let word = &near[end - length..end];
        // An attribute is no verb: `input[type=password]`.
        let is_attribute = near.get(end) == Some(&b'=');
        if !is_attribute && VERBS.iter().any(|verb| word.eq_ignore_ascii_case(verb)) {
            return Some(end);
        }
        end -= length;
    }
    None
}

/// `fill("x") on input[name="password"]`, `type x into password`: the text stands before the field.
fn before(text: &[u8], verb: usize, start: usize) -> Option<(usize, usize)> {
    let said = &text[verb..start];
    let place = INTO.iter().filter_map(|sign| said.windows(sign.len()).position(|part| part == *sign)).min()?;
    let argument = &said[..place];
    let open = argument.iter().take_while(|byte| matches!(byte, b' ' | b'(' | b':' | b'\\')).count();
    let close = argument.iter().rev().take_while(|byte| matches!(byte, b')' | b' ')).count();
    let mut argument = argument.get(open..argument.len().checked_sub(close)?)?;
    let mut from = verb + open;
    let mut is_quoted = false;
    if let [quote @ (b'"' | b'\'' | b'`'), inner @ .., last] = argument
        && quote == last
    {
        let slashes = inner.iter().rev().take(8).take_while(|byte| **byte == b'\\').count();
        (argument, is_quoted, from) = (&inner[..inner.len() - slashes], true, from + 1);
    }
    let good = if is_quoted { argument.len() > 3 } else { looks::secret(argument) && !argument.contains(&b' ') };
    (good && !argument.contains(&b'"') && !value::is_placeholder(argument)).then_some((from, from + argument.len()))
}

/// `fill('#password', 'x')`, `type input[type=password], x`: the text stands behind the field.
fn behind(text: &[u8], verb: usize, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    // Between the word and the name is the rest of what says which field it is.
    let selector = &text[verb..start];
    if !matches!(selector.first(), Some(b'(' | b' ' | b':')) || selector.contains(&b',') {
        return None;
    }
    let closes = |byte: &&u8| matches!(byte, b'"' | b'\'' | b'`' | b']' | b')' | b'\\');
    let at = end + text[end..].iter().take(8).take_while(closes).count();
    let sign = [&b", "[..], b",", b" with ", b" value ", b" = ", b" -> "]
        .into_iter()
        .find(|sign| text[at..].starts_with(sign))?;
    let from = at + sign.len();
    let (start, stop) = value::near(text, from, true, b"password")?;
    let said = &text[start..stop];
    let is_quoted = start > from && matches!(text[start - 1], b'"' | b'\'' | b'`') && said.len() > 3;
    (is_quoted || looks::secret(said)).then_some((start, stop))
}
