//! JSON Web Tokens, signed (three parts) or encrypted (five). Proof: the header decodes to a JSON object with `alg`.
use crate::base64;

/// The longest header that is decoded, in characters.
const HEADER: usize = 2048;
/// How many places of one run of letters are tried.
const TRIES: u8 = 4;

/// What was looked at before, so that no run of letters is read again and again.
#[derive(Default)]
pub(super) struct Seen {
    /// The last run of letters: up to here, at least.
    end: usize,
    tries: u8,
}

/// The token that starts with the `eyJ` at `at`.
pub(super) fn find(text: &[u8], at: usize, seen: &mut Seen) -> Option<(usize, usize)> {
    if !text[at..].starts_with(b"eyJ") {
        return None;
    }
    if at < seen.end {
        seen.tries += 1;
        if seen.tries > TRIES {
            return None;
        }
    } else {
        seen.tries = 1;
    }
    let header = at + part(&text[at..text.len().min(at + HEADER)]);
    seen.end = header;
    if text.get(header) != Some(&b'.') || !names_algorithm(&text[at..header]) {
        return None;
    }
    let mut end = header + 1 + part(&text[header + 1..]);
    if end == header + 1 && text.get(end) != Some(&b'.') {
        return None;
    }
    // A signature, or the three parts more of an encrypted one; each may be empty or cut off.
    for _ in 0..3 {
        if text.get(end) != Some(&b'.') {
            break;
        }
        let length = part(&text[end + 1..]);
        if length == 0 && text.get(end + 1) != Some(&b'.') {
            break;
        }
        end += 1 + length;
    }
    Some((at, end))
}

/// The length of a run of base64url characters.
fn part(text: &[u8]) -> usize {
    text.iter().take_while(|byte| PART[usize::from(**byte)]).count()
}

/// What base64url is of.
static PART: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'-');
        byte += 1;
    }
    is
};

/// Whether a header decodes to an object that has `alg`.
fn names_algorithm(header: &[u8]) -> bool {
    let mut room = [0; HEADER];
    let Some(json) = base64::decode(header, &mut room) else { return false };
    let json = json.trim_ascii();
    let is_key = |at: usize| json[at..].starts_with(b"\"alg\"") && json[at + 5..].trim_ascii_start().starts_with(b":");
    json.starts_with(b"{") && json.ends_with(b"}") && (0..json.len()).any(is_key)
}
