//! Romania: personal codes: a date, a county, and mod 11.
use super::Id;
use super::checksum::{digit, is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::RoCnp,
    free: &[],
    named: &["9999999999999"],
    words: &["cnp", "cod numeric personal", "codnumericpersonal"],
    check: cnp,
}];

fn cnp(id: &[u8]) -> bool {
    let check = match sum(id, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 {
        10 => 1,
        check => check,
    };
    id[0] != b'0' && is_date(two(id, 5), two(id, 3)) && check == digit(id[12])
}
