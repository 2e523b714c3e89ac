//! Keys of vendors: a known prefix, a run of an alphabet, and a second look where the form asks for one.
pub(super) mod bot;
mod check;
mod formats;

use crate::index::Window;
use check::Candidate;
use formats::{Alphabet, FORMATS, Format};

/// A key is read this far.
const LONGEST: usize = 4096;

/// Where the index finds each format.
pub(super) fn windows() -> impl Iterator<Item = Window> {
    FORMATS.iter().map(Format::window)
}

impl Format {
    const fn window(&self) -> Window {
        let (prefix, at) = (self.prefix.as_bytes(), self.window as usize);
        // `SK`, whose body is hexadecimal.
        let third = if at + 2 < prefix.len() { prefix[at + 2] } else { Window::HEX };
        Window { bytes: [prefix[at], prefix[at + 1], third], any_case: false, group: self.group }
    }
}

impl Format {
    /// Whether the window's second byte stands behind the one at `at`: a cheap look.
    #[inline(always)]
    fn is_near(&self, text: &[u8], at: usize) -> bool {
        text.get(at + 1) == self.prefix.as_bytes().get(usize::from(self.window) + 1)
    }
}

/// Formats by the first byte of their windows: `ORDER[FIRST[byte]..FIRST[byte + 1]]`.
const FIRST: [u8; 257] = {
    let mut first = [0u8; 257];
    let mut byte = 0;
    while byte < 256 {
        let mut count = 0;
        let mut at = 0;
        while at < FORMATS.len() {
            count += (FORMATS[at].window().bytes[0] as usize == byte) as u8;
            at += 1;
        }
        first[byte + 1] = first[byte] + count;
        byte += 1;
    }
    first
};

const ORDER: [u8; FORMATS.len()] = {
    let mut order = [0u8; FORMATS.len()];
    let mut next = FIRST;
    let mut at = 0;
    while at < FORMATS.len() {
        let byte = FORMATS[at].window().bytes[0] as usize;
        order[next[byte] as usize] = at as u8;
        next[byte] += 1;
        at += 1;
    }
    order
};

/// The formats whose window may start with this byte.
fn formats(byte: u8) -> impl Iterator<Item = &'static Format> {
    let byte = usize::from(byte);
    ORDER[usize::from(FIRST[byte])..usize::from(FIRST[byte + 1])].iter().map(|at| &FORMATS[usize::from(*at)])
}

/// The key whose window starts at `at`; `name` is the name of the member that the text stands in.
pub(super) fn find(text: &[u8], at: usize, name: &[u8]) -> Option<(usize, usize)> {
    formats(text[at]).find_map(|format| {
        if !format.is_near(text, at) {
            return None;
        }
        let start = at.checked_sub(usize::from(format.window))?;
        let body = start + format.prefix.len();
        let stands = text[start..].starts_with(format.prefix.as_bytes());
        (stands && is_bounded(text, start, format)).then(|| key(text, start, body, format, name))?
    })
}

/// Whether a key's whole prefix may stand around the window at `at`, in text whose escapes are not undone yet. Too often
/// yes, never a wrong no: a slash may be escaped.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    formats(text[at]).any(|format| {
        if !format.is_near(text, at) {
            return false;
        }
        let prefix = format.prefix.as_bytes();
        let start = at.checked_sub(usize::from(format.window));
        // The letter before it may be an escape's.
        let bounded = |start: usize| is_bounded(text, start, format) || start > 1 && text[start - 2] == b'\\';
        let whole = start.is_some_and(|start| text[start..].starts_with(prefix) && bounded(start));
        whole || prefix.contains(&b'/') && format.window().stands(&text[at..])
    })
}

/// No letter or digit before the prefix, unless it ends a percent escape.
fn is_bounded(text: &[u8], start: usize, format: &Format) -> bool {
    if !format.prefix.as_bytes()[0].is_ascii_alphanumeric()
        || matches!(format.prefix, "8Q~" | "7Q~" | "JQQJ99")
        || start == 0
    {
        return true;
    }
    let escape = || start >= 3 && text[start - 3] == b'%' && text[start - 2..start].iter().all(u8::is_ascii_hexdigit);
    !text[start - 1].is_ascii_alphanumeric() || escape()
}

fn key(text: &[u8], start: usize, body: usize, format: &Format, name: &[u8]) -> Option<(usize, usize)> {
    let most = if format.most == 0 { LONGEST } else { usize::from(format.most) };
    let near = &text[body..text.len().min(body + most + 1)];
    let mut length = near.iter().take_while(|byte| is_of(**byte, format.alphabet)).count();
    if format.most > 0 && length > most {
        return None;
    }
    // What ends a sentence is no part of it.
    while length > 0 && matches!(near[length - 1], b'.' | b'/') {
        length -= 1;
    }
    if length < usize::from(format.least) {
        return None;
    }
    let end = body + length;
    // With a fixed length it does not go on with other letters.
    if format.most > 0 && text.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    // `ghp_xxxxxxxxxxxx` stands for a key.
    if length >= 10 && is_filler(&near[..length]) {
        return None;
    }
    (format.check)(&Candidate { text, start, body, end, name })
}

/// Two different letters and digits at most.
fn is_filler(body: &[u8]) -> bool {
    let mut letters = body.iter().filter(|byte| byte.is_ascii_alphanumeric());
    let Some(first) = letters.next() else { return true };
    let mut second = first;
    letters.all(|byte| {
        if second == first {
            second = byte;
        }
        byte == first || byte == second
    })
}

fn is_of(byte: u8, alphabet: Alphabet) -> bool {
    let class = match byte {
        b'A'..=b'Z' => formats::UPPER,
        b'a'..=b'f' => formats::LOWER_HEX,
        b'g'..=b'z' => formats::LOWER_REST,
        b'0'..=b'9' => formats::DIGIT,
        b'_' => formats::LINE,
        b'-' => formats::DASH,
        b'.' | b'~' => formats::DOT,
        b'+' | b'/' | b'=' => formats::PLUS,
        _ => 0,
    };
    class & alphabet != 0
}
