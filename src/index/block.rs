//! From the masks of one block of 64 bytes to the positions in it that matter: plain arithmetic on words, the same on
//! every machine.
//!
//! Every test looks back only: "a digit, before it a dot, before that a digit". A shift by `n` brings in the last `n`
//! bits of the block before, so a match that lies across an edge is seen like any other.

/// Which of 64 bytes belong to a class; bit 0 is the first byte.
#[derive(Clone, Copy, Default)]
pub(crate) struct Masks {
    pub(crate) quote: u64,
    pub(crate) backslash: u64,
    pub(crate) digit: u64,
    pub(crate) space: u64,
    pub(crate) dash: u64,
    pub(crate) dot: u64,
    pub(crate) at: u64,
    pub(crate) colon: u64,
    pub(crate) equals: u64,
    pub(crate) line: u64,
    /// Below 0x20, the line feed included.
    pub(crate) control: u64,
    /// A literal of `Literals` may start here.
    pub(crate) literal: u64,
    /// Among `b f n r t u " \ /`: what may follow a backslash. Asked for only where there is one.
    pub(crate) escapable: u64,
    /// May begin a character that `inspect` looks for. Asked for only where `Sight::inspect` is set.
    pub(crate) suspect: u64,
    /// The letter `u`. Asked for only where there is a backslash.
    pub(crate) letter_u: u64,
}

/// The positions that one block adds.
pub(crate) struct Found {
    pub(crate) quotes: u64,
    pub(crate) lines: u64,
    pub(crate) stops: u64,
}

/// The ends of the masks of the block before: what a look back over the edge needs.
#[derive(Clone, Copy, Default)]
pub(crate) struct Carry {
    /// The next byte is escaped.
    escaped: bool,
    quotes: u64,
    digit: u64,
    separator: u64,
    dash: u64,
    dot: u64,
    colon: u64,
    equals: u64,
    dotted: u64,
    run: [u64; 5],
}

/// What is kept of a block's mask: its last sixteen bytes. (Kept short, so that no compiler makes a double shift of
/// `back`, which costs six times as much as what it replaces on some processors.)
#[inline(always)]
fn end(mask: u64) -> u64 {
    mask >> 48
}

/// `mask` moved up by `n` bytes, with the end of the block before coming in below. `n` is 1 to 16.
#[inline(always)]
fn back(mask: u64, before: u64, n: u32) -> u64 {
    mask << n | before >> (16 - n)
}

impl Carry {
    /// Whether the next block's first byte follows a backslash.
    #[inline(always)]
    pub(crate) fn is_escaped(&self) -> bool {
        self.escaped
    }

    /// The positions in a block with these masks; the masks are kept for the next one.
    #[inline(always)]
    pub(crate) fn step(&mut self, m: &Masks, inspect: bool) -> Found {
        let was = *self;
        let escaped = if m.backslash | u64::from(was.escaped) == 0 { 0 } else { self.escapes(m.backslash) };
        let quotes = m.quote & !escaped;

        // Digit, dot, digit; then the same once more, two to four bytes on: an address, or a version.
        let digit_1 = back(m.digit, was.digit, 1);
        let digit_2 = back(m.digit, was.digit, 2);
        let dotted = m.digit & back(m.dot, was.dot, 1) & digit_2;
        let mut stops = m.at | m.literal;
        if dotted != 0 {
            let near = back(dotted, was.dotted, 2) | back(dotted, was.dotted, 3) | back(dotted, was.dotted, 4);
            stops |= dotted & near;
        }

        // Thirteen digits and single separators in a row: where such a run reaches its thirteenth byte.
        let separator = m.dash | m.space;
        let run_1 = m.digit | separator & digit_1;
        let run_2 = run_1 & back(run_1, was.run[0], 1);
        let run_4 = run_2 & back(run_2, was.run[1], 2);
        let run_8 = run_4 & back(run_4, was.run[2], 4);
        let mut run_13 = 0;
        let any_separator = separator | m.dot;
        if run_8 != 0 {
            run_13 = run_8 & back(run_8, was.run[3], 5);
            stops |= run_13 & !back(run_13, was.run[4], 1);
        }

        // Three digits, a separator, two digits, a separator, four digits: at the last of them. And nine in a row.
        let digits_2 = m.digit & digit_1;
        let was_digits_2 = was.digit & was.digit << 1; // its lowest bit is never looked at
        let digits_4 = digits_2 & back(digits_2, was_digits_2, 2);
        if digits_4 != 0 {
            let serial = digits_4 & back(any_separator, was.separator, 4) & back(any_separator, was.separator, 7);
            if serial != 0 {
                let area = back(digits_2, was_digits_2, 8) & back(m.digit, was.digit, 10);
                stops |= serial & back(digits_2, was_digits_2, 5) & area;
            }
            let was_digits_4 = was_digits_2 & was_digits_2 << 2; // nor are its lowest three
            let nine = digits_4 & back(digits_4, was_digits_4, 4);
            if nine != 0 {
                stops |= nine & back(m.digit, was.digit, 8) & !back(m.digit, was.digit, 9);
            }
        }

        // After `:` or `=`, unless a JSON key ends before it or it parts two digits as in a time: a value in text.
        let colon_1 = back(m.colon, was.colon, 1);
        let equals_1 = back(m.equals, was.equals, 1);
        stops |= (colon_1 & !(m.digit & digit_2) | equals_1) & !back(quotes, was.quotes, 2);

        // After two dashes, and not three: the name of a flag.
        let dash_2 = back(m.dash, was.dash, 1) & back(m.dash, was.dash, 2);
        if dash_2 != 0 {
            stops |= dash_2 & !m.dash & !back(m.dash, was.dash, 3);
        }

        // What JSON forbids within a string, and escapes that have to be decoded.
        stops |= m.control & !m.line | escaped & (!m.escapable | m.letter_u);
        // For those who look for characters that do something, every escape, and what may begin such a character.
        if inspect {
            stops |= escaped & !m.quote & !m.backslash | m.suspect;
        }

        self.quotes = end(quotes);
        self.digit = end(m.digit);
        self.separator = end(any_separator);
        self.dash = end(m.dash);
        self.dot = end(m.dot);
        self.colon = end(m.colon);
        self.equals = end(m.equals);
        self.dotted = end(dotted);
        self.run = [end(run_1), end(run_2), end(run_4), end(run_8), end(run_13)];
        Found { quotes, lines: m.line, stops }
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
