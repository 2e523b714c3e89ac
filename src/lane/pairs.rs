//! Lines of pairs (logfmt): what of them is to be looked at.
//!
//! Each `=` is a stop of the index, since a secret may stand behind it. Where a stop is the `=` of a pair whose name is
//! known to be of no matter, nothing is to be done about it: mostly nothing is left, and the line is told without a scan.
use crate::cp1;
use crate::detect::is_idle;
use crate::index::Index;
use crate::keys::{Mark, Match, Memo, Role, role};
use crate::policy::Policy;

/// A pair of a line.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) name: (usize, usize),
    /// Without its quotes.
    pub(crate) value: (usize, usize),
    pub(crate) quoted: bool,
    /// Its value has no quotes, and nothing but printable ASCII.
    pub(crate) plain: bool,
    pub(crate) field: cp1::Name,
    /// The name's number in the memory of names; 0: none.
    pub(crate) id: u16,
}

/// The memory of names, and the pairs of the last line.
#[derive(Default)]
pub(crate) struct Pairs {
    memo: Memo,
    pub(crate) list: Vec<Pair>,
    /// The stops of the line that are not done with.
    pub(crate) left: Vec<u32>,
    /// What was told of the record at hand, where it has been asked.
    pub(crate) told: Option<bool>,
}

impl Pairs {
    /// Whether `buf[start..end]` is a line of pairs; they are in `list` then, and what is to be looked at is in `left`.
    /// `stops`: those of the index in the line, and none else.
    pub(crate) fn read(
        &mut self,
        policy: &Policy,
        (buf, index): (&[u8], &Index),
        (start, end): (usize, usize),
        mut stops: &[u32],
    ) -> bool {
        self.list.clear();
        self.left.clear();
        // A pattern's literal may begin where a value does.
        if policy.grams().is_some() {
            return false;
        }
        self.memo.trim();
        let line = &buf[..end];
        let (mut at, mut previous) = (start, 0);
        loop {
            let (mark, length) = match self.memo.follows(previous, line, at, b'=') {
                Some(known) => known,
                None => {
                    let length = line[at..].iter().take_while(|byte| NAME[usize::from(**byte)]).count();
                    if length == 0 || line.get(at + length) != Some(&b'=') {
                        return false;
                    }
                    (self.mark(policy, buf, (at, at + length), previous), length)
                }
            };
            let name = (at, at + length);
            if mark.role != Role::Plain {
                return false;
            }
            previous = mark.id;
            let mut from = name.1 + 1;
            let quoted = line.get(from) == Some(&b'"');
            let (to, plain) = if quoted {
                from += 1;
                match index.next_quote(from, end) {
                    Some(quote) => (quote, false),
                    None => return false,
                }
            } else {
                bare(line, from)
            };
            // The stop of a pair is the byte behind its sign.
            let counts = mark.rule != Mark::CLEAN
                || quoted && index.has_soft(from, to)
                || may_hide(policy, &buf[from..to], quoted);
            while let [stop, rest @ ..] = stops
                && (*stop as usize) <= to
            {
                if counts || *stop as usize != name.1 + 1 {
                    self.left.push(*stop);
                }
                stops = rest;
            }
            self.list.push(Pair { name, value: (from, to), quoted, plain, field: mark.cp1, id: mark.id });
            at = to + usize::from(quoted);
            match line.get(at) {
                None => {
                    self.left.extend_from_slice(stops);
                    return true;
                }
                Some(b' ') => at += 1,
                Some(_) => return false,
            }
        }
    }

    fn mark(&mut self, policy: &Policy, buf: &[u8], (start, end): (usize, usize), previous: u16) -> Mark {
        if let Some(mark) = self.memo.find(previous, buf, start, end) {
            return mark;
        }
        let name = &buf[start..end];
        let counts = |found: Option<Match>| matches!(found, Some(Match::Rule(_)));
        let idle = is_idle(name, policy.text_keys()) && !counts(policy.keys.find(name));
        let rule = if idle { Mark::CLEAN } else { 0 };
        let mark = Mark { rule, role: role(name), cp1: cp1::of(name), ..Mark::NONE };
        self.memo.keep(previous, buf, start, end, mark)
    }
}

/// Where the value without quotes ends that starts at `at`, and whether all of it is printable ASCII.
#[inline(always)]
fn bare(line: &[u8], mut at: usize) -> (usize, bool) {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let mut plain = true;
    // Eight bytes at a time: below `&`, a backslash, above `~`. The lowest that is told is told rightly.
    while let Some(eight) = line.get(at..at + 8).and_then(|eight| <[u8; 8]>::try_from(eight).ok()) {
        let word = u64::from_le_bytes(eight);
        let slash = word ^ (ONES * 0x5c);
        let below = word.wrapping_sub(ONES * 0x26) & !word;
        let found = (below | slash.wrapping_sub(ONES) & !slash | word.wrapping_add(ONES) | word) & HIGH;
        if found == 0 {
            at += 8;
            continue;
        }
        at += (found.trailing_zeros() / 8) as usize;
        if !matches!(line[at], b'!' | b'#' | b'$' | 0x80..) {
            return (at, plain);
        }
        plain &= line[at] < 0x80;
        at += 1;
    }
    while let Some(byte) = line.get(at).filter(|byte| !BARE_END[usize::from(**byte)]) {
        plain &= *byte < 0x7f;
        at += 1;
    }
    (at, plain)
}

/// Whether a value may be more than it seems: a literal's stop may be that of its pair, and an encoded text has none of
/// its own.
#[inline(always)]
fn may_hide(policy: &Policy, value: &[u8], quoted: bool) -> bool {
    value.len() >= 8
        && (quoted && value.contains(&b'%')
            || !quoted && policy.literals.may_stand(value)
            || value.len().is_multiple_of(4) && is_mixed(value))
}

/// Whether a text without blanks has capitals and small letters, as base64 has.
fn is_mixed(value: &[u8]) -> bool {
    let classes = value.iter().fold(0, |classes, byte| classes | CLASS[usize::from(*byte)]);
    let of = |class: u8| classes & class != 0;
    !of(BLANK) && of(UPPER) && of(LOWER)
}

/// `g` to `z`, and anything that is in no other class.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const BLANK: u8 = 4;

/// The class of each byte. What times and hexadecimal numbers are of is in none; beyond ASCII is as a letter.
static CLASS: [u8; 256] = {
    let mut class = [LOWER | UPPER; 256];
    let mut byte = 0;
    while byte < 128 {
        class[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'f' | b'T' | b'Z' | b':' | b'.' | b'+' | b'-' | b'%' => 0,
            b'A'..=b'Y' => UPPER,
            b' ' => BLANK,
            _ => LOWER,
        };
        byte += 1;
    }
    class
};

/// What a name is of.
static NAME: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'.' | b'-' | b'/');
        byte += 1;
    }
    is
};

/// What ends a value without quotes.
static BARE_END: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is[byte] = byte <= 0x20 || matches!(byte as u8, b'"' | b'%' | b'\\' | 0x7f);
        byte += 1;
    }
    is
};
