//! Arguments, checked once, as what the program will do, and that it is done.

use std::path::PathBuf;

use logveil_host::Verb;

use crate::command::arguments::{self, Arguments, Question, Streaming, Validating};
use crate::command::exit::{Exit, Failure};
use crate::command::policy::chosen::Chosen;
use crate::command::settings::{Fix, Settings, redacted, rewritten, streamed};
use crate::command::tools::{catalogue, pages};
use crate::command::{fix, flow};

/// What the program does.
pub(crate) enum Mode {
    /// Records in, records out.
    Stream(Box<Settings>),
    /// Mend records in place.
    Fix(Box<Settings>, Fix),
    /// Print the page on a rule.
    Explain(Box<Settings>, String),
    /// Print the schema of reports.
    ReportSchema,
    /// Write the component.
    Component(Option<PathBuf>),
    /// List the presets, or print one policy.
    Show(Option<Chosen>),
    /// Compile a policy.
    Check(Chosen),
}

impl Mode {
    /// Checks what clap can't check.
    pub(crate) fn of(arguments: Arguments) -> Result<Mode, Failure> {
        Ok(match arguments.verb {
            arguments::Verb::Run(rewriting) => Mode::Stream(Box::new(rewritten(Verb::Run, rewriting)?)),
            arguments::Verb::Format(rewriting) => Mode::Stream(Box::new(rewritten(Verb::Format, rewriting)?)),
            arguments::Verb::Redact(redacting) => Mode::Stream(Box::new(redacted(Verb::Redact, redacting)?)),
            arguments::Verb::Validate(validating) => validated(*validating)?,
            arguments::Verb::ReportSchema => Mode::ReportSchema,
            arguments::Verb::Component { output } => Mode::Component(output),
            arguments::Verb::Policy { question: Question::Show { policy } } => Mode::Show(policy.map(Chosen::of)),
            arguments::Verb::Policy { question: Question::Check { policy } } => Mode::Check(Chosen::of(policy)),
        })
    }

    /// Does it.
    pub(crate) fn run(self) -> Result<Exit, Failure> {
        match self {
            Mode::Stream(settings) => flow::run(&settings),
            Mode::Fix(settings, how) => fix::run(&settings, how),
            Mode::Explain(settings, rule) => pages::run(&rule, &settings),
            Mode::ReportSchema => catalogue::report_schema(),
            Mode::Component(output) => catalogue::component(output.as_deref()),
            Mode::Show(policy) => catalogue::show(policy.as_ref()),
            Mode::Check(policy) => catalogue::check(&policy),
        }
    }
}

fn validated(validating: Validating) -> Result<Mode, Failure> {
    let Validating { streaming, explain, fix, dry_run } = validating;
    if let Some(rule) = explain {
        // It reads nothing, and so asks no terminal.
        let inputs = vec![PathBuf::from("-")];
        let settings = streamed(Verb::Validate, Streaming { inputs, ..streaming })?;
        return Ok(Mode::Explain(Box::new(settings), rule));
    }
    let settings = Box::new(streamed(Verb::Validate, streaming)?);
    let how = if dry_run { Fix::Show } else { Fix::Write };
    Ok(if fix { Mode::Fix(settings, how) } else { Mode::Stream(settings) })
}
