//! Literals that begin a secret (`eyJ`, `AKIA`, `bearer`): told from other text by their first and third byte.
//!
//! Up to eight groups. A byte's two halves pick a set of groups from two tables of sixteen; a place where one group
//! stays in both bytes is a stop. The test can say yes too often (a detector looks again), never no.

/// The three tables, and the same by whole byte for machines without a shuffle.
pub(crate) struct Literals {
    /// First byte, third byte: groups by low half, groups by high half.
    #[allow(dead_code, reason = "machines without a shuffle use `bytes`")]
    pub(crate) halves: [([u8; 16], [u8; 16]); 2],
    pub(crate) bytes: Box<[[u8; 256]; 2]>,
}

/// What an index is to find.
#[derive(Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub(crate) literals: &'a Literals,
    /// Characters that do something to a reader, too.
    pub(crate) inspect: bool,
}

/// Bytes that begin a character which `inspect` looks for, in UTF-8, and DEL.
pub(crate) const SUSPECTS: [u8; 6] = [0x7f, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3];

impl Literals {
    /// Prepares literals of three ASCII bytes or more; the first and the third count, in either case of a letter where
    /// `any_case` is set. With more than eight, groups are shared.
    pub(crate) fn new<'a>(literals: impl IntoIterator<Item = (&'a str, bool)>) -> Literals {
        let mut halves = [([0u8; 16], [0u8; 16]); 2];
        for (number, (literal, any_case)) in literals.into_iter().enumerate() {
            let group = 1u8 << (number % 8);
            for (place, byte) in literal.bytes().step_by(2).take(2).enumerate() {
                for form in [byte, if any_case { byte ^ 0x20 } else { byte }] {
                    halves[place].0[usize::from(form & 15)] |= group;
                    halves[place].1[usize::from(form >> 4)] |= group;
                }
            }
        }
        let mut bytes = Box::new([[0u8; 256]; 2]);
        for (place, (low, high)) in halves.iter().enumerate() {
            for byte in 0..256 {
                bytes[place][byte] = low[byte & 15] & high[byte >> 4];
            }
        }
        Literals { halves, bytes }
    }
}
