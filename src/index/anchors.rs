//! Anchors for detectors that a policy may leave off: numbers in groups, phones, ids with letters, addresses with
//! colons, long runs. The same arithmetic as in `block`, done only where one of those detectors is on.
//!
//! Nearly all blocks of a log have none of them, and a few cheap tests (`may`) tell; what they let through is asked
//! exactly, and where that is not enough (`narrowed`), byte by byte. A stop passes those tests by itself, whatever else is
//! in its block. Of the block before the classes are kept.
use super::block::Masks;
use super::lanes::SIGHT;

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
    upper: u64,
    lower: u64,
    quote: u64,
}

/// The last sixteen bytes of a block.
const LATE: u64 = 0xffff << 48;

/// How far back a long run is read.
const LONGEST: usize = 512;

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

/// What `block` knows already of a block.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// What some detector asks for.
    pub(super) asked: u8,
    /// There may be numbers in groups.
    pub(super) groups: bool,
    /// The digits and colons, moved up by one.
    pub(super) digit_1: u64,
    pub(super) colon_1: u64,
}

/// Which anchors there may be: not zero where so.
#[derive(Clone, Copy)]
struct May {
    groups: u64,
    letters: u64,
    colons: u64,
    long: u64,
    /// What some detector asks for.
    asked: u8,
}

impl Anchors {
    /// The anchors in a block with these masks, which stands at the start of `bytes` and behind `before`; the masks are kept
    /// for the next one.
    #[inline(always)]
    pub(super) fn step(&mut self, m: &Masks, known: Known, bytes: &[u8; SIGHT], before: &[u8]) -> u64 {
        let may = self.may(m, known);
        let any = may.groups | may.letters | may.colons | may.long;
        let stops = if any != 0 { self.stops(Anchors::of(m), may, bytes, before) } else { 0 };
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
            upper: m.upper,
            lower: m.lower,
            quote: m.quote,
        }
    }

    /// Whether there may be an anchor of each sort. Too often yes, never a wrong no. Each move over the edge of a block costs
    /// three operations, so there are as few of them as there can be.
    #[inline(always)]
    fn may(&self, m: &Masks, known: Known) -> May {
        let asked = known.asked;
        let digits_2 = m.digit & known.digit_1;
        let digits_2_before = self.digit & self.digit << 1;
        let (mut letters, mut colons, mut long) = (0, 0, 0);
        let mut groups = u64::from(known.groups) | m.plus | self.plus;
        if asked & GROUPS != 0 {
            // Six digits, anything, and three.
            groups |= digits_2 & back(digits_2, digits_2_before, 4) & back(digits_2, digits_2_before, 8);
        }
        if asked & LETTERS != 0 {
            // Two digits not far behind two capitals; a capital not far behind two digits, but no
            // fraction of a second.
            let pair = m.upper & back(m.upper, self.upper, 1);
            let pair_before = self.upper & self.upper << 1;
            letters |= digits_2 & (back(pair, pair_before, 2) | back(pair, pair_before, 6));
            let time = back(m.dot, self.dot, 7);
            letters |= (m.upper | last(m.digit, m.upper, m.lower))
                & back(digits_2, digits_2_before, 2)
                & (known.digit_1 | back(m.dash, self.dash, 1))
                & !time;
        }
        if asked & COLONS != 0 {
            // Two colons at once, or three in all that end no name of JSON.
            colons |= m.colon & known.colon_1;
            let colon = m.colon & !back(m.quote, self.quote, 1);
            let colon_before = self.colon & !(self.quote << 1) & LATE;
            colons |= u64::from(colon.count_ones() + colon_before.count_ones() > 2);
            let near = m.dash & back(m.dash, self.dash, 3);
            colons |= near & back(m.dash, self.dash, 6);
            colons |= m.dot & back(m.dot, self.dot, 5);
        }
        if asked & LONG != 0 && m.upper | self.upper != 0 {
            let (run, before) = (m.digit | m.upper | m.lower, self.digit | self.upper | self.lower);
            let two = run & run << 1;
            let four = two & two << 2;
            let eight = four & four << 4;
            let over = before.leading_ones() + run.trailing_ones() >= 20;
            long |= eight & eight << 8 | u64::from(over);
        }
        May { groups, letters, colons, long, asked }
    }

    /// The anchors in the block `m` behind this one.
    #[inline(never)]
    fn stops(self, m: Anchors, may: May, bytes: &[u8; SIGHT], before: &[u8]) -> u64 {
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
        if may.groups != 0 && may.asked & GROUPS != 0 {
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
        if may.groups != 0 && may.asked & PHONE != 0 {
            stops |= m.digit & two(m.plus, self.plus).back(1).now & !digit.back(2).now;
            let grouped = digits_3.and(3, digit).and(4, separator).and(5, digits_3).now;
            stops |=
                narrowed(grouped, |at| byte_before(bytes, before, at, 8).is_some_and(|byte| b" -.)".contains(&byte)));
        }
        if may.letters != 0 {
            let pair = upper.and(1, upper);
            // AB12 and AB 12 34.
            stops |= digits_2.and(2, pair).now & !upper.back(4).now;
            stops |= digits_2.and(2, space).and(3, digits_2).and(5, space).and(6, pair).now & !upper.back(8).now;
            // 123456A and 123456-A, but no fraction of a second in a time; A12B345C; AB1234C. A small letter, where it is the last.
            let letter = upper.or(0, two(m.lower, self.lower));
            let end = two(m.upper | last(m.digit, m.upper, m.lower), 0);
            let fraction = dot.back(7).now | digit.back(7).now & dot.back(8).now | digit.back(9).now & dot.back(10).now;
            stops |= end.and(1, digits_6).now & !fraction;
            stops |= end.and(1, dash).and(2, digits_6).now;
            stops |= upper.and(1, digits_3).and(4, digit).and(5, pair).now;
            stops |= end.and(1, digits_3).and(4, letter).and(5, digits_2).and(7, letter).now;
        }
        if may.colons != 0 {
            let colon = two(m.colon, self.colon);
            stops |= colon.and(1, colon).now & !colon.back(2).now;
            let (quote, quote_before) = (back(m.quote, self.quote, 1), self.quote << 1);
            stops |= chains(two(m.colon & !quote, self.colon & !quote_before), dash);
            stops |= narrowed(dot.and(5, dot).now, |at| is_hexadecimal(bytes, before, at));
        }
        if may.long != 0 {
            let run = digit.or(0, upper).or(0, two(m.lower, self.lower));
            stops |= narrowed(long(run, upper), |at| has_digit(bytes, before, at));
        }
        stops
    }
}

/// The small letters with neither letter nor digit behind them, or at the block's end.
#[inline(always)]
fn last(digit: u64, upper: u64, lower: u64) -> u64 {
    lower & !((digit | upper | lower) >> 1)
}

/// Those of the places that stand the test.
#[inline(always)]
fn narrowed(mut places: u64, stands: impl Fn(usize) -> bool) -> u64 {
    let mut narrowed = 0;
    while places != 0 {
        let at = places.trailing_zeros();
        places &= places - 1;
        narrowed |= u64::from(stands(at as usize & 63)) << at;
    }
    narrowed
}

/// The byte that stands so many before the one at `at`.
fn byte_before(bytes: &[u8; SIGHT], before: &[u8], at: usize, back: usize) -> Option<u8> {
    match at.checked_sub(back) {
        Some(place) => Some(bytes[place]),
        None => before.len().checked_sub(back - at).map(|place| before[place]),
    }
}

/// Whether four hexadecimal digits stand on either side of the dot at `at`: a hardware address in three groups.
fn is_hexadecimal(bytes: &[u8; SIGHT], before: &[u8], at: usize) -> bool {
    let back = bytes[..at].iter().rev().chain(before.iter().rev()).take(4);
    back.chain(&bytes[at + 1..at + 5]).all(u8::is_ascii_hexdigit)
}

/// Whether the long run at `at` has a digit in it or beside it, where it goes on with what keys are made of: without one it
/// is a name. What lies beyond sight may be one.
fn has_digit(bytes: &[u8; SIGHT], before: &[u8], at: usize) -> bool {
    let part =
        |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'+' | b'/' | b'_' | b'-' | b'=' | b'.' | b'\\');
    let behind = bytes[at..].iter().take_while(part);
    let back = bytes[..at].iter().rev().chain(before.iter().rev()).take(LONGEST).take_while(part);
    behind.clone().any(u8::is_ascii_digit) || behind.count() == SIGHT - at || { back }.any(u8::is_ascii_digit)
}

/// The third colon of a chain with up to four bytes between them; the third dash of pairs.
#[inline(always)]
fn chains(colon: Two, dash: Two) -> u64 {
    let near = |mask: Two| {
        let two = mask.back(2).or(1, mask.back(2));
        two.or(2, two)
    };
    let second = colon.and(0, near(colon));
    let third = second.and(0, near(second));
    third.now & !near(third).now | dash.and(3, dash).and(6, dash).now & !dash.back(9).now
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
