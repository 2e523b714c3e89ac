//! What is told of a run: findings, counts, reports. Never a value.

pub(crate) mod diff;
pub(crate) mod excerpt;
pub(crate) mod findings;
mod known;
pub(crate) mod lines;
pub(crate) mod report;
pub(crate) mod summary;
pub(crate) mod totals;
