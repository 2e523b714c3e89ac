//! The flavours: each a thin shell around the core for one kind of host. A shell converts, calls, converts back.
#[cfg(feature = "browser")]
mod browser;
#[cfg(feature = "component")]
mod component;
#[cfg(feature = "fluent-bit")]
mod fluent_bit;
#[cfg(any(test, feature = "viewer"))]
mod outline;
#[cfg(feature = "viewer")]
mod review;
