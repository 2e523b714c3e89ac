//! Near misses by their form: what looks like something that a detector takes out, and fails its proof. Plain and slow;
//! what really goes is decided by the detectors alone.
use crate::detect::ALL;

/// Looks over a record's bytes; tells a span, a detector's name and what is missing.
pub(super) fn look(record: &[u8], mut tell: impl FnMut((usize, usize), &str, &str)) {
    let mut tell = |span, name: &str, why: &str| {
        if ALL.iter().any(|known| known.name == name) {
            tell(span, name, why);
        }
    };
    let mut at = 0;
    while at < record.len() {
        let before = at.checked_sub(1).map_or(b' ', |before| record[before]);
        let begins = !before.is_ascii_alphanumeric();
        let rest = &record[at..];
        let length = match record[at] {
            b'0'..=b'9' if begins && before != b'.' => numbers(rest, at, &mut tell),
            b'A'..=b'Z' if begins => iban(rest, at, &mut tell),
            b'e' if begins && rest.starts_with(b"eyJ") => jwt(rest, at, &mut tell),
            b'@' => mail(record, at, &mut tell),
            _ => 1,
        };
        at += length.max(1);
    }
}

type Tell<'a> = &'a mut dyn FnMut((usize, usize), &str, &str);

/// Digits with single separators: cards, social security numbers.
fn numbers(rest: &[u8], at: usize, tell: Tell<'_>) -> usize {
    let mut digits: Vec<u8> = Vec::new();
    let mut groups = vec![0];
    let mut length = 0;
    for (place, byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                digits.push(byte - b'0');
                if let Some(last) = groups.last_mut() {
                    *last += 1;
                }
                length = place + 1;
            }
            b' ' | b'-' if place == length && rest.get(place + 1).is_some_and(u8::is_ascii_digit) => groups.push(0),
            _ => break,
        }
    }
    if rest.get(length).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
        return length;
    }
    let span = (at, at + length);
    let groups = &groups[..];
    if groups == [3, 2, 4] {
        tell(span, "us_ssn", "3-2-4 digits, but no number of that area, group or serial was given out");
    } else if is_card(&digits, groups) {
        let why = if luhn(&digits) {
            "the digits of a card and a right check digit, but not the length that the issuer uses"
        } else {
            "the digits of a card, but the check digit (Luhn) is wrong"
        };
        tell(span, "pan", why);
    }
    length
}

/// Whether digits could be a card's but for the check digit.
fn is_card(digits: &[u8], groups: &[usize]) -> bool {
    let two = digits.iter().take(2).fold(0, |sum, digit| sum * 10 + u32::from(*digit));
    let issuer = match digits.len() {
        13 | 19 => two / 10 == 4,
        15 => two == 34 || two == 37,
        16 => two / 10 == 4 || (51..=55).contains(&two) || (22..=27).contains(&two) || matches!(two, 35 | 60 | 62 | 65),
        _ => false,
    };
    (issuer && groups.len() == 1) || groups == [4, 4, 4, 4] || groups == [4, 6, 5]
}

fn luhn(digits: &[u8]) -> bool {
    let doubled = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let digits = digits.iter().rev().enumerate();
    let sum: u32 = digits.map(|(at, digit)| u32::from(if at % 2 == 1 { doubled(*digit) } else { *digit })).sum();
    sum.is_multiple_of(10)
}

/// Two letters, two check digits, and what an account's number may be.
fn iban(rest: &[u8], at: usize, tell: Tell<'_>) -> usize {
    let head = rest.len() > 4 && rest[1].is_ascii_uppercase() && rest[2..4].iter().all(u8::is_ascii_digit);
    let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if !head {
        return word;
    }
    let mut characters: Vec<u8> = Vec::new();
    let mut length = 0;
    for (place, byte) in rest.iter().enumerate().take(50) {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' => {
                characters.push(*byte);
                length = place + 1;
            }
            b' ' if place == length && characters.len().is_multiple_of(4) => {}
            _ => break,
        }
    }
    if (15..=34).contains(&characters.len()) && !rest.get(length).is_some_and(u8::is_ascii_alphanumeric) {
        let (head, account) = characters.split_at(4);
        let rest = account.iter().chain(head).fold(0, |rest: u32, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        });
        let why = if rest == 1 {
            "an account's number with right check digits, but not the length that its country uses"
        } else {
            "the form of an account's number, but the check digits (mod 97) are wrong"
        };
        tell((at, at + length), "iban", why);
        return length;
    }
    word
}

/// Three parts of a token whose first says too little.
fn jwt(rest: &[u8], at: usize, tell: Tell<'_>) -> usize {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = rest.iter().take_while(|byte| part(byte) || **byte == b'.').count();
    let parts = rest[..length].split(|byte| *byte == b'.').filter(|part| part.len() > 3).count();
    if parts >= 2 {
        tell((at, at + length), "jwt", "the form of a token, but its first part is no header with `alg`");
    }
    length
}

/// Something, `@`, something with a dot.
fn mail(record: &[u8], at: usize, tell: Tell<'_>) -> usize {
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+');
    let before = record[..at].iter().rev().take(64).take_while(|byte| word(byte)).count();
    let after = record[at + 1..].iter().take(255).take_while(|byte| word(byte)).count();
    if before > 0 && record[at + 1..at + 1 + after].contains(&b'.') {
        tell(
            (at - before, at + 1 + after),
            "email",
            "the form of an address, but what follows the `@` is no mail domain",
        );
    }
    after + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Vec<(&str, String)> {
        let mut found = Vec::new();
        look(text.as_bytes(), |(start, end), rule, _| found.push((&text[start..end], rule.to_owned())));
        found
    }

    #[test]
    fn forms_that_fail_their_proof_are_near() {
        for (text, span, rule) in [
            ("card 4111 1111 1111 1112 ok", "4111 1111 1111 1112", "pan"),
            ("n=4111111111111112,", "4111111111111112", "pan"),
            ("ssn 900-12-3456", "900-12-3456", "us_ssn"),
            ("img logo@2x.png", "logo@2x.png", "email"),
            ("eyJxxx.yyyy.zzzz", "eyJxxx.yyyy.zzzz", "jwt"),
        ] {
            assert_eq!(near(text), [(span, rule.to_owned())]);
        }
    }

    #[test]
    fn what_has_no_such_form_is_not() {
        for text in [
            "",
            "1737979203213",
            "12 monkeys at 10-20",
            "a@b",
            "eyJ",
            "GB",
            "2025-01-27T12:00:00Z",
            "x4111111111111112",
        ] {
            assert_eq!(near(text), [], "{text}");
        }
    }
}
