//! As `frame`, with streams that the tests' own generators make of the bytes: JSON trees, corpora, nearly CP1, foreign.
use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::frame;
use crate::input::Input;
use crate::support::corpus::{Kind, Random, corpus};
use crate::support::{foreign, near, trees};

/// Throws of eight bytes behind those that the fuzzer made.
const MORE: usize = 1 << 13;

thread_local! {
    static STREAMS: RefCell<BoxedStrategy<Vec<u8>>> = RefCell::new(streams().boxed());
}

/// Policy, verb and cuts from the first bytes; the rest are the generators' dice.
pub fn check(bytes: &[u8]) {
    let Some(input) = Input::new(bytes) else { return };
    if let Some(stream) = stream(input.stream) {
        frame::check_stream(&input, &stream);
    }
}

/// The stream that these dice throw; None where a generator gives up.
fn stream(dice: &[u8]) -> Option<Vec<u8>> {
    let config = Config { failure_persistence: None, ..Config::default() };
    // Where the dice end others follow: a generator that only ever throws zeros may never end.
    let mut random = Random(dice.iter().fold(0, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte))));
    let dice: Vec<u8> = dice.iter().copied().chain((0..MORE).flat_map(|_| random.next().to_le_bytes())).collect();
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::PassThrough, &dice));
    STREAMS.with_borrow(|streams| streams.new_tree(&mut runner)).ok().map(|tree| tree.current())
}

fn streams() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        4 => trees::json().prop_map(String::into_bytes),
        3 => trees::noise(),
        2 => any::<u32>().prop_map(|seed| near::near(seed.into())),
        1 => any::<u32>().prop_map(|seed| foreign::foreign(seed.into()).0.into_bytes()),
        1 => (0..2usize, any::<u32>()).prop_map(|(kind, seed)| corpus(Kind::ALL[kind], 1, seed.into()).bytes),
    ];
    // A record may be cut off, or run into the next one.
    let end = prop_oneof![6 => Just((0, "\n")), 1 => Just((0, "\r\n")), 1 => Just((0, "")), 1 => (1..40usize).prop_map(|off| (off, "\n"))];
    prop::collection::vec((line, end), 0..5).prop_map(|lines| {
        let mut stream = Vec::new();
        for (mut line, (off, end)) in lines {
            line.truncate(line.len().saturating_sub(off));
            stream.extend_from_slice(&line);
            stream.extend_from_slice(end.as_bytes());
        }
        stream
    })
}
