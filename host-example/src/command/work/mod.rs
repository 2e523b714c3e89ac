//! Instances of the component, and the batches that go through them.

mod again;
pub(crate) mod done;
pub(crate) mod lane;
pub(crate) mod session;
pub(crate) mod stats;
