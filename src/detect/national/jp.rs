//! Japan: individual numbers (mod 11).
use super::Id;
use super::checksum::{digit, same, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::JpMyNumber,
    free: &[],
    named: &["999999999999", "9999 9999 9999", "9999-9999-9999"],
    words: &["mynumber", "my number", "kojin bango", "個人番号", "マイナンバー"],
    check: individual,
}];

fn individual(id: &[u8]) -> bool {
    let rest = sum(id, &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest < 2 { 0 } else { 11 - rest };
    !same(id) && check == digit(id[11])
}
