//! How records are processed: what the arguments say, checked once.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use logveil_host::{Limits, Verb};

use crate::command::arguments::policies::Keys;
use crate::command::arguments::{FailOn, FindingsFormat, Progress, Redacting, Rewriting, Streaming};
use crate::command::exit::Failure;
use crate::command::input::feed::Input;
use crate::command::policy::chosen::Chosen;
use crate::command::terminal::paint::{self, Color};
use crate::command::terminal::say::say;

/// How records are processed.
pub(crate) struct Settings {
    pub(crate) verb: Verb,
    pub(crate) inputs: Vec<Input>,
    pub(crate) policy: Chosen,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) output: Option<PathBuf>,
    pub(crate) errors_to: Option<PathBuf>,
    pub(crate) quarantine: Quarantine,
    pub(crate) report: Option<PathBuf>,
    pub(crate) report_format: FindingsFormat,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) write_baseline: Option<PathBuf>,
    pub(crate) now: Option<String>,
    pub(crate) fail_on: FailOn,
    pub(crate) findings: u64,
    pub(crate) stats: bool,
    pub(crate) jobs: usize,
    pub(crate) keys: Vec<(String, PathBuf)>,
    pub(crate) progress: bool,
    pub(crate) color: Color,
    pub(crate) limits: Limits,
}

/// What becomes of fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fix {
    /// They are written.
    Write,
    /// They are told.
    Show,
}

/// Where the records go that do not come out as they should.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Quarantine {
    /// Nothing was said.
    Unsaid,
    /// Nowhere.
    Discard,
    /// Into this file.
    File(PathBuf),
}

pub(crate) fn rewritten(verb: Verb, rewriting: Rewriting) -> Result<Settings, Failure> {
    let Rewriting { to, errors_to, .. } = rewriting;
    Ok(Settings { to, errors_to, ..redacted(verb, rewriting.redacting)? })
}

pub(crate) fn redacted(verb: Verb, redacting: Redacting) -> Result<Settings, Failure> {
    let quarantine = match redacting.quarantine {
        None => Quarantine::Unsaid,
        Some(word) if word == "discard" => Quarantine::Discard,
        Some(file) => Quarantine::File(file.into()),
    };
    Ok(Settings { quarantine, ..streamed(verb, redacting.streaming)? })
}

pub(crate) fn streamed(verb: Verb, streaming: Streaming) -> Result<Settings, Failure> {
    let validating = verb == Verb::Validate;
    let listing = validating && matches!(streaming.report_format, FindingsFormat::Json | FindingsFormat::Sarif);
    let fails = validating && streaming.write_baseline.is_none();
    paint::choose(streaming.color);
    let bar = streaming.progress == Progress::Auto && std::io::stderr().is_terminal();
    Ok(Settings {
        verb,
        inputs: inputs(streaming.inputs)?,
        policy: Chosen::of(streaming.policy),
        from: streaming.from,
        to: None,
        progress: bar && (streaming.output.is_some() || !std::io::stdout().is_terminal()),
        output: streaming.output,
        errors_to: None,
        quarantine: if validating { Quarantine::Discard } else { Quarantine::Unsaid },
        report: streaming.report,
        report_format: streaming.report_format,
        baseline: streaming.baseline,
        write_baseline: streaming.write_baseline,
        now: streaming.now,
        fail_on: streaming.fail_on.unwrap_or(if fails { FailOn::Error } else { FailOn::Never }),
        findings: streaming.findings.unwrap_or(if listing { u64::MAX } else { 5 }),
        stats: streaming.stats,
        jobs: streaming.jobs.map_or_else(default_jobs, usize::from),
        keys: named(&streaming.keys)?,
        color: streaming.color,
        limits: Limits { fuel_per_byte: streaming.fuel_per_byte, memory: usize::from(streaming.instance_memory) << 20 },
    })
}

pub(crate) fn inputs(paths: Vec<PathBuf>) -> Result<Vec<Input>, Failure> {
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::usage("stdin (`-`) can be read only once"));
    }
    let inputs = paths.into_iter().map(|path| if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path) });
    let inputs: Vec<Input> = inputs.collect();
    if inputs.is_empty() && std::io::stdin().is_terminal() {
        say(format_args!("reading from the terminal; Ctrl-D ends the input"));
    }
    Ok(if inputs.is_empty() { vec![Input::Stdin] } else { inputs })
}

/// More instances than 8 cost memory and gain little: the output has one writer.
fn default_jobs() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(8))
}

/// Keys as they are named: an id and a file.
pub(crate) fn named(keys: &Keys) -> Result<Vec<(String, PathBuf)>, Failure> {
    let named = keys.named.iter().map(|key| match key.split_once('=') {
        Some((id, file)) if !id.is_empty() && !file.is_empty() => Ok((id.to_owned(), file.into())),
        _ => Err(Failure::usage(format_args!("--key {key}: say ID=FILE"))),
    });
    named.collect()
}
