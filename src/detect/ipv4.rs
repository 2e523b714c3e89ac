//! IPv4 addresses, parsed and classed: a loopback or unspecified one tells nothing, a version is none at all.
use super::class::Classes;

/// The address around `at`, a digit behind its third dot.
pub(super) fn find(text: &[u8], at: usize, classes: Classes) -> Option<(usize, usize)> {
    let back = text[at.saturating_sub(16)..at].iter().rev();
    let start = at - back.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let before = start.checked_sub(1).map(|place| text[place]);
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-') || byte >= 0x80) {
        return None;
    }
    let (octets, end) = octets(text, start)?;
    let after = (text.get(end).copied(), text.get(end + 1).copied());
    let goes_on = match after {
        (Some(byte), _) if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || byte >= 0x80 => true,
        (Some(b'.'), Some(next)) => next.is_ascii_alphanumeric(),
        _ => false,
    };
    if goes_on || !classes.has_v4(octets) || is_version(text, start) {
        return None;
    }
    Some((start, end))
}

/// Four numbers with dots between them, none over 255, none with a zero in front.
fn octets(text: &[u8], start: usize) -> Option<([u8; 4], usize)> {
    let mut octets = [0; 4];
    let mut at = start;
    for (place, octet) in octets.iter_mut().enumerate() {
        if place > 0 {
            if text.get(at) != Some(&b'.') {
                return None;
            }
            at += 1;
        }
        let count = text[at..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = &text[at..at + count];
        if count == 0 || (count > 1 && digits[0] == b'0') {
            return None;
        }
        let value = digits.iter().fold(0u32, |value, digit| value * 10 + u32::from(digit - b'0'));
        *octet = u8::try_from(value).ok()?;
        at += count;
    }
    Some((octets, at))
}

/// `Chrome/124.0.0.0`, `version 1.2.3.4`, `v: 1.2.3.4`: a program's version.
fn is_version(text: &[u8], start: usize) -> bool {
    if start >= 2 && text[start - 1] == b'/' && text[start - 2].is_ascii_alphanumeric() {
        // A product with its version, unless the slash belongs to a path or a URL.
        let name = text[..start - 1].iter().rev().take(32).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let before = (start - 1 - name).checked_sub(1).map(|place| text[place]);
        return before.is_none_or(|byte| matches!(byte, b' ' | b'"' | b'('));
    }
    let mut before = text[start.saturating_sub(16)..start].iter().rev().copied().peekable();
    while before.next_if(|byte| matches!(byte, b' ' | b'=' | b':' | b'"' | b'\'')).is_some() {}
    let mut word: Vec<u8> = before.take_while(u8::is_ascii_alphabetic).map(|byte| byte.to_ascii_lowercase()).collect();
    word.reverse();
    matches!(&*word, b"v" | b"ver" | b"version" | b"release" | b"build" | b"oid")
}
