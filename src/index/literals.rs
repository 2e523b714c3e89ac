//! Literals that begin a secret, or stand near its beginning (`eyJ`, `AKI`, `hp_` of `ghp_`): three bytes each.
//!
//! Eight groups of them, and eight more for policies that look for many. A byte's two halves pick a set of groups from two
//! tables of sixteen; a place where one group stays in three bytes in a row may be a stop, and a set of hashes says
//! whether it is. The test can say yes too often (a detector looks again), never no. Which literal is in which group is
//! chosen so that little else is let through: see `detect/vendor/formats.rs`.

use super::block::Asked;
use super::lanes::Pairs;
use crate::pattern::Grams;

/// Three bytes that the index looks for.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// The last one may be `Window::HEX` or `Window::LETTER`.
    pub(crate) bytes: [u8; 3],
    /// Letters stand for either case.
    pub(crate) any_case: bool,
    /// Below sixteen.
    pub(crate) group: u8,
}

impl Window {
    /// Any small hexadecimal digit.
    pub(crate) const HEX: u8 = 0;
    /// Any letter of ASCII.
    pub(crate) const LETTER: u8 = 1;

    /// The bytes that may stand where it has `wanted`.
    fn forms(&self, wanted: u8) -> impl Iterator<Item = u8> + use<> {
        let (any, one): (&'static [u8], u8) = match wanted {
            Window::HEX => (b"0123456789abcde", b'f'),
            Window::LETTER => (b"abcdefghijklmnopqrstuvwxyABCDEFGHIJKLMNOPQRSTUVWXYZ", b'z'),
            wanted => (b"", wanted),
        };
        let other = one.to_ascii_uppercase();
        let both = other != one && (self.any_case && any.is_empty());
        any.iter().copied().chain([one]).chain(both.then_some(other))
    }

    /// All that it stands for.
    fn each(&self) -> impl Iterator<Item = [u8; 3]> + '_ {
        let [first, second, third] = self.bytes;
        let two = self.forms(first).flat_map(move |first| self.forms(second).map(move |second| (first, second)));
        two.flat_map(move |(first, second)| self.forms(third).map(move |third| [first, second, third]))
    }

    /// Whether it stands at the start of `text`.
    pub(crate) fn stands(&self, text: &[u8]) -> bool {
        text.len() >= 3
            && self.bytes.iter().zip(text).all(|(wanted, byte)| match *wanted {
                Window::HEX => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
                Window::LETTER => byte.is_ascii_alphabetic(),
                wanted => wanted == *byte || self.any_case && wanted.eq_ignore_ascii_case(byte),
            })
    }
}

/// The tables.
pub(crate) struct Literals {
    /// By place in a literal: groups by low half, groups by high half.
    #[allow(dead_code, reason = "machines without a shuffle use `pairs`")]
    pub(crate) halves: [[([u8; 16], [u8; 16]); 3]; 2],
    /// Some are in the second eight groups.
    #[allow(dead_code, reason = "machines without a shuffle use `pairs`")]
    more: bool,
    /// What two bytes in a row are, for machines without. Made only for machines that use it.
    #[allow(dead_code, reason = "machines with a shuffle need none")]
    pub(crate) pairs: Option<Box<Pairs>>,
    /// The hashes of all literals.
    hashes: Box<[u64; HASHES / 64]>,
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
    /// Nothing is looked for beyond what every index has, and the first eight groups of literals.
    #[allow(dead_code, reason = "machines without a shuffle have no groups")]
    pub(super) fn is_plain(&self) -> bool {
        !cfg!(logveil_small) && self.anchors == 0 && !self.literals.more
    }

    pub(super) fn asked(&self) -> (Asked, &Literals) {
        (Asked { inspect: self.inspect, anchors: self.anchors }, self.literals)
    }
}

/// Bits of the set of all literals' hashes.
const HASHES: usize = 1 << 16;

/// Where three bytes stand in that set. Of some thousand factors the one with which the fewest places of some twenty
/// programs' logs pass for a literal: with an unlucky one the `ssa` of every `message` does.
#[inline(always)]
fn hash(bytes: [u8; 3]) -> usize {
    let [a, b, c] = bytes.map(u32::from);
    ((a | b << 8 | c << 16).wrapping_mul(0x9CE9_179D) >> 16) as usize % HASHES
}

/// Bytes that begin a character which `inspect` looks for, in UTF-8, and DEL.
#[allow(dead_code, reason = "only for machines with vectors")]
pub(crate) const SUSPECTS: [u8; 6] = [0x7f, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3];

impl Literals {
    pub(crate) fn new(windows: impl IntoIterator<Item = Window>) -> Literals {
        let mut halves = [[([0u8; 16], [0u8; 16]); 3]; 2];
        let list: Vec<Window> = windows.into_iter().collect();
        for window in &list {
            let halves = &mut halves[usize::from(window.group / 8 % 2)];
            let group = 1u8 << (window.group % 8);
            for (place, wanted) in window.bytes.iter().enumerate() {
                for form in window.forms(*wanted) {
                    halves[place].0[usize::from(form & 15)] |= group;
                    halves[place].1[usize::from(form >> 4)] |= group;
                }
            }
        }
        let mut hashes = Box::new([0u64; HASHES / 64]);
        for hash in list.iter().flat_map(Window::each).map(hash) {
            hashes[hash / 64] |= 1 << (hash % 64);
        }
        let pairs = super::lanes::pairs(list.iter().flat_map(Window::each));
        let more = list.iter().any(|window| window.group >= 8);
        Literals { halves, more, pairs, hashes }
    }

    /// Of the places `bits` in a block those where a literal stands: groups let others through.
    #[inline(always)]
    pub(super) fn narrowed<const N: usize>(&self, bytes: &[u8; N], mut bits: u64) -> u64 {
        let mut narrowed = 0;
        while bits != 0 {
            let at = bits.trailing_zeros() as usize & 63;
            bits &= bits - 1;
            let hash = hash([bytes[at], bytes[at + 1], bytes[at + 2]]);
            narrowed |= (self.hashes[hash / 64] >> (hash % 64) & 1) << at;
        }
        narrowed
    }

    /// Whether a literal may stand at the start of `text`: a cheap look.
    #[inline(always)]
    pub(crate) fn may_stand(&self, text: &[u8]) -> bool {
        text.first_chunk().is_some_and(|chunk: &[u8; 3]| {
            let hash = hash(*chunk);
            self.hashes[hash / 64] >> (hash % 64) & 1 != 0
        })
    }
}
