//! United States: bank routing numbers, provider identifiers, DEA numbers, taxpayer identification numbers, Medicare's
//! beneficiaries.
use super::Id;
use super::checksum::{digit, luhn_sum, sum, two};
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::UsAba,
        free: &[],
        named: &["999999999"],
        words: &["aba", "routing", "rtn", "transit"],
        check: aba,
    },
    Id {
        detector: Detector::UsNpi,
        free: &[],
        named: &["9999999999"],
        words: &["npi", "provider", "provider id"],
        check: npi,
    },
    Id {
        detector: Detector::UsMbi,
        free: &[],
        named: &[
            "9A99A99AA99",
            "9AA9A99AA99",
            "9A99AA9AA99",
            "9AA9AA9AA99",
            "9A99-A99-AA99",
            "9AA9-A99-AA99",
            "9A99-AA9-AA99",
            "9AA9-AA9-AA99",
        ],
        words: &["mbi", "medicare", "beneficiary"],
        check: mbi,
    },
    Id { detector: Detector::UsDea, free: &["AA9999999"], named: &[], words: &[], check: dea },
    Id {
        detector: Detector::UsItin,
        free: &["999-99-9999"],
        named: &["999999999", "999 99 9999"],
        words: &["itin", "taxpayer"],
        check: itin,
    },
];

fn aba(id: &[u8]) -> bool {
    let district = matches!(two(id, 0), 1..=12 | 21..=32 | 61..=72 | 80);
    district && sum(id, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// Luhn with the prefix of the United States' health sector in front, which adds 24.
fn npi(id: &[u8]) -> bool {
    matches!(id[0], b'1' | b'2') && (luhn_sum(id) + 24).is_multiple_of(10)
}

/// No checksum: eleven places of which each has its kind, and no letter that looks like a digit.
fn mbi(id: &[u8]) -> bool {
    id[0] != b'0' && !id.iter().any(|byte| b"SLOIBZ".contains(byte))
}

fn dea(id: &[u8]) -> bool {
    b"ABCDEFGHJKLMPRSTUX".contains(&id[0]) && sum(&id[2..], &[1, 2, 1, 2, 1, 2]) % 10 == digit(id[8])
}

fn itin(id: &[u8]) -> bool {
    id[0] == b'9' && matches!(two(id, 3), 50..=65 | 70..=88 | 90..=92 | 94..=99)
}
