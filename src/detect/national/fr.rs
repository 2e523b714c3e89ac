//! France: social security numbers (NIR), with their key by 97. Corsica has a letter.
use super::Id;
use super::checksum::{digit, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::FrNir,
    free: &["999999999999999", "9 99 99 99 999 999 99", "9999999999999 99", "9 99 99 9A 999 999 99", "999999A99999999"],
    named: &[],
    words: &[],
    check: nir,
}];

fn nir(id: &[u8]) -> bool {
    let corsica = match id[6] {
        b'A' => 19,
        b'B' => 18,
        byte if byte.is_ascii_digit() => 10 * digit(id[5]) + digit(byte),
        _ => return false,
    };
    let number = |number: u64, byte: &u8| number * 10 + u64::from(digit(*byte));
    let whole = id[..5].iter().fold(0, number) * 100 + u64::from(corsica);
    let whole = id[7..13].iter().fold(whole, number);
    let month = matches!(two(id, 3), 1..=12 | 20..=42 | 50..=99);
    matches!(id[0], b'1' | b'2')
        && month
        && (id[6].is_ascii_digit() || id[5] == b'2')
        && 97 - whole % 97 == u64::from(two(id, 13))
}
