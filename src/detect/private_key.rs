//! Private keys in PEM: `-----BEGIN … PRIVATE KEY-----` and all up to their end, with real or escaped line ends,
//! unterminated ones too. Public keys and certificates stay.

/// The longest label, in bytes.
const LABEL: usize = 48;

/// A block that begins in a text.
pub(crate) struct Block {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Its end is not in the text.
    pub(crate) open: bool,
}

/// The block whose `BEGIN` has its `GIN` at `at`.
pub(super) fn find(text: &[u8], at: usize) -> Option<Block> {
    let begin = at.checked_sub(2).filter(|begin| text[*begin..].starts_with(b"BEGIN "))?;
    let dashes = text[..begin].iter().rev().take(5).take_while(|byte| **byte == b'-').count();
    let label = &text[begin + 6..text.len().min(begin + 6 + LABEL)];
    let length = label.iter().take_while(|byte| is_label(**byte)).count();
    let label = &label[..length];
    if dashes < 4 || !label.windows(11).any(|part| part == b"PRIVATE KEY") {
        return None;
    }
    let body = begin + 6 + length;
    let body = body + text[body..].iter().take(5).take_while(|byte| **byte == b'-').count();
    let (end, closed) = end(text, body);
    Some(Block { start: begin - dashes, end, open: !closed })
}

/// The end of a block from `body` on: behind its last line, or where it breaks off.
pub(super) fn end(text: &[u8], body: usize) -> (usize, bool) {
    let mut at = body;
    while at < text.len() {
        let length = text[at..].iter().take_while(|byte| is_body(**byte)).count();
        at += length;
        let rest = &text[at..];
        if rest.starts_with(b"----") {
            let dashes = rest.iter().take_while(|byte| **byte == b'-').count();
            if !rest[dashes..].starts_with(b"END") {
                break;
            }
            let label = rest[dashes..].iter().take(LABEL + 4).take_while(|byte| is_label(**byte)).count();
            let close = rest[dashes + label..].iter().take(5).take_while(|byte| **byte == b'-').count();
            return (at + dashes + label + close, true);
        }
        // `Proc-Type: 4,ENCRYPTED`, `DEK-Info: AES-128-CBC,…`
        match rest.first() {
            Some(b'-' | b':' | b',') => at += 1,
            _ => break,
        }
    }
    let kept = text[body..at].iter().rev().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b','));
    (at - kept.count(), false)
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' '
}

fn is_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || matches!(byte, b'+' | b'/' | b'=' | b'\\')
}

/// A line that is surely one of a key, in bytes.
const FULL: usize = 40;

/// What of a text belongs to a key that has begun before it: a line of base64, perhaps behind a prefix, or the key's end.
/// `short`: the last line of it may come, of any length.
pub(crate) fn line(text: &[u8], short: bool) -> Option<Block> {
    let trimmed = text.trim_ascii_end();
    if let Some(at) = text.windows(9).position(|part| part == b"-----END ") {
        let label = text[at + 9..].iter().take(LABEL).take_while(|byte| is_label(**byte)).count();
        if text[at + 9..at + 9 + label].windows(11).any(|part| part == b"PRIVATE KEY") {
            // What stands before it on the same line is its last one.
            let body = text[..at].iter().rev().take_while(|byte| is_base64(**byte) || **byte == b'\n').count();
            let close = text[at + 9 + label..].iter().take(5).take_while(|byte| **byte == b'-').count();
            return Some(Block { start: at - body, end: at + 9 + label + close, open: false });
        }
    }
    let length = trimmed.iter().rev().take_while(|byte| is_base64(**byte)).count();
    let start = trimmed.len() - length;
    let word = &trimmed[start..];
    let alone = start == 0;
    let bounded = alone || trimmed[start - 1].is_ascii_whitespace();
    let mixed = word.ends_with(b"=")
        || word.iter().any(u8::is_ascii_uppercase)
            && word.iter().any(u8::is_ascii_lowercase)
            && word.iter().any(u8::is_ascii_digit);
    let good = bounded && length > 0 && (length >= FULL || short && (mixed || alone && length >= 4));
    good.then_some(Block { start, end: trimmed.len(), open: true })
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}
