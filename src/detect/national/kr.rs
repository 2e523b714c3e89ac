//! South Korea: resident registration numbers: a date, and mod 11.
use super::Id;
use super::checksum::{digit, is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::KrRrn,
    free: &["999999-9999999"],
    named: &["9999999999999"],
    words: &["rrn", "jumin", "resident registration", "resident registration number", "주민등록번호"],
    check: rrn,
}];

fn rrn(id: &[u8]) -> bool {
    let check = (11 - sum(id, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10;
    is_date(two(id, 4), two(id, 2)) && check == digit(id[12])
}
