//! Australia: tax file numbers (mod 11), business numbers (mod 89) and Medicare numbers (mod 10).
use super::Id;
use super::checksum::{digit, same, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::AuTfn,
        free: &[],
        named: &["999999999", "999-999-999", "999 999 999"],
        words: &["tfn", "tax file", "tax file number", "taxfilenumber"],
        check: tfn,
    },
    Id {
        detector: Detector::AuAbn,
        free: &[],
        named: &["99999999999", "99 999 999 999", "99-999-999-999"],
        words: &["abn", "business number", "australian business number"],
        check: abn,
    },
    Id {
        detector: Detector::AuMedicare,
        free: &[],
        named: &["9999999999", "9999 99999 9", "99999999999"],
        words: &["medicare"],
        check: medicare,
    },
];

fn tfn(id: &[u8]) -> bool {
    !same(id) && sum(id, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11)
}

fn abn(id: &[u8]) -> bool {
    let weighted = sum(id, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    id[0] != b'0' && weighted % 89 == 10
}

fn medicare(id: &[u8]) -> bool {
    matches!(id[0], b'2'..=b'6') && sum(id, &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == digit(id[8])
}
