//! `policy import`: a gitleaks configuration becomes a policy with `patterns`.
use crate::command::exit::{Exit, Failure};
use std::path::Path;
pub(crate) fn run(_file: &Path, _output: Option<&Path>) -> Result<Exit, Failure> {
    Err(Failure::usage("not built yet"))
}
