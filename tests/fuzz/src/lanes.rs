//! The index with this machine's vectors, with those of 128 bits, and with none: the same output, findings and counts.
use std::cell::RefCell;

use crate::input::Input;
use crate::policies;

/// The index works in windows of that many bytes.
const WINDOW: usize = 16 * 1024;

/// A core under every policy, and what it says of a stream: all that is to be the same.
macro_rules! core {
    ($name:ident, $krate:ident) => {
        mod $name {
            use super::*;

            thread_local! {
                static POOL: RefCell<Vec<$krate::Pipeline>> = RefCell::new(policies::ALL.iter().map(|one| open(one)).collect());
            }

            fn open(policy: &str) -> $krate::Pipeline {
                let keys: Vec<_> = policies::keys().into_iter().map(|key| $krate::Key { id: key.id, bytes: key.bytes }).collect();
                $krate::Pipeline::open(policy, &keys).unwrap_or_else(|error| panic!("{policy}: {error:?}"))
            }

            pub(super) fn said(policy: usize, verb: logveil::Verb, stream: &[u8]) -> Said {
                let verb = match verb {
                    logveil::Verb::Format => $krate::Verb::Format,
                    logveil::Verb::Redact => $krate::Verb::Redact,
                    logveil::Verb::Validate => $krate::Verb::Validate,
                    logveil::Verb::Run => $krate::Verb::Run,
                };
                POOL.with_borrow_mut(|pool| {
                    let output = pool[policy].push(verb, stream).unwrap_or_else(|error| panic!("{error:?}"));
                    let summary = pool[policy].finish().unwrap_or_else(|error| panic!("{error:?}"));
                    Said {
                        told: format!("{:?}{:?}{:?}{:?}{:?}", output.findings, output.counts, summary.last.findings, summary.last.counts, summary.tallies),
                        bytes: [output.bytes, summary.last.bytes, output.errors, summary.last.errors, output.quarantine, summary.last.quarantine],
                    }
                })
            }
        }
    };
}

core!(widest, logveil);
core!(narrow, logveil_narrow);
core!(portable, logveil_portable);

#[derive(PartialEq)]
struct Said {
    bytes: [Vec<u8>; 6],
    told: String,
}

/// Policy and verb from the first bytes; where the stream stands to blocks and windows from the next two.
pub fn check(bytes: &[u8]) {
    let Some(input) = Input::new(bytes) else { return };
    let [shift, far] = input.choice.to_le_bytes();
    let mut stream = Vec::new();
    // The stream at any place of a block; now and then over the edge of a window.
    if far.is_multiple_of(8) {
        stream.resize(WINDOW - 128, b'\n');
    }
    stream.resize(stream.len() + usize::from(shift), [b'\n', b' ', b'a', b'1'][usize::from(far / 8 % 4)]);
    stream.extend_from_slice(input.stream);
    let portable = portable::said(input.policy, input.verb, &stream);
    for (name, other) in [
        ("widest", widest::said(input.policy, input.verb, &stream)),
        ("128 bits", narrow::said(input.policy, input.verb, &stream)),
    ] {
        assert!(
            portable == other,
            "{name}: {} {}: {}{}\nportable: {}{}",
            input.verb.name(),
            input.stream.escape_ascii(),
            other.bytes.concat().escape_ascii(),
            other.told,
            portable.bytes.concat().escape_ascii(),
            portable.told,
        );
    }
}
