//! China: resident identity numbers: a date, and ISO 7064 mod 11-2.
use super::Id;
use super::checksum::{is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::CnId,
    free: &["999999999999999999", "99999999999999999A"],
    named: &[],
    words: &[],
    check: resident,
}];

fn resident(id: &[u8]) -> bool {
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum = sum(id, &[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    let year = two(id, 6);
    matches!(id[0], b'1'..=b'8')
        && matches!(year, 18..=20)
        && is_date(two(id, 12), two(id, 10))
        && CHECKS[(sum % 11) as usize] == id[17].to_ascii_uppercase()
}
