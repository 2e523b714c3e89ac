//! What may be found at a stop, in text whose escapes are not undone yet: undoing them costs more than a look. Too often yes,
//! never a wrong no.
use super::windows::{NEAR_LITERALS, NEAR_PHRASES, Near};
use super::{Detector, Detectors};
use super::{
    bearer, bitcoin, code, encoded, entropy, ethereum, foreign, ipv6, login, mac, phrase, router, signs, statement,
    vendor,
};
use crate::keys::KeyRules;

impl Detectors {
    /// Whether something may begin with the literal at `at` of a text whose escapes are not undone yet. Too often yes, never
    /// a wrong no.
    pub(crate) fn maybe_literal(&self, text: &[u8], at: usize, keys: &KeyRules) -> bool {
        let stands = |windows: Near| windows.of(text[at]).any(|window| window.stands(&text[at..]));
        stands(NEAR_LITERALS) && !bearer::is_other(text, at)
            || self.rule(Detector::Phrase).is_some() && stands(NEAR_PHRASES) && maybe_phrase(text, at, keys)
            || self.rule(Detector::VendorKey).is_some() && vendor::maybe(text, at)
    }

    /// Whether the stop at `at` is a literal's, and nothing begins with it: `heartbeat` is nobody's bearer. Too often no,
    /// never a wrong yes.
    pub(crate) fn begins_nothing(&self, text: &[u8], at: usize, keys: &KeyRules) -> bool {
        is_in_run(text, at) && !(self.long() && maybe_long(text, at)) && !self.maybe_literal(text, at, keys)
    }
}

/// Whether what `phrase` looks for may begin with its literal at `at`, as `Detectors::maybe_literal`.
fn maybe_phrase(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    let is = |words: &[&[u8; 3]]| words.iter().any(|word| text[at..at + 3].eq_ignore_ascii_case(*word));
    match text[at] {
        b'e' | b'W' | b'L' if is(&[b"eyA", b"ewo", b"ew0", b"W3s", b"LS0"]) => encoded::maybe(text, at),
        _ if is(&[b"ssw", b"sph", b"ecr", b"nnw", b"pwd"]) => phrase::maybe(text, at),
        _ if is(&[b"tok", b"pik"]) => phrase::maybe(text, at) || statement::maybe(text, at),
        _ if is(&[b"uth", b"ss "]) => phrase::maybe_ends(text, at, keys) || statement::maybe(text, at),
        _ if is(&[b"eds", b"als"]) => login::maybe_creds(text, at),
        _ if is(&[b"pin"]) => code::maybe_pin(text, at),
        _ if is(&[b"cod"]) => code::maybe(text, at),
        b'%' => signs::maybe(text, at, keys),
        _ if is(&[b"mmu", b"acs", b"diu", b"kmp", b"n-k", b"t-k", b"d-k", b"PSK", b"EAP", b"XAU", b"y 7"]) => {
            router::maybe(text, at)
        }
        _ if is(&[b"you"]) => text.get(at + 4) == Some(&b' '),
        0x80.. => foreign::maybe(text, at),
        _ if is(&[b"sse", b"enh", b"htw"]) || text[at + 1] == 0xc5 => foreign::maybe(text, at),
        _ if is(&[b"gin"]) && text[..at].ends_with(b"WiFi.be") => true,
        _ if is(&[b"gin", b"r k", b"reS", b"epa", b"rau", b"p-b", b"vau", b"t u", b"isq", b"/rp"]) => {
            statement::maybe(text, at)
        }
        _ => true,
    }
}

/// Whether twenty letters and digits are together where the one at `at` is the last: there the index stops.
#[inline]
pub(super) fn ends_long(text: &[u8], at: usize) -> bool {
    at >= 19 && text[at - 19..at].iter().all(u8::is_ascii_alphanumeric)
}

/// Whether the stop at `at` stands among letters and digits so that it is no number's: the index stops there for a literal,
/// or since a long run has come so far.
pub(crate) fn is_in_run(text: &[u8], at: usize) -> bool {
    let Some(&[second, first, byte]) = text[..at + 1].last_chunk() else { return false };
    byte.is_ascii_alphanumeric()
        && (first.is_ascii_alphabetic()
            || first.is_ascii_digit()
                && (second.is_ascii_lowercase() || second.is_ascii_alphabetic() && !byte.is_ascii_digit()))
}

/// Whether such a run may be something that starts from one, in text whose escapes are not undone yet. Too often yes, never
/// a wrong no: where there is an escape in it or beside it, nothing is known.
pub(crate) fn maybe_long(text: &[u8], at: usize) -> bool {
    if !ends_long(text, at) {
        return false;
    }
    let part = |byte: &&u8| entropy::is_part(**byte);
    let back = text[..at].iter().rev().take(2 * entropy::LONGEST).take_while(part).count();
    let behind = text[at..].iter().take(2 * entropy::LONGEST).take_while(part).count();
    let (start, end) = (at - back, at + behind);
    text[..start].last() == Some(&b'\\')
        || text.get(end) == Some(&b'\\')
        || entropy::drawn(text, at).is_some()
        || bitcoin::base58(text, at).is_some()
        || ethereum::find(text, at).is_some()
        || vendor::bot::find(text, at).is_some()
}

/// Whether the colon or dot at `at` may stand in a hardware address or an IPv6 address, in text whose escapes are not
/// undone yet. Too often yes, never a wrong no: but for `\u`, which is looked for by itself, no escape says a digit.
pub(crate) fn maybe_address(text: &[u8], at: usize) -> bool {
    mac::maybe(text, at) || text[at] == b':' && ipv6::maybe(text, at)
}
