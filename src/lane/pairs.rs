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
    /// Where its name begins, and where its value does and ends.
    start: u32,
    from: u32,
    to: u32,
    pub(crate) field: cp1::Name,
    /// The name's number in the memory of names; 0: none.
    pub(crate) id: u16,
    pub(crate) quoted: bool,
    /// Its value is nothing but printable ASCII without backslashes.
    pub(crate) plain: bool,
}

impl Pair {
    pub(crate) fn name(&self) -> (usize, usize) {
        (self.start as usize, self.from as usize - 1 - usize::from(self.quoted))
    }

    /// Without its quotes.
    #[inline(always)]
    pub(crate) fn value(&self) -> (usize, usize) {
        (self.from as usize, self.to as usize)
    }
}

/// The memory of names, and the pairs of the last line.
#[derive(Default)]
pub(crate) struct Pairs {
    memo: Memo,
    pub(crate) list: Vec<Pair>,
    /// The stops of the line that are not done with.
    pub(crate) left: Vec<u32>,
    /// Where a record is made. Only a room: what stands in it does not count.
    pub(crate) room: Vec<u8>,
    /// What was told of the record at hand, where it has been asked.
    pub(crate) told: Option<bool>,
}

impl Pairs {
    /// Whether `buf[start..end]` is a line of pairs; they are in `list` then, and what is to be looked at is in `left`.
    /// `stops`: those of the index from the line's first one on; `next`: where they are no more the line's.
    pub(crate) fn read(
        &mut self,
        policy: &Policy,
        (buf, index): (&[u8], &Index),
        (start, end, next): (usize, usize, usize),
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
        let even = is_even(&line[start..]);
        let (mut at, mut previous) = (start, 0);
        loop {
            let (known, length) = match self.memo.follows(previous, line, at, b'=') {
                Some(known) => known,
                None => match self.named(policy, buf, (at, end), previous) {
                    Some(known) => known,
                    None => return false,
                },
            };
            if known.role != Role::Plain {
                return false;
            }
            previous = known.id;
            let sign = at + length + 1;
            let quoted = line.get(sign) == Some(&b'"');
            let from = sign + usize::from(quoted);
            let (to, plain) = match (quoted, even) {
                (true, _) => {
                    let Some(to) = index.next_quote(from, end) else { return false };
                    (to, even || is_plain(&line[from..to]))
                }
                (false, true) => (index.next_end(from, end), true),
                (false, false) => bare(line, from),
            };
            let text = &line[from..to];
            let hides = match quoted {
                // What begins with a flag begins with its quote, for detectors.
                true => {
                    text.first() == Some(&b'-')
                        || encoded(index, text, (from, to))
                        || !even && (index.has_soft(from, to) || is_percent(text))
                }
                false => may_hide(policy, text),
            };
            // The stop of a pair is the byte behind its sign.
            let counts = known.rule != Mark::CLEAN || hides;
            while let [stop, rest @ ..] = stops
                && (*stop as usize) <= to
            {
                if counts || *stop as usize != sign {
                    self.left.push(*stop);
                }
                stops = rest;
            }
            let (start, id) = (at as u32, known.id);
            self.list.push(Pair { start, from: from as u32, to: to as u32, field: known.cp1, id, quoted, plain });
            at = to + usize::from(quoted);
            match line.get(at) {
                None => {
                    self.left.extend(stops.iter().take_while(|stop| (**stop as usize) < next));
                    return true;
                }
                Some(b' ') => at += 1,
                Some(_) => return false,
            }
        }
    }

    /// The name that stands at `at`, a sign behind it: what it means, and its length.
    #[inline(never)]
    fn named(
        &mut self,
        policy: &Policy,
        buf: &[u8],
        (at, end): (usize, usize),
        previous: u16,
    ) -> Option<(Mark, usize)> {
        let length = buf[at..end].iter().take_while(|byte| NAME[usize::from(**byte)]).count();
        let is_name = length > 0 && buf[..end].get(at + length) == Some(&b'=');
        is_name.then(|| (self.mark(policy, buf, (at, at + length), previous), length))
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

const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// Eight bytes as a word.
#[inline(always)]
fn word(eight: &[u8; 8]) -> u64 {
    u64::from_le_bytes(*eight)
}

/// Where the value without quotes ends that starts at `at`, and whether all of it is printable ASCII.
fn bare(line: &[u8], at: usize) -> (usize, bool) {
    let value = line[at..].iter().take_while(|byte| !BARE_END[usize::from(**byte)]);
    let (length, plain) = value.fold((0, true), |(length, plain), byte| (length + 1, plain & (*byte < 0x7f)));
    (at + length, plain)
}

/// Whether a line is nothing but printable ASCII, without backslashes and `%`: many bytes in one step.
fn is_even(line: &[u8]) -> bool {
    let odd = |byte: u8| u8::from(!matches!(byte, b' '..=b'~')) | u8::from(byte == b'\\') | u8::from(byte == b'%');
    let even = |chunk: &[u8; 32]| chunk.iter().fold(0, |any, byte| any | odd(*byte)) == 0;
    let Some(last) = line.last_chunk() else { return line.iter().all(|byte| odd(*byte) == 0) };
    line.as_chunks().0.iter().chain([last]).all(even)
}

/// Whether a text in quotes is printable ASCII without backslashes.
fn is_plain(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b' '..=b'~') && *byte != b'\\')
}

/// Whether a text in quotes may be encoded.
#[inline(always)]
fn encoded(index: &Index, text: &[u8], (from, to): (usize, usize)) -> bool {
    text.len() >= 8 && text.len().is_multiple_of(4) && index.next_end(from, to) == to && is_mixed(text)
}

fn is_percent(text: &[u8]) -> bool {
    text.len() >= 8 && text.contains(&b'%')
}

/// Whether a value without quotes may be more than it seems: a literal's stop may be that of its pair, and an encoded text
/// has none of its own.
#[inline(always)]
fn may_hide(policy: &Policy, value: &[u8]) -> bool {
    value.len() >= 8
        && (policy.literals.may_stand(value) || value.len().is_multiple_of(4) && has_capitals(value) && is_mixed(value))
}

/// Whether a text of eight bytes or more has letters beyond small ones, but those that times have: all that `is_mixed`
/// wants may be in it.
#[inline(always)]
fn has_capitals(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk() else { return true };
    let mut found = 0;
    for eight in text.as_chunks().0.iter().chain([last]) {
        let word = word(eight);
        let low = word & !HIGH;
        let (from_a, from_z) = (low + ONES * 0x3f, low + ONES * 0x26);
        let other_than_t = (low ^ (ONES * 0x54)) + ONES * 0x7f;
        found |= from_a & !from_z & other_than_t | word;
    }
    found & HIGH != 0
}

/// Whether a text without blanks has capitals and small letters, as base64 has.
#[inline(never)]
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
