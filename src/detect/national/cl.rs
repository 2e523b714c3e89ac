//! Chile: RUT, by 11.
use super::Id;
use super::checksum::digit;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::ClRut,
    free: &["99.999.999-9", "99.999.999-A", "9.999.999-9", "9.999.999-A"],
    named: &["99999999-9", "99999999-A"],
    words: &["rut", "run"],
    check: rut,
}];

fn rut(id: &[u8]) -> bool {
    let (number, check) = id.split_at(id.len() - 1);
    let weights = [2, 3, 4, 5, 6, 7].into_iter().cycle();
    let total: u32 = number.iter().rev().zip(weights).map(|(byte, weight)| digit(*byte) * weight).sum();
    match 11 - total % 11 {
        11 => check == b"0",
        10 => check == b"K",
        wanted => check[0].is_ascii_digit() && wanted == digit(check[0]),
    }
}
