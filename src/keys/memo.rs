//! The memory of key names: a stream repeats a few names, in the same order, record after record. What a name means is
//! worked out once; then one comparison with the name that followed last time is enough.
//!
//! Only a memory: forgetting all of it changes no output. Names with a secret in them are never kept.

/// What a name says about the value behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    /// The name's place in the memo; 0: not kept.
    pub(crate) id: u16,
    /// The rule that the name matches; `Mark::CLEAN` where none does.
    pub(crate) rule: u16,
    pub(crate) role: Role,
    /// The value may keep an id's shape.
    pub(crate) protected: bool,
    /// A detector fires in the name itself.
    pub(crate) tainted: bool,
    /// It is written with escapes.
    pub(crate) escaped: bool,
    /// What it is to CP1.
    pub(crate) cp1: crate::cp1::Name,
}

/// What a name is for, beside being sensitive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    Plain,
    /// `name`, `key`, `header`: its value names what stands under a `PairValue` beside it.
    PairName,
    /// `value`: see there.
    PairValue,
    /// `auth`: its value may be base64 of `user:password`.
    Basic,
}

/// What a name is for beside being sensitive.
pub(crate) fn role(name: &[u8]) -> Role {
    let is = |names: &[&[u8]]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is(&[
        b"name",
        b"key",
        b"header",
        b"field",
        b"param",
        b"parameter",
        b"attribute",
        b"property",
        b"k",
        b"n",
        b"parameterkey",
    ]) {
        Role::PairName
    } else if is(&[b"value", b"val", b"values", b"v", b"parametervalue"]) {
        Role::PairValue
    } else if is(&[b"auth", b"_auth"]) {
        Role::Basic
    } else {
        Role::Plain
    }
}

impl Mark {
    /// Nothing follows from it for a value that has nothing in it.
    #[inline(always)]
    pub(crate) fn is_plain(self) -> bool {
        self.rule == Mark::CLEAN && self.role == Role::Plain
    }

    /// No rule.
    pub(crate) const CLEAN: u16 = u16::MAX;
    /// The mark of a value without a key.
    pub(crate) const NONE: Mark = Mark {
        id: 0,
        rule: Mark::CLEAN,
        role: Role::Plain,
        protected: false,
        tainted: false,
        escaped: false,
        cp1: crate::cp1::Name::NONE,
    };
}

/// How many names are kept. Beyond that, all are forgotten between two records.
const ROOM: usize = 4096;
/// Slots for finding a name without prediction.
const SLOTS: usize = 8192;
/// Names up to this length are compared as words of eight bytes.
const SHORT: usize = 32;

struct Name {
    /// The first bytes, zero beyond the name's end.
    words: [u64; SHORT / 8],
    bytes: Box<[u8]>,
    mark: Mark,
    /// The name that followed last time.
    next: u16,
    /// The tallies' number for this name; 0: none yet.
    field: u32,
}

/// See the file's head.
pub(crate) struct Memo {
    names: Vec<Name>,
    /// A name's place, and above it a part of its hash: most others are told by that. 0: free.
    slots: Vec<u32>,
}

impl Default for Memo {
    fn default() -> Self {
        let first = Name { words: [u64::MAX; SHORT / 8], bytes: Box::default(), mark: Mark::NONE, next: 0, field: 0 };
        Memo { names: vec![first], slots: vec![0; SLOTS] }
    }
}

impl Memo {
    /// Makes room, where there is none: true, and all marks are void. Called between records.
    pub(crate) fn trim(&mut self) -> bool {
        let full = self.names.len() >= ROOM;
        if full {
            *self = Memo::default();
        }
        full
    }

    /// The mark of the name at `start..end`, if it is known. `previous` is the id of the name before it.
    #[inline(always)]
    pub(crate) fn find(&mut self, previous: u16, buf: &[u8], start: usize, end: usize) -> Option<Mark> {
        let guess = self.names[usize::from(previous)].next;
        let name = &self.names[usize::from(guess)];
        let length = end - start;
        if name.bytes.len() == length {
            let same = match buf.get(start..start + SHORT) {
                Some(bytes) if length <= SHORT => {
                    let keep = &KEEP[length];
                    let differs = |place: usize| (word(bytes, place) & keep[place]) ^ name.words[place];
                    differs(0) | differs(1) == 0 && (length <= 16 || differs(2) | differs(3) == 0)
                }
                _ => *name.bytes == buf[start..end],
            };
            if same {
                return Some(name.mark);
            }
        }
        self.search(previous, load(buf, start, end), &buf[start..end])
    }

    /// The mark of the name that followed last time, where it stands at `at` with `sign` behind it; and its length.
    #[inline(always)]
    pub(crate) fn follows(&self, previous: u16, buf: &[u8], at: usize, sign: u8) -> Option<(Mark, usize)> {
        let name = &self.names[usize::from(self.names[usize::from(previous)].next)];
        let length = name.bytes.len();
        let same = match buf.get(at..at + SHORT) {
            Some(bytes) if length <= SHORT => {
                let keep = &KEEP[length];
                let differs = |place: usize| (word(bytes, place) & keep[place]) ^ name.words[place];
                differs(0) | differs(1) == 0 && (length <= 16 || differs(2) | differs(3) == 0)
            }
            _ => buf[at..].starts_with(&name.bytes),
        };
        (same && length > 0 && buf.get(at + length) == Some(&sign)).then_some((name.mark, length))
    }

    #[inline(never)]
    fn search(&mut self, previous: u16, words: [u64; SHORT / 8], bytes: &[u8]) -> Option<Mark> {
        let (mut slot, tag) = slot(words, bytes.len());
        for _ in 0..8 {
            let met = self.slots[slot];
            let id = met as u16;
            if id == 0 {
                return None;
            }
            if met >> 16 == tag && *self.names[usize::from(id)].bytes == *bytes {
                self.names[usize::from(previous)].next = id;
                return Some(self.names[usize::from(id)].mark);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }

    /// Keeps a name, where there is room, and returns its mark with its id.
    pub(crate) fn keep(&mut self, previous: u16, buf: &[u8], start: usize, end: usize, mut mark: Mark) -> Mark {
        mark.id = 0;
        if mark.tainted || self.names.len() >= ROOM {
            return mark;
        }
        let words = load(buf, start, end);
        let (mut slot, tag) = slot(words, end - start);
        for _ in 0..8 {
            if self.slots[slot] == 0 {
                mark.id = self.names.len() as u16;
                self.slots[slot] = u32::from(mark.id) | tag << 16;
                self.names.push(Name { words, bytes: buf[start..end].into(), mark, next: 0, field: 0 });
                self.names[usize::from(previous)].next = mark.id;
                break;
            }
            slot = (slot + 1) % SLOTS;
        }
        mark
    }

    /// Forgets the tallies' numbers.
    pub(crate) fn forget_fields(&mut self) {
        self.names.iter_mut().for_each(|name| name.field = 0);
    }

    /// The tallies' number for a kept name.
    pub(crate) fn field(&mut self, id: u16) -> &mut u32 {
        &mut self.names[usize::from(id)].field
    }
}

/// By a name's length: which bytes of its words count.
const KEEP: [[u64; SHORT / 8]; SHORT + 1] = {
    let mut keep = [[0; SHORT / 8]; SHORT + 1];
    let mut length = 0;
    while length <= SHORT {
        let mut byte = 0;
        while byte < length {
            keep[length][byte / 8] |= 0xff << (byte % 8 * 8);
            byte += 1;
        }
        length += 1;
    }
    keep
};

/// Eight bytes as a word.
#[inline(always)]
fn word(bytes: &[u8], place: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[place * 8..place * 8 + 8]);
    u64::from_le_bytes(eight)
}

/// A name's first bytes as words, zero beyond its end.
fn load(buf: &[u8], start: usize, end: usize) -> [u64; SHORT / 8] {
    let mut bytes = [0; SHORT];
    let short = &buf[start..end.min(start + SHORT)];
    bytes[..short.len()].copy_from_slice(short);
    std::array::from_fn(|place| word(&bytes, place))
}

/// Where a name is looked for first, and sixteen other bits of its hash.
fn slot(words: [u64; SHORT / 8], length: usize) -> (usize, u32) {
    let mut hash = length as u64;
    for word in words {
        hash = (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    ((hash >> 40) as usize % SLOTS, (hash >> 24) as u32 & 0xffff)
}
