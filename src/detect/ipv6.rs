//! IPv6 addresses, parsed and classed. `::` in paths of programs, times and hardware addresses are none.
use std::net::Ipv6Addr;

/// The longest address: `ffff:…:255.255.255.255`.
const LONGEST: usize = 45;

/// What may be an address around the colon at `at`.
fn around(text: &[u8], at: usize) -> (usize, usize) {
    let part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let before = text[at.saturating_sub(LONGEST)..at].iter().rev().take_while(|byte| part(byte)).count();
    let after = text[at..text.len().min(at + LONGEST)].iter().take_while(|byte| part(byte)).count();
    (at - before, at + after)
}

/// Whether there may be one: six colons, or two at once; a digit, or four groups.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    let (start, end) = around(text, at);
    let token = &text[start..end];
    let colons = token.iter().filter(|byte| **byte == b':').count();
    (colons >= 6 || token.windows(2).any(|two| two == b"::")) && (colons > 3 || token.iter().any(u8::is_ascii_digit))
}

/// The address around the colon at `at`, and how far the text was read.
pub(super) fn find(text: &[u8], at: usize) -> (Option<(usize, usize, Ipv6Addr)>, usize) {
    let (mut start, mut end) = around(text, at);
    let read = end;
    // A name's colon in front, a sentence's or a port's behind.
    if text[start] == b':' && text.get(start + 1) != Some(&b':') {
        start += 1;
    }
    while end > start && (text[end - 1] == b'.' || text[end - 1] == b':' && text[end - 2] != b':') {
        end -= 1;
    }
    let letter = |place: Option<usize>| {
        let byte = place.and_then(|place| text.get(place));
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80)
    };
    if end < start + 2 || letter(start.checked_sub(1)) || letter(Some(end)) || start > at {
        return (None, read);
    }
    let token = &text[start..end];
    let address = std::str::from_utf8(token).ok().and_then(|token| token.parse::<Ipv6Addr>().ok());
    // A few letters and `::` may be a path.
    let groups = token.split(|byte| *byte == b':').filter(|group| !group.is_empty()).count();
    let told = groups > 3 || token.iter().any(u8::is_ascii_digit);
    (address.filter(|_| told).map(|address| (start, end, address)), read)
}
