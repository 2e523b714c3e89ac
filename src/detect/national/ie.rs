//! Ireland: PPS numbers, whose letter is a weighted sum by 23. With one letter they look like sizes: a word is wanted.
use super::Id;
use super::checksum::sum;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::IePps,
    free: &["9999999AA"],
    named: &["9999999A"],
    words: &["pps", "ppsn"],
    check: pps,
}];

fn pps(id: &[u8]) -> bool {
    const LETTERS: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    let second = match id.get(8) {
        None | Some(b'W') => 0,
        Some(letter @ b'A'..=b'I') => u32::from(letter - b'A') + 1,
        Some(_) => return false,
    };
    LETTERS[((sum(id, &[8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23) as usize] == id[7]
}
