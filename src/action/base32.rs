//! Base32 in small letters (RFC 4648's alphabet, no padding): what tokens, hashes and encrypted values are written in.
//! A word of it has no capital, dot or sign that a detector starts from.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// How many letters stand for so many bytes.
pub(super) const fn length(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// Whether a byte is one of the alphabet.
pub(super) fn is_letter(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'2'..=b'7')
}

/// Appends the letters for `bytes`.
pub(super) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    let (mut bits, mut held) = (0u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            out.push(ALPHABET[(bits >> held) as usize & 31]);
        }
    }
    if held > 0 {
        out.push(ALPHABET[(bits << (5 - held)) as usize & 31]);
    }
}

/// The bytes that the letters stand for; None where no encoder wrote them.
pub(super) fn decode(letters: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(letters.len() * 5 / 8);
    let (mut bits, mut held) = (0u32, 0);
    for letter in letters {
        let digit = match letter {
            b'a'..=b'z' => letter - b'a',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(digit);
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    let rest = bits & ((1 << held) - 1);
    (held < 5 && rest == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for (bytes, letters) in [(&b""[..], &b""[..]), (b"f", b"my"), (b"foobar", b"mzxw6ytboi")] {
            let mut out = Vec::new();
            encode(bytes, &mut out);
            assert_eq!(out, letters);
            assert_eq!(out.len(), length(bytes.len()));
            assert_eq!(decode(letters).as_deref(), Some(bytes));
        }
        assert_eq!(decode(b"mz"), None, "bits that no encoder leaves");
        assert_eq!(decode(b"m1"), None);
    }
}
