//! Nested members as flat ones: `context.block.type`. Arrays and empty objects are values; so is an object whose path has
//! become too long, or a long name above many values would be written once for each.
use crate::members::{Token, Tokens, scalar};
use crate::shape::{Kind, Member, said};

/// An object below a path that is longer is one value.
const LONGEST: usize = 128;

/// Used again for the next record.
#[derive(Default)]
pub(super) struct Room {
    path: Vec<u8>,
    /// Where the path of each open object ends.
    ends: Vec<usize>,
}

/// A value that is not nested, or is told as a whole: its path, and what it is as a member.
pub(super) type Leaf<'a> = (&'a [u8], Member);

/// Tells `member` of `text`, whose name begins with `prefix`, as flat members.
pub(super) fn each(room: &mut Room, text: &[u8], prefix: &[u8], member: &Member, mut tell: impl FnMut(Leaf<'_>)) {
    let Room { path, ends } = room;
    path.clear();
    path.extend_from_slice(prefix);
    path.extend_from_slice(&said(text, member.key));
    ends.clear();
    if member.kind != Kind::Object || path.len() > LONGEST {
        return tell((path, *member));
    }
    let mut tokens = Tokens::of(text, member.value);
    // The start of an object that may be empty.
    let mut empty = None;
    let mut key = member.key;
    while let Some(token) = tokens.next() {
        let (value, kind) = match token {
            Token::Key(start, end) => {
                empty = None;
                key = (start, end);
                path.truncate(ends.last().copied().unwrap_or(0));
                path.push(b'.');
                path.extend_from_slice(&said(text, key));
                continue;
            }
            Token::String(start, end) => ((start - 1, end + 1), Kind::String),
            Token::Scalar(start, end) => ((start, end), scalar(text, start)),
            Token::Open(start, false) if path.len() <= LONGEST => {
                ends.push(path.len());
                empty = Some(start);
                continue;
            }
            Token::Open(start, array) => ((start, tokens.pass()), if array { Kind::Array } else { Kind::Object }),
            Token::Close(end) => {
                path.truncate(ends.pop().unwrap_or(0));
                match empty.take() {
                    Some(start) => ((start, end), Kind::Object),
                    None => continue,
                }
            }
        };
        tell((path, Member { key, value, kind, name: member.name }));
    }
}
