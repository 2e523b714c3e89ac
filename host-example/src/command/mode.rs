//! Arguments, checked once, as what the program will do, and that it is done.

use std::path::PathBuf;

use logveil_host::Verb;

use crate::command::arguments::policies::{Discard, Flavour, Format, Keys, NewKey, Question, Reading};
use crate::command::arguments::{self, Arguments, FailOn, Formatting, ReportFormat, Validating, Viewing};
use crate::command::exit::{Exit, Failure};
use crate::command::input::feed::Input;
use crate::command::policy::chosen::Chosen;
use crate::command::policy::keys;
use crate::command::settings::{Fix, Settings, inputs, named, redacted, rewritten, streamed};
use crate::command::tools::{bake, catalogue, check, detect, diff, explain, import, pages, reveal, test};
use crate::command::{fix, flow, view};

/// What the program does.
pub(crate) enum Mode {
    /// Records in, records out.
    Stream(Box<Settings>),
    /// Tell the format of each record.
    Detect(Vec<Input>),
    /// Mend records in place.
    Fix(Box<Settings>, Fix),
    /// Print the page on a rule.
    Page(Chosen, String),
    /// List rules.
    Rules(Option<Chosen>),
    /// Print the schema of reports.
    ReportSchema,
    /// Write the component.
    Component(Option<PathBuf>),
    /// Serve the viewer.
    View(view::Wish),
    /// Write the viewer's page.
    WritePage(PathBuf),
    /// List the presets, or print one policy.
    Show(Option<Chosen>, Format),
    /// Compile a policy.
    Check(Chosen, ReportFormat, FailOn),
    /// Run a policy's tests.
    Test(test::Wish),
    /// Tell why.
    Explain(explain::Wish),
    /// Compare two policies.
    Diff(diff::Wish),
    /// Print the JSON Schema of policies.
    Schema,
    /// Put encrypted values back.
    Reveal(Vec<Input>, Vec<(String, PathBuf)>),
    /// Make a policy of a gitleaks configuration.
    Import(PathBuf, Option<PathBuf>),
    /// Put a policy into a module.
    Bake(bake::Wish),
    /// Draw a key.
    NewKey(PathBuf),
}

impl Mode {
    /// Checks what clap can't check.
    pub(crate) fn of(arguments: Arguments) -> Result<Mode, Failure> {
        Ok(match arguments.verb {
            arguments::Verb::Run(rewriting) => Mode::Stream(Box::new(rewritten(Verb::Run, rewriting)?)),
            arguments::Verb::Format(Formatting { rewriting, detect: true }) => {
                Mode::Detect(inputs(rewriting.redacting.streaming.inputs)?)
            }
            arguments::Verb::Format(Formatting { rewriting, .. }) => {
                Mode::Stream(Box::new(rewritten(Verb::Format, rewriting)?))
            }
            arguments::Verb::Redact(redacting) => Mode::Stream(Box::new(redacted(Verb::Redact, redacting)?)),
            arguments::Verb::Validate(validating) => validated(*validating)?,
            arguments::Verb::ReportSchema => Mode::ReportSchema,
            arguments::Verb::Component { output } => Mode::Component(output),
            arguments::Verb::View(Viewing { write: Some(folder), .. }) => Mode::WritePage(folder),
            arguments::Verb::View(Viewing { files, policy, port, write: None }) => {
                Mode::View(view::Wish { files, policy: policy.map(Chosen::of), port })
            }
            arguments::Verb::Rules { rule: Some(rule), policy } => {
                Mode::Page(policy.map_or_else(|| Chosen::of("cp1".into()), Chosen::of), rule)
            }
            arguments::Verb::Rules { rule: None, policy } => Mode::Rules(policy.map(Chosen::of)),
            arguments::Verb::Key { wish: NewKey::New { file } } => Mode::NewKey(file),
            arguments::Verb::Policy { question } => asked(question)?,
        })
    }

    /// Does it.
    pub(crate) fn run(self) -> Result<Exit, Failure> {
        match self {
            Mode::Stream(settings) => flow::run(&settings),
            Mode::Detect(inputs) => detect::run(&inputs),
            Mode::Fix(settings, how) => fix::run(&settings, how),
            Mode::Page(policy, rule) => pages::run(&rule, &policy),
            Mode::Rules(policy) => pages::list(policy.as_ref()),
            Mode::ReportSchema => catalogue::report_schema(),
            Mode::Component(output) => catalogue::component(output.as_deref()),
            Mode::View(wish) => view::run(&wish),
            Mode::WritePage(folder) => view::write(&folder),
            Mode::Show(policy, format) => catalogue::show(policy.as_ref(), format),
            Mode::Check(policy, form, fail_on) => check::run(&policy, form, fail_on),
            Mode::Test(wish) => test::run(&wish),
            Mode::Explain(wish) => explain::run(&wish),
            Mode::Diff(wish) => diff::run(&wish),
            Mode::Schema => catalogue::schema(),
            Mode::Reveal(inputs, keys) => reveal::run(&inputs, &keys),
            Mode::Import(file, output) => import::run(&file, output.as_deref()),
            Mode::Bake(wish) => bake::run(&wish),
            Mode::NewKey(file) => keys::write_new(&file).map(|()| Exit::Clean),
        }
    }
}

fn asked(question: Question) -> Result<Mode, Failure> {
    Ok(match question {
        Question::Show { policy, format } => Mode::Show(policy.map(Chosen::of), format),
        Question::Check { policy, report_format, fail_on } => Mode::Check(Chosen::of(policy), report_format, fail_on),
        Question::Test { policy, report_format, junit, keys } => {
            Mode::Test(test::Wish { policy: Chosen::of(policy), keys: named(&keys)?, form: report_format, junit })
        }
        Question::Explain { reading, policy, fired_only, findings } => {
            let (inputs, keys, form) = read(reading)?;
            Mode::Explain(explain::Wish { policy: Chosen::of(policy), inputs, keys, form, fired_only, most: findings })
        }
        Question::Diff { old, new, reading, findings, fail_on } => {
            let (inputs, keys, form) = read(reading)?;
            let (old, new) = (Chosen::of(old), Chosen::of(new));
            Mode::Diff(diff::Wish { old, new, inputs, keys, form, most: findings, fail_on })
        }
        Question::Schema => Mode::Schema,
        Question::Reveal { inputs: paths, keys } => Mode::Reveal(inputs(paths)?, named(&keys)?),
        Question::Import { file, output } => Mode::Import(file, output),
        Question::Bake { flavour: Flavour::FluentBit, policy, keys, quarantine, output } => Mode::Bake(bake::Wish {
            policy: policy.map(Chosen::of),
            keys: named(&Keys { named: keys })?,
            discard: quarantine == Some(Discard::Discard),
            output,
        }),
    })
}

type Read = (Vec<Input>, Vec<(String, PathBuf)>, ReportFormat);

fn read(reading: Reading) -> Result<Read, Failure> {
    Ok((inputs(reading.inputs)?, named(&reading.keys)?, reading.report_format))
}

fn validated(validating: Validating) -> Result<Mode, Failure> {
    let Validating { streaming, explain, fix, dry_run } = validating;
    if let Some(rule) = explain {
        return Ok(Mode::Page(Chosen::of(streaming.policy), rule));
    }
    let settings = Box::new(streamed(Verb::Validate, streaming)?);
    let how = if dry_run { Fix::Show } else { Fix::Write };
    Ok(if fix { Mode::Fix(settings, how) } else { Mode::Stream(settings) })
}
