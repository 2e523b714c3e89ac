//! Where numbers in groups may stand: addresses, cards, social security numbers, long runs of digits.
//!
//! Asked only where digits and single separators go on for seven bytes, so it need not be the cheapest. Every stop lies
//! at the last of those bytes or behind it.
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

/// The stops of a block, from its digits, spaces and dashes, and dots.
#[inline(never)]
pub(super) fn stops(digit: Window, dash: Window, dot: Window) -> u64 {
    let mut stops = 0;
    let parts = dash | dot;
    // Digit, dot, digit; three times, two to four bytes apart: an address, or a version.
    let dotted = digit & dot.back(1) & digit.back(2);
    if dotted.any() {
        let near = |dotted: Window| dotted.back(2) | dotted.back(3) | dotted.back(4);
        stops |= (dotted & near(dotted & near(dotted))).now;
    }

    // Thirteen digits, and single spaces or dashes, in a row: where such a run reaches its thirteenth byte.
    let run_1 = digit | dash & digit.back(1);
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

/// Whether there may be numbers in groups beside those: ids and phones (`anchors`). Too often yes, never a wrong no.
#[inline(never)]
pub(super) fn may_be_groups(digit: Window, dash: Window, dot: Window) -> bool {
    let digits_2 = digit & digit.back(1);
    let digits_3 = digits_2 & digit.back(2);
    // Three digits, and three more four to six bytes before; two behind a dot and three; one behind a dash and six.
    let three = digits_3 & (digits_3.back(4) | digits_3.back(5) | digits_3.back(6));
    let ending = digits_2 & dot.back(2) & digits_3.back(3);
    let check = digit & dash.back(1) & digits_3.back(2) & digits_3.back(5);
    (three | ending | check).any()
}
