//! Mexico: CURP, eighteen characters of which the last checks the others.
use super::Id;
use super::checksum::{digit, is_date, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::MxCurp,
    free: &["AAAA999999AAAAAA99", "AAAA999999AAAAAAA9"],
    named: &[],
    words: &["curp"],
    check: curp,
}];

fn curp(id: &[u8]) -> bool {
    // A letter stands for its place, one more behind the N, where Spanish has an Ñ.
    let value = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'N' => u32::from(byte - b'A') + 10,
        _ => u32::from(byte - b'A') + 11,
    };
    let total: u32 = id[..17].iter().zip((2..=18).rev()).map(|(byte, weight)| value(*byte) * weight).sum();
    matches!(id[10], b'H' | b'M' | b'X') && is_date(two(id, 8), two(id, 6)) && (10 - total % 10) % 10 == digit(id[17])
}
