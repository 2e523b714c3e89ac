//! What a person sees while the program runs: lines, colours, a bar.

pub(crate) mod paint;
pub(crate) mod progress;
pub(crate) mod say;
