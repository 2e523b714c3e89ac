//! From the masks of one block of 64 bytes to the positions in it that matter: plain arithmetic on words, the same on
//! every machine.
//!
//! Every test looks back only: "a digit, before it a dot, before that a digit". A shift by `n` brings in the last `n`
//! bits of the block before, so a match that lies across an edge is seen like any other. What is rare in logs is asked
//! for only where a cheaper test says that it may be there: numbers in groups where digits and separators go on for
//! seven bytes (`numbers`), escapes where there is a backslash.
use super::anchors::{Anchors, Known};
use super::lanes::SIGHT;
use super::numbers;

/// What is asked for beside what every index has.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) inspect: bool,
    pub(crate) anchors: u8,
}

/// Which of 64 bytes belong to a class; bit 0 is the first byte.
#[derive(Clone, Copy, Default)]
pub(crate) struct Masks {
    pub(crate) quote: u64,
    pub(crate) digit: u64,
    /// Space or dash: what may part a number's digits, beside a dot.
    pub(crate) parts: u64,
    pub(crate) dot: u64,
    pub(crate) colon: u64,
    /// A literal of `Literals` may start here.
    pub(crate) literal: u64,
    /// May begin a character that `inspect` looks for. Asked for only where `Sight::inspect` is set.
    pub(crate) suspect: u64,
    pub(crate) backslash: u64,
    /// Where there are backslashes: `n`, `r`, `t`, or none of them, and every `[` before a backslash.
    pub(crate) soft: u64,
    pub(crate) bracket: u64,
    /// Some byte is no ASCII.
    pub(crate) wide: bool,
    pub(crate) space: u64,
    /// Some of the masks below are not zero.
    pub(crate) rare: bool,
    pub(crate) at: u64,
    pub(crate) equals: u64,
    /// Two dashes start here.
    pub(crate) flag: u64,
    pub(crate) line: u64,
    /// `%`, and what may begin a character that nobody sees.
    pub(crate) hidden: u64,
    /// Below 0x20, the line feed included.
    pub(crate) control: u64,
    /// The rest: asked for only where `Sight::anchors` is set.
    pub(crate) dash: u64,
    pub(crate) upper: u64,
    pub(crate) lower: u64,
    pub(crate) plus: u64,
}

/// Which bytes of a block are quotes that nothing escapes, and which are blanks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Signs {
    pub(crate) quotes: u64,
    pub(crate) blanks: u64,
}

/// The positions that one block adds.
pub(crate) struct Found {
    pub(crate) signs: Signs,
    pub(crate) lines: u64,
    pub(crate) stops: u64,
    /// There are escapes of line ends and tabs.
    pub(crate) soft: bool,
    /// Some byte is no ASCII.
    pub(crate) wide: bool,
}

/// What a backslash may stand before: nothing, what it only quotes, a line end or a tab, another control character, `u`.
const BAD: u8 = 0;
const QUOTED: u8 = 1;
const SOFT: u8 = 2;
const HARD: u8 = 3;
const CODE: u8 = 4;
const ESCAPES: [u8; 256] = {
    let mut escapes = [BAD; 256];
    escapes[b'"' as usize] = QUOTED;
    escapes[b'\\' as usize] = QUOTED;
    escapes[b'/' as usize] = QUOTED;
    escapes[b'n' as usize] = SOFT;
    escapes[b'r' as usize] = SOFT;
    escapes[b't' as usize] = SOFT;
    escapes[b'b' as usize] = HARD;
    escapes[b'f' as usize] = HARD;
    escapes[b'u' as usize] = CODE;
    escapes
};

/// The ends of the masks of the block before: what a look back over the edge needs.
#[derive(Clone, Copy, Default)]
pub(crate) struct Carry {
    /// The next byte is escaped.
    escaped: bool,
    quotes: u64,
    digit: u64,
    parts: u64,
    dot: u64,
    colon: u64,
    equals: u64,
    flag: u64,
    run: [u64; 3],
    anchors: Anchors,
}

/// What is kept of a block's mask: its last sixteen bytes. (Kept short, so that no compiler makes a double shift of
/// `back`, which costs six times as much as what it replaces on some processors.)
#[inline(always)]
pub(super) fn end(mask: u64) -> u64 {
    mask >> 48
}

/// `mask` moved up by `n` bytes, with the end of the block before coming in below. `n` is 1 to 16.
#[inline(always)]
pub(super) fn back(mask: u64, before: u64, n: u32) -> u64 {
    mask << n | before >> (16 - n)
}

/// Whether an encoded `@` stands at the start of `bytes`, a character that nobody sees, or a wide letter, digit, `@`,
/// `:`, `=`.
fn is_hidden(bytes: &[u8]) -> bool {
    match bytes.first_chunk() {
        Some([0xE2, 0x80, last]) => matches!(last, 0x8B..=0x8F | 0xAA..=0xAE),
        Some([0xE2, 0x81, last]) => matches!(last, 0xA0 | 0xA6..=0xA9),
        Some([0xEF, 0xBB, 0xBF] | [0xF3, 0xA0, 0x80 | 0x81]) => true,
        Some([0xEF, 0xBC, last]) => matches!(last, 0x90..=0x9A | 0x9D | 0xA0..=0xBA),
        Some([0xEF, 0xBD, last]) => matches!(last, 0x81..=0x9A),
        Some(three) => three == b"%40",
        None => false,
    }
}

/// Stops at escaped bytes: escapes that have to be decoded, and, for those who look for characters that do something,
/// what is one. In strings within strings: a list that begins, and escapes of a later depth. And whether there are
/// escapes of line ends and tabs.
#[inline(always)]
fn around_escapes(bytes: &[u8; SIGHT], before: &[u8], m: &Masks, escaped: u64, asked: Asked) -> (u64, bool) {
    let (quoted, soft) = (escaped & m.quote, escaped & m.soft);
    // Behind `[\`: a list begins.
    let mut bracket = m.bracket << 2;
    if escaped & 3 != 0 {
        for at in 0..2 {
            bracket |= u64::from(before.len() >= 2 && before[before.len() + at - 2] == b'[') << at;
        }
    }
    let mut stops = escaped & bracket;
    let mut is_soft = soft != 0;
    // Nearly all are quotes, line ends and tabs.
    let mut left = escaped & !(quoted | soft);
    while left != 0 {
        let at = left.trailing_zeros();
        left &= left - 1;
        let place = at as usize & 63;
        let kind = ESCAPES[usize::from(bytes[place])];
        let deeper = bytes[place] == b'\\' && bytes[place + 1] == b'u';
        stops |= u64::from(kind == BAD || kind == CODE || deeper || asked.inspect && kind == HARD) << at;
        is_soft |= kind == SOFT;
    }
    (stops, is_soft)
}

impl Carry {
    /// The positions in the block at the start of `bytes` with these masks; the masks are kept for the next one. `before` is
    /// what stands before it.
    #[inline(always)]
    pub(crate) fn step<const ANCHORS: bool>(
        &mut self,
        bytes: &[u8; SIGHT],
        before: &[u8],
        m: &Masks,
        asked: Asked,
    ) -> Found {
        let (equals, flag) = (self.equals, self.flag);
        let (mut escaped, mut stops, mut soft) = (0, m.literal, false);
        if m.backslash | u64::from(self.escaped) != 0 {
            escaped = self.escapes(m.backslash);
            let (found, is_soft) = around_escapes(bytes, before, m, escaped, asked);
            stops |= found;
            soft = is_soft;
        }
        let quotes = m.quote & !escaped;

        // Seven digits and single separators in a row: there may be a number in groups.
        let digit_1 = back(m.digit, self.digit, 1);
        let run_1 = m.digit | (m.parts | m.dot) & digit_1;
        let run_2 = run_1 & back(run_1, self.run[0], 1);
        let run_4 = run_2 & back(run_2, self.run[1], 2);
        let run_7 = run_4 & back(run_4, self.run[2], 3);
        let mut groups = false;
        if run_7 != 0 {
            let (digit, parts, dot) = ((m.digit, self.digit), (m.parts, self.parts), (m.dot, self.dot));
            stops |= numbers::stops(digit.into(), parts.into(), dot.into());
            groups = ANCHORS && numbers::may_be_groups(digit.into(), parts.into(), dot.into());
        }

        // After `:` or `=`, unless a JSON key ends before it or it parts two digits as in a time: a value in text.
        let quotes_2 = back(quotes, self.quotes, 2);
        let colon_1 = back(m.colon, self.colon, 1);
        stops |= colon_1 & !(m.digit & (digit_1 << 1 | self.digit >> 14)) & !quotes_2;
        (self.equals, self.flag) = (0, 0);
        if m.rare || equals | flag != 0 {
            stops |= back(m.equals, equals, 1) & !quotes_2;
            // After two dashes, and not three: the name of a flag.
            let flag_2 = back(m.flag, flag, 2);
            if flag_2 != 0 {
                stops |= flag_2 & !back(m.flag, flag, 1) & !back(m.flag, flag, 3);
            }
            // What JSON forbids within a string.
            stops |= m.at | m.control & !m.line;
            let mut left = m.hidden;
            while left != 0 {
                let at = left.trailing_zeros();
                left &= left - 1;
                stops |= u64::from(is_hidden(&bytes[at as usize & 63..])) << at;
            }
            (self.equals, self.flag) = (end(m.equals), end(m.flag));
        }
        stops |= m.suspect;
        if ANCHORS {
            let known = Known { asked: asked.anchors, groups, digit_1, colon_1 };
            stops |= self.anchors.step(m, known, bytes, before);
        }

        self.quotes = end(quotes);
        self.digit = end(m.digit);
        self.parts = end(m.parts);
        self.dot = end(m.dot);
        self.colon = end(m.colon);
        self.run = [end(run_1), end(run_2), end(run_4)];
        let signs = Signs { quotes, blanks: m.space };
        Found { signs, lines: m.line, stops, soft, wide: m.wide }
    }

    /// The bytes that a backslash escapes: those behind an odd run of backslashes.
    #[inline(always)]
    fn escapes(&mut self, backslash: u64) -> u64 {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let backslash = backslash & !u64::from(self.escaped);
        let follows = backslash << 1 | u64::from(self.escaped);
        let odd_starts = backslash & !EVEN & !follows;
        let (even_runs, over) = odd_starts.overflowing_add(backslash);
        self.escaped = over;
        (EVEN ^ even_runs << 1) & follows
    }
}
