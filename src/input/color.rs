//! Colour codes (ANSI's SGR, and erasing the line), as writers for terminals put them in front of and around parts.
use crate::contains::contains;
use crate::decode::Decoded;

/// How long the codes are that a text begins with.
#[inline(always)]
pub(super) fn length(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(length) = code(&text[at..]) {
        at += length;
    }
    at
}

/// How long the code is that a text begins with.
#[inline(always)]
fn code(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"\x1b[")?;
    let length = rest.iter().take(32).take_while(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')).count();
    matches!(rest.get(length), Some(b'm' | b'K')).then_some(length + 3)
}

/// A line without its codes from `from` on, where it has any.
pub(crate) fn undone(line: &[u8], from: usize) -> Option<Decoded> {
    if !contains(&line[from..], 0x1b) {
        return None;
    }
    let mut at = from + line[from..].iter().position(|byte| *byte == 0x1b)?;
    let mut bare = Decoded::default();
    bare.begin();
    let mut kept = 0;
    while at < line.len() {
        match code(&line[at..]) {
            Some(length) => {
                bare.keep(line, kept, at);
                at += length;
                kept = at;
            }
            None => at += 1,
        }
    }
    (kept > 0).then(|| {
        bare.keep(line, kept, line.len());
        bare.end(line.len());
        bare
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_and_the_rest_knows_where_it_stood() {
        let bare = undone(b"\x1b[2m12\x1b[0m \x1b[38;5;1mERR\x1b[m\x1b[K x\x1b[2Jy", 0).unwrap_or_default();
        assert_eq!(bare.text, b"12 ERR x\x1b[2Jy");
        assert_eq!(bare.source(3, 6), (20, 23));
        assert!(undone(b"no codes \x1b]0;title", 0).is_none());
    }
}
