//! As `frame`, with lines that the tests' own generators make: JSON trees, noise, corpora, nearly CP1, foreign records.
use std::cell::RefCell;
use std::collections::HashMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::frame;
use crate::input::Input;
use crate::support::corpus::{Kind, corpus};
use crate::support::{foreign, near, trees};

/// A line is made from that many bytes: what makes it, two bytes of seed, how it ends, a place, and a byte for it.
const LINE: usize = 6;
const LINES: usize = 6;
/// So many records of each kind.
const SEEDS: u16 = 4096;

thread_local! {
    static TREES: BoxedStrategy<String> = trees::json().boxed();
    static NOISE: BoxedStrategy<Vec<u8>> = trees::noise().boxed();
    /// Making a line takes longer than trying it.
    static MADE: RefCell<HashMap<(u8, u64), Option<Vec<u8>>>> = RefCell::default();
}

/// Policy, verb and cuts from the first bytes; a line from each six of the rest.
pub fn check(bytes: &[u8]) {
    let Some(input) = Input::new(bytes) else { return };
    let lines: Option<Vec<Vec<u8>>> = input.stream.as_chunks().0.iter().take(LINES).map(line).collect();
    if let Some(lines) = lines {
        frame::check_stream(&input, &lines.concat());
    }
}

/// None where a generator gives up.
fn line(&[kind, one, two, end, place, byte]: &[u8; LINE]) -> Option<Vec<u8>> {
    let (kind, seed) = (kind % 12, u64::from(u16::from_le_bytes([one, two]) % SEEDS));
    let made = MADE.with_borrow_mut(|made| made.entry((kind, seed)).or_insert_with(|| record(kind, seed)).clone());
    let mut line = made?;
    // It may be cut off, or have a byte changed, and run into the next one.
    if end & 0x80 != 0 {
        line.truncate(line.len().saturating_sub(usize::from(place)));
    } else if let Some(old) = line.get_mut(usize::from(place)).filter(|_| end & 0x40 != 0) {
        *old = byte;
    }
    line.extend_from_slice([&b"\n"[..], b"\r\n", b"\n\n", b""][usize::from(end % 4)]);
    Some(line)
}

fn record(kind: u8, seed: u64) -> Option<Vec<u8>> {
    Some(match kind {
        0..4 => TREES.with(|trees| made(trees, seed))?.into_bytes(),
        4..7 => NOISE.with(|noise| made(noise, seed))?,
        7..9 => near::near(seed),
        9 => foreign::foreign(seed).0.into_bytes(),
        kind => corpus(Kind::ALL[usize::from(kind) - 10], 1, seed).bytes.trim_ascii_end().to_vec(),
    })
}

/// What `strategy` makes of `seed`.
fn made<T: std::fmt::Debug>(strategy: &BoxedStrategy<T>, seed: u64) -> Option<T> {
    let seed: Vec<u8> = [seed; 4].iter().flat_map(|part| part.to_le_bytes()).collect();
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    strategy.new_tree(&mut runner).ok().map(|tree| tree.current())
}
