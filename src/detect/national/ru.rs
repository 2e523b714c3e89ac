//! Russia: insurance numbers of persons (mod 101), and their tax numbers (mod 11, twice).
use super::Id;
use super::checksum::{digit, same, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::RuSnils,
        free: &["999-999-999 99"],
        named: &["99999999999", "999-999-999-99"],
        words: &["snils", "СНИЛС", "Снилс", "снилс"],
        check: snils,
    },
    Id {
        detector: Detector::RuInn,
        free: &[],
        named: &["999999999999"],
        words: &["inn", "ИНН", "Инн", "инн"],
        check: inn,
    },
];

fn snils(id: &[u8]) -> bool {
    !same(&id[..9]) && sum(id, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 == two(id, 9)
}

fn inn(id: &[u8]) -> bool {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let check = |weights| sum(id, weights) % 11 % 10;
    !same(id) && check(&WEIGHTS[1..]) == digit(id[10]) && check(&WEIGHTS) == digit(id[11])
}
