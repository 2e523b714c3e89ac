//! US social security numbers: three, two and four digits with one kind of separator.
//!
//! Never issued: area 000, 666 or 9xx, group 00, serial 0000.

/// The number whose last digit is at `at`.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(10)?;
    let number = text.get(start..=at)?;
    let separator = number[3];
    if separator != number[6] || !matches!(separator, b'-' | b' ' | b'.') {
        return None;
    }
    let (area, group, serial) = (&number[..3], &number[4..6], &number[7..]);
    if ![area, group, serial].iter().all(|part| part.iter().all(u8::is_ascii_digit)) {
        return None;
    }
    if area == b"000" || area == b"666" || area[0] == b'9' || group == b"00" || serial == b"0000" {
        return None;
    }
    let joins = |byte: Option<u8>, beyond: Option<u8>| match byte {
        Some(byte) if byte.is_ascii_alphanumeric() || byte == b'_' => true,
        // Another group of the same kind: a longer number.
        Some(byte) if byte == separator || byte == b'.' || byte == b'-' => beyond.is_some_and(|b| b.is_ascii_digit()),
        _ => false,
    };
    let before = |back: usize| start.checked_sub(back).map(|place| text[place]);
    if joins(before(1), before(2)) || joins(text.get(at + 1).copied(), text.get(at + 2).copied()) {
        return None;
    }
    Some((start, at + 1))
}
