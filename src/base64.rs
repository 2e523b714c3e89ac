//! Base64: decoding of short values for a detector's proof, encoding of a stream for the quarantine.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Decodes the standard or the URL alphabet, padded or not, into `room`. None: not base64, or too long for `room`.
pub(crate) fn decode<'a>(text: &[u8], room: &'a mut [u8]) -> Option<&'a [u8]> {
    let padding = text.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    let digits = &text[..text.len() - padding];
    if digits.len() % 4 == 1 || room.len() < digits.len() * 3 / 4 {
        return None;
    }
    let (mut bits, mut held, mut length) = (0u32, 0, 0);
    for byte in digits {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        held += 6;
        if held >= 8 {
            held -= 8;
            room[length] = (bits >> held) as u8;
            length += 1;
        }
    }
    Some(&room[..length])
}

/// Encodes bytes that come in pieces.
#[derive(Clone, Default)]
pub(crate) struct Encoder {
    /// One or two bytes that wait for a third.
    pub(crate) rest: Vec<u8>,
}

impl Encoder {
    pub(crate) fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let need = (3 - self.rest.len()) % 3;
        let (first, bytes) = bytes.split_at(need.min(bytes.len()));
        self.rest.extend_from_slice(first);
        if self.rest.len() == 3 {
            triple(&self.rest, out);
            self.rest.clear();
        }
        let mut triples = bytes.chunks_exact(3);
        for bytes in &mut triples {
            triple(bytes, out);
        }
        self.rest.extend_from_slice(triples.remainder());
    }

    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.rest.is_empty() {
            let length = self.rest.len();
            self.rest.resize(3, 0);
            triple(&self.rest, out);
            let end = out.len();
            out[end - (3 - length)..].fill(b'=');
            self.rest.clear();
        }
    }
}

fn triple(bytes: &[u8], out: &mut Vec<u8>) {
    let bits = u32::from(bytes[0]) << 16 | u32::from(bytes[1]) << 8 | u32::from(bytes[2]);
    out.extend([18, 12, 6, 0].map(|shift| ALPHABET[(bits >> shift & 63) as usize]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_encode_as_the_whole_does() {
        let bytes = b"any carnal pleasure.";
        for cut in 0..=bytes.len() {
            let (mut encoder, mut out) = (Encoder::default(), Vec::new());
            encoder.push(&bytes[..cut], &mut out);
            encoder.push(&bytes[cut..], &mut out);
            encoder.finish(&mut out);
            assert_eq!(out, b"YW55IGNhcm5hbCBwbGVhc3VyZS4=");
            assert_eq!(decode(&out, &mut [0; 64]), Some(&bytes[..]));
        }
    }
}
