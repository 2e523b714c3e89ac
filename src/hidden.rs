//! What a text says to a reader: without the characters that nobody sees, with percent-encoding undone, and with wide
//! letters as plain ones. A word may be broken by the first (`SEC\u001bRET=`), and written by the others
//! (`bob%40example.com`, `ｐａｓｓｗｏｒｄ＝x`).
use crate::decode::Decoded;
use crate::inspect;
use crate::percent;

/// Whether a stop at `at` may be one of these.
#[inline(always)]
pub(crate) fn may_stand(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        // A dash or a quotation mark begins with the same byte.
        Some(0xE2 | 0xF3) => unseen(&text[at..]) > 0,
        Some(0xEF) => wide(&text[at..]).is_some_and(counts_wide) || unseen(&text[at..]) > 0,
        byte => matches!(byte, Some(0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | b'%')),
    }
}

/// Reads `text` as it is meant. False: that is as it stands.
pub(crate) fn said(text: &[u8], encoded: bool, into: &mut Decoded) -> bool {
    into.begin();
    let (mut from, mut at, mut hidden) = (0, 0, false);
    while at < text.len() {
        match text[at] {
            b'%' if encoded => {
                let (byte, length) = percent::one(&text[at..]);
                if length > 1 {
                    into.keep(text, from, at);
                    into.put(at, &[byte]);
                    hidden |= counts(text, at, length, byte);
                    (at, from) = (at + length, at + length);
                    continue;
                }
            }
            b' '..=0x7e | b'\n' | b'\r' | b'\t' | 0x80..=0xC1 | 0xC3..=0xD7 | 0xD9..=0xE1 | 0xE3..=0xEE => {}
            _ => {
                if let Some(byte) = wide(&text[at..]) {
                    into.keep(text, from, at);
                    into.put(at, &[byte]);
                    hidden |= counts_wide(byte);
                    (at, from) = (at + 3, at + 3);
                    continue;
                }
                let length = unseen(&text[at..]);
                if length > 0 {
                    into.keep(text, from, at);
                    hidden = true;
                    (at, from) = (at + length, at + length);
                    continue;
                }
            }
        }
        at += 1;
    }
    into.keep(text, from, text.len());
    into.end(text.len());
    hidden
}

/// A name without what nobody sees in it; None: it has nothing of that kind.
pub(crate) fn name(name: &[u8]) -> Option<Vec<u8>> {
    let odd = |byte: &u8| matches!(byte, 0..=0x1f | 0x7f | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3);
    if !name.iter().any(odd) {
        return None;
    }
    let mut said = Decoded::default();
    self::said(name, false, &mut said).then_some(said.text)
}

/// Whether what is percent-encoded here may make a difference: a path's `/`, a blank between words do not.
fn counts(text: &[u8], at: usize, length: usize, byte: u8) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
    match byte {
        b' ' => is_digit(at.checked_sub(1)) && is_digit(Some(at + length)),
        b'@' | b':' | b'=' | b'"' | b'\'' | b'{' | b'[' | b'&' | b'-' | b'_' | b'.' | b'%' => true,
        _ => byte.is_ascii_alphanumeric() || byte < b' ',
    }
}

/// What the wide character at the start of `text` is in ASCII: U+FF01 to U+FF5E.
fn wide(text: &[u8]) -> Option<u8> {
    match text.first_chunk() {
        Some([0xEF, 0xBC, last @ 0x81..=0xBF]) => Some(last - 0x60),
        Some([0xEF, 0xBD, last @ 0x80..=0x9E]) => Some(last - 0x20),
        _ => None,
    }
}

/// Whether a wide character may make a difference: commas and brackets do not.
fn counts_wide(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b':' | b'=')
}

/// The length of the character at the start of `text`, where nobody sees it; of an escape sequence all of it.
fn unseen(text: &[u8]) -> usize {
    if text[0] == 0x1b && text.get(1) == Some(&b'[') {
        let parameters = text[2..].iter().take(16).take_while(|byte| matches!(byte, b'0'..=b'9' | b';' | b'?')).count();
        if text.get(2 + parameters).is_some_and(u8::is_ascii_alphabetic) {
            return parameters + 3;
        }
    }
    let length = match text[0] {
        0..=0x7f => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    let letter =
        text.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).and_then(|text| text.chars().next());
    // A soft hyphen, too.
    letter.filter(|letter| *letter == '\u{AD}' || inspect::class(u32::from(*letter)).is_some()).map_or(0, |_| length)
}
