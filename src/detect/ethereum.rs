//! Ethereum addresses: `0x` and forty hexadecimal digits whose case is a checksum (EIP-55). All in small letters
//! they prove nothing and look like any digest.

/// The address whose run of letters and digits has the stop `at` in it.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let back = text[at.saturating_sub(42)..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let at = at - back;
    let digits: &[u8; 40] = text.get(at + 2..)?.first_chunk()?;
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let before = at.checked_sub(1).map(|place| &text[place]);
    // All in capitals it may be one: of those one in 10,000 digests passes.
    let capitals = digits.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let hex = capitals > 0
        && (capitals > 12 || digits.iter().any(u8::is_ascii_lowercase))
        && digits.iter().all(u8::is_ascii_hexdigit);
    let bounded =
        text[at..].starts_with(b"0x") && !before.is_some_and(letter) && !text.get(at + 42).is_some_and(letter);
    (hex && bounded && is_checked(digits)).then_some((at, at + 42))
}

/// A letter is a capital where the digit of the hash at its place is eight or more.
fn is_checked(digits: &[u8; 40]) -> bool {
    let hash = keccak(&digits.to_ascii_lowercase());
    digits.iter().enumerate().all(|(place, byte)| {
        let half = hash[place / 2] >> (4 * (1 - place % 2)) & 15;
        byte.is_ascii_digit() || byte.is_ascii_uppercase() == (half >= 8)
    })
}

/// Keccak-256 of a text shorter than one block.
fn keccak(text: &[u8]) -> [u8; 32] {
    let mut block = [0u8; 136];
    block[..text.len()].copy_from_slice(text);
    block[text.len()] = 1;
    block[135] |= 0x80;
    let mut state = [0u64; 25];
    for (lane, bytes) in state.iter_mut().zip(block.as_chunks().0) {
        *lane = u64::from_le_bytes(*bytes);
    }
    permute(&mut state);
    let mut hash = [0u8; 32];
    for (bytes, lane) in hash.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = lane.to_le_bytes();
    }
    hash
}

/// The permutation of Keccak (FIPS 202): 24 rounds.
fn permute(state: &mut [u64; 25]) {
    // The lanes of rho and pi in the order of their walk, and how far each turns.
    const WALK: [usize; 24] = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
    const TURNS: [u32; 24] =
        [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
    let mut shift = 1u8;
    for _ in 0..24 {
        let column = |x: usize, state: &[u64; 25]| (0..5).fold(0, |sum, y| sum ^ state[x + 5 * y]);
        let columns: [u64; 5] = std::array::from_fn(|x| column(x, state));
        for (place, lane) in state.iter_mut().enumerate() {
            let x = place % 5;
            *lane ^= columns[(x + 4) % 5] ^ columns[(x + 1) % 5].rotate_left(1);
        }
        let mut moved = state[1];
        for (to, turn) in WALK.into_iter().zip(TURNS) {
            let next = state[to];
            state[to] = moved.rotate_left(turn);
            moved = next;
        }
        for row in state.as_chunks_mut::<5>().0 {
            let was = *row;
            for x in 0..5 {
                row[x] = was[x] ^ (!was[(x + 1) % 5] & was[(x + 2) % 5]);
            }
        }
        // The round's constant, from a shift register.
        let mut constant = 0u64;
        for bit in 0..7 {
            constant |= u64::from(shift & 1) << ((1u32 << bit) - 1);
            shift = shift << 1 ^ if shift & 0x80 != 0 { 0x71 } else { 0 };
        }
        state[0] ^= constant;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_keccak() {
        // Of the empty text, as Ethereum's documents have it.
        assert_eq!(keccak(b"")[..8], [0xc5, 0xd2, 0x46, 0x01, 0x86, 0xf7, 0x23, 0x3c]);
        assert!(is_checked(b"5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));
        assert!(!is_checked(b"5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));
    }
}
