//! What must hold for every input: one function a target, which panics where it does not hold. `src/bin` gives them bytes.
pub mod cuts;
pub mod frame;
mod input;
pub mod lanes;
mod oracle;
mod planted;
mod policies;
pub mod redact;
mod support;
pub mod walk;
