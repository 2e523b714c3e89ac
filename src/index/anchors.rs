//! Anchors for detectors that a policy may leave off: numbers in groups, phones, ids with letters, addresses with
//! colons, long runs. The same arithmetic as in `block`, done only where one of those detectors is on.
use super::block::{Masks, back, end};

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

/// Whether masks without a bit are worth a branch: where there are no vectors, and so an interpreter (Fluent Bit's).
const SPARES: bool = cfg!(all(target_arch = "wasm32", not(target_feature = "simd128")));

/// The ends of the masks of the block before.
#[derive(Clone, Copy, Default)]
pub(super) struct Anchors {
    digit: u64,
    digits: [u64; 3],
    separator: u64,
    plus: u64,
    behind: u64,
    dash: u64,
    dot: u64,
    space: u64,
    upper: u64,
    pair: u64,
    colon: [u64; 3],
    runs: [u64; 6],
    capitals: [u64; 4],
}

impl Anchors {
    /// The anchors in a block with these masks; the masks are kept for the next one.
    #[inline(always)]
    pub(super) fn step(&mut self, m: &Masks, asked: u8) -> u64 {
        let was = *self;
        let digits_2 = m.digit & back(m.digit, was.digit, 1);
        let digits_3 = digits_2 & back(m.digit, was.digit, 2);
        let digits_6 = digits_3 & back(digits_3, was.digits[1], 3);
        let separator = m.dash | m.space | m.dot;
        let d2 = |n| back(digits_2, was.digits[0], n);
        let d3 = |n| back(digits_3, was.digits[1], n);
        let d6 = |n| back(digits_6, was.digits[2], n);
        let s = |n| back(separator, was.separator, n);
        let digit = |n| back(m.digit, was.digit, n);
        let dot = |n| back(m.dot, was.dot, n);
        let mut stops = 0;
        // Where branches are cheap and words are not, all that can't be is left out.
        let sure = |possible: u64| SPARES && possible == 0;
        if asked & GROUPS != 0 && !sure(digits_3 | was.digits[1]) {
            // 123-456-789, the rest may go on; 1.234.567; 123456-789; .1234.5678.90; 12-345.67; 1234 56789; 1234567-8
            stops |= digits_3 & s(3) & d3(4) & s(7) & d3(8);
            stops |= digits_3 & dot(3) & d3(4) & dot(7) & digit(8);
            stops |= digits_2 & dot(2) & d3(3) & back(m.dash, was.dash, 6) & d2(7);
            stops |= digits_3 & !digit(3) & d6(4) & !digit(10) & !dot(10);
            stops |= digits_2 & dot(2) & d3(3) & dot(7) & d3(8);
            stops |= digits_3 & d2(3) & s(5) & d3(6) & digit(9);
            stops |= m.digit & back(m.dash, was.dash, 1) & d6(2) & digit(8);
        }
        if asked & PHONE != 0 {
            if !sure(m.plus | was.plus) {
                stops |= m.digit & back(m.plus, was.plus, 1) & !digit(2);
            }
            let behind = separator | m.closing;
            if !sure(digits_3) {
                stops |= digits_3 & digit(3) & s(4) & d3(5) & back(behind, was.behind, 8);
            }
            self.behind = end(behind);
        }
        self.pair = 0;
        if asked & LETTERS != 0 && !sure(m.upper | was.upper) {
            let pair = m.upper & back(m.upper, was.upper, 1);
            let upper = |n| back(m.upper, was.upper, n);
            // AB12 and AB 12 34.
            stops |= digits_2 & back(pair, was.pair, 2) & !upper(4);
            let spaced = |n| back(m.space, was.space, n);
            stops |= digits_2 & spaced(2) & d2(3) & spaced(5) & back(pair, was.pair, 6) & !upper(8);
            // 123456A and 123456-A, but no fraction of a second in a time; A12B345C.
            stops |= m.upper & d6(1) & !dot(7) & !dot(8) & !dot(10);
            stops |= m.upper & back(m.dash, was.dash, 1) & d6(2);
            stops |= m.upper & d3(1) & upper(4) & d2(5) & upper(7);
            self.pair = end(pair);
        }
        self.colon = [0; 3];
        if asked & COLONS != 0 && !sure(m.colon | m.dash | m.dot) {
            stops |= self.colons(m, &was);
        }
        if asked & LONG != 0 {
            stops |= self.long(m, &was);
        }
        self.digit = end(m.digit);
        self.digits = [end(digits_2), end(digits_3), end(digits_6)];
        self.separator = end(separator);
        self.plus = end(m.plus);
        self.dash = end(m.dash);
        self.dot = end(m.dot);
        self.space = end(m.space);
        self.upper = end(m.upper);
        stops
    }

    /// Two colons at once; the third of a chain with up to four bytes between them; the same for dashes and dots.
    #[inline(always)]
    fn colons(&mut self, m: &Masks, was: &Anchors) -> u64 {
        let near = |mask: u64, before: u64| {
            back(mask, before, 2) | back(mask, before, 3) | back(mask, before, 4) | back(mask, before, 5)
        };
        let colon = |n| back(m.colon, was.colon[0], n);
        let second = m.colon & near(m.colon, was.colon[0]);
        let third = second & near(second, was.colon[1]);
        let mut stops = third & !near(third, was.colon[2]);
        stops |= m.colon & colon(1) & !colon(2);
        let dash = |n| back(m.dash, was.dash, n);
        stops |= m.dash & dash(3) & dash(6) & !dash(9);
        stops |= m.dot & back(m.dot, was.dot, 5);
        self.colon = [end(m.colon), end(second), end(third)];
        stops
    }

    /// The twentieth byte of a run of letters and digits that has a capital among its last sixteen.
    #[inline(always)]
    fn long(&mut self, m: &Masks, was: &Anchors) -> u64 {
        let one = m.digit | m.upper | m.lower;
        let two = one & back(one, was.runs[0], 1);
        let four = two & back(two, was.runs[1], 2);
        let eight = four & back(four, was.runs[2], 4);
        let sixteen = eight & back(eight, was.runs[3], 8);
        let twenty = sixteen & back(four, was.runs[2], 16);
        if SPARES && (m.upper | was.upper | sixteen | was.runs[5] == 0) {
            self.runs = [end(one), end(two), end(four), end(eight), 0, 0];
            self.capitals = [0; 4];
            return 0;
        }
        let pair = m.upper | back(m.upper, was.upper, 1);
        let quad = pair | back(pair, was.capitals[0], 2);
        let octet = quad | back(quad, was.capitals[1], 4);
        let any = octet | back(octet, was.capitals[2], 8);
        let stops = twenty & any & !back(twenty & any, was.runs[5], 1);
        self.runs = [end(one), end(two), end(four), end(eight), end(sixteen), end(twenty & any)];
        self.capitals = [end(pair), end(quad), end(octet), end(any)];
        stops
    }
}
