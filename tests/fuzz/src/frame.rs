//! Any bytes in any chunks, with the state handed on at any place, give what they give in one piece.
use logveil::{Pipeline, Verb};

use crate::input::{Input, pieces};
use crate::policies;
use crate::support::drive::{self, Ran, show};

/// One call tells that many findings at most, so that more of them depend on chunks.
const TOLD: usize = 1000;

/// Policy, verb and cuts from the first bytes; the stream from the rest.
pub fn check(bytes: &[u8]) {
    if let Some(input) = Input::new(bytes) {
        check_stream(&input, input.stream);
    }
}

pub(crate) fn check_stream(input: &Input<'_>, stream: &[u8]) {
    let (verb, choice) = (input.verb, input.choice);
    policies::with(input.policy, |first, second| {
        let want = ran(drive::whole(first, verb, stream));
        let parts = pieces(stream, choice);
        let same = |got: Ran, how: &str| {
            let (mut want, mut got) = (want.clone(), got);
            if want.findings.len() >= TOLD || got.findings.len() >= TOLD {
                want.findings.clear();
                got.findings.clear();
            }
            if let Some(difference) = want.differs(&got) {
                let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
                panic!("{how} {lengths:?}: {} {}: {difference}", verb.name(), show(stream));
            }
        };
        same(ran(drive::chunks(second, verb, parts.iter().copied())), "in chunks of");
        same(ran(drive::relay(first, second, verb, &parts)), "handed over after each of");
        let cut = usize::from(choice) % (stream.len() + 1);
        same(ran(drive::handover(first, second, verb, stream, cut)), "handed over once, not after");
        if stream.len() <= 256 {
            same(ran(drive::chunks(first, verb, stream.chunks(1))), "byte by byte, not");
        }
        // What a pipeline remembers of other streams changes nothing.
        if choice.is_multiple_of(16) {
            same(ran(drive::whole(&mut policies::open(policies::ALL[input.policy]), verb, stream)), "as new, not");
        }
        refuse(first, verb, stream, choice);
    });
}

fn ran(outcome: drive::Outcome) -> Ran {
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

/// A host may refuse any record between others: each is still there, and what was refused was never read. Formatting joins
/// the lines of a trace to their record.
fn refuse(pipeline: &mut Pipeline, verb: Verb, stream: &[u8], choice: u16) {
    let (mut records, mut wanted, mut refused) = (0, 0, 0);
    for (at, line) in stream.split_inclusive(|&byte| byte == b'\n').enumerate() {
        let goes = choice >> (at % 16) & 1 == 1;
        let output = if goes { pipeline.refuse(line, "limit/fuel") } else { pipeline.push(verb, line) };
        records += output.unwrap_or_else(|error| panic!("{error:?}")).counts.records;
        let counts = !line.iter().all(u8::is_ascii_whitespace);
        wanted += u64::from(counts);
        refused += u64::from(counts && goes);
    }
    records += pipeline.finish().unwrap_or_else(|error| panic!("{error:?}")).last.counts.records;
    let joins = matches!(verb, Verb::Format | Verb::Run);
    let fewest = if joins { refused } else { wanted };
    assert!((fewest..=wanted).contains(&records), "{records} records, {refused} of {wanted} refused: {}", show(stream));
}
