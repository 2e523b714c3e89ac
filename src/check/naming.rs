//! Names that stores of logs take for one another: `a` beside `a.b`, `userId` beside `userid`, names with empty parts.
use super::{Check, Look};
use crate::shape::Kind;

/// The longest name that is looked at, in bytes, and the most dots in one.
const NAME: usize = 256;
const DOTS: usize = 16;

pub(super) fn look(look: &mut Look<'_>) {
    for object in 0..look.tape.nodes.len() {
        if look.tape.nodes[object].kind == Kind::Object {
            members(look, object);
        }
    }
}

fn members(look: &mut Look<'_>, object: usize) {
    let (tape, record) = (look.tape, look.record);
    let named = tape.below(object).map(|at| (tape.name(record, at).into_owned(), at));
    let mut names: Vec<(Vec<u8>, usize)> = named.filter(|(name, _)| name.len() <= NAME).collect();
    for (name, at) in &names {
        let blank = name.iter().all(u8::is_ascii_whitespace);
        let dotted = name.contains(&b'.');
        if blank || dotted && name.split(|byte| *byte == b'.').any(<[u8]>::is_empty) {
            look.key(Check::EmptySegment, *at);
        }
    }
    names.sort();
    for (name, at) in &names {
        let dots = name.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(place, _)| place);
        let stands = |dot: usize| names.binary_search_by(|(other, _)| other[..].cmp(&name[..dot])).is_ok();
        if dots.take(DOTS).any(stands) {
            look.key(Check::Dotted, *at);
        }
    }
    let lower = |name: &[u8]| String::from_utf8_lossy(name).to_lowercase();
    let mut folded: Vec<(String, usize)> = names.iter().map(|(name, at)| (lower(name), *at)).collect();
    folded.sort();
    for pair in folded.windows(2) {
        let differ = || tape.name(record, pair[0].1) != tape.name(record, pair[1].1);
        if pair[0].0 == pair[1].0 && differ() {
            look.key(Check::CaseCollision, pair[1].1);
        }
    }
}
