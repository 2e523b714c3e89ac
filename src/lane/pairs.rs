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
    pub(crate) field: cp1::Name,
}

/// The memory of names, and the pairs of the last line.
#[derive(Default)]
pub(crate) struct Pairs {
    memo: Memo,
    pub(crate) list: Vec<Pair>,
    /// The stops of the line that are not done with.
    pub(crate) left: Vec<u32>,
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
            let length = line[at..].iter().take_while(|byte| NAME[usize::from(**byte)]).count();
            let name = (at, at + length);
            if length == 0 || line.get(name.1) != Some(&b'=') {
                return false;
            }
            let mark = self.mark(policy, buf, name, previous);
            if mark.role != Role::Plain {
                return false;
            }
            previous = mark.id;
            let mut from = name.1 + 1;
            let quoted = line.get(from) == Some(&b'"');
            let to = if quoted {
                from += 1;
                match index.next_quote(from, end) {
                    Some(quote) => quote,
                    None => return false,
                }
            } else {
                from + line[from..].iter().take_while(|byte| !BARE_END[usize::from(**byte)]).count()
            };
            // The stop of a pair is the byte behind its sign.
            let counts = mark.rule != Mark::CLEAN || quoted && index.has_soft(from, to) || may_hide(&buf[from..to]);
            while let [stop, rest @ ..] = stops
                && (*stop as usize) <= to
            {
                if counts || *stop as usize != name.1 + 1 {
                    self.left.push(*stop);
                }
                stops = rest;
            }
            self.list.push(Pair { name, value: (from, to), quoted, field: mark.cp1 });
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

/// Whether a value may be more than it seems: a literal's stop may be that of its pair, and an encoded text has none of
/// its own. Words, short ids, times, and ids in hexadecimal are what they seem.
fn may_hide(value: &[u8]) -> bool {
    if value.len() < 8 {
        return false;
    }
    let classes = value.iter().fold(0, |classes, byte| classes | CLASS[usize::from(*byte)]);
    let of = |class: u8| classes & class != 0;
    of(PERCENT)
        || !of(BLANK) && of(UPPER) && of(LOWER) && value.len().is_multiple_of(4)
        || !of(BLANK) && value.len() >= 16 && of(!HEX & !DIGIT & !DASH) && of(!TIME & !DIGIT & !DASH)
}

const DIGIT: u8 = 1;
/// `a` to `f`.
const HEX: u8 = 2;
/// The other small letters.
const LOWER: u8 = 4;
/// `T`, `Z` and what parts a time.
const TIME: u8 = 8;
const UPPER: u8 = 16;
const BLANK: u8 = 32;
const PERCENT: u8 = 64;
const DASH: u8 = 128;

/// The class of each byte; anything else is as a letter.
static CLASS: [u8; 256] = {
    let mut class = [LOWER | UPPER; 256];
    let mut byte = 0;
    while byte < 128 {
        class[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' => HEX,
            b'g'..=b'z' => LOWER,
            b'T' | b'Z' | b':' | b'.' | b'+' => TIME,
            b'A'..=b'Y' => UPPER,
            b' ' => BLANK,
            b'%' => PERCENT,
            b'-' => DASH,
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
