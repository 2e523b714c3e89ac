//! The index: one pass over a buffer gives the positions at which the walk and the detectors have to look.
//!
//! * quotes: every `"` that no backslash escapes, as bits; `quotes` lists those of a record that is walked,
//! * `lines`: every `\n`, a list of ascending offsets,
//! * `stops`, another: where something may have to be done: an anchor of a detector, a byte or an escape that JSON forbids,
//! * `soft`: one bit a block, where line ends or tabs are escaped; `wide`: where not all is ASCII; and blanks, as bits.
//!
//! All of it is local: what a byte means depends on the bytes just before it (and, for literals, just after it), so a
//! broken record never spoils the next one, and a buffer can be indexed window by window. A block of 64 bytes becomes
//! masks (`lanes`, the only place with SIMD), masks become anchors (`block`, plain arithmetic), bits become positions
//! (here).
pub(crate) mod anchors;
mod block;
mod lanes;
mod literals;
mod numbers;

use block::{Carry, Signs};
pub(crate) use literals::{Literals, Sight, Window};

/// Bytes in a block.
const BLOCK: usize = 64;

/// How many bytes are indexed at a time: the lists stay in the first-level cache.
const WINDOW: usize = 16 * 1024;

/// Ascending offsets. Room is made before a window is indexed, so that noting one costs a write and nothing else.
#[derive(Default)]
pub(crate) struct Offsets {
    room: Vec<u32>,
    count: usize,
}

impl Offsets {
    /// Room for `more` offsets, and for what is written too much.
    fn reserve(&mut self, more: usize) {
        let need = self.count + more + 16;
        if self.room.len() < need {
            self.room.resize(need.next_power_of_two(), 0);
        }
    }

    /// Drops the first ones.
    fn forget(&mut self, first: usize) {
        self.room.copy_within(first..self.count, 0);
        self.count -= first;
    }

    /// Puts more offsets among those from the first one on.
    fn merge(&mut self, first: usize, more: &[u32]) {
        if more.is_empty() {
            return;
        }
        self.reserve(more.len());
        let end = self.count + more.len();
        self.room[self.count..end].copy_from_slice(more);
        self.room[first..end].sort_unstable();
        self.count = first;
        for at in first..end {
            let offset = self.room[at];
            if self.count == first || self.room[self.count - 1] != offset {
                self.room[self.count] = offset;
                self.count += 1;
            }
        }
    }

    /// Appends the offset of every set bit. Eight are written whatever the count, so that the usual block has no
    /// branch that the processor could guess wrong; but not where each operation counts, as in an interpreter.
    #[inline(always)]
    fn push(&mut self, base: usize, mut bits: u64) {
        if lanes::FEW_OPERATIONS {
            while bits != 0 {
                let Some(slot) = self.room.get_mut(self.count) else { return };
                *slot = (base as u32).wrapping_add(bits.trailing_zeros());
                bits &= bits - 1;
                self.count += 1;
            }
            return;
        }
        let count = bits.count_ones() as usize;
        let mut written = 0;
        while written < count {
            let Some(room) = self.room.get_mut(self.count + written..self.count + written + 8) else { return };
            for slot in room {
                *slot = (base as u32).wrapping_add(bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
            }
            written += 8;
        }
        self.count += count;
    }
}

impl std::ops::Deref for Offsets {
    type Target = [u32];

    #[inline(always)]
    fn deref(&self) -> &[u32] {
        &self.room[..self.count]
    }
}

/// One bit a block.
#[derive(Default)]
struct Blocks {
    bits: Vec<u64>,
    any: bool,
}

impl Blocks {
    fn clear(&mut self) {
        self.bits.clear();
        self.any = false;
    }

    #[inline(always)]
    fn set(&mut self, block: usize) {
        if let Some(bits) = self.bits.get_mut(block / 64) {
            *bits |= 1 << (block % 64);
            self.any = true;
        }
    }

    #[inline(always)]
    fn has(&self, block: usize) -> bool {
        self.bits.get(block / 64).is_some_and(|bits| bits >> (block % 64) & 1 != 0)
    }

    /// Whether there may be any in the bytes `start..end`.
    #[inline(always)]
    fn touch(&self, start: usize, end: usize) -> bool {
        self.any && self.first(start / BLOCK, end / BLOCK + 1).is_some()
    }

    /// The first of the blocks `from..to` that has it.
    #[inline(always)]
    fn first(&self, from: usize, to: usize) -> Option<usize> {
        let mut word = from / 64;
        let mut bits = self.bits.get(word)? & u64::MAX << (from % 64);
        while bits == 0 {
            word += 1;
            bits = *self.bits.get(word).filter(|_| word * 64 < to)?;
        }
        Some(word * 64 + bits.trailing_zeros() as usize).filter(|block| *block < to)
    }
}

/// Where the walk has to look in a buffer. Reused from buffer to buffer.
#[derive(Default)]
pub(crate) struct Index {
    /// What `list` or `fill` has listed.
    pub(crate) quotes: Offsets,
    /// By block: its quotes, and its blanks. Records of a known form need few of them, so they are not listed from the start.
    signs: Vec<Signs>,
    pub(crate) lines: Offsets,
    pub(crate) stops: Offsets,
    /// Escapes of line ends and tabs. They are many in stack traces, and no stops.
    soft: Blocks,
    /// Bytes that are no ASCII.
    wide: Blocks,
    /// The buffer is indexed up to here.
    end: usize,
    carry: Carry,
    /// Where users' literals stand in the last window.
    found: Vec<u32>,
}

impl Index {
    /// Forgets everything; the next `extend` starts at the first byte of a new buffer.
    pub(crate) fn clear(&mut self) {
        (self.quotes.count, self.lines.count, self.stops.count) = (0, 0, 0);
        self.end = 0;
        self.signs.clear();
        self.soft.clear();
        self.wide.clear();
        self.carry = Carry::default();
    }

    /// Indexes all of `buf`.
    pub(crate) fn fill(&mut self, buf: &[u8], sight: Sight<'_>) {
        self.scan(buf, sight);
        self.list(0, buf.len());
    }

    /// The same without a list of quotes.
    pub(crate) fn scan(&mut self, buf: &[u8], sight: Sight<'_>) {
        self.clear();
        while self.extend(buf, sight) {}
    }

    /// Lists the quotes in `start..end`, and no others.
    pub(crate) fn list(&mut self, start: usize, end: usize) {
        self.quotes.count = 0;
        let last = end.div_ceil(BLOCK).min(self.signs.len());
        for block in start / BLOCK..last {
            let mut bits = self.signs[block].quotes;
            if block == start / BLOCK {
                bits &= u64::MAX << (start % BLOCK);
            }
            self.quotes.reserve(BLOCK);
            self.quotes.push(block * BLOCK, bits);
        }
        let beyond = self.quotes.iter().rev().take_while(|quote| **quote as usize >= end).count();
        self.quotes.count -= beyond;
    }

    /// The first quote in `at..end`.
    #[inline(always)]
    pub(crate) fn next_quote(&self, at: usize, end: usize) -> Option<usize> {
        let mut block = at / BLOCK;
        let mut bits = self.signs.get(block)?.quotes & u64::MAX << (at % BLOCK);
        while bits == 0 {
            block += 1;
            bits = self.signs.get(block).filter(|_| block * BLOCK < end)?.quotes;
        }
        Some(block * BLOCK + bits.trailing_zeros() as usize).filter(|quote| *quote < end)
    }

    /// The first quote from `at` on, where it is one of the next 64 bytes, and another block follows.
    #[inline(always)]
    pub(crate) fn near_quote(&self, at: usize) -> Option<usize> {
        let (block, shift) = (at / BLOCK, at % BLOCK);
        let [here, next] = self.signs.get(block..block + 2)? else { return None };
        // Whatever blocks they are of: no branch is guessed. (A double shift would be slow on some processors.)
        let keep = u64::MAX >> shift;
        let near = here.quotes.rotate_right(shift as u32) & keep | next.quotes.rotate_right(shift as u32) & !keep;
        (near != 0).then(|| at + near.trailing_zeros() as usize)
    }

    /// The first blank in `at..end` that stands before any quote, or else that quote or `end`.
    #[inline(always)]
    pub(crate) fn next_end(&self, at: usize, end: usize) -> usize {
        let of = |block: usize| self.signs.get(block).map_or(0, |signs| signs.quotes | signs.blanks);
        let (mut block, shift) = (at / BLOCK, at % BLOCK);
        // The next 64 bytes, whatever blocks they are of: most ends are among them, and no branch is guessed.
        let near = of(block) >> shift | of(block + 1) << 1 << (BLOCK - 1 - shift);
        if near != 0 {
            return end.min(at + near.trailing_zeros() as usize);
        }
        block += 1;
        let mut bits = of(block) & u64::MAX << shift;
        while bits == 0 && block * BLOCK < end {
            block += 1;
            bits = of(block);
        }
        if bits == 0 { end } else { end.min(block * BLOCK + bits.trailing_zeros() as usize) }
    }

    /// Indexes the next window of `buf`, the buffer of all calls since `clear`. False: it is indexed to its end.
    pub(crate) fn extend(&mut self, buf: &[u8], sight: Sight<'_>) -> bool {
        let end = buf.len().min(self.end + WINDOW);
        if self.end >= end {
            return false;
        }
        self.reserve(end - self.end);
        let stops = self.stops.count;
        lanes::index(self, buf, end, sight);
        if let Some(grams) = sight.grams {
            self.found.clear();
            grams.find(buf, self.end, end, &mut self.found);
            self.stops.merge(stops, &self.found);
        }
        self.end = end;
        true
    }

    /// Makes room for the positions of a window.
    fn reserve(&mut self, window: usize) {
        let window = window.next_multiple_of(64);
        [&mut self.lines, &mut self.stops].into_iter().for_each(|list| list.reserve(window));
        self.signs.reserve(window / BLOCK);
        [&mut self.soft, &mut self.wide]
            .into_iter()
            .for_each(|blocks| blocks.bits.resize((self.end + window) / BLOCK / 64 + 1, 0));
    }

    /// Whether there may be an escape of a line end or a tab in `start..end`.
    #[inline(always)]
    pub(crate) fn has_soft(&self, start: usize, end: usize) -> bool {
        self.soft.touch(start, end)
    }

    /// Where the first block begins that may have one in `at..end`.
    #[inline(always)]
    pub(crate) fn next_soft(&self, at: usize, end: usize) -> usize {
        self.soft.first(at / BLOCK, end / BLOCK + 1).map_or(usize::MAX, |block| block * BLOCK)
    }

    /// Whether there are any such escapes at all.
    #[inline(always)]
    pub(crate) fn any_soft(&self) -> bool {
        self.soft.any
    }

    /// Whether `start..end` of the buffer is UTF-8. Only blocks that are not ASCII are read again.
    #[inline(always)]
    pub(crate) fn is_utf8(&self, buf: &[u8], start: usize, end: usize) -> bool {
        !self.wide.touch(start, end) || self.wide_is_utf8(buf, start, end)
    }

    #[inline(never)]
    fn wide_is_utf8(&self, buf: &[u8], start: usize, end: usize) -> bool {
        let (mut block, last) = (start / BLOCK, end.div_ceil(BLOCK));
        while let Some(first) = self.wide.first(block, last) {
            // Blocks in a row, between others that are ASCII: no character lies over an edge.
            block = first + 1;
            while block < last && self.wide.has(block) {
                block += 1;
            }
            let span = start.max(first * BLOCK)..end.min(block * BLOCK);
            if std::str::from_utf8(&buf[span]).is_err() {
                return false;
            }
        }
        true
    }

    /// Drops the first positions of each list: those that the walk has passed.
    pub(crate) fn forget(&mut self, lines: usize, stops: usize) {
        self.lines.forget(lines);
        self.stops.forget(stops);
    }

    /// Takes in one block's positions. `base` is the block's offset.
    #[inline(always)]
    fn push(&mut self, base: usize, found: block::Found, by: &impl lanes::Classify) {
        self.signs.push(found.signs);
        if found.lines != 0 {
            by.push(&mut self.lines, base, found.lines);
        }
        if found.stops != 0 {
            by.push(&mut self.stops, base, found.stops);
        }
        if found.soft {
            self.soft.set(base / BLOCK);
        }
        if found.wide {
            self.wide.set(base / BLOCK);
        }
    }
}
