//! Canada: social insurance numbers (Luhn).
use super::Id;
use super::checksum::{luhn, same};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::CaSin,
    free: &[],
    named: &["999999999", "999-999-999", "999 999 999"],
    words: &["sin", "nas", "social insurance", "social insurance number", "assurance sociale"],
    check: sin,
}];

fn sin(id: &[u8]) -> bool {
    id[0] != b'8' && !same(id) && luhn(id)
}
