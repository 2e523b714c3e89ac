//! A fuzzer's bytes as a choice of policy, verb and cuts, and a stream.
use logveil::Verb;

use crate::policies;
use crate::support::corpus::Random;

/// How many bytes go before the stream.
pub(crate) const HEAD: usize = 4;

pub(crate) struct Input<'a> {
    pub(crate) policy: usize,
    pub(crate) verb: Verb,
    /// Two bytes to choose by.
    pub(crate) choice: u16,
    pub(crate) stream: &'a [u8],
}

impl Input<'_> {
    pub(crate) fn new(bytes: &[u8]) -> Option<Input<'_>> {
        let (&[policy, verb, one, two], stream) = bytes.split_first_chunk::<HEAD>()?;
        let verb = [Verb::Redact, Verb::Run, Verb::Format, Verb::Validate][usize::from(verb % 4)];
        let policy = usize::from(policy) % policies::ALL.len();
        Some(Input { policy, verb, choice: u16::from_le_bytes([one, two]), stream })
    }
}

/// `stream` in pieces, of a length that `choice` makes likely: from one byte to half of it.
pub(crate) fn pieces(stream: &[u8], choice: u16) -> Vec<&[u8]> {
    let mut random = Random(u64::from(choice));
    let most = [2, 8, 64, stream.len() as u64 / 2 + 1][usize::from(choice % 4)] + 1;
    let (mut pieces, mut rest) = (Vec::new(), stream);
    while !rest.is_empty() {
        // Sometimes a piece of nothing.
        let (piece, after) = rest.split_at(rest.len().min(random.range(0, most) as usize));
        pieces.push(piece);
        rest = after;
    }
    pieces
}
