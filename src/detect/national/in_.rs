//! India: Aadhaar numbers, with a check digit by Verhoeff.
use super::Id;
use super::checksum::verhoeff;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::InAadhaar,
    free: &["9999 9999 9999", "9999-9999-9999"],
    named: &["999999999999"],
    words: &["aadhaar", "aadhar", "uidai", "uid"],
    check: aadhaar,
}];

fn aadhaar(id: &[u8]) -> bool {
    matches!(id[0], b'2'..=b'9') && verhoeff(id)
}
