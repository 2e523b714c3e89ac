//! Germany: tax identification numbers (ISO 7064, mod 11, 10).
use super::Id;
use super::checksum::{iso7064, same};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::DeSteuerId,
    free: &[],
    named: &["99999999999", "99 999 999 999"],
    words: &[
        "steuer",
        "steuer id",
        "steuerid",
        "idnr",
        "id nr",
        "identifikationsnummer",
        "steueridentifikationsnummer",
        "steuerliche identifikationsnummer",
        "tin",
    ],
    check: steuer,
}];

fn steuer(id: &[u8]) -> bool {
    id[0] != b'0' && !same(&id[..10]) && iso7064(id)
}
