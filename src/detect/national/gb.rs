//! United Kingdom: NHS numbers (mod 11) and national insurance numbers (their prefixes).
use super::Id;
use super::checksum::{digit, same, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::GbNhs,
        free: &[],
        named: &["9999999999", "999 999 9999", "999-999-9999"],
        words: &["nhs", "nhsnumber", "nhsno", "nhs number"],
        check: nhs,
    },
    Id {
        detector: Detector::GbNino,
        free: &["AA999999A", "AA 999999A", "AA 99 99 99 A", "AA-99-99-99-A"],
        named: &[],
        words: &["nino", "ni number", "national insurance", "national insurance number", "ni no", "insurance number"],
        check: nino,
    },
];

fn nhs(id: &[u8]) -> bool {
    let check = (11 - sum(id, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    check == digit(id[9]) && !same(id)
}

fn nino(id: &[u8]) -> bool {
    let never = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];
    !id[..2].iter().any(|byte| b"DFIQUV".contains(byte))
        && id[1] != b'O'
        && !never.iter().any(|pair| id[..2] == pair[..])
        && matches!(id[8], b'A'..=b'D')
}
