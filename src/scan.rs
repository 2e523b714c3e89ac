//! One text under the detectors, until nothing more is found.
//!
//! What a replacement leaves beside it can look like something new (`bob@example.com` once the letters behind it are
//! gone). So a text is looked at again where a hit touches letters, with the hits replaced, until a look finds nothing:
//! redacting twice is redacting once.
use std::cmp::Reverse;

use crate::contains::contains;
use crate::decode::Decoded;
use crate::detect::{Hit, Scan, quoted_keys};
use crate::hidden;
use crate::index::Index;
use crate::keys::KeyRules;
use crate::order;
use crate::policy::Policy;

/// How often a text is looked at again before all of it goes.
const ROUNDS: usize = 8;

/// How far back a detector looks for words that say what something is.
const CONTEXT: usize = 80;

/// Buffers that are used again and again.
#[derive(Default)]
pub(crate) struct ScanRoom {
    /// What was found: in order, apart from each other.
    pub(crate) hits: Vec<Hit>,
    stops: Vec<u32>,
    more: Vec<Hit>,
    /// The text with its hits replaced, and its index.
    again: Decoded,
    index: Index,
    /// The text with its escapes undone.
    undone: Reading,
    /// The text as it is meant.
    said: Reading,
    /// A private key began in a text, and its end was not there. Whoever looks takes it back.
    pub(crate) open: bool,
    /// The name of the member whose value is looked at: it may say what a number is.
    pub(crate) name: Vec<u8>,
}

/// What a text says where that is not what stands in it, and what is found there.
#[derive(Default)]
struct Reading {
    text: Decoded,
    index: Index,
    stops: Vec<u32>,
    hits: Vec<Hit>,
}

impl Reading {
    /// One look. What is found is added to `hits`, with its places in the text that this is a reading of. Gives whether
    /// a private key began and did not end.
    fn find(&mut self, policy: &Policy, keys: &KeyRules, name: &[u8], hits: &mut Vec<Hit>) -> bool {
        let bytes = &self.text.text[..];
        self.index.fill(bytes, policy.sight());
        let (quotes, stops) = (&self.index.quotes[..], &self.index.stops[..]);
        merge(Text { bytes, quotes, stops, base: 0, kind: Kind::Plain }, &mut self.stops);
        let mut scan = Scan::new(bytes, policy.seen(), keys, false, &mut self.hits);
        scan.name = name;
        self.stops.iter().for_each(|stop| scan.stop(*stop as usize));
        let open = scan.open;
        patterns(policy, bytes, self.stops.iter().map(|stop| *stop as usize), false, &mut self.hits);
        hits.extend(self.hits.iter().map(|hit| {
            let (start, end) = self.text.source(hit.start, hit.end);
            Hit { start, end, rule: hit.rule }
        }));
        open
    }
}

/// A text and where the index says to look.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) bytes: &'a [u8],
    /// Offsets from `base`, as are `stops`.
    pub(crate) quotes: &'a [u32],
    pub(crate) stops: &'a [u32],
    pub(crate) base: usize,
    pub(crate) kind: Kind,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// As it stands.
    Plain,
    /// As it stands; it is the id-like value of a protected name.
    Protected,
    /// As it stands, and as it says with its escapes undone: broken JSON hides no less than whole JSON.
    Escaped,
}

impl ScanRoom {
    /// Looks at a text that the index has seen; `self.hits` are offsets into it.
    pub(crate) fn look(&mut self, policy: &Policy, text: Text<'_>) {
        let mut hits = std::mem::take(&mut self.hits);
        self.find(policy, text, &mut hits);
        let mut round = 0;
        let open = |hits: &[Hit], stops: &[u32]| {
            let again = |hit: &Hit| {
                is_open(text.bytes, *hit) || is_context(text, stops, *hit, hits) || policy.patterns.has(hit.rule)
            };
            hits.iter().any(again)
        };
        while open(&hits, &self.stops) {
            if round == ROUNDS {
                let rule = hits[0].rule;
                hits.clear();
                hits.push(Hit { start: 0, end: text.bytes.len(), rule });
                break;
            }
            round += 1;
            self.substitute(policy, text.bytes, &hits);
            let again = std::mem::take(&mut self.again);
            let mut index = std::mem::take(&mut self.index);
            let mut more = std::mem::take(&mut self.more);
            index.fill(&again.text, policy.sight());
            let (bytes, quotes, stops) = (&again.text[..], &index.quotes[..], &index.stops[..]);
            self.find(policy, Text { bytes, quotes, stops, base: 0, kind: text.kind }, &mut more);
            // In the text itself the stops are where they were.
            merge(text, &mut self.stops);
            let settled = more.is_empty();
            hits.extend(more.iter().map(|hit| {
                let (start, end) = again.source(hit.start, hit.end);
                Hit { start, end, rule: hit.rule }
            }));
            (self.again, self.index, self.more) = (again, index, more);
            if settled {
                break;
            }
            unite(&mut hits, policy.actions.simple);
        }
        self.hits = hits;
    }

    /// As `look`, for a text that the index has not seen.
    pub(crate) fn look_at_new(&mut self, policy: &Policy, bytes: &[u8], kind: Kind) {
        let mut index = std::mem::take(&mut self.index);
        index.fill(bytes, policy.sight());
        self.look(policy, Text { bytes, quotes: &index.quotes, stops: &index.stops, base: 0, kind });
        self.index = index;
    }

    /// Makes `again` of a text with its hits written as their actions say.
    fn substitute(&mut self, policy: &Policy, text: &[u8], hits: &[Hit]) {
        let actions = &policy.actions;
        if actions.simple {
            let fresh = hits.iter().map(|hit| ((hit.start, hit.end), &actions.get(hit.rule).in_text[..]));
            return self.again.substitute(text, fresh);
        }
        let written = |hit: &Hit| {
            let mut fresh = Vec::new();
            actions.text(hit.rule, &text[hit.start..hit.end], &mut fresh);
            ((hit.start, hit.end), fresh)
        };
        let written: Vec<((usize, usize), Vec<u8>)> = hits.iter().map(written).collect();
        self.again.substitute(text, written.iter().map(|(span, fresh)| (*span, &fresh[..])));
    }

    /// One look.
    fn find(&mut self, policy: &Policy, text: Text<'_>, hits: &mut Vec<Hit>) {
        merge(text, &mut self.stops);
        let protected = text.kind == Kind::Protected;
        let keys = if text.kind == Kind::Escaped { policy.text_keys() } else { &policy.keys };
        let mut scan = Scan::new(text.bytes, policy.seen(), keys, protected, hits);
        scan.name = &self.name;
        self.stops.iter().for_each(|stop| scan.stop(*stop as usize - text.base));
        self.open |= scan.open;
        let stops = self.stops.iter().map(|stop| *stop as usize - text.base);
        patterns(policy, text.bytes, stops, protected, hits);
        if text.kind == Kind::Escaped && contains(text.bytes, b'\\') {
            self.undone.text.decode(text.bytes);
            self.open |= self.undone.find(policy, keys, &self.name, hits);
        }
        if !protected {
            self.hidden(policy, text, keys, hits);
        }
        unite(hits, policy.actions.simple);
    }

    /// A look at what a text says to a reader, where that is not what stands in it.
    fn hidden(&mut self, policy: &Policy, text: Text<'_>, keys: &KeyRules, hits: &mut Vec<Hit>) {
        let (mut unseen, mut encoded) = (false, false);
        for stop in &self.stops {
            let at = *stop as usize - text.base;
            unseen |= hidden::may_stand(text.bytes, at);
            encoded |= at > 0 && matches!(text.bytes[at - 1], b'=' | b':') || text.bytes.get(at) == Some(&b'%');
        }
        unseen = unseen || contains(text.bytes, 0x7f);
        encoded = encoded && contains(text.bytes, b'%');
        if (unseen || encoded) && hidden::said(text.bytes, encoded, &mut self.said.text) {
            self.open |= self.said.find(policy, keys, b"", hits);
        }
    }
}

/// What users' patterns find besides, less what stays.
fn patterns(policy: &Policy, text: &[u8], stops: impl Iterator<Item = usize>, protected: bool, hits: &mut Vec<Hit>) {
    if !policy.patterns.is_empty() {
        policy.patterns.find(text, stops, protected, hits);
    }
    spare(policy, text, hits);
}

/// What our own actions wrote stays, and what the policy allows.
fn spare(policy: &Policy, text: &[u8], hits: &mut Vec<Hit>) {
    if !policy.allow.is_empty() {
        hits.retain(|hit| !policy.allows(hit.rule, &text[hit.start..hit.end]));
    }
    if !policy.actions.simple {
        policy.actions.spare(text, hits);
    }
}

/// Whether detectors find something in a text, whoever wrote it.
pub(crate) fn is_found(policy: &Policy, text: &[u8]) -> bool {
    let (mut index, mut stops, mut hits) = (Index::default(), Vec::new(), Vec::new());
    index.fill(text, policy.sight());
    merge(Text { bytes: text, quotes: &index.quotes, stops: &index.stops, base: 0, kind: Kind::Plain }, &mut stops);
    let mut scan = Scan::new(text, policy.seen(), &policy.keys, false, &mut hits);
    stops.iter().for_each(|stop| scan.stop(*stop as usize));
    policy.patterns.find(text, stops.iter().map(|stop| *stop as usize), false, &mut hits);
    !hits.is_empty()
}

/// Whether a hit touches what may become part of something else once it is gone.
fn is_open(text: &[u8], hit: Hit) -> bool {
    let open = |beside: Option<usize>, beyond: Option<usize>| {
        let byte = |place: Option<usize>| place.and_then(|place| text.get(place)).copied();
        match byte(beside) {
            None | Some(b'"' | b'\'' | b'`' | b'=' | b';' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'\n') => false,
            Some(b' ' | b'\t' | b':') => byte(beyond).is_some_and(|byte| byte.is_ascii_digit()),
            Some(_) => true,
        }
    };
    open(hit.start.checked_sub(1), hit.start.checked_sub(2)) || open(Some(hit.end), Some(hit.end + 1))
}

/// Whether something not far behind a hit may have been judged by what the hit covers.
fn is_context(text: Text<'_>, stops: &[u32], hit: Hit, hits: &[Hit]) -> bool {
    let behind = stops.partition_point(|stop| (*stop as usize) < text.base + hit.end);
    let near = stops[behind..].iter().map(|stop| *stop as usize - text.base);
    near.take_while(|stop| *stop <= hit.end + CONTEXT).any(|stop| {
        // Hits are in order and apart.
        let other = hits.partition_point(|other| other.end <= stop);
        hits.get(other).is_none_or(|other| stop < other.start)
    })
}

/// Hits in order; those that overlap become one.
fn unite(hits: &mut Vec<Hit>, simple: bool) {
    if hits.is_sorted_by(|a, b| a.end <= b.start) {
        return;
    }
    // What two rules take goes by the later one, where that makes a difference: names come behind detectors, and a walk
    // asks them first.
    let rule = |hit: &Hit| if simple { 0 } else { hit.rule };
    order::by_key(hits, |hit| (hit.start, Reverse(hit.end), Reverse(rule(hit))));
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
