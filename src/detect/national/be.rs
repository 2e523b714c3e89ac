//! Belgium: national register numbers, by 97.
use super::Id;
use super::checksum::{digit, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::BeNrn,
    free: &["99.99.99-999.99"],
    named: &["99999999999"],
    words: &[
        "rijksregister",
        "rijksregisternummer",
        "registre national",
        "numéro national",
        "numero national",
        "niss",
        "insz",
        "nrn",
        "national number",
    ],
    check: register,
}];

fn register(id: &[u8]) -> bool {
    let number = id[..9].iter().fold(0u64, |number, byte| number * 10 + u64::from(digit(*byte)));
    let check = u64::from(two(id, 9));
    // Born from 2000 on: a two stands in front.
    let good = |number: u64| 97 - number % 97 == check;
    two(id, 2) % 20 <= 12 && two(id, 4) <= 31 && (good(number) || good(number + 2_000_000_000))
}
