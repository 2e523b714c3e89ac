//! Names that stores of logs take for one another: `a` beside `a.b`, `userId` beside `userid`, names with empty parts.
use super::{Check, Look};
use crate::order;
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
    order::by(&mut names, |a, b| a > b);
    for (name, at) in &names {
        let dots = name.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(place, _)| place);
        let stands = |dot: usize| names.binary_search_by(|(other, _)| other[..].cmp(&name[..dot])).is_ok();
        if dots.take(DOTS).any(stands) {
            look.key(Check::Dotted, *at);
        }
    }
    let lower = |name: &[u8]| String::from_utf8_lossy(name).chars().map(small).collect::<Vec<char>>();
    let mut folded: Vec<(Vec<char>, usize)> = names.iter().map(|(name, at)| (lower(name), *at)).collect();
    order::by(&mut folded, |a, b| a > b);
    for pair in folded.windows(2) {
        let differ = || tape.name(record, pair[0].1) != tape.name(record, pair[1].1);
        if pair[0].0 == pair[1].0 && differ() {
            look.key(Check::CaseCollision, pair[1].1);
        }
    }
}

/// The small letter, of the Latin, Greek and Cyrillic ones that names are written in. All of them are a table of 12 kB.
fn small(letter: char) -> char {
    let number = u32::from(letter);
    let behind = match number {
        0xC0..=0xDE if number != 0xD7 => 32,
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => 1 - number % 2,
        0x139..=0x148 | 0x179..=0x17E => number % 2,
        0x391..=0x3A1 | 0x3A3..=0x3A9 | 0x410..=0x42F => 32,
        0x400..=0x40F => 80,
        _ => return letter.to_ascii_lowercase(),
    };
    char::from_u32(number + behind).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn small_letters_are_those_of_unicode() {
        for letter in (0..0x530).filter_map(char::from_u32) {
            let found = small(letter);
            let right: String = letter.to_lowercase().collect();
            assert!(found == letter || right == found.to_string(), "{letter} {found}");
            let known = "ÄÉÑŞŽĄŁŐΑΩАЯЁЇҐӘ".contains(letter) || letter.is_ascii();
            assert!(!known || right == found.to_string(), "{letter}");
        }
    }
}
