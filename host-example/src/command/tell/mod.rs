//! What is told of a run: findings, counts, reports. Never a value.

pub(crate) mod baseline;
pub(crate) mod diff;
pub(crate) mod excerpt;
pub(crate) mod findings;
pub(crate) mod junit;
mod known;
pub(crate) mod lines;
pub(crate) mod report;
pub(crate) mod sarif;
pub(crate) mod summary;
pub(crate) mod totals;
