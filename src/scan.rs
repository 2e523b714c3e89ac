//! One text under the detectors, until nothing more is found.
//!
//! What a replacement leaves beside it can look like something new (`bob@example.com` once the letters behind it are
//! gone). So a text is looked at again where a hit touches letters, with the hits replaced, until a look finds nothing:
//! redacting twice is redacting once.
use crate::decode::Decoded;
use crate::detect::{Hit, Scan, quoted_keys};
use crate::index::Index;
use crate::policy::Policy;

/// How often a text is looked at again before all of it goes.
const ROUNDS: usize = 8;

/// Buffers that are used again and again.
#[derive(Default)]
pub(crate) struct ScanRoom {
    /// What was found: in order, apart from each other.
    pub(crate) hits: Vec<Hit>,
    stops: Vec<u32>,
    /// The text with its hits replaced, and what is found in it.
    again: Decoded,
    more: Vec<Hit>,
    inner: Index,
}

/// A text and where the index says to look.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) bytes: &'a [u8],
    /// Offsets from `base`, as are `stops`.
    pub(crate) quotes: &'a [u32],
    pub(crate) stops: &'a [u32],
    pub(crate) base: usize,
    /// The value has an id's shape under a protected name.
    pub(crate) protected: bool,
}

impl ScanRoom {
    /// Looks at a text that the index has seen; `self.hits` are offsets into it.
    pub(crate) fn look(&mut self, policy: &Policy, text: Text<'_>) {
        merge(text, &mut self.stops);
        find(policy, text, &self.stops, &mut self.hits);
        let mut round = 0;
        while self.hits.iter().any(|hit| is_open(text.bytes, *hit)) {
            if round == ROUNDS {
                let rule = self.hits[0].rule;
                self.hits.clear();
                self.hits.push(Hit { start: 0, end: text.bytes.len(), rule });
                return;
            }
            round += 1;
            let hits = self.hits.iter().map(|hit| (hit.start, hit.end));
            self.again.substitute(text.bytes, hits, &policy.in_text);
            let again = &self.again.text;
            self.inner.fill(again, &policy.literals);
            let (quotes, stops) = (&self.inner.quotes[..], &self.inner.stops[..]);
            let again = Text { bytes: again, quotes, stops, base: 0, protected: text.protected };
            merge(again, &mut self.stops);
            find(policy, again, &self.stops, &mut self.more);
            if self.more.is_empty() {
                return;
            }
            for hit in &self.more {
                let (start, end) = self.again.source(hit.start, hit.end);
                self.hits.push(Hit { start, end, rule: hit.rule });
            }
            unite(&mut self.hits);
        }
    }

    /// As `look`, for a text that the index has not seen.
    pub(crate) fn look_at_new(&mut self, policy: &Policy, bytes: &[u8], protected: bool) {
        let mut inner = std::mem::take(&mut self.inner);
        inner.fill(bytes, &policy.literals);
        self.look(policy, Text { bytes, quotes: &inner.quotes, stops: &inner.stops, base: 0, protected });
        self.inner = inner;
    }
}

fn find(policy: &Policy, text: Text<'_>, stops: &[u32], hits: &mut Vec<Hit>) {
    let mut scan = Scan::new(text.bytes, &policy.detectors, &policy.keys, text.protected, hits);
    stops.iter().for_each(|stop| scan.stop(*stop as usize - text.base));
    unite(hits);
}

/// Whether a hit touches what may become part of something else.
fn is_open(text: &[u8], hit: Hit) -> bool {
    let open =
        |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'@' | b'.' | b'_' | b'-' | b'+');
    let before = hit.start.checked_sub(1).map(|at| text[at]);
    before.is_some_and(open) || text.get(hit.end).copied().is_some_and(open)
}

/// Hits in order; those that overlap become one.
fn unite(hits: &mut Vec<Hit>) {
    if hits.is_sorted_by(|a, b| a.end <= b.start) {
        return;
    }
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    hits.dedup_by(|hit, before| {
        let overlaps = hit.start < before.end;
        if overlaps {
            before.end = before.end.max(hit.end);
        }
        overlaps
    });
}

/// The stops of a text, with those behind its quoted keys, in order.
fn merge(text: Text<'_>, into: &mut Vec<u32>) {
    into.clear();
    into.extend(quoted_keys(text.bytes, text.quotes, text.base));
    let quoted = !into.is_empty();
    into.extend_from_slice(text.stops);
    if quoted {
        into.sort_unstable();
        into.dedup();
    }
}
