//! Poland: PESEL (weights, a date) and NIP (mod 11).
use super::Id;
use super::checksum::{digit, is_date, same, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id { detector: Detector::PlPesel, free: &[], named: &["99999999999"], words: &["pesel"], check: pesel },
    Id {
        detector: Detector::PlNip,
        free: &["999-999-99-99", "999-99-99-999"],
        named: &["9999999999"],
        words: &["nip", "vat", "podatnika"],
        check: nip,
    },
];

fn pesel(id: &[u8]) -> bool {
    let check = (10 - sum(id, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10;
    is_date(two(id, 4), two(id, 2) % 20) && check == digit(id[10])
}

fn nip(id: &[u8]) -> bool {
    !same(id) && sum(id, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digit(id[9])
}
