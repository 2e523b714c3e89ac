//! Greece: tax numbers (powers of two, mod 11).
use super::Id;
use super::checksum::{digit, same, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] =
    &[Id {
        detector: Detector::GrAfm, free: &[], named: &["999999999"], words: &["afm", "ΑΦΜ", "αφμ"], check: afm
    }];

fn afm(id: &[u8]) -> bool {
    !same(id) && sum(id, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digit(id[8])
}
