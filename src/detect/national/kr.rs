//! South Korea: registration numbers of residents and foreigners: a date, and mod 11.
use super::Id;
use super::checksum::{digit, is_date, sum, two};
use crate::detect::Detector;

const WORDS: &[&str] = &[
    "rrn",
    "jumin",
    "resident registration",
    "resident registration number",
    "주민등록번호",
    "외국인등록번호",
    "frn",
    "foreigner registration",
];

pub(super) const IDS: &[Id] = &[
    Id { detector: Detector::KrRrn, free: &["999999-9999999"], named: &["9999999999999"], words: WORDS, check: rrn },
    // Numbers given out since October 2020 are drawn, without a check.
    Id { detector: Detector::KrRrn, free: &[], named: &["999999-9999999"], words: WORDS, check: drawn },
];

/// Born since then.
fn drawn(id: &[u8]) -> bool {
    is_born(id) && matches!(id[6], b'3' | b'4' | b'7' | b'8') && two(id, 0) * 100 + two(id, 2) >= 2010
}

/// A day, and a century since 1900.
fn is_born(id: &[u8]) -> bool {
    is_date(two(id, 4), two(id, 2)) && matches!(id[6], b'1'..=b'8')
}

fn rrn(id: &[u8]) -> bool {
    // Foreigners' centuries are 5 to 8.
    let from = if matches!(id[6], b'5'..=b'8') { 13 } else { 11 };
    let check = (from - sum(id, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10;
    is_born(id) && check == digit(id[12])
}
