//! Bitcoin addresses: base58 with a double SHA-256 (`1…`, `3…`), and bech32 (`bc1…`).
use sha2::{Digest, Sha256};

/// The address whose run of letters and digits has the stop `at` in it.
pub(super) fn base58(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let back = text[at.saturating_sub(40)..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = at - back;
    let run = text[start..].iter().take(40).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let address = &text[start..start + run];
    let good = (26..=35).contains(&run) && matches!(address[0], b'1' | b'3') && is_base58(address);
    (good && is_bounded(text, start, start + run)).then_some((start, start + run))
}

/// Twenty-five bytes: a version, a hash, and the first four bytes of the hash of both hashed twice.
fn is_base58(address: &[u8]) -> bool {
    const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes = [0u8; 25];
    for byte in address {
        let Some(digit) = DIGITS.iter().position(|digit| digit == byte) else { return false };
        let mut carry = digit as u32;
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 58;
            *byte = carry as u8;
            carry >>= 8;
        }
        if carry > 0 {
            return false;
        }
    }
    let twice = Sha256::digest(Sha256::digest(&bytes[..21]));
    matches!(bytes[0], 0 | 5) && twice[..4] == bytes[21..]
}

/// The address whose `bc1` is at `at`.
pub(super) fn bech32(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let length = text[at..].iter().take(91).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let address = &text[at..at + length];
    let one_case = !address.iter().any(u8::is_ascii_uppercase) || !address.iter().any(u8::is_ascii_lowercase);
    let good = (14..=74).contains(&length)
        && address.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(b"bc1"))
        && one_case
        && is_bech32(&address[3..]);
    (good && is_bounded(text, at, at + length)).then_some((at, at + length))
}

/// A checksum of five-bit groups, over the network's name too (BIP 173 and 350).
fn is_bech32(digits: &[u8]) -> bool {
    const DIGITS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const STEPS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let step = |sum: u32, value: u32| {
        let top = sum >> 25;
        let next = (sum & 0x1ff_ffff) << 5 ^ value;
        STEPS.iter().enumerate().fold(next, |next, (bit, step)| if top >> bit & 1 == 1 { next ^ step } else { next })
    };
    let name = [3, 3, 0, 2, 3].into_iter().fold(1, step);
    let mut sum = name;
    for byte in digits {
        let Some(value) = DIGITS.iter().position(|digit| *digit == byte.to_ascii_lowercase()) else { return false };
        sum = step(sum, value as u32);
    }
    matches!(sum, 1 | 0x2bc8_30a3)
}

fn is_bounded(text: &[u8], start: usize, end: usize) -> bool {
    let letter = |place: Option<usize>| {
        let byte = place.and_then(|place| text.get(place));
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    !letter(start.checked_sub(1)) && !letter(Some(end))
}
