//! The flavours: each a thin shell around the core for one kind of host. A shell converts, calls, converts back.
#[cfg(feature = "component")]
mod component;
