//! Portugal: tax numbers (mod 11).
use super::Id;
use super::checksum::{digit, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::PtNif,
    free: &[],
    named: &["999999999", "999 999 999"],
    words: &["nif", "contribuinte", "nipc"],
    check: nif,
}];

fn nif(id: &[u8]) -> bool {
    let rest = sum(id, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest < 2 { 0 } else { 11 - rest };
    matches!(id[0], b'1' | b'2' | b'3' | b'5' | b'6' | b'8' | b'9') && check == digit(id[8])
}
