//! South Africa: identity numbers: a date, and Luhn.
use super::Id;
use super::checksum::{is_date, luhn, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::ZaId,
    free: &[],
    named: &["9999999999999", "999999 9999 999"],
    words: &["rsa", "rsa id", "sa id", "za id", "south african id", "said", "identity number", "id number", "idnumber"],
    check: identity,
}];

fn identity(id: &[u8]) -> bool {
    is_date(two(id, 4), two(id, 2)) && matches!(id[10], b'0'..=b'2') && luhn(id)
}
