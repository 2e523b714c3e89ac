//! India: Aadhaar numbers, with a check digit by Verhoeff, and tax numbers of firms (mod 36), which hold the owner's.
use super::Id;
use super::checksum::verhoeff;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[
    Id {
        detector: Detector::InGstin,
        free: &["99AAAAA9999A9A9", "99AAAAA9999A9AA"],
        named: &[],
        words: &["gst", "gstin", "gstn"],
        check: gstin,
    },
    Id {
        detector: Detector::InAadhaar,
        free: &["9999 9999 9999", "9999-9999-9999"],
        named: &["999999999999"],
        words: &["aadhaar", "aadhar", "uidai", "uid"],
        check: aadhaar,
    },
];

fn gstin(id: &[u8]) -> bool {
    let value = |byte: u8| if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' + 10 };
    let product = |(place, byte): (usize, &u8)| u32::from(value(*byte)) * (1 + place as u32 % 2);
    let sum: u32 = id[..14].iter().enumerate().map(product).map(|product| product / 36 + product % 36).sum();
    id[13] == b'Z' && (36 - sum % 36) % 36 == u32::from(value(id[14]))
}

fn aadhaar(id: &[u8]) -> bool {
    matches!(id[0], b'2'..=b'9') && verhoeff(id)
}
