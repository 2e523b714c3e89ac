//! Finland: personal identity codes: a date, and a letter by 31.
use super::Id;
use super::checksum::{digit, is_date, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::FiHetu,
    free: &["999999-999A", "999999-9999", "999999+999A", "999999+9999", "999999A999A", "999999A9999"],
    named: &[],
    words: &["hetu", "henkilötunnus", "personbeteckning"],
    check: hetu,
}];

fn hetu(id: &[u8]) -> bool {
    const LETTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    // The letter between date and number is a century, and counts not.
    let digits = [&id[..6], &id[id.len() - 4..id.len() - 1]];
    let century = id.len() == 10 || b"ABCDEFYXWVU".contains(&id[6]);
    let number = digits.iter().copied().flatten().fold(0, |number, byte| number * 10 + digit(*byte));
    century && is_date(two(id, 0), two(id, 2)) && LETTERS[(number % 31) as usize] == id[id.len() - 1]
}
