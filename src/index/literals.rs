//! Literals that begin a secret, or stand near its beginning (`eyJ`, `AKI`, `hp_` of `ghp_`): three bytes each.
//!
//! Eight groups of them. A byte's two halves pick a set of groups from two tables of sixteen; a place where one group
//! stays in three bytes in a row is a stop. The test can say yes too often (a detector looks again), never no. Which
//! literal is in which group is chosen so that little else is let through: see `detect/vendor/formats.rs`.

use super::block::Asked;
use crate::pattern::Grams;

/// Three bytes that the index looks for.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// The last one may be `Window::HEX`.
    pub(crate) bytes: [u8; 3],
    /// Letters stand for either case.
    pub(crate) any_case: bool,
    /// Below eight.
    pub(crate) group: u8,
}

impl Window {
    /// Any small hexadecimal digit.
    pub(crate) const HEX: u8 = 0;

    /// Whether it stands at the start of `text`.
    pub(crate) fn stands(&self, text: &[u8]) -> bool {
        text.len() >= 3
            && self.bytes.iter().zip(text).all(|(wanted, byte)| match *wanted {
                Window::HEX => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
                wanted => wanted == *byte || self.any_case && wanted.eq_ignore_ascii_case(byte),
            })
    }
}

/// The tables, and the same by whole byte for machines without a shuffle.
pub(crate) struct Literals {
    /// By place in a literal: groups by low half, groups by high half.
    #[allow(dead_code, reason = "machines without a shuffle use `bytes`")]
    pub(crate) halves: [([u8; 16], [u8; 16]); 3],
    pub(crate) bytes: Box<[[u8; 256]; 3]>,
    /// The same and the class of each byte, by two bytes. Made only for machines that use it.
    #[allow(dead_code, reason = "machines with a shuffle need none")]
    pub(crate) pairs: Option<Box<[u16; 1 << 16]>>,
    list: Vec<Window>,
}

/// What an index is to find.
#[derive(Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub(crate) literals: &'a Literals,
    /// The literals of users' patterns, where there are any.
    pub(crate) grams: Option<&'a Grams>,
    /// Characters that do something to a reader, too.
    pub(crate) inspect: bool,
    /// What else some detector asks for: bits of `anchors`.
    pub(crate) anchors: u8,
}

impl Sight<'_> {
    pub(super) fn asked(&self) -> Asked {
        Asked { inspect: self.inspect, anchors: self.anchors }
    }
}

/// Bytes that begin a character which `inspect` looks for, in UTF-8, and DEL.
#[allow(dead_code, reason = "only for machines with vectors")]
pub(crate) const SUSPECTS: [u8; 6] = [0x7f, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3];

impl Literals {
    pub(crate) fn new(windows: impl IntoIterator<Item = Window>) -> Literals {
        let mut halves = [([0u8; 16], [0u8; 16]); 3];
        let list: Vec<Window> = windows.into_iter().collect();
        for window in &list {
            let group = 1u8 << (window.group % 8);
            for (place, wanted) in window.bytes.iter().enumerate() {
                let one = Window { bytes: [*wanted; 3], ..*window };
                for form in (0..=255u8).filter(|byte| one.stands(&[*byte; 3])) {
                    halves[place].0[usize::from(form & 15)] |= group;
                    halves[place].1[usize::from(form >> 4)] |= group;
                }
            }
        }
        let mut bytes = Box::new([[0u8; 256]; 3]);
        for (place, (low, high)) in halves.iter().enumerate() {
            for byte in 0..256 {
                bytes[place][byte] = low[byte & 15] & high[byte >> 4];
            }
        }
        let pairs = super::lanes::pairs(&bytes);
        Literals { halves, bytes, pairs, list }
    }

    /// Whether a literal stands at the start of `text`.
    #[inline]
    pub(crate) fn stands(&self, text: &[u8]) -> bool {
        let [first, second, third] = &*self.bytes;
        let Some([a, b, c]) = text.first_chunk() else { return false };
        first[usize::from(*a)] & second[usize::from(*b)] & third[usize::from(*c)] != 0
            && self.list.iter().any(|window| (window.bytes[0] ^ *a) & !0x20 == 0 && window.stands(text))
    }
}
