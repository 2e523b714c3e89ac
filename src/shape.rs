//! What the walk tells of a record's shape: its top-level fields, ids that stand too deep, keys that stand twice.
//!
//! Only notes; `cp1` judges them. Reused from record to record.
use std::borrow::Cow;

use crate::cp1::{self, Field};
use crate::decode::Decoded;
use crate::keys::Mark;
use crate::order;
use crate::pointer;

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    String,
    Number,
    /// `true`, `false` or `null`.
    Word,
    Object,
    Array,
}

/// A member of an object. Spans are offsets into the buffer; those of strings include the quotes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Member {
    /// The key, without quotes.
    pub(crate) key: (usize, usize),
    pub(crate) value: (usize, usize),
    pub(crate) kind: Kind,
    pub(crate) name: cp1::Name,
}

impl Member {
    /// What a string says; empty where it is none.
    pub(crate) fn said<'a>(&self, buf: &'a [u8]) -> Cow<'a, [u8]> {
        match self.kind {
            Kind::String => said(buf, (self.value.0 + 1, self.value.1 - 1)),
            _ => Cow::Borrowed(b""),
        }
    }
}

/// What a string between its quotes says.
pub(crate) fn said(buf: &[u8], (start, end): (usize, usize)) -> Cow<'_, [u8]> {
    let raw = &buf[start..end];
    if !raw.contains(&b'\\') {
        return Cow::Borrowed(raw);
    }
    let mut decoded = Decoded::default();
    decoded.decode(raw);
    Cow::Owned(decoded.text)
}

/// A key that stands where it should not.
#[derive(Clone, Debug)]
pub(crate) struct Odd {
    /// The key, without quotes.
    pub(crate) key: (usize, usize),
    pub(crate) rule: cp1::Cp1,
    pub(crate) pointer: String,
}

/// What alone is to be said of many records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The fields that are not there: bits by their numbers.
    pub(crate) missing: u8,
    /// A component that is none of the known ones; where it stands, with its quotes.
    pub(crate) unknown: Option<(usize, usize)>,
}

impl Remark {
    /// Whether anything is to be said.
    #[inline]
    pub(crate) fn is_some(self) -> bool {
        self.missing != 0 || self.unknown.is_some()
    }
}

/// See the file's head.
#[derive(Default)]
pub(crate) struct Shape {
    /// Members of the top-level object that mean something to CP1, in order.
    pub(crate) top: Vec<Member>,
    /// Members of the objects `context` and `error` at the top level, in order.
    pub(crate) context: Vec<Member>,
    pub(crate) error: Vec<Member>,
    /// It is CP1, and nothing is to be said of it but the remark. Set by who judges it.
    pub(crate) clean: bool,
    pub(crate) remark: Remark,
    /// The top-level value is an object.
    pub(crate) is_object: bool,
    pub(crate) odd: Vec<Odd>,
    /// The current member of the top level is among `top`.
    named: bool,
    /// There are members that `top` has not.
    pub(crate) others: bool,
    /// Open objects and arrays.
    depth: usize,
    /// The object `context` or `error` at the top level is open.
    inside: Option<Field>,
    /// Keys of the open objects: their spans.
    keys: Vec<(u32, u32)>,
    /// Of the innermost open object, and of those around it.
    now: Keys,
    objects: Vec<Keys>,
    /// Where the keys of the object start that closed last.
    closed: usize,
}

/// The keys of an open object: from where in the list, which ids were met, and whether two may be the same.
#[derive(Clone, Copy, Default)]
struct Keys {
    from: usize,
    met: u64,
    suspect: bool,
}

impl Shape {
    pub(crate) fn clear(&mut self) {
        self.top.clear();
        self.context.clear();
        self.error.clear();
        self.odd.clear();
        self.keys.clear();
        self.objects.clear();
        self.now = Keys::default();
        self.remark = Remark::default();
        (self.is_object, self.depth, self.inside, self.clean, self.others) = (false, 0, None, false, false);
    }

    /// A key. True: it is a correlation id below the top level; `misplaced` wants to be told.
    #[inline(always)]
    pub(crate) fn key(&mut self, mark: Mark, key: (usize, usize)) -> bool {
        self.member(mark, Member { key, name: mark.cp1, ..Member::default() })
    }

    /// A key and its value, where that is no container. The answer is as that of `key`.
    #[inline(always)]
    pub(crate) fn member(&mut self, mark: Mark, member: Member) -> bool {
        self.keys.push((member.key.0 as u32, member.key.1 as u32));
        let bit = 1u64 << (mark.id % 64);
        self.now.suspect |= self.now.met & bit != 0 || mark.id == 0 || mark.escaped;
        self.now.met |= bit;
        if self.depth == 1 {
            // Names that mean nothing to CP1 are not kept: none of them is looked at again.
            self.named = cp1::field(mark.cp1).is_some();
            self.others |= !self.named;
            if self.named {
                self.top.push(member);
            }
            return false;
        }
        match self.inside {
            Some(Field::Context) if self.depth == 2 => self.context.push(member),
            Some(Field::Error) if self.depth == 2 => self.error.push(member),
            _ => {}
        }
        cp1::field(mark.cp1).is_some_and(|(field, preference)| field.is_id() && preference == 0)
    }

    pub(crate) fn misplaced(&mut self, key: (usize, usize), pointer: String) {
        self.odd.push(Odd { key, rule: cp1::Cp1::Misplaced, pointer });
    }

    /// A value that is no container, or a container that has closed.
    #[inline(always)]
    pub(crate) fn value(&mut self, value: (usize, usize), kind: Kind, in_array: bool) {
        let member = match self.depth {
            1 if self.named && !in_array => self.top.last_mut(),
            2 if !in_array => match self.inside {
                Some(Field::Context) => self.context.last_mut(),
                Some(Field::Error) => self.error.last_mut(),
                _ => None,
            },
            _ => None,
        };
        if let Some(member) = member {
            (member.value, member.kind) = (value, kind);
        }
    }

    #[inline(always)]
    pub(crate) fn open(&mut self, array: bool) {
        if self.depth == 0 {
            self.is_object = !array;
        }
        if self.depth == 1 && self.is_object && !array {
            let field = self.top.last().filter(|_| self.named).and_then(|member| cp1::field(member.name));
            self.inside = field.filter(|(_, preference)| *preference == 0).map(|(field, _)| field);
        }
        self.depth += 1;
        if !array {
            self.objects.push(self.now);
            self.now = Keys { from: self.keys.len(), met: 0, suspect: false };
        }
    }

    /// A container closes. True: two of its keys may be the same; `twins` wants to be told.
    #[inline(always)]
    pub(crate) fn close(&mut self, array: bool) -> bool {
        self.depth -= 1;
        if self.depth == 1 {
            self.inside = None;
        }
        if array {
            return false;
        }
        let keys = std::mem::replace(&mut self.now, self.objects.pop().unwrap_or_default());
        self.closed = keys.from;
        if !keys.suspect {
            self.keys.truncate(keys.from);
        }
        keys.suspect
    }

    /// Notes the keys that stand twice in the object that has just closed, as they are read: escapes count for nothing. With
    /// the object's pointer comes whether that leads all the way.
    #[inline(never)]
    pub(crate) fn twins(&mut self, buf: &[u8], (pointer, whole): (String, bool)) {
        let keys = &mut self.keys[self.closed..];
        let raw = |(start, end): &(u32, u32)| &buf[*start as usize..*end as usize];
        let escaped = keys.iter().any(|key| raw(key).contains(&b'\\'));
        let mut twins = Vec::new();
        if escaped {
            let mut decoded = Decoded::default();
            let mut said: Vec<(Vec<u8>, (u32, u32))> = Vec::with_capacity(keys.len());
            for key in keys.iter() {
                decoded.decode(raw(key));
                said.push((decoded.text.clone(), *key));
            }
            order::by(&mut said, |a, b| a > b);
            twins.extend(said.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1));
        } else {
            order::by(keys, |a, b| (raw(a), a) > (raw(b), b));
            twins.extend(keys.windows(2).filter(|pair| raw(&pair[0]) == raw(&pair[1])).map(|pair| pair[1]));
        }
        for (start, end) in twins {
            let key = (start as usize, end as usize);
            let mut pointer = pointer.clone();
            if whole && pointer::may_show(key.1 - key.0) {
                pointer::step(&mut pointer, &pointer::escaped(&said(buf, key)));
            }
            self.odd.push(Odd { key, rule: cp1::Cp1::DuplicateKey, pointer });
        }
        self.keys.truncate(self.closed);
    }
}
