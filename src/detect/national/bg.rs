//! Bulgaria: civil numbers: a date, and mod 11.
use super::Id;
use super::checksum::{digit, is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] =
    &[Id {
        detector: Detector::BgEgn, free: &[], named: &["9999999999"], words: &["egn", "ЕГН", "егн"], check: egn
    }];

fn egn(id: &[u8]) -> bool {
    is_date(two(id, 4), two(id, 2) % 20) && sum(id, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == digit(id[9])
}
