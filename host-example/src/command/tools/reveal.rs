//! `policy reveal`: encrypted values back to what they were, for holders of the key. What it prints is secret again.

use std::path::PathBuf;

use logveil_host::{Limits, OpenError, PolicyError};

use crate::command::exit::{Exit, Failure};
use crate::command::input::batch::End;
use crate::command::input::feed::Input;
use crate::command::output::target::{self, Target};
use crate::command::policy::keys;
use crate::command::terminal::say::{count, say};
use crate::command::tools::reading;
use crate::command::work::session::Plugin;

/// Reveals.
pub(crate) fn run(inputs: &[Input], named: &[(String, PathBuf)]) -> Result<Exit, Failure> {
    let keys = keys::read(named)?;
    if keys.is_empty() {
        return Err(Failure::usage("reveal wants the key that the values were encrypted with: --key ID=FILE"));
    }
    let mut instance = Plugin::load()?.instance(Limits::default())?;
    let mut stdout = Target::stdout()?;
    let mut held: Vec<u8> = Vec::new();
    let (mut revealed, mut unknown) = (0, 0);
    let whole = reading::each(inputs, |_, batch| {
        held.extend_from_slice(&batch.bytes);
        let end = match batch.end {
            End::More => memchr::memrchr(b'\n', &held).map_or(0, |at| at + 1),
            End::Finish | End::Abandon => held.len(),
        };
        let done = instance.reveal(&held[..end], &keys).map_err(|error| match error {
            OpenError::Policy(PolicyError::Syntax(p) | PolicyError::UnknownName(p) | PolicyError::Invalid(p)) => {
                Failure::usage(p.message)
            }
            OpenError::Host(_) => Failure::failed(format_args!("revealing failed at line {} or after it", batch.line)),
        })?;
        held.drain(..end);
        (revealed, unknown) = (revealed + done.revealed, unknown + done.unknown);
        target::all(&mut stdout, &done.bytes)
    })?;
    say(format_args!("{} revealed", count(revealed, "value", "values")));
    if unknown > 0 {
        say(format_args!("{} of another key, or damaged", count(unknown, "value is", "values are")));
    }
    Ok(if whole { Exit::Clean } else { Exit::Failed })
}
