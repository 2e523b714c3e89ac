//! Log injection: characters that act on a reader's terminal, end a line that is none, or hide what is there.
use crate::cp1::Cp1;
use crate::decode::hex;

/// What a character does, if anything.
pub(crate) fn class(code: u32) -> Option<Cp1> {
    Some(match code {
        0x0A | 0x0D | 0x85 | 0x2028 | 0x2029 => Cp1::Newline,
        0x1B | 0x90 | 0x9B | 0x9D => Cp1::EscapeSequence,
        0..=0x1F | 0x7F..=0x9F => Cp1::Control,
        0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => Cp1::Bidi,
        0x200B..=0x200D | 0x2060 | 0xFEFF | 0xE0000..=0xE007F => Cp1::Invisible,
        _ => return None,
    })
}

/// What stands at `at` in a JSON string that ends before `end`: the class and the span of the character or escape.
/// `escaped`: a backslash before `at` makes it an escape.
pub(crate) fn at(buf: &[u8], at: usize, end: usize, escaped: bool) -> Option<(Cp1, (usize, usize))> {
    if !escaped {
        let letter = first(&buf[at..end])?;
        return Some((class(u32::from(letter))?, (at, at + letter.len_utf8())));
    }
    let start = at - 1;
    match buf[at] {
        b'n' | b'r' => Some((Cp1::Newline, (start, at + 1))),
        b't' | b'b' | b'f' => Some((Cp1::Control, (start, at + 1))),
        b'u' => {
            let code = hex(buf[..end].get(at + 1..at + 5))?;
            // Tag characters are pairs: D B 4 0, then D C 0 0 to D C 7 F.
            let low = || {
                buf[..end].get(at + 5..at + 7) == Some(b"\\u")
                    && matches!(hex(buf.get(at + 7..at + 11)), Some(0xDC00..=0xDC7F))
            };
            if code == 0xDB40 && low() {
                return Some((Cp1::Invisible, (start, at + 11)));
            }
            Some((class(code)?, (start, at + 5)))
        }
        _ => None,
    }
}

/// The first character of some text.
fn first(text: &[u8]) -> Option<char> {
    let near = &text[..text.len().min(4)];
    let valid = match std::str::from_utf8(near) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&near[..error.valid_up_to()]).unwrap_or_default(),
    };
    valid.chars().next()
}

/// What stands in text that is no JSON: the first of each class.
pub(crate) fn text(text: &[u8], mut found: impl FnMut(Cp1, (usize, usize))) {
    let mut seen: Vec<Cp1> = Vec::new();
    let mut base = 0;
    for chunk in text.utf8_chunks() {
        for (at, letter) in chunk.valid().char_indices() {
            let Some(class) = class(u32::from(letter)).filter(|class| !seen.contains(class)) else { continue };
            // The carriage return of a line end is not meant, and a tab in plain text is usual.
            let end = base + at + letter.len_utf8();
            if letter == '\t' || (letter == '\r' && end == text.len()) {
                continue;
            }
            seen.push(class);
            found(class, (base + at, end));
        }
        base += chunk.valid().len() + chunk.invalid().len();
    }
}

/// Names whose values are stack traces: lines and tabs belong there.
pub(crate) fn is_stack(name: &[u8]) -> bool {
    const STACKS: [&[u8]; 10] = [
        b"stack",
        b"stack_trace",
        b"stacktrace",
        b"stackTrace",
        b"exception",
        b"exc_info",
        b"exc_text",
        b"backtrace",
        b"traceback",
        b"trace",
    ];
    STACKS.contains(&name)
}
