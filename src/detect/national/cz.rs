//! Czechia and Slovakia: birth numbers: a date, and mod 11 over all ten digits.
use super::Id;
use super::checksum::{digit, is_date, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::CzRodneCislo,
    free: &["999999/9999"],
    named: &["9999999999"],
    words: &["rodne", "rodne cislo", "rodnecislo", "rodné číslo", "rodné čislo", "RČ", "rč", "rc", "birth number"],
    check: birth,
}];

fn birth(id: &[u8]) -> bool {
    let number = id.iter().fold(0u64, |number, byte| number * 10 + u64::from(digit(*byte)));
    // Women have 50 more, and either 20 more where numbers ran out.
    number.is_multiple_of(11) && is_date(two(id, 4), two(id, 2) % 50 % 20)
}
