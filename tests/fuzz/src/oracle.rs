//! The tests' slow readings of the rules, but for CP1's.
#![allow(dead_code, reason = "each target uses a part")]

#[path = "../../oracle/keys.rs"]
pub(crate) mod keys;
#[path = "../../oracle/redact.rs"]
pub(crate) mod redact;
#[path = "../../oracle/same.rs"]
pub(crate) mod same;
#[path = "../../oracle/tree.rs"]
pub(crate) mod tree;
