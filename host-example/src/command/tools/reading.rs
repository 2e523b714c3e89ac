//! Inputs that are read whole and in order, batch by batch, for an answer about them.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use logveil_host::{Explainer, Failure as Call, Reason};

use crate::command::exit::Failure;
use crate::command::input::batch::{Batch, End};
use crate::command::input::feed::{Feed, Input};
use crate::command::input::signals::Halt;

/// Calls `each` with every batch and its input's name. True: all was read to its end.
pub(crate) fn each(
    inputs: &[Input],
    mut each: impl FnMut(&str, &Batch) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    inputs.iter().try_for_each(Input::check)?;
    let halt = Arc::new(Halt::watch()?);
    let mut feed = Feed::new(inputs, Arc::clone(&halt), Arc::new(AtomicU64::new(0)));
    while let Some(batch) = feed.next() {
        each(&inputs[batch.input].name(), &batch)?;
        feed.pool.give(batch.bytes);
    }
    Ok(!feed.failed && !halt.is_wanted())
}

/// The reasons of a batch.
pub(crate) fn reasons(explainer: &mut Explainer, batch: &Batch) -> Result<Vec<Reason>, Failure> {
    let failed = |failure: Call| {
        let rule = match failure {
            Call::Stopped(stop) => stop.rule(),
            Call::Refused(_) => "refused",
        };
        Failure::failed(format_args!("explaining failed at line {} or after it ({rule})", batch.line))
    };
    let mut reasons = explainer.explain(&batch.bytes).map_err(failed)?;
    if batch.end != End::More {
        reasons.extend(explainer.finish().map_err(failed)?);
    }
    Ok(reasons)
}
