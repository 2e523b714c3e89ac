//! Anchors for detectors that a policy may leave off: numbers in groups, phones, ids with letters, addresses with
//! colons, long runs. The same arithmetic as in `block`, done only where one of those detectors is on.
//!
//! Nearly all blocks of a log have none of them, and a few cheap tests (`may`) tell; what they let through is asked
//! exactly. A stop passes those tests by itself, whatever else is in its block. Of the block before the classes are kept.
use super::block::Masks;

/// Numbers in groups of three, of six and more, and four with dots: national ids.
pub(crate) const GROUPS: u8 = 1;
/// A digit behind a plus; three and four digits behind a separator or a parenthesis.
pub(crate) const PHONE: u8 = 2;
/// Capitals and digits: bank accounts, national ids.
pub(crate) const LETTERS: u8 = 4;
/// The third colon of a chain, two colons, dashes and dots of a hardware address.
pub(crate) const COLONS: u8 = 8;
/// Twenty letters and digits in a row with a capital among them.
pub(crate) const LONG: u8 = 16;

/// The classes of a block: of the one before, in the end.
#[derive(Clone, Copy, Default)]
pub(super) struct Anchors {
    digit: u64,
    space: u64,
    dash: u64,
    dot: u64,
    colon: u64,
    plus: u64,
    closing: u64,
    upper: u64,
    lower: u64,
}

/// A mask and the one before it.
#[derive(Clone, Copy)]
struct Two {
    now: u64,
    before: u64,
}

impl Two {
    /// Moved up by `n` bytes, 1 to 63, or not at all. Of the block before the lowest ones are lost; nothing looks back so far.
    #[inline(always)]
    fn back(self, n: u32) -> Two {
        if n == 0 {
            return self;
        }
        Two { now: back(self.now, self.before, n), before: self.before << n }
    }

    /// Both, the other moved up by `n`.
    #[inline(always)]
    fn and(self, n: u32, other: Two) -> Two {
        let other = other.back(n);
        Two { now: self.now & other.now, before: self.before & other.before }
    }

    /// Either, the other moved up by `n`.
    #[inline(always)]
    fn or(self, n: u32, other: Two) -> Two {
        let other = other.back(n);
        Two { now: self.now | other.now, before: self.before | other.before }
    }
}

/// `mask` moved up by `n` bytes, with the end of the block before coming in below.
#[inline(always)]
fn back(mask: u64, before: u64, n: u32) -> u64 {
    mask << n | before >> (64 - n)
}

impl Anchors {
    /// The anchors in a block with these masks; the masks are kept for the next one. `numbers`: digits and separators go
    /// on for seven bytes somewhere.
    #[inline(always)]
    pub(super) fn step(&mut self, m: &Masks, asked: u8, numbers: bool) -> u64 {
        let stops = if self.may(m, asked, numbers) { self.stops(Anchors::of(m), asked) } else { 0 };
        *self = Anchors::of(m);
        stops
    }

    #[inline(always)]
    fn of(m: &Masks) -> Anchors {
        Anchors {
            digit: m.digit,
            space: m.space,
            dash: m.dash,
            dot: m.dot,
            colon: m.colon,
            plus: m.plus,
            closing: m.closing,
            upper: m.upper,
            lower: m.lower,
        }
    }

    /// Whether there may be an anchor. Too often yes, never a wrong no.
    #[inline(always)]
    fn may(&self, m: &Masks, asked: u8, numbers: bool) -> bool {
        let mut may = u64::from(numbers);
        may |= m.plus | self.plus;
        if asked & GROUPS != 0 {
            // Six digits, anything, and three.
            let digit = |n| back(m.digit, self.digit, n);
            may |= m.digit & digit(1) & !digit(3) & digit(4) & digit(9);
        }
        if asked & LETTERS != 0 {
            // A digit not far behind two capitals; a capital behind three digits, or a digit and a dash.
            let pair = m.upper & back(m.upper, self.upper, 1);
            let before = self.upper & self.upper << 1;
            may |= m.digit & (back(pair, before, 2) | back(pair, before, 6));
            let digit_2 = back(m.digit, self.digit, 2);
            may |= m.upper & digit_2 & (back(m.digit, self.digit, 1) | back(m.dash, self.dash, 1));
        }
        if asked & COLONS != 0 {
            let near = |mask: u64, before: u64| {
                let two = back(mask, before, 2) | back(mask, before, 3);
                let two_before = before << 2 | before << 3;
                two | back(two, two_before, 2)
            };
            may |= m.colon & (near(m.colon, self.colon) | back(m.colon, self.colon, 1));
            may |= m.dash & back(m.dash, self.dash, 3) & back(m.dash, self.dash, 6);
            may |= m.dot & back(m.dot, self.dot, 5);
        }
        if asked & LONG != 0 && m.upper | self.upper != 0 {
            let (run, before) = (m.digit | m.upper | m.lower, self.digit | self.upper | self.lower);
            let two = run & run << 1;
            let four = two & two << 2;
            let eight = four & four << 4;
            let over = before.leading_ones() + run.trailing_ones() >= 20;
            may |= eight & eight << 8 | u64::from(over);
        }
        may != 0
    }

    /// The anchors in the block `m` behind this one.
    #[inline(never)]
    fn stops(self, m: Anchors, asked: u8) -> u64 {
        let two = |now: u64, before: u64| Two { now, before };
        let digit = two(m.digit, self.digit);
        let dot = two(m.dot, self.dot);
        let dash = two(m.dash, self.dash);
        let space = two(m.space, self.space);
        let upper = two(m.upper, self.upper);
        let separator = dash.or(0, space).or(0, dot);
        let digits_2 = digit.and(1, digit);
        let digits_3 = digits_2.and(2, digit);
        let digits_6 = digits_3.and(3, digits_3);
        let mut stops = 0;
        if asked & GROUPS != 0 {
            // 123-456-789, the rest may go on; 1.234.567; 123456-789; .1234.5678.90; 12-345.67; 1234 56789; 1234567-8
            let three = digits_3.and(4, digits_3);
            stops |= three.and(3, separator).and(7, separator).and(8, digits_3).now;
            stops |= three.and(3, dot).and(7, dot).and(8, digit).now;
            let ending = digits_2.and(2, dot).and(3, digits_3);
            stops |= ending.and(6, dash).and(7, digits_2).now;
            stops |= ending.and(6, digit).and(7, dot).and(8, digits_3).now;
            stops |= digits_3.and(4, digits_6).now & !(digit.back(3).now | digit.back(10).now | dot.back(10).now);
            stops |= digits_3.and(2, digits_3).and(5, separator).and(6, digits_3).and(9, digit).now;
            stops |= digit.and(1, dash).and(2, digits_6).and(8, digit).now;
        }
        if asked & PHONE != 0 {
            stops |= m.digit & two(m.plus, self.plus).back(1).now & !digit.back(2).now;
            let behind = separator.or(0, two(m.closing, self.closing));
            stops |= digits_3.and(3, digit).and(4, separator).and(5, digits_3).and(8, behind).now;
        }
        if asked & LETTERS != 0 {
            let pair = upper.and(1, upper);
            // AB12 and AB 12 34.
            stops |= digits_2.and(2, pair).now & !upper.back(4).now;
            stops |= digits_2.and(2, space).and(3, digits_2).and(5, space).and(6, pair).now & !upper.back(8).now;
            // 123456A and 123456-A, but no fraction of a second in a time; A12B345C.
            stops |= upper.and(1, digits_6).now & !(dot.back(7).now | dot.back(8).now | dot.back(10).now);
            stops |= upper.and(1, dash).and(2, digits_6).now;
            stops |= upper.and(1, digits_3).and(4, upper).and(5, digits_2).and(7, upper).now;
        }
        if asked & COLONS != 0 {
            stops |= colons(two(m.colon, self.colon), dash, dot);
        }
        if asked & LONG != 0 {
            let run = digit.or(0, upper).or(0, two(m.lower, self.lower));
            stops |= long(run, upper);
        }
        stops
    }
}

/// Two colons at once; the third of a chain with up to four bytes between them; the same for dashes and dots.
#[inline(always)]
fn colons(colon: Two, dash: Two, dot: Two) -> u64 {
    let near = |mask: Two| {
        let two = mask.back(2).or(1, mask.back(2));
        two.or(2, two)
    };
    let second = colon.and(0, near(colon));
    let third = second.and(0, near(second));
    let mut stops = third.now & !near(third).now;
    stops |= colon.and(1, colon).now & !colon.back(2).now;
    stops |= dash.and(3, dash).and(6, dash).now & !dash.back(9).now;
    stops | dot.and(5, dot).now
}

/// The twentieth byte of a run of letters and digits that has a capital among its last sixteen.
#[inline(always)]
fn long(run: Two, upper: Two) -> u64 {
    let two = run.and(1, run);
    let four = two.and(2, two);
    let eight = four.and(4, four);
    let twenty = eight.and(8, eight).and(16, four);
    let pair = upper.or(1, upper);
    let quad = pair.or(2, pair);
    let octet = quad.or(4, quad);
    let found = twenty.and(0, octet.or(8, octet));
    found.now & !found.back(1).now
}
