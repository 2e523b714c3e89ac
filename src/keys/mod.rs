//! Keys: which names are sensitive, which are protected, and the memory of names met before.
mod forms;
mod glob;
mod memo;
mod pointers;
mod words;

pub(crate) use forms::Form;
pub(crate) use glob::Glob;
pub(crate) use memo::{Mark, Memo, Role, role};
pub(crate) use pointers::{Places, STEPS};
pub(crate) use words::{KeyRules, Match, words_of};
