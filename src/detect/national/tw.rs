//! Taiwan: identity numbers: a letter, nine digits, mod 10.
use super::Id;
use super::checksum::sum;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::TwId,
    free: &[],
    named: &["A999999999"],
    words: &["taiwan", "taiwan id", "taiwanese", "roc id", "national id", "身分證", "身份證", "身分證字號"],
    check: identity,
}];

fn identity(id: &[u8]) -> bool {
    /// Letters in the order of their numbers, from 10 on.
    const LETTERS: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let Some(place) = LETTERS.iter().position(|letter| *letter == id[0]) else { return false };
    let letter = place as u32 + 10;
    let total = letter / 10 + letter % 10 * 9 + sum(&id[1..], &[8, 7, 6, 5, 4, 3, 2, 1, 1]);
    matches!(id[1], b'1' | b'2' | b'8' | b'9') && total.is_multiple_of(10)
}
