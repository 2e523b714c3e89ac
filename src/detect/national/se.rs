//! Sweden: personal identity numbers: a date, and Luhn.
use super::Id;
use super::checksum::{is_date, luhn, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::SePersonnummer,
    free: &["999999-9999", "999999+9999", "99999999-9999"],
    named: &["9999999999", "999999999999"],
    words: &[
        "personnummer",
        "personnr",
        "person nr",
        "person nummer",
        "pnr",
        "samordningsnummer",
        "swedish id",
        "svenskt personnummer",
        "personal identity",
        "personal identity number",
        "personal identity code",
    ],
    check: personnummer,
}];

fn personnummer(id: &[u8]) -> bool {
    let century = id.len() == 10 || id.starts_with(b"19") || id.starts_with(b"20");
    let id = &id[id.len() - 10..];
    // A day over 60: a coordination number.
    let day = two(id, 4);
    century && is_date(if day > 60 { day - 60 } else { day }, two(id, 2)) && luhn(id)
}
