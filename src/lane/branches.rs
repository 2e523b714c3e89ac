//! The glues that lead on from one place, in the order of their bytes: which of them stands somewhere is found by halving.
//!
//! However many keys an object may have, and in whatever order they come, a value costs a few comparisons.
use std::cmp::Ordering;

use super::step::Node;

/// How many glues may lead from one place.
const MOST: usize = 256;
/// How many of them may begin with one another and stand in the same place: `"a":` before a number, `"a":[],"b":` and so on.
const ALIKE: usize = 8;
/// Bytes that are compared as numbers.
const HEAD: usize = 16;

/// The first bytes, as a number that has their order.
type Head = [u64; 2];

/// See the file's head.
#[derive(Default)]
pub(super) struct Branches(Vec<(Head, u16)>);

impl Branches {
    /// How many of the glues are at or before `text` in their order: those that stand where it begins are the last ones.
    fn up_to(&self, text: &[u8], nodes: &[Node]) -> usize {
        let head = head(text);
        let rest = text.get(HEAD..).unwrap_or_default();
        self.0.partition_point(|(known, node)| match known.cmp(&head) {
            Ordering::Equal => nodes[usize::from(*node)].bytes.get(HEAD..).is_none_or(|bytes| bytes <= rest),
            order => order == Ordering::Less,
        })
    }

    /// Those that may stand where `text` begins.
    pub(super) fn at(&self, text: &[u8], nodes: &[Node]) -> impl Iterator<Item = usize> {
        self.0[..self.up_to(text, nodes)].iter().rev().take(ALIKE).map(|(_, node)| usize::from(*node))
    }

    /// Those that are `bytes`, each before another kind of value.
    pub(super) fn are(&self, bytes: &[u8], nodes: &[Node]) -> impl Iterator<Item = usize> {
        let known = self.0[..self.up_to(bytes, nodes)].iter().rev().map(|(_, node)| usize::from(*node));
        known.take_while(|node| *nodes[*node].bytes == *bytes)
    }

    /// One more. False: there is no room.
    pub(super) fn add(&mut self, bytes: &[u8], node: u16, nodes: &[Node]) -> bool {
        let room = self.0.len() < MOST;
        if room {
            self.0.insert(self.up_to(bytes, nodes), (head(bytes), node));
        }
        room
    }
}

fn head(bytes: &[u8]) -> Head {
    let mut head = [0; HEAD];
    match bytes.first_chunk() {
        Some(first) => head = *first,
        None => head[..bytes.len()].copy_from_slice(bytes),
    }
    let word = |from: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&head[from..from + 8]);
        u64::from_be_bytes(eight)
    };
    [word(0), word(8)]
}
