//! The masks of a block, written once over any machine's vector of bytes.
#![allow(unsafe_code, reason = "the machines' vector functions are unsafe to call; each block says why it is sound")]
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
    /// Bytes that are not zero.
    unsafe fn any(self) -> Self::Class;
    /// Bytes that are no ASCII.
    unsafe fn beyond(self) -> Self::Class;
    /// Each byte less `byte`, wrapping.
    unsafe fn less(self, byte: u8) -> Self;
    unsafe fn and(self, other: Self) -> Self;
    /// `table` at the low half of each byte.
    unsafe fn low(self, table: Self) -> Self;
    /// `table` at the high half of each byte.
    unsafe fn high(self, table: Self) -> Self;
}

/// Bytes of a vector: bits already, or still a vector.
///
/// # Safety
/// As for `Lanes`.
pub(super) trait Class: Copy {
    unsafe fn both(self, other: Self) -> Self;
    unsafe fn either(self, other: Self) -> Self;
    /// One bit a byte, the first lowest.
    unsafe fn bits(self) -> u64;
}

/// The literals' tables in vectors.
#[derive(Clone, Copy)]
pub(super) struct Tables<L: Lanes, const ANCHORS: bool> {
    halves: [(L, L); 3],
    inspect: bool,
}

impl<L: Lanes, const ANCHORS: bool> Tables<L, ANCHORS> {
    /// # Safety
    /// As for `Lanes`.
    #[inline(always)]
    pub(super) unsafe fn new(sight: Sight<'_>) -> Self {
        // SAFETY: the caller's.
        let halves = sight.literals.halves.each_ref().map(|(low, high)| unsafe { (L::table(low), L::table(high)) });
        Tables { halves, inspect: sight.inspect }
    }
}

impl<L: Lanes, const ANCHORS: bool> Classify for Tables<L, ANCHORS> {
    #[inline(always)]
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks {
        // SAFETY: tables are made only where the machine's instructions are switched on.
        unsafe { masks(bytes, self) }
    }
}

/// The masks of one block, over any machine's vectors.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
pub(super) unsafe fn masks<L: Lanes, const ANCHORS: bool>(bytes: &[u8; SIGHT], tables: &Tables<L, ANCHORS>) -> Masks {
    let mut m = Masks::default();
    // SAFETY: the caller has switched on the machine's instructions; `at` stays below 64, so every load, two bytes on
    // at most, ends within SIGHT bytes.
    unsafe {
        let mut at = 0;
        while at < 64 {
            let v = L::load(bytes, at);
            let [t0, t1, t2] = tables.halves;
            let (v1, v2) = (L::load(bytes, at + 1), L::load(bytes, at + 2));
            let literal = v.low(t0.0).and(v.high(t0.1)).and(v1.low(t1.0).and(v1.high(t1.1)));
            let literal = literal.and(v2.low(t2.0).and(v2.high(t2.1)));
            m.literal |= literal.any().bits() << at;
            m.quote |= v.is(b'"').bits() << at;
            m.digit |= v.less(b'0').up_to(9).bits() << at;
            let dash = v.is(b'-');
            m.parts |= v.is(b' ').either(dash).bits() << at;
            m.dot |= v.is(b'.').bits() << at;
            m.colon |= v.is(b':').bits() << at;
            // Rare ones: asked for one by one only where there is any.
            let control = v.up_to(0x1f);
            let backslash = v.is(b'\\');
            let (is_at, equals) = (v.is(b'@'), v.is(b'='));
            let flag = dash.both(v1.is(b'-'));
            let percent = v.is(b'%');
            // What is no ASCII has its highest bit set.
            if control
                .either(backslash)
                .either(is_at.either(equals))
                .either(flag.either(percent))
                .either(v.beyond())
                .bits()
                != 0
            {
                m.backslash |= backslash.bits() << at;
                let lead = v.is(UNSEEN[0]).either(v.is(UNSEEN[1])).either(v.is(UNSEEN[2])).either(percent);
                // Of these, backslashes are the usual ones: stack traces are full of them.
                if control.either(flag).either(is_at.either(equals)).either(lead).bits() != 0 {
                    m.rare = true;
                    m.control |= control.bits() << at;
                    m.at |= is_at.bits() << at;
                    m.equals |= equals.bits() << at;
                    m.flag |= flag.bits() << at;
                    m.hidden |= lead.bits() << at;
                    m.line |= v.is(b'\n').bits() << at;
                }
            }
            at += L::WIDTH;
        }
        if ANCHORS {
            anchored::<L>(bytes, &mut m);
        }
        if tables.inspect {
            suspects::<L>(bytes, &mut m);
        }
    }
    m
}

/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn suspects<L: Lanes>(bytes: &[u8; SIGHT], m: &mut Masks) {
    let mut at = 0;
    while at < 64 {
        // SAFETY: as in `masks`.
        unsafe {
            let v = L::load(bytes, at);
            // Plain ASCII, as nearly always: nothing above 0x7e.
            if v.up_to(0x7e).bits() != (u64::MAX >> (64 - L::WIDTH)) {
                let mut any = v.is(SUSPECTS[0]);
                for byte in &SUSPECTS[1..] {
                    any = any.either(v.is(*byte));
                }
                m.suspect |= any.bits() << at;
            }
        }
        at += L::WIDTH;
    }
}

/// What only `anchors` asks for.
///
/// # Safety
/// As for `Lanes`.
#[inline(always)]
unsafe fn anchored<L: Lanes>(bytes: &[u8; SIGHT], m: &mut Masks) {
    let mut at = 0;
    while at < 64 {
        // SAFETY: as in `masks`.
        unsafe {
            let v = L::load(bytes, at);
            m.space |= v.is(b' ').bits() << at;
            m.dash |= v.is(b'-').bits() << at;
            m.upper |= v.less(b'A').up_to(25).bits() << at;
            m.lower |= v.less(b'a').up_to(25).bits() << at;
            // Rare ones.
            let (plus, closing) = (v.is(b'+'), v.is(b')'));
            if plus.either(closing).bits() != 0 {
                m.plus |= plus.bits() << at;
                m.closing |= closing.bits() << at;
            }
        }
        at += L::WIDTH;
    }
}
