//! Phone numbers: `+` and a country with as many digits as it has, 3-3-4 with separators, or bare beside a word.
use super::context;

/// Words that make bare digits, or digits in groups with blanks, a phone number.
const CALLED: &[&str] = &[
    "phone",
    "phones",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "cellphone",
    "fax",
    "msisdn",
    "whatsapp",
    "phonenumber",
    "telefon",
    "sms",
    "handy",
];

/// Words are read back this far: `phone number: `.
const NEAR: usize = 24;

/// The number whose first digit, behind a plus, is at `at`.
pub(super) fn international(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(1).filter(|start| text[*start] == b'+')?;
    let before = start.checked_sub(1).map(|place| text[place]);
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'_')) {
        return None;
    }
    let (code, least, most) = plan(&text[at..])?;
    let (mut digits, mut end, mut place) = (0, at, at);
    loop {
        let group = text[place..].iter().take(16).take_while(|byte| byte.is_ascii_digit()).count();
        if group == 0 || digits + group > code + most {
            break;
        }
        digits += group;
        end = place + group;
        place = end;
        // One separator, or parentheses around a group.
        let closing = text.get(place) == Some(&b')');
        place += usize::from(closing);
        place += usize::from(matches!(text.get(place), Some(b' ' | b'-' | b'.' | b'/')));
        place += usize::from(text.get(place) == Some(&b'('));
        if place == end {
            break;
        }
    }
    let good = (code + least..=code + most).contains(&digits) && !goes_on(text, end);
    good.then_some((start, end))
}

/// Whether the number that ends at `end` is part of something longer.
fn goes_on(text: &[u8], end: usize) -> bool {
    let digit = |place: usize| text.get(place).is_some_and(u8::is_ascii_digit);
    match text.get(end) {
        Some(b'-' | b'.' | b':' | b'/') => digit(end + 1),
        Some(byte) => byte.is_ascii_alphanumeric() || *byte == b'_',
        None => false,
    }
}

/// Digits of the country's code, and how few and how many follow it.
fn plan(text: &[u8]) -> Option<(usize, usize, usize)> {
    let digit = |place: usize| text.get(place).filter(|byte| byte.is_ascii_digit()).map(|byte| u16::from(byte - b'0'));
    let one = digit(0)?;
    if one == 1 {
        return Some((1, 10, 10));
    }
    if one == 7 {
        return Some((1, 10, 10));
    }
    let two = one * 10 + digit(1)?;
    let (least, most) = match two {
        20 => (8, 10),
        27 | 31 | 33 | 34 | 41 | 48 | 61 => (9, 9),
        30 | 51..=53 | 57 | 58 | 63 | 90 | 91 | 92 | 98 => (8, 10),
        32 => (8, 9),
        36 | 40 => (8, 9),
        39 => (8, 11),
        43 => (7, 12),
        44 => (9, 10),
        45 | 47 => (8, 8),
        46 => (7, 9),
        49 => (7, 11),
        54 | 55 => (10, 11),
        56 | 60 | 64 | 66 | 93..=95 => (8, 10),
        62 => (8, 12),
        65 => (8, 8),
        81 | 82 => (8, 10),
        84 => (9, 10),
        86 => (9, 11),
        21..=26 | 29 | 35 | 37 | 38 | 42 | 50 | 59 | 67..=69 | 80 | 85 | 87 | 88 | 96 | 97 | 99 => {
            digit(2)?;
            return Some((3, 7, 11));
        }
        _ => return None,
    };
    Some((2, least, most))
}

/// The number whose last group of four ends at `at`: `212-555-0101`, `(212) 555-0101`, `212 555 0101` beside a word.
pub(super) fn grouped(text: &[u8], at: usize, name: &[u8]) -> Option<(usize, usize)> {
    let end = at + 1;
    let byte = |back: usize| end.checked_sub(back).map(|place| text[place]);
    let digits = |from: usize, count: usize| {
        (0..count).all(|place| byte(from - place).is_some_and(|byte| byte.is_ascii_digit()))
    };
    let (last, first) = (byte(5)?, byte(9)?);
    if !digits(4, 4) || !digits(8, 3) || !matches!(last, b'-' | b'.' | b' ') {
        return None;
    }
    // Behind a parenthesis, with or without a blank.
    let area = match (first, byte(10)?) {
        (b' ', b')') => 13,
        (b')', _) => 12,
        _ => 0,
    };
    let start = if area > 0 {
        if !digits(area, 3) || byte(area + 1) != Some(b'(') {
            return None;
        }
        end - area - 1
    } else {
        if first != last || !digits(12, 3) {
            return None;
        }
        end - 12
    };
    let code = |back: usize| byte(back).is_some_and(|byte| matches!(byte, b'2'..=b'9'));
    let parts = if area > 0 { area } else { 12 };
    if !code(parts) || !code(8) || goes_on(text, end) {
        return None;
    }
    // A country code of 1 may stand before it.
    let mut from = start;
    let prefix = text[..start].last().is_some_and(|byte| matches!(byte, b' ' | b'-' | b'.')) && start >= 2;
    if prefix && text[start - 2] == b'1' && !(start >= 3 && text[start - 3].is_ascii_alphanumeric()) {
        from = start - 2;
    }
    let before = from.checked_sub(1).map(|place| text[place]);
    let beyond = from.checked_sub(2).map(|place| text[place]);
    let joined = match before {
        Some(b'-' | b'.') => beyond.is_some_and(|byte| byte.is_ascii_alphanumeric()),
        Some(byte) => byte.is_ascii_alphanumeric() || byte == b'_',
        None => false,
    };
    let told = last != b' ' || area > 0 || context::called_within(text, from, name, CALLED, NEAR);
    // The opening parenthesis of a number that begins with one stays no more than its digits.
    (!joined && told).then_some((from, end))
}

/// The number of a mobile in East Asia whose last group ends at `at`: `090-1234-5678`, `010-1234-5678`.
pub(super) fn mobile(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let end = at + 1;
    let start = end.checked_sub(13)?;
    let number = &text[start..end];
    let dashes = number.iter().enumerate().all(|(place, byte)| match place {
        3 | 8 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let code = [&b"010"[..], b"050", b"070", b"080", b"090"].contains(&&number[..3]);
    let before = start.checked_sub(1).map(|place| text[place]);
    let joined = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    (dashes && code && !joined && !goes_on(text, end)).then_some((start, end))
}

/// Ten or eleven bare digits around `at`, beside a word.
pub(super) fn bare(text: &[u8], at: usize, name: &[u8]) -> Option<(usize, usize)> {
    let before = text[at.saturating_sub(16)..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let after = text[at..].iter().take(16).take_while(|byte| byte.is_ascii_digit()).count();
    let (start, end) = (at - before, at + after);
    let letter = |place: usize| text.get(place).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let bounded = !start.checked_sub(1).is_some_and(letter) && !letter(end);
    let good = (9..=13).contains(&(end - start)) && bounded && !goes_on(text, end);
    (good && context::called_within(text, start, name, CALLED, NEAR)).then_some((start, end))
}
