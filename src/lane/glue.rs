//! The bytes between two values, ready to be compared.

/// Bytes that are compared as words.
const SHORT: usize = 16;

/// The longest glue, in bytes.
pub(super) const LONGEST: usize = u8::MAX as usize;

/// The ends of a glue; whoever has one keeps all of it beside.
#[derive(Clone, Default)]
pub(super) struct Glue {
    /// The first bytes, and which of these there are.
    words: [u64; 2],
    keep: [u64; 2],
    /// The last bytes, where there are more.
    last: [u64; 2],
}

impl Glue {
    /// Of `LONGEST` bytes at most.
    pub(super) fn new(bytes: &[u8]) -> Glue {
        let mut short = [0; SHORT];
        let mut keep = [0; SHORT];
        for ((byte, into), keep) in bytes.iter().zip(&mut short).zip(&mut keep) {
            (*into, *keep) = (*byte, 0xff);
        }
        let last = bytes.last_chunk().map_or([0; 2], words);
        Glue { words: words(&short), keep: words(&keep), last }
    }

    /// Whether it, of so many bytes, stands at `at`. None: its ends don't tell.
    #[inline(always)]
    pub(super) fn is_seen(&self, length: usize, buf: &[u8], at: usize) -> Option<bool> {
        let said = Said::at(buf, at)?;
        if !self.begins(said) {
            return Some(false);
        }
        if length <= SHORT {
            return Some(true);
        }
        (length <= 2 * SHORT).then(|| self.ends(buf, at + length))
    }

    /// Whether its first bytes are these.
    #[inline(always)]
    pub(super) fn begins(&self, said: Said) -> bool {
        // What stands behind its end does not count.
        let Said(said) = said;
        (said[0] & self.keep[0]) ^ self.words[0] | (said[1] & self.keep[1]) ^ self.words[1] == 0
    }

    /// Whether its last bytes stand before `end`.
    #[inline(always)]
    fn ends(&self, buf: &[u8], end: usize) -> bool {
        let last = buf.get(end - SHORT..end).and_then(|last| last.try_into().ok());
        last.is_some_and(|last| words(last) == self.last)
    }
}

/// What stands somewhere in a buffer, to be compared with many.
#[derive(Clone, Copy)]
pub(super) struct Said([u64; 2]);

impl Said {
    /// None: the buffer ends too soon.
    #[inline(always)]
    pub(super) fn at(buf: &[u8], at: usize) -> Option<Said> {
        Some(Said(words(buf.get(at..)?.first_chunk()?)))
    }
}

#[inline(always)]
fn words(bytes: &[u8; SHORT]) -> [u64; 2] {
    let word = |from: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[from..from + 8]);
        u64::from_le_bytes(eight)
    };
    [word(0), word(8)]
}
