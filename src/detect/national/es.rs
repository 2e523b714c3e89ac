//! Spain: DNI and NIE, whose letter is the number by 23.
use super::Id;
use super::checksum::digit;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::EsDni,
    free: &["99999999A", "99999999-A", "A9999999A", "A9999999-A", "A-9999999-A"],
    named: &[],
    words: &["dni", "nie", "nif", "documento", "doi", "extranjero"],
    check: dni,
}];

fn dni(id: &[u8]) -> bool {
    const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let first = match id[0] {
        b'X' => 0,
        b'Y' => 1,
        b'Z' => 2,
        byte if byte.is_ascii_digit() => digit(byte),
        _ => return false,
    };
    let number = id[1..8].iter().fold(first, |number, byte| number * 10 + digit(*byte));
    number > 0 && LETTERS[(number % 23) as usize] == id[8]
}
