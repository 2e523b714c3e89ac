//! US social security numbers: three, two and four digits with one kind of separator.
//!
//! Never issued: area 000, 666 or 9xx, group 00, serial 0000.

/// Words that make nine bare digits one.
const CALLED: [&[u8]; 4] = [b"ssn", b"ssns", b"social", b"security"];

/// The number whose last digit is at `at`.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    grouped(text, at).or_else(|| bare(text, at))
}

/// Nine digits, and a word before them that says what they are.
fn bare(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(8)?;
    let number = text.get(start..=at)?;
    let near = &text[start.saturating_sub(32)..start];
    let letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let alone = !letter(near.last()) && !letter(text.get(at + 1));
    let called = || {
        let mut words = near.split(|byte| !byte.is_ascii_alphabetic());
        words.any(|word| CALLED.iter().any(|name| word.eq_ignore_ascii_case(name)))
    };
    let good = alone && is_issued(&number[..3], &number[3..5], &number[5..]) && called();
    good.then_some((start, at + 1))
}

fn is_issued(area: &[u8], group: &[u8], serial: &[u8]) -> bool {
    [area, group, serial].iter().all(|part| part.iter().all(u8::is_ascii_digit))
        && !(area == b"000" || area == b"666" || area[0] == b'9' || group == b"00" || serial == b"0000")
}

fn grouped(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(10)?;
    let number = text.get(start..=at)?;
    let separator = number[3];
    if separator != number[6] || !matches!(separator, b'-' | b' ' | b'.') {
        return None;
    }
    if !is_issued(&number[..3], &number[4..6], &number[7..]) {
        return None;
    }
    let called = text[..start].len() >= 3 && text[start - 3..start].eq_ignore_ascii_case(b"ssn");
    let joins = |byte: Option<u8>, beyond: Option<u8>| match byte {
        Some(byte) if byte.is_ascii_alphanumeric() => true,
        // Another group of the same kind: a longer number.
        Some(byte) if byte == separator || byte == b'.' || byte == b'-' => beyond.is_some_and(|b| b.is_ascii_digit()),
        _ => false,
    };
    let before = |back: usize| start.checked_sub(back).map(|place| text[place]);
    if !called && joins(before(1), before(2)) || joins(text.get(at + 1).copied(), text.get(at + 2).copied()) {
        return None;
    }
    Some((start, at + 1))
}
