//! Denmark: CPR numbers: a date, and mod 11. Those given out since 2007 without a checksum are not told.
use super::Id;
use super::checksum::{is_date, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::DkCpr,
    free: &["999999-9999"],
    named: &["9999999999"],
    words: &["cpr", "cprnr", "cprnummer", "personnummer"],
    check: cpr,
}];

fn cpr(id: &[u8]) -> bool {
    is_date(two(id, 0), two(id, 2)) && sum(id, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}
