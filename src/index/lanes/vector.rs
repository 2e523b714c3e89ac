//! The masks of a block, written once over any machine's vector of bytes.
#![allow(unsafe_code, reason = "the machines' vector functions are unsafe to call; each block says why it is sound")]
use super::super::Offsets;
use super::super::block::Masks;
use super::super::literals::{SUSPECTS, Sight};
use super::{Classify, SIGHT};

/// Bytes that begin a character which nobody sees, in UTF-8, but for those of two bytes.
const UNSEEN: [u8; 3] = [0xE2, 0xEF, 0xF3];

/// A machine's vector of bytes.
///
/// # Safety
/// The functions are called only inside a function that has the machine's instructions switched on.
pub(super) trait Lanes: Copy {
    /// Bytes in a vector.
    const WIDTH: usize;
    /// Which of a vector's bytes are of a class.
    type Class: Class;
    /// Loads `WIDTH` bytes at `at`, which lies at least `WIDTH` bytes before the end.
    unsafe fn load(bytes: &[u8; SIGHT], at: usize) -> Self;
    /// The table, once for each 16 bytes of the vector.
    unsafe fn table(halves: &[u8; 16]) -> Self;
    unsafe fn is(self, byte: u8) -> Self::Class;
    /// Bytes not above `byte`, unsigned.
    unsafe fn up_to(self, byte: u8) -> Self::Class;
    /// Bytes that are zero.
    unsafe fn none(self) -> Self::Class;
    /// Bytes that have the highest bit but `BELOW`.
    unsafe fn has<const BELOW: i32>(self) -> Self::Class;
    /// Bytes that are no ASCII.
    unsafe fn beyond(self) -> Self::Class;
    /// Each byte less `byte`, wrapping.
    unsafe fn less(self, byte: u8) -> Self;
    unsafe fn and(self, other: Self) -> Self;
    unsafe fn or(self, other: Self) -> Self;
    unsafe fn splat(byte: u8) -> Self;
    /// `table` at the low half of each byte.
    unsafe fn low(self, table: Self) -> Self;
    /// `table` at the high half of each byte.
    unsafe fn high(self, table: Self) -> Self;
    /// Appends the offset of every set bit.
    #[inline(always)]
    unsafe fn push(list: &mut Offsets, base: usize, bits: u64) {
        list.push(base, bits);
    }
}

/// Bytes of a vector: bits already, or still a vector.
///
/// # Safety
/// As for `Lanes`.
pub(super) trait Class: Copy {
    unsafe fn either(self, other: Self) -> Self;
    /// One bit a byte, the first lowest.
    unsafe fn bits(self) -> u64;
}

/// Classes of bytes that two halves tell: a bit each.
const WIDE_OR_CONTROL: u8 = 1;
const AT: u8 = 2;
const EQUALS: u8 = 4;
const PERCENT: u8 = 8;
const DELETE: u8 = 16;
const BACKSLASH: u8 = 32;
/// Those of which a usual block has none.
const RARE: u8 = WIDE_OR_CONTROL | AT | EQUALS | PERCENT | DELETE | BACKSLASH;
const DIGIT: u8 = 128;

/// By low half, and by high half.
const CLASSES: ([u8; 16], [u8; 16]) = {
    let (mut low, mut high) = ([WIDE_OR_CONTROL; 16], [0; 16]);
    let mut half = 0;
    while half < 16 {
        if half < 2 || half >= 8 {
            high[half] |= WIDE_OR_CONTROL;
        }
        if half < 10 {
            low[half] |= DIGIT;
        }
        half += 1;
    }
    high[3] |= DIGIT;
    let alone = [(b'@', AT), (b'=', EQUALS), (b'%', PERCENT), (0x7f, DELETE), (b'\\', BACKSLASH)];
    let mut place = 0;
    while place < alone.len() {
        let (byte, class) = alone[place];
        low[(byte & 15) as usize] |= class;
        high[(byte >> 4) as usize] |= class;
        place += 1;
    }
    (low, high)
};

/// The literals' tables and the classes' in vectors.
#[derive(Clone, Copy)]
pub(super) struct Tables<L: Lanes, const ANCHORS: bool> {
    halves: [[(L, L); 3]; 2],
    classes: (L, L),
    inspect: bool,
}

impl<L: Lanes, const ANCHORS: bool> Tables<L, ANCHORS> {
    /// # Safety
    /// As for `Lanes`.
    #[inline(always)]
    pub(super) unsafe fn new(sight: Sight<'_>) -> Self {
        // SAFETY: the caller's.
        let halves = sight.literals.halves.each_ref().map(|halves| {
            // SAFETY: the caller's.
            halves.each_ref().map(|(low, high)| unsafe { (L::table(low), L::table(high)) })
        });
        // SAFETY: the caller's.
        let classes = unsafe { (L::table(&CLASSES.0), L::table(&CLASSES.1)) };
        Tables { halves, classes, inspect: sight.inspect }
    }
}

impl<L: Lanes, const ANCHORS: bool> Classify for Tables<L, ANCHORS> {
    #[inline(always)]
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks {
        // SAFETY: tables are made only where the machine's instructions are switched on.
        unsafe { masks(bytes, self) }
    }

    #[inline(always)]
    fn push(&self, list: &mut Offsets, base: usize, bits: u64) {
        // SAFETY: as above.
        unsafe { L::push(list, base, bits) }
    }
}

// These are macros, since a closure would not have the machine's instructions switched on.

/// Which bytes of a block are of a class, told vector by vector.
macro_rules! bits {
    ($at:ident: $class:expr) => {{
        let (mut bits, mut $at) = (0, 0);
        while $at * L::WIDTH < 64 {
            bits |= $class.bits() << ($at * L::WIDTH);
            $at += 1;
        }
        bits
    }};
}

/// Whether any byte of a block is of a class, told vector by vector.
macro_rules! any {
    ($at:ident: $class:expr) => {{
        let mut $at = 0;
        let mut any = $class;
        while ($at + 1) * L::WIDTH < 64 {
            $at += 1;
            any = any.either($class);
        }
        any.bits() != 0
    }};
}

/// The vectors of one block, from its byte `from` on, 16 at most. Of wider ones there are fewer, and the rest is the first
/// ones again, which nobody uses.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn vectors<L: Lanes>(bytes: &[u8; SIGHT], from: usize) -> [L; 4] {
    // SAFETY: the caller's; 64 bytes from `from` on lie within `SIGHT`.
    unsafe {
        let (first, second) = (L::load(bytes, from), L::load(bytes, from + L::WIDTH % 64));
        [first, second, L::load(bytes, from + L::WIDTH * 2 % 64), L::load(bytes, from + L::WIDTH * 3 % 64)]
    }
}

/// The classes of each byte.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn classes<L: Lanes>(v: L, (low, high): (L, L)) -> L {
    // SAFETY: the caller's.
    unsafe { v.low(low).and(v.high(high)) }
}

/// A control character.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn control<L: Lanes>(v: L) -> L::Class {
    // SAFETY: the caller's.
    unsafe { v.up_to(0x1f) }
}

/// What begins a character that nobody sees.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn unseen<L: Lanes>(v: L) -> L::Class {
    // SAFETY: the caller's.
    unsafe { v.is(UNSEEN[0]).either(v.is(UNSEEN[1])).either(v.is(UNSEEN[2])) }
}

/// What may begin a character that `inspect` looks for.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn suspect<L: Lanes>(v: L) -> L::Class {
    // SAFETY: the caller's.
    unsafe {
        let [a, b, c, d, e, f] = SUSPECTS;
        v.is(a).either(v.is(b)).either(v.is(c).either(v.is(d))).either(v.is(e).either(v.is(f)))
    }
}

/// The groups of the literals that may begin: of the bytes, those one and two further on.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn groups<L: Lanes>(tables: &[(L, L); 3], first: L, second: L, third: L) -> L {
    // SAFETY: the caller's.
    unsafe {
        let [t0, t1, t2] = *tables;
        let two = first.low(t0.0).and(first.high(t0.1)).and(second.low(t1.0).and(second.high(t1.1)));
        two.and(third.low(t2.0).and(third.high(t2.1)))
    }
}

/// No literal may begin. The second eight groups are asked only where there may be any.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn no_literal<L: Lanes, const MORE: bool>(tables: &[[(L, L); 3]; 2], first: L, second: L, third: L) -> L::Class {
    // SAFETY: the caller's.
    unsafe {
        let found = groups(&tables[0], first, second, third);
        if MORE { found.or(groups(&tables[1], first, second, third)).none() } else { found.none() }
    }
}

/// The masks of one block, over any machine's vectors. One mask after the other, so that no more of them are under way
/// than a machine has registers for.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
pub(super) unsafe fn masks<L: Lanes, const ANCHORS: bool>(bytes: &[u8; SIGHT], tables: &Tables<L, ANCHORS>) -> Masks {
    let mut m = Masks::default();
    // SAFETY: the caller has switched on the machine's instructions.
    unsafe {
        let (v, v1, v2) = (vectors::<L>(bytes, 0), vectors::<L>(bytes, 1), vectors::<L>(bytes, 2));
        m.literal = !bits!(at: no_literal::<L, ANCHORS>(&tables.halves, v[at], v1[at], v2[at]));
        m.quote = bits!(at: v[at].is(b'"'));
        m.dash = bits!(at: v[at].is(b'-'));
        m.space = bits!(at: v[at].is(b' '));
        m.dot = bits!(at: v[at].is(b'.'));
        m.colon = bits!(at: v[at].is(b':'));
        m.parts = m.space | m.dash;
        m.flag = m.dash & (m.dash >> 1 | u64::from(bytes[64] == b'-') << 63);
        // Rare ones: asked for one by one only where there is any; but with the widest vectors, where a mask is one step, and
        // a branch that is not foreseen costs as much as all of them.
        let all = L::WIDTH == 64;
        m.digit = if all {
            bits!(at: v[at].less(b'0').up_to(9))
        } else {
            bits!(at: classes(v[at], tables.classes).has::<0>())
        };
        let mut met = classes(v[0], tables.classes);
        let mut at = 1;
        while at * L::WIDTH < 64 {
            met = met.or(classes(v[at], tables.classes));
            at += 1;
        }
        if all || met.and(L::splat(RARE)).none().bits() != u64::MAX >> (64 - L::WIDTH) {
            m.backslash = bits!(at: v[at].is(b'\\'));
            m.wide = any!(at: v[at].beyond());
            if all || m.backslash != 0 {
                m.soft = bits!(at: v[at].is(b'n').either(v[at].is(b'r')).either(v[at].is(b't')));
                m.bracket = bits!(at: v[at].is(b'[')) & m.backslash >> 1;
            }
            // Of these, backslashes are the usual ones: stack traces are full of them.
            let others = met.and(L::splat(RARE & !BACKSLASH));
            if all || others.none().bits() != u64::MAX >> (64 - L::WIDTH) {
                m.control = bits!(at: control(v[at]));
                m.at = bits!(at: v[at].is(b'@'));
                m.equals = bits!(at: v[at].is(b'='));
                m.hidden = bits!(at: unseen(v[at]).either(v[at].is(b'%')));
                m.line = bits!(at: v[at].is(b'\n'));
                m.rare = m.at | m.equals | m.hidden | (m.control & !m.line) != 0;
                // Plain ASCII, as nearly always: nothing above 0x7e.
                if tables.inspect && (m.wide || any!(at: v[at].is(0x7f))) {
                    m.suspect = bits!(at: suspect(v[at]));
                }
            }
        }
        m.rare |= m.flag != 0;
        if ANCHORS {
            m.upper = bits!(at: v[at].less(b'A').up_to(25));
            m.lower = bits!(at: v[at].less(b'a').up_to(25));
            // A rare one.
            if all || any!(at: v[at].is(b'+')) {
                m.plus = bits!(at: v[at].is(b'+'));
            }
        }
    }
    m
}
