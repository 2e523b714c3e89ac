//! Keys: which names are sensitive, which are protected, and the memory of names met before.
mod memo;
mod words;

pub(crate) use memo::{Mark, Memo, Role, role};
pub(crate) use words::{KeyRules, Match, words_of};
