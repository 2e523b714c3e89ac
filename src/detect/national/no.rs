//! Norway: birth numbers, with two check digits by 11.
use super::Id;
use super::checksum::{digit, is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::NoFnr,
    free: &["999999 99999"],
    named: &["99999999999"],
    words: &[
        "fnr",
        "fodselsnummer",
        "fødselsnummer",
        "FØDSELSNUMMER",
        "Fødselsnummer",
        "personnummer",
        "dnummer",
        "birth number",
    ],
    check: birth,
}];

fn birth(id: &[u8]) -> bool {
    let check = |sum: u32| (11 - sum % 11) % 11;
    // Days over 40: a D number; months over 40 and 80: made for tests.
    is_date(two(id, 0) % 40, two(id, 2) % 40)
        && check(sum(id, &[3, 7, 6, 1, 8, 9, 4, 5, 2])) == digit(id[9])
        && check(sum(id, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) == digit(id[10])
}
