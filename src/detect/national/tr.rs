//! Turkey: identity numbers, with two check digits by 10.
use super::Id;
use super::checksum::{digit, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::TrKimlik,
    free: &[],
    named: &["99999999999"],
    words: &[
        "tckn",
        "kimlik",
        "tc kimlik",
        "tc no",
        "tcno",
        "tckimlik",
        "tc",
        "kimlik no",
        "kimlik numarasi",
        "tc kimlik no",
    ],
    check: kimlik,
}];

fn kimlik(id: &[u8]) -> bool {
    let odd = sum(id, &[1, 0, 1, 0, 1, 0, 1, 0, 1]);
    let even = sum(id, &[0, 1, 0, 1, 0, 1, 0, 1]);
    id[0] != b'0'
        && (odd * 7 + 1000 - even) % 10 == digit(id[9])
        && sum(id, &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 == digit(id[10])
}
