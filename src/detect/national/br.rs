//! Brazil: CPF of persons and CNPJ of companies, each with two check digits by 11.
use super::Id;
use super::checksum::{digit, same, sum};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::BrCpf,
        free: &["999.999.999-99"],
        named: &["99999999999"],
        words: &["cpf", "contribuinte", "cadastro"],
        check: cpf,
    },
    Id {
        detector: Detector::BrCnpj,
        free: &["99.999.999/9999-99"],
        named: &["99999999999999"],
        words: &["cnpj"],
        check: cnpj,
    },
];

/// The check digit for a weighted sum.
fn check(sum: u32) -> u32 {
    if sum % 11 < 2 { 0 } else { 11 - sum % 11 }
}

fn cpf(id: &[u8]) -> bool {
    !same(id)
        && check(sum(id, &[10, 9, 8, 7, 6, 5, 4, 3, 2])) == digit(id[9])
        && check(sum(id, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) == digit(id[10])
}

fn cnpj(id: &[u8]) -> bool {
    !same(id)
        && check(sum(id, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == digit(id[12])
        && check(sum(id, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == digit(id[13])
}
