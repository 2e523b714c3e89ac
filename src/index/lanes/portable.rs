//! Masks byte by byte: most bytes of a log are of no class at all, and cost one look into a table.
use super::super::Index;
use super::super::block::Masks;
use super::super::literals::{SUSPECTS, Sight};
use super::{Classify, SIGHT};

const PLAIN: u8 = 0;
const QUOTE: u8 = 1;
const BACKSLASH: u8 = 2;
const DIGIT: u8 = 3;
const PARTS: u8 = 4;
const DASH: u8 = 5;
const DOT: u8 = 6;
const AT: u8 = 7;
const COLON: u8 = 8;
const EQUALS: u8 = 9;
const LINE: u8 = 10;
const CONTROL: u8 = 11;
const HIDDEN: u8 = 12;

/// The class of each byte.
const CLASSES: [u8; 256] = {
    let mut classes = [PLAIN; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'"' => QUOTE,
            b'\\' => BACKSLASH,
            b'0'..=b'9' => DIGIT,
            b' ' => PARTS,
            b'.' => DOT,
            b'-' => DASH,
            b'@' => AT,
            b':' => COLON,
            b'=' => EQUALS,
            b'\n' => LINE,
            0..=0x1f => CONTROL,
            b'%' | 0xE2 | 0xEF | 0xF3 => HIDDEN,
            _ => PLAIN,
        };
        byte += 1;
    }
    classes
};

/// Indexes `buf` from `index.end` to `end`.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    super::blocks(index, buf, end, sight.asked(), &sight);
}

impl Classify for Sight<'_> {
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks {
        masks(bytes, self)
    }
}

/// The masks of one block.
fn masks(bytes: &[u8; SIGHT], sight: &Sight<'_>) -> Masks {
    let mut m = Masks::default();
    let [first, second, third] = &*sight.literals.bytes;
    for (at, byte) in bytes[..64].iter().copied().enumerate() {
        let groups = first[usize::from(byte)];
        if groups != 0 && groups & second[usize::from(bytes[at + 1])] & third[usize::from(bytes[at + 2])] != 0 {
            m.literal |= 1 << at;
        }
        let mask = match CLASSES[usize::from(byte)] {
            PLAIN => continue,
            QUOTE => &mut m.quote,
            BACKSLASH => &mut m.backslash,
            DIGIT => &mut m.digit,
            PARTS => &mut m.parts,
            DASH => {
                m.flag |= u64::from(bytes[at + 1] == b'-') << at;
                &mut m.parts
            }
            DOT => &mut m.dot,
            AT => &mut m.at,
            COLON => &mut m.colon,
            EQUALS => &mut m.equals,
            HIDDEN => &mut m.hidden,
            LINE => {
                m.line |= 1 << at;
                &mut m.control
            }
            _ => &mut m.control,
        };
        *mask |= 1 << at;
    }
    m.rare = m.at | m.equals | m.flag | m.control | m.hidden != 0;
    if sight.anchors != 0 {
        for (at, byte) in bytes[..64].iter().enumerate() {
            m.space |= u64::from(*byte == b' ') << at;
            m.dash |= u64::from(*byte == b'-') << at;
            m.upper |= u64::from(byte.is_ascii_uppercase()) << at;
            m.lower |= u64::from(byte.is_ascii_lowercase()) << at;
            m.plus |= u64::from(*byte == b'+') << at;
            m.closing |= u64::from(*byte == b')') << at;
        }
    }
    if sight.inspect {
        for (at, byte) in bytes[..64].iter().enumerate() {
            m.suspect |= u64::from(SUSPECTS.contains(byte)) << at;
        }
    }
    m
}
