//! Masks byte by byte, for machines without vectors, and as the plain truth that the others are tested against.
//!
//! What it has to be good at is an interpreter (Fluent Bit's): there an operation costs the same whatever it does, so the
//! usual byte, a small letter, costs one look into a table and a branch, and all else one more mask. What `host-example/
//! fluent-bit/README.md` tells was tried.
use super::super::Index;
use super::super::block::Masks;
use super::super::literals::Sight;
use super::{Classify, SIGHT};

const PLAIN: u8 = 0;
const QUOTE: u8 = 1;
const BACKSLASH: u8 = 2;
const DIGIT: u8 = 3;
const SPACE: u8 = 4;
const DOT: u8 = 5;
const DASH: u8 = 6;
const AT: u8 = 7;
const COLON: u8 = 8;
const EQUALS: u8 = 9;
const LINE: u8 = 10;
const CONTROL: u8 = 11;
const PERCENT: u8 = 12;
const HIDDEN: u8 = 13;
const SUSPECT: u8 = 14;
const PLUS: u8 = 15;
const CLOSING: u8 = 16;
const UPPER: u8 = 17;
/// No letter and no digit, and nothing to anyone.
const OTHER: u8 = 18;
/// Where in what is told of two bytes the second one's class stands, and the literals' bit.
const SECOND: u32 = 5;
const LITERAL: u32 = 15;
const MASKS: usize = 32;

/// The class of a byte; small letters are plain.
const fn class(byte: u8) -> u8 {
    match byte {
        b'"' => QUOTE,
        b'\\' => BACKSLASH,
        b'0'..=b'9' => DIGIT,
        b' ' => SPACE,
        b'.' => DOT,
        b'-' => DASH,
        b'@' => AT,
        b':' => COLON,
        b'=' => EQUALS,
        b'\n' => LINE,
        0..=0x1f => CONTROL,
        b'%' => PERCENT,
        0xE2 | 0xEF | 0xF3 => HIDDEN,
        0x7f | 0xC2 | 0xD8 => SUSPECT,
        b'+' => PLUS,
        b')' => CLOSING,
        b'A'..=b'Z' => UPPER,
        b'a'..=b'z' => PLAIN,
        _ => OTHER,
    }
}

/// What two bytes in a row are: the class of the first one and of the second one, and whether a literal may begin with
/// the first one or one byte before it. Zero: small letters, and no literal.
pub(super) fn pairs([first, second, third]: &[[u8; 256]; 3]) -> Option<Box<[u16; 1 << 16]>> {
    let mut pairs = vec![0; 1 << 16].into_boxed_slice();
    for (one, row) in pairs.chunks_exact_mut(256).enumerate() {
        // A row is a second byte: the first one comes first in memory, and so stands in the low half of a word.
        let after = u16::from(class(one as u8)) << SECOND;
        for (byte, pair) in row.iter_mut().enumerate() {
            let literal = (first[byte] & second[one]) | (second[byte] & third[one]) != 0;
            *pair = u16::from(class(byte as u8)) | after | u16::from(literal) << LITERAL;
        }
    }
    pairs.try_into().ok()
}

/// Indexes `buf` from `index.end` to `end`.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    super::blocks::<true>(index, buf, end, sight.asked(), &sight);
}

impl Classify for Sight<'_> {
    #[inline(always)]
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks {
        masks(bytes, self)
    }
}

/// The masks of one block.
#[inline(always)]
fn masks(bytes: &[u8; SIGHT], sight: &Sight<'_>) -> Masks {
    let made;
    let pairs = match &sight.literals.pairs {
        Some(pairs) => pairs,
        // On a machine that is taken for one with vectors.
        None => {
            made = pairs(&sight.literals.bytes).unwrap_or_else(|| Box::new([u16::MAX; 1 << 16]));
            &made
        }
    };
    let [first, second, third] = &*sight.literals.bytes;
    let stands = |at: usize| {
        let byte = |place: usize| usize::from(bytes[(at + place).min(SIGHT - 1)]);
        first[byte(0)] & second[byte(1)] & third[byte(2)] != 0
    };
    let mut of = [0u64; MASKS];
    let mut literal = 0u64;
    let mut wide = 0;
    for word in 0..16 {
        // Four bytes at a time: the compiler writes them out.
        let four = [bytes[word * 4], bytes[word * 4 + 1], bytes[word * 4 + 2], bytes[word * 4 + 3]];
        let four = u32::from_le_bytes(four);
        wide |= four;
        for half in 0..2 {
            let pair = pairs[(four >> (16 * half) & 0xffff) as usize];
            if pair != 0 {
                let at = word * 4 + half * 2;
                let bit = 1u64 << at;
                of[usize::from(pair) % MASKS] |= bit;
                of[usize::from(pair >> SECOND) % MASKS] |= bit << 1;
                if pair >> LITERAL != 0 {
                    literal |= if stands(at) { bit } else { 0 };
                    literal |= if at > 0 && stands(at - 1) { bit >> 1 } else { 0 };
                }
            }
        }
    }
    literal |= u64::from(stands(63)) << 63;
    let [_, quote, backslash, digit, space, dot, dash, at, colon, equals, line, control, percent, unseen, suspect, ..] =
        of;
    let mut m = Masks { literal, quote, backslash, digit, dot, at, colon, equals, line, ..Masks::default() };
    m.wide = wide & 0x8080_8080 != 0;
    let mut left = backslash & !1;
    while left != 0 {
        let before = left.trailing_zeros() - 1;
        left &= left - 1;
        m.bracket |= u64::from(bytes[before as usize & 63] == b'[') << before;
    }
    m.parts = space | dash;
    m.flag = dash & (dash >> 1 | u64::from(bytes[64] == b'-') << 63);
    m.control = control | line;
    m.hidden = percent | unseen;
    m.rare = m.at | m.equals | m.flag | m.control | m.hidden != 0;
    if sight.anchors != 0 {
        (m.space, m.dash, m.upper) = (space, dash, of[usize::from(UPPER)]);
        (m.plus, m.closing) = (of[usize::from(PLUS)], of[usize::from(CLOSING)]);
        let others =
            [OTHER, PLUS, CLOSING, UPPER, SUSPECT, HIDDEN, PERCENT, CONTROL].map(|class| of[usize::from(class)]);
        let others = others.into_iter().fold(0, |all, mask| all | mask);
        m.lower = !(others | quote | backslash | digit | m.parts | dot | m.at | colon | equals | line);
    }
    if sight.inspect {
        m.suspect = suspect | unseen;
    }
    m
}
