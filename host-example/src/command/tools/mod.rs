//! Questions that are answered without a stream of records.

mod asked;
pub(crate) mod bake;
pub(crate) mod catalogue;
pub(crate) mod check;
pub(crate) mod detect;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod import;
mod junit;
pub(crate) mod pages;
mod reading;
pub(crate) mod reveal;
pub(crate) mod test;
