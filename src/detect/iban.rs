//! International bank account numbers: the length that the country has, and mod 97 (ISO 13616).

/// The number whose second check digit is at `at`, behind its country.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(3)?;
    let head = text.get(start..=at)?;
    let whole = length([head[0], head[1]])?;
    if !head[2].is_ascii_digit() || start.checked_sub(1).is_some_and(|before| joins(text[before])) {
        return None;
    }
    let (mut left, mut place, mut rest) = (whole - 4, at + 1, 0);
    let mut in_group = 0;
    while left > 0 {
        let byte = *text.get(place)?;
        match byte {
            // In print: groups of four.
            b' ' | b'-' if in_group % 4 == 0 => {
                place += 1;
                rest = modulo(rest, *text.get(place)?)?;
            }
            _ => rest = modulo(rest, byte)?,
        }
        in_group += 1;
        left -= 1;
        place += 1;
    }
    let goes_on = text.get(place).is_some_and(|byte| joins(*byte));
    for byte in head {
        rest = modulo(rest, *byte)?;
    }
    (!goes_on && rest == 1).then_some((start, place))
}

fn joins(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// One more character behind a number whose rest by 97 is `rest`: digits, and capitals as 10 to 35.
fn modulo(rest: u32, byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some((rest * 10 + u32::from(byte - b'0')) % 97),
        b'A'..=b'Z' => Some((rest * 100 + u32::from(byte - b'A') + 10) % 97),
        _ => None,
    }
}

/// Characters of a country's numbers.
fn length(country: [u8; 2]) -> Option<usize> {
    Some(match &country {
        b"NO" => 15,
        b"BE" | b"BI" => 16,
        b"DK" | b"FI" | b"FO" | b"GL" | b"NL" | b"SD" | b"FK" => 18,
        b"MK" | b"SI" => 19,
        b"AT" | b"BA" | b"EE" | b"KZ" | b"LT" | b"LU" | b"XK" | b"MN" => 20,
        b"CH" | b"HR" | b"LI" | b"LV" => 21,
        b"BG" | b"BH" | b"CR" | b"DE" | b"GB" | b"GE" | b"IE" | b"ME" | b"RS" | b"VA" => 22,
        b"AE" | b"GI" | b"IL" | b"IQ" | b"TL" | b"OM" | b"SO" => 23,
        b"AD" | b"CZ" | b"ES" | b"MD" | b"PK" | b"RO" | b"SA" | b"SE" | b"SK" | b"TN" | b"VG" => 24,
        b"LY" | b"PT" | b"ST" => 25,
        b"IS" | b"TR" => 26,
        b"BF" | b"BJ" | b"CI" | b"CM" | b"DZ" | b"FR" | b"GR" | b"IT" | b"MC" | b"MG" | b"ML" | b"MR" | b"SM"
        | b"SN" | b"CG" | b"CF" | b"GA" | b"GQ" | b"TD" | b"DJ" => 27,
        b"AL" | b"AZ" | b"BY" | b"CY" | b"DO" | b"GT" | b"HU" | b"LB" | b"NI" | b"PL" | b"SV" | b"HN" => 28,
        b"BR" | b"EG" | b"PS" | b"QA" | b"UA" | b"YE" => 29,
        b"JO" | b"KW" | b"MU" => 30,
        b"MT" | b"SC" => 31,
        b"LC" => 32,
        b"RU" => 33,
        _ => return None,
    })
}
