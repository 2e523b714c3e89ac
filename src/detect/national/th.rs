//! Thailand: identity numbers (mod 11).
use super::Id;
use super::checksum::{digit, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::ThId,
    free: &["9-9999-99999-99-9", "9 9999 99999 99 9"],
    named: &["9999999999999"],
    words: &[
        "thai",
        "thai id",
        "thailand",
        "citizen id",
        "national id",
        "th national id",
        "tnin",
        "thai national id",
        "เลขประจำตัวประชาชน",
    ],
    check: identity,
}];

fn identity(id: &[u8]) -> bool {
    let sum = sum(id, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    id[0] != b'0' && (11 - sum % 11) % 10 == digit(id[12])
}
