//! Germany: tax identification numbers (ISO 7064, mod 11, 10), numbers of pensions and of health insurance (sums of digits).
use super::Id;
use super::checksum::{digit, iso7064, lettered, same};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
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
    },
    Id {
        detector: Detector::DeRvnr,
        free: &[],
        named: &["99999999A999"],
        words: &[
            "rvnr",
            "rentenversicherung",
            "rentenversicherungsnummer",
            "sozialversicherungsnummer",
            "sozialversicherung",
            "versicherungsnummer",
            "sv nummer",
            "sv nr",
            "svnr",
            "social security",
        ],
        check: pension,
    },
    Id {
        detector: Detector::DeKvnr,
        free: &[],
        named: &["A999999999"],
        words: &[
            "kvnr",
            "krankenversichertennummer",
            "krankenversicherung",
            "krankenkasse",
            "versichertennummer",
            "versicherten nr",
            "health insurance",
            "gkv",
            "egk",
        ],
        check: health,
    },
];

/// `15 070649 C 103`: an area, a birthday, a letter, a number.
fn pension(id: &[u8]) -> bool {
    lettered(id, &[2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) == digit(id[11])
}

fn health(id: &[u8]) -> bool {
    !same(&id[1..]) && lettered(id, &[1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) == digit(id[9])
}

fn steuer(id: &[u8]) -> bool {
    id[0] != b'0' && !same(&id[..10]) && iso7064(id)
}
