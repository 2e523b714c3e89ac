//! Switzerland: AHV numbers, an EAN-13 with the country in front.
use super::Id;
use super::checksum::{digit, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::ChAhv,
    free: &["999.9999.9999.99", "9999999999999"],
    named: &[],
    words: &[],
    check: ahv,
}];

fn ahv(id: &[u8]) -> bool {
    let check = (10 - sum(id, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10) % 10;
    id.starts_with(b"756") && check == digit(id[12])
}
