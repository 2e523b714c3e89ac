//! What the smallest module for pages is without: built with `--cfg logveil_part`, it refuses every policy that asks for
//! users' patterns, checks beyond CP1, an output format beside CP1, or a key, and every policy that is wrong, before the first byte;
//! the package then takes the module that has all. What it does not refuse it does as all others do. Its presets are without
//! their tests.
use crate::policy::{Place, PolicyError};

/// Whether this is the whole core. What is done only where it holds is not in the smallest module.
pub(crate) const WHOLE: bool = !cfg!(logveil_part);

/// For a policy that asks for more, or is wrong: the whole core says what.
#[cold]
pub(crate) fn refused() -> PolicyError {
    let message = "this wants the whole module".into();
    PolicyError::Whole(Place { pointer: String::new(), message, nearest: None })
}
