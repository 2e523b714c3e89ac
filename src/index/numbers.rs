//! Where numbers in groups may stand: addresses, cards, social security numbers, long runs of digits.
//!
//! Asked only where digits and single separators go on for seven bytes, so it need not be the cheapest. Every stop lies
//! at the last of those bytes or behind it.
use super::lanes::SIGHT;
use std::ops::{BitAnd, BitOr, Not};

/// A mask with the end of the one before.
#[derive(Clone, Copy)]
pub(super) struct Window {
    now: u64,
    /// The last sixteen bytes of the block before.
    before: u64,
}

impl From<(u64, u64)> for Window {
    #[inline(always)]
    fn from((now, before): (u64, u64)) -> Window {
        Window { now, before }
    }
}

impl Window {
    /// Moved up by `n` bytes, 1 to 16.
    #[inline(always)]
    fn back(self, n: u32) -> Window {
        Window { now: self.now << n | self.before >> (16 - n), before: self.before << n & 0xffff }
    }

    #[inline(always)]
    fn any(self) -> bool {
        self.now != 0
    }
}

impl BitAnd for Window {
    type Output = Window;
    #[inline(always)]
    fn bitand(self, other: Window) -> Window {
        Window { now: self.now & other.now, before: self.before & other.before }
    }
}

impl BitOr for Window {
    type Output = Window;
    #[inline(always)]
    fn bitor(self, other: Window) -> Window {
        Window { now: self.now | other.now, before: self.before | other.before }
    }
}

impl Not for Window {
    type Output = Window;
    #[inline(always)]
    fn not(self) -> Window {
        Window { now: !self.now, before: !self.before & 0xffff }
    }
}

/// The stops of the block at the start of `bytes`, from its digits and what may part them (space, dash or dot). `before`
/// is what stands before the block.
#[inline(never)]
pub(super) fn stops(digit: Window, parts: Window, bytes: &[u8; SIGHT], before: &[u8]) -> u64 {
    let mut stops = 0;
    let dot = Window { now: dots(bytes), before: dots_before(before) };
    // Digit, dot, digit; three times, two to four bytes apart: an address, or a version.
    let dotted = digit & dot.back(1) & digit.back(2);
    if dotted.any() {
        let near = |dotted: Window| dotted.back(2) | dotted.back(3) | dotted.back(4);
        stops |= (dotted & near(dotted & near(dotted))).now;
    }

    // Thirteen digits, and single spaces or dashes, in a row: where such a run reaches its thirteenth byte.
    let run_1 = digit | parts & !dot & digit.back(1);
    let run_2 = run_1 & run_1.back(1);
    let run_4 = run_2 & run_2.back(2);
    let run_8 = run_4 & run_4.back(4);
    if run_8.any() {
        let run_13 = run_8 & run_8.back(5);
        stops |= (run_13 & !run_13.back(1)).now;
    }

    // Three digits, a separator, two digits, a separator, four digits: at the last of them. And nine in a row.
    let digits_2 = digit & digit.back(1);
    let digits_4 = digits_2 & digits_2.back(2);
    if digits_4.any() {
        let serial = digits_4 & parts.back(4) & digits_2.back(5) & parts.back(7) & digits_2.back(8) & digit.back(10);
        let nine = digits_4 & digits_4.back(4) & digit.back(8) & !digit.back(9);
        stops |= (serial | nine).now;
    }
    stops
}

/// The dots in the last sixteen bytes, the last one highest.
#[inline]
fn dots_before(bytes: &[u8]) -> u64 {
    let near = &bytes[bytes.len().saturating_sub(16)..];
    let mut last = [0; 16];
    last[16 - near.len()..].copy_from_slice(near);
    let last = u128::from_le_bytes(last);
    dots_of(last as u64) | dots_of((last >> 64) as u64) << 8
}

/// The dots of the first 64 bytes.
#[inline]
fn dots(bytes: &[u8; SIGHT]) -> u64 {
    let words = bytes.as_chunks().0.iter().take(8);
    words.rev().fold(0, |mask, word| mask << 8 | dots_of(u64::from_le_bytes(*word)))
}

/// The dots of eight bytes, the first one lowest.
#[inline]
fn dots_of(word: u64) -> u64 {
    // A byte that is a dot becomes its lowest bit; the multiplication brings the eight of them together.
    let other = word ^ (u64::MAX / 255 * u64::from(b'.'));
    let zero = !(((other & LOW) + LOW) | other | LOW) >> 7;
    zero.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// All bits of each byte but the highest.
const LOW: u64 = u64::MAX / 255 * 0x7f;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_seen_over_the_edge() {
        assert_eq!(dots_before(b""), 0);
        assert_eq!(dots_before(b"."), 1 << 15);
        assert_eq!(dots_before(b"x.23456789abcd.e./"), 1 << 14 | 1 << 12);
        assert_eq!(dots_before(&[b'.'; 40]), 0xffff);
        let mut bytes = [b'x'; SIGHT];
        (bytes[0], bytes[9], bytes[63]) = (b'.', b'.', b'.');
        assert_eq!(dots(&bytes), 1 | 1 << 9 | 1 << 63);
    }
}
