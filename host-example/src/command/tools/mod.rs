//! Questions that are answered without a stream of records.

pub(crate) mod catalogue;
pub(crate) mod pages;
