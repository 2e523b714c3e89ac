//! Masks two bytes at a time, for machines without vectors, and as the plain truth that the others are tested against.
//!
//! What it has to be good at is an interpreter (Fluent Bit's): there an operation costs the same whatever it does. So one
//! look into a table tells all of two bytes, a bit for each in eight fields of a word; four such words make one with
//! eight bytes, and eight of these, turned like a page of eight by eight, are eight masks. What is rare in logs shares a
//! field, and is told apart byte by byte. What `host-example/fluent-bit/README.md` tells was tried.
use super::super::Index;
use super::super::block::Masks;
use super::super::literals::Sight;
use super::{Classify, SIGHT};

/// What two bytes in a row are, by both; the first one is the low half. Each byte of a word is a field: bit 0 for the
/// first one, bit 1 for the second one.
pub(crate) type Pairs = [u64; 1 << 16];

const QUOTE: usize = 0;
const DIGIT: usize = 1;
const SPACE: usize = 2;
const COLON: usize = 3;
/// What is told apart by `KINDS`.
const RARE: usize = 4;
/// Bit 0: a literal may begin with these two bytes; bit 1: with the one before them.
const LITERAL: usize = 5;
const UPPER: usize = 6;
const LOWER: usize = 7;
/// Nothing to anyone.
const NONE: usize = 8;

/// The field of a byte.
const fn field(byte: u8) -> usize {
    match byte {
        b'"' => QUOTE,
        b'0'..=b'9' => DIGIT,
        b' ' => SPACE,
        b':' => COLON,
        b'A'..=b'Z' => UPPER,
        b'a'..=b'z' => LOWER,
        _ if KINDS[byte as usize] != 0 => RARE,
        _ => NONE,
    }
}

const BACKSLASH: usize = 1;
const DOT: usize = 2;
const DASH: usize = 3;
const AT: usize = 4;
const EQUALS: usize = 5;
const LINE: usize = 6;
const CONTROL: usize = 7;
const PERCENT: usize = 8;
const UNSEEN: usize = 9;
const SUSPECT: usize = 10;
const PLUS: usize = 11;
const DELETE: usize = 12;
/// No ASCII, as are those that are `UNSEEN` and `SUSPECT`.
const WIDE: usize = 13;

/// Which rare byte it is.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'\\' => BACKSLASH,
            b'.' => DOT,
            b'-' => DASH,
            b'@' => AT,
            b'=' => EQUALS,
            b'\n' => LINE,
            0..=0x1f => CONTROL,
            b'%' => PERCENT,
            0xE2 | 0xEF | 0xF3 => UNSEEN,
            0xC2 | 0xD8 => SUSPECT,
            0x7f => DELETE,
            0x80.. => WIDE,
            b'+' => PLUS,
            _ => 0,
        } as u8;
        byte += 1;
    }
    kinds
};

/// The table, for these literals.
pub(super) fn pairs(literals: impl IntoIterator<Item = [u8; 3]>) -> Option<Box<Pairs>> {
    let of: [u64; 256] = std::array::from_fn(|byte| match field(byte as u8) {
        NONE => 0,
        field => 1 << (8 * field),
    });
    let mut pairs = vec![0; 1 << 16].into_boxed_slice();
    for (second, row) in pairs.chunks_exact_mut(256).enumerate() {
        let second = of[second] << 1;
        row.iter_mut().zip(of).for_each(|(pair, first)| *pair = first | second);
    }
    for [first, second, third] in literals {
        pairs[place([first, second])] |= 1 << (8 * LITERAL);
        pairs[place([second, third])] |= 2 << (8 * LITERAL);
    }
    pairs.try_into().ok()
}

#[inline(always)]
fn place(two: [u8; 2]) -> usize {
    usize::from(u16::from_le_bytes(two))
}

/// Indexes `buf` from `index.end` to `end`.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    let Sight { literals, inspect, anchors, .. } = sight;
    let pairs = literals.pairs.as_deref();
    if anchors == 0 {
        super::blocks::<false>(index, buf, end, sight.asked(), &Table::<false> { pairs, inspect });
    } else {
        super::blocks::<true>(index, buf, end, sight.asked(), &Table::<true> { pairs, inspect });
    }
}

struct Table<'a, const ANCHORS: bool> {
    /// `None`: this machine was taken for one with vectors.
    pairs: Option<&'a Pairs>,
    inspect: bool,
}

impl<const ANCHORS: bool> Classify for Table<'_, ANCHORS> {
    #[inline(always)]
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks {
        let fields = self.fields(bytes);
        let mut m = Masks { quote: fields[QUOTE], digit: fields[DIGIT], colon: fields[COLON], ..Masks::default() };
        (m.parts, m.space) = (fields[SPACE], fields[SPACE]);
        m.literal = fields[LITERAL];
        if ANCHORS {
            (m.upper, m.lower) = (fields[UPPER], fields[LOWER]);
        }
        if fields[RARE] != 0 {
            self.rare(bytes, fields[RARE], &mut m);
        }
        m
    }
}

impl<const ANCHORS: bool> Table<'_, ANCHORS> {
    /// A mask for each field.
    #[inline(always)]
    fn fields(&self, bytes: &[u8; SIGHT]) -> [u64; 8] {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let mut fields = [0u64; 8];
        let Some(pairs) = self.pairs else {
            let mut all = [0; 9];
            bytes.iter().take(64).enumerate().for_each(|(at, byte)| all[field(*byte)] |= 1 << at);
            fields.copy_from_slice(&all[..8]);
            fields[LITERAL] = u64::MAX;
            return fields;
        };
        for (word, four) in fields.iter_mut().zip(bytes.as_chunks::<2>().0.chunks_exact(4)) {
            for (number, two) in four.iter().enumerate() {
                *word |= pairs[place(*two)] << (2 * number);
            }
        }
        turn(&mut fields);
        let last = pairs[place([bytes[63], bytes[64]])] >> (8 * LITERAL) & 1;
        fields[LITERAL] = fields[LITERAL] & EVEN | (fields[LITERAL] & !EVEN) >> 2 | last << 63;
        fields
    }

    /// Tells the bytes `left` apart.
    #[inline(always)]
    fn rare(&self, bytes: &[u8; SIGHT], mut left: u64, m: &mut Masks) {
        let mut of = [0u64; 16];
        while left != 0 {
            let at = left.trailing_zeros() as usize & 63;
            of[usize::from(KINDS[usize::from(bytes[at])] & 15)] |= left & left.wrapping_neg();
            left &= left - 1;
        }
        let dash = of[DASH];
        (m.backslash, m.dot, m.at, m.equals, m.line) = (of[BACKSLASH], of[DOT], of[AT], of[EQUALS], of[LINE]);
        m.parts |= dash;
        m.flag = dash & (dash >> 1 | u64::from(bytes[64] == b'-') << 63);
        m.control = of[CONTROL] | m.line;
        m.hidden = of[PERCENT] | of[UNSEEN];
        m.rare = m.at | m.equals | m.flag | m.control | m.hidden != 0;
        if ANCHORS {
            (m.dash, m.plus) = (dash, of[PLUS]);
        }
        if self.inspect {
            m.suspect = of[SUSPECT] | of[DELETE] | of[UNSEEN];
        }
        m.wide = of[WIDE] | of[SUSPECT] | of[UNSEEN] != 0;
        let mut left = m.backslash & !1;
        while left != 0 {
            let before = left.trailing_zeros() - 1;
            left &= left - 1;
            m.bracket |= u64::from(bytes[before as usize & 63] == b'[') << before;
        }
    }
}

/// Turns a page of eight by eight bytes: byte `i` of word `j` becomes byte `j` of word `i`.
#[inline(always)]
fn turn(words: &mut [u64; 8]) {
    let mut swap = |one: usize, other: usize, by: u32, mask: u64| {
        let differ = (words[one] >> by ^ words[other]) & mask;
        words[other] ^= differ;
        words[one] ^= differ << by;
    };
    for one in [0, 2, 4, 6] {
        swap(one, one + 1, 8, 0x00ff_00ff_00ff_00ff);
    }
    for one in [0, 1, 4, 5] {
        swap(one, one + 2, 16, 0x0000_ffff_0000_ffff);
    }
    for one in 0..4 {
        swap(one, one + 4, 32, 0x0000_0000_ffff_ffff);
    }
}
