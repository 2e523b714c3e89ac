//! The bytes between two values, ready to be compared.

/// Bytes that are compared as words.
const SHORT: usize = 16;

/// See the file's head.
#[derive(Clone, Default)]
pub(super) struct Glue {
    /// The first bytes, and which of these there are.
    words: [u64; 2],
    keep: [u64; 2],
    /// The last bytes, where there are more.
    last: [u64; 2],
    /// All of it.
    bytes: Box<[u8]>,
}

impl Glue {
    pub(super) fn new(bytes: &[u8]) -> Glue {
        let mut short = [0; SHORT];
        let mut keep = [0; SHORT];
        for ((byte, into), keep) in bytes.iter().zip(&mut short).zip(&mut keep) {
            (*into, *keep) = (*byte, 0xff);
        }
        let last = bytes.last_chunk().map_or([0; 2], words);
        Glue { words: words(&short), keep: words(&keep), last, bytes: bytes.into() }
    }

    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it is these bytes.
    pub(super) fn is(&self, bytes: &[u8]) -> bool {
        *self.bytes == *bytes
    }

    /// Whether it stands at `at`, and ends before `end`.
    #[inline(always)]
    pub(super) fn stands(&self, buf: &[u8], at: usize, end: usize) -> bool {
        if at + self.bytes.len() > end {
            return false;
        }
        // What stands behind its end does not count.
        let Some(first) = buf.get(at..at + SHORT).and_then(|first| first.try_into().ok()) else {
            return buf[at..].starts_with(&self.bytes);
        };
        let said = words(first);
        let differs = (said[0] & self.keep[0]) ^ self.words[0] | (said[1] & self.keep[1]) ^ self.words[1];
        differs == 0 && (self.bytes.len() <= SHORT || self.goes_on(buf, at))
    }

    /// Whether the bytes behind the first ones stand there, too.
    #[inline(always)]
    fn goes_on(&self, buf: &[u8], at: usize) -> bool {
        let end = at + self.bytes.len();
        if self.bytes.len() > 2 * SHORT {
            return buf[at..].starts_with(&self.bytes);
        }
        let last = buf.get(end - SHORT..end).and_then(|last| last.try_into().ok());
        last.is_some_and(|last| words(last) == self.last)
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
