//! Where bytes go.

pub(crate) mod quarantine;
pub(crate) mod target;
