//! Italy: tax codes, sixteen characters of which the last checks the others, and VAT numbers (Luhn).
use super::Id;
use super::checksum::{luhn, same, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::ItPartitaIva,
        free: &[],
        named: &["99999999999"],
        words: &["partita iva", "p iva", "piva", "partitaiva", "vat number"],
        check: iva,
    },
    Id {
        detector: Detector::ItCodiceFiscale,
        free: &["AAAAAA99A99A999A"],
        named: &[],
        words: &["codice fiscale", "cf", "codicefiscale", "fiscal code", "tax code"],
        check: codice,
    },
];

fn iva(id: &[u8]) -> bool {
    !same(id) && luhn(id)
}

fn codice(id: &[u8]) -> bool {
    /// What a digit, or the letter at the same place of the alphabet, counts at an odd place.
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let value = |byte: u8| if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' };
    let counts = |(place, byte): (usize, &u8)| match place % 2 {
        0 => ODD[usize::from(value(*byte))],
        _ => u32::from(value(*byte)),
    };
    let total: u32 = id[..15].iter().enumerate().map(counts).sum();
    let day = two(id, 9) % 40;
    b"ABCDEHLMPRST".contains(&id[8]) && (1..=31).contains(&day) && u32::from(id[15] - b'A') == total % 26
}
