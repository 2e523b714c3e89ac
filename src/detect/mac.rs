//! Hardware addresses: six pairs, or three groups of four. Not all zero, not all ones, no part of a longer fingerprint.
use super::context;

/// The address around the separator at `at`: its third one, or the fourth behind a word with the same separator.
pub(super) fn find(text: &[u8], at: usize, name: &[u8]) -> Option<(usize, usize)> {
    const CALLED: [&str; 8] = ["mac", "hw", "hwaddr", "ether", "ethernet", "bssid", "station", "physical address"];
    // Digits alone, with dashes or dots between them, may be dates and ranges.
    let told = |(start, end): &(usize, usize)| {
        text[start + 2] == b':' || has_letter(&text[*start..*end]) || context::called(text, *start, name, &CALLED)
    };
    match text[at] {
        b'.' => whole(text, at.checked_sub(9)?, 4, 14).filter(|(start, end)| has_letter(&text[*start..*end])),
        _ => [8, 5].into_iter().find_map(|back| whole(text, at.checked_sub(back)?, 2, 17)).filter(told),
    }
}

fn has_letter(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_alphabetic)
}

/// Whether one may be around it: what stands on either side is not asked.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    match text[at] {
        b'.' => at >= 9 && stands(text, at - 9, 4, 14).is_some(),
        _ => [8, 5].into_iter().any(|back| at >= back && stands(text, at - back, 2, 17).is_some()),
    }
}

/// An address at `start`: `length` bytes, a separator behind every `group` digits.
fn whole(text: &[u8], start: usize, group: usize, length: usize) -> Option<(usize, usize)> {
    let address = stands(text, start, group, length)?;
    let separator = address[group];
    let digits = || address.iter().filter(|byte| **byte != separator);
    let told = !digits().all(|byte| *byte == b'0') && !digits().all(|byte| matches!(byte, b'f' | b'F'));
    (told && is_bounded(text, start, start + length, separator)).then_some((start, start + length))
}

/// The same, whatever it says and stands beside.
fn stands(text: &[u8], start: usize, group: usize, length: usize) -> Option<&[u8]> {
    let address = text.get(start..start + length)?;
    let separator = address[group];
    if !matches!(separator, b':' | b'-' | b'.') {
        return None;
    }
    let good = address.iter().enumerate().all(|(place, byte)| match place % (group + 1) == group {
        true => *byte == separator,
        false => byte.is_ascii_hexdigit(),
    });
    good.then_some(address)
}

/// No letter, digit or further pair on either side.
fn is_bounded(text: &[u8], start: usize, end: usize, separator: u8) -> bool {
    let byte = |place: Option<usize>| place.and_then(|place| text.get(place)).copied();
    let letter = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let before = byte(start.checked_sub(1));
    let pair = before == Some(separator)
        && [2, 3].into_iter().all(|back| byte(start.checked_sub(back)).is_some_and(|byte| byte.is_ascii_hexdigit()))
        && !letter(byte(start.checked_sub(4)));
    let more = byte(Some(end)) == Some(separator) && letter(byte(Some(end + 1)));
    !letter(before) && !pair && !letter(byte(Some(end))) && !more
}
