//! Singapore: NRIC and FIN, whose letter is a weighted sum by 11.
use super::Id;
use super::checksum::sum;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::SgNric,
    free: &["A9999999A"],
    named: &[],
    words: &["nric", "fin", "nric fin"],
    check: nric,
}];

fn nric(id: &[u8]) -> bool {
    let (offset, letters): (u32, &[u8; 11]) = match id[0] {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return false,
    };
    letters[((sum(&id[1..8], &[2, 7, 6, 5, 4, 3, 2]) + offset) % 11) as usize] == id[8]
}
