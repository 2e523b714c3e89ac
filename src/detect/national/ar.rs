//! Argentina: CUIT and CUIL (mod 11).
use super::Id;
use super::checksum::{digit, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::ArCuit,
    free: &["99-99999999-9"],
    named: &["99999999999"],
    words: &["cuit", "cuil"],
    check: cuit,
}];

fn cuit(id: &[u8]) -> bool {
    let check = (11 - sum(id, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    matches!(two(id, 0), 20 | 23..=27 | 30 | 33 | 34) && check == digit(id[10])
}
