//! Policies and keys, as the user names them and as the component wants them.

pub(crate) mod baked;
pub(crate) mod chosen;
pub(crate) mod keys;
pub(crate) mod yaml;
