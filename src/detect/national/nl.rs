//! Netherlands: citizen service numbers, with the test of eleven.
use super::Id;
use super::checksum::{digit, same, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::NlBsn,
    free: &[],
    named: &["999999999", "9999.99.999", "999 999 999"],
    words: &["bsn", "burgerservicenummer", "sofi", "sofinummer"],
    check: bsn,
}];

fn bsn(id: &[u8]) -> bool {
    let positive = sum(id, &[9, 8, 7, 6, 5, 4, 3, 2]);
    !same(id) && (positive + 11 * 10 - digit(id[8])).is_multiple_of(11)
}
