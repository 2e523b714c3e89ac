//! Austria: social security numbers (mod 11).
use super::Id;
use super::checksum::{digit, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::AtSvnr,
    free: &[],
    named: &["9999999999", "9999 999999"],
    words: &["svnr", "sozialversicherungsnummer", "sv", "versicherungsnummer"],
    check: svnr,
}];

fn svnr(id: &[u8]) -> bool {
    id[0] != b'0' && sum(id, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == digit(id[3])
}
