//! Estonia and Lithuania: personal codes: a date, and two rounds of mod 11.
use super::Id;
use super::checksum::{digit, is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::EeIsikukood,
    free: &[],
    named: &["99999999999"],
    words: &["isikukood", "asmens", "kodas", "ik"],
    check: code,
}];

fn code(id: &[u8]) -> bool {
    let check = match sum(id, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
        10 => sum(id, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10,
        check => check,
    };
    matches!(id[0], b'1'..=b'8') && is_date(two(id, 5), two(id, 3)) && check == digit(id[10])
}
