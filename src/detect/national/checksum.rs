//! The checksums of national ids. Ids are digits and capitals, without separators.

/// A digit's value, and something for anything else.
pub(super) fn digit(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0')).min(9)
}

/// Two digits at `at`.
pub(super) fn two(id: &[u8], at: usize) -> u32 {
    digit(id[at]) * 10 + digit(id[at + 1])
}

/// The sum of the first digits, each times its weight.
pub(super) fn sum(id: &[u8], weights: &[u32]) -> u32 {
    id.iter().zip(weights).map(|(byte, weight)| digit(*byte) * weight).sum()
}

/// All characters are one and the same.
pub(super) fn same(id: &[u8]) -> bool {
    id.iter().all(|byte| *byte == id[0])
}

/// A day of a month; 29 February counts.
pub(super) fn is_date(day: u32, month: u32) -> bool {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Every second digit from the last but one counts double, and a double its digits' sum.
pub(super) fn luhn_sum(id: &[u8]) -> u32 {
    let value = |(place, byte): (usize, &u8)| {
        let value = digit(*byte) << (place % 2);
        if value > 9 { value - 9 } else { value }
    };
    id.iter().rev().enumerate().map(value).sum()
}

/// Letters as two digits, their places in the alphabet; each digit times its weight; the sum of all the products' digits, by 10.
pub(super) fn lettered(id: &[u8], weights: &[u32]) -> u32 {
    let two = |byte: &u8| match byte.is_ascii_digit() {
        true => [None, Some(digit(*byte))],
        false => [Some(u32::from(byte - b'@') / 10), Some(u32::from(byte - b'@') % 10)],
    };
    let product = |(value, weight): (u32, &u32)| value * weight / 10 + value * weight % 10;
    id.iter().flat_map(two).flatten().zip(weights).map(product).sum::<u32>() % 10
}

pub(super) fn luhn(id: &[u8]) -> bool {
    luhn_sum(id).is_multiple_of(10)
}

/// ISO 7064, mod 11, 10.
pub(super) fn iso7064(id: &[u8]) -> bool {
    let step = |product: u32, byte: &u8| {
        let sum = (product + digit(*byte)) % 10;
        if sum == 0 { 9 } else { sum * 2 % 11 }
    };
    let product = id[..id.len() - 1].iter().fold(10, step);
    (11 - product) % 10 == digit(id[id.len() - 1])
}

/// Verhoeff's, with the group of the pentagon's symmetries.
pub(super) fn verhoeff(id: &[u8]) -> bool {
    const STEP: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let times = |a: u32, b: u32| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let check = id.iter().rev().enumerate().fold(0, |check, (place, byte)| {
        let value = (0..place % 8).fold(digit(*byte), |value, _| STEP[value as usize]);
        times(check, value)
    });
    check == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers() {
        assert!(verhoeff(b"2363") && !verhoeff(b"2364"));
        assert!(luhn(b"79927398713") && !luhn(b"79927398710"));
        assert!(iso7064(b"86095742719") && !iso7064(b"86095742718"));
    }
}
