//! The oracle: what key redaction must give, slow and obviously right. It shares no code with the core.
//! A record is parsed into a tree of spans, the whole of it in memory; then each sensitive value is replaced.
#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod cp1;
pub(crate) mod keys;
pub(crate) mod redact;
pub(crate) mod same;
pub(crate) mod tree;
