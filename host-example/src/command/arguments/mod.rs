//! The command line's grammar.

pub(crate) mod policies;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::command::arguments::policies::{Keys, NewKey, Question};
use crate::command::terminal::paint::Color;

const AFTER: &str = "\
Exit codes: 0 clean; 1 findings at or over --fail-on; 2 usage or policy; 3 reading or writing failed; 130, 143 stopped by \
Ctrl-C, SIGTERM (whole lines were written). A closed output pipe is success.

Environment: LOGVEIL_PRECOMPILED=0 compiles the component at the start instead of taking the machine code in this program.";

/// Redacts log records before they leave the machine.
#[derive(Debug, Parser)]
#[command(name = "logveil", version, after_help = AFTER, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Format, redact and validate in one pass; records on stdout.
    Run(Rewriting),
    /// Take out what the policy names; everything else stays byte for byte.
    Redact(Redacting),
    /// Rewrite records to the policy's format.
    Format(Formatting),
    /// Report what is wrong; findings on stdout.
    Validate(Box<Validating>),
    /// Print the JSON Schema of reports.
    ReportSchema,
    /// Write the WebAssembly component, for hosts of other languages.
    Component {
        /// Where to [default: stdout].
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Look at logs in the browser: what is wrong in them, what is sensitive; save a clean copy. On this machine alone.
    View(Viewing),
    /// Ask about policies: check, test, show, explain, compare, import; reveal what one has encrypted.
    Policy {
        #[command(subcommand)]
        question: Question,
    },
    /// List the rules, or print the page on one.
    Rules {
        /// Print the page on this rule.
        rule: Option<String>,

        /// The rules of this policy only: a file (an argument with `/` or `.`), or a preset's name.
        #[arg(short, long, value_name = "FILE|PRESET")]
        policy: Option<OsString>,
    },
    /// Make keys for tokens, hashes and encryption.
    Key {
        #[command(subcommand)]
        wish: NewKey,
    },
}

/// `view`.
#[derive(Args, Debug)]
pub(crate) struct Viewing {
    /// Logs to open, plain, gzip or zstd. Without any, the page asks.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// A policy file (an argument with `/` or `.`), or a preset's name [default: cp1, and the page lets you choose].
    #[arg(short, long, value_name = "FILE|PRESET")]
    pub(crate) policy: Option<OsString>,

    /// Port on 127.0.0.1 [default: any that is free].
    #[arg(long, value_name = "NUMBER", default_value = "0", hide_default_value = true)]
    pub(crate) port: u16,

    /// Write the page into this folder, for a server of yours, and stop.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["files", "policy", "port"])]
    pub(crate) write: Option<PathBuf>,
}

/// `run` and `format`: records may change their shape.
#[derive(Args, Debug)]
pub(crate) struct Rewriting {
    #[command(flatten)]
    pub(crate) redacting: Redacting,

    /// Output format, instead of the policy's: `keep`, `cp1`, `ecs`, `otlp`, `gelf`, `logfmt` or `pretty`.
    #[arg(long, value_name = "NAME")]
    pub(crate) to: Option<String>,

    /// ERROR records go here, and the others to the output.
    #[arg(long, value_name = "FILE")]
    pub(crate) errors_to: Option<PathBuf>,
}

/// `format`.
#[derive(Args, Debug)]
pub(crate) struct Formatting {
    #[command(flatten)]
    pub(crate) rewriting: Rewriting,

    /// Print `LINE<TAB>FORMAT<TAB>CONFIDENCE` for each record, and write none. No policy is asked.
    #[arg(long, conflicts_with_all = ["to", "from", "errors_to", "quarantine", "output", "report", "stats"])]
    pub(crate) detect: bool,
}

/// The verbs that write records.
#[derive(Args, Debug)]
pub(crate) struct Redacting {
    #[command(flatten)]
    pub(crate) streaming: Streaming,

    /// Records that were masked or withheld go here as they stood (mode 0600), or are discarded.
    #[arg(long, value_name = "FILE|discard")]
    pub(crate) quarantine: Option<OsString>,
}

/// `validate`.
#[derive(Args, Debug)]
pub(crate) struct Validating {
    #[command(flatten)]
    pub(crate) streaming: Streaming,

    /// Print the page on a rule, and read nothing.
    #[arg(long, value_name = "RULE")]
    pub(crate) explain: Option<String>,

    /// Mend what is certain, as `format` does: files are rewritten in place, stdin goes to stdout. What remains is told.
    #[arg(long, conflicts_with_all = ["report", "report_format", "output", "stats", "baseline", "write_baseline"])]
    pub(crate) fix: bool,

    /// With --fix: print what would change, by record and field, without values, and write nothing.
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
}

/// What all verbs on records share.
#[derive(Args, Debug)]
pub(crate) struct Streaming {
    /// Inputs, in this order; `-` is stdin [default: -]. gzip and zstd are read as they are.
    #[arg(value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,

    /// A policy file (an argument with `/` or `.`), or a preset's name.
    #[arg(short, long, value_name = "FILE|PRESET", default_value = "cp1")]
    pub(crate) policy: OsString,

    /// Input format, instead of the policy's: `auto` decides record by record, `json`, `text` or another name reads all lines
    /// as that, or else as text. `format --detect` says what lines are; a name that is none gets the list of all.
    #[arg(long, alias = "input", value_name = "NAME")]
    pub(crate) from: Option<String>,

    /// Where to write [default: stdout]. A file that is there already is replaced at the end, when all has gone well.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Write counts by rule, field and action here, as JSON (`logveil report-schema`). No values.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// Findings and summary for a person, or a document in their place: stdout for validate, else stderr. `json` has all
    /// that the report has, and the findings; `sarif` is SARIF 2.1.0; `junit` has a test for each rule.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) report_format: FindingsFormat,

    /// Findings that this file knows are not told, and don't count for --fail-on.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Write a baseline of all findings: rules and places, no values. Nothing fails then, unless --fail-on says so.
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// The time that counts as now, for records of a time to come [default: the clock's].
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,

    /// Exit with 1 where there are findings of this severity or a worse one [default: error for validate, else never].
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,

    /// Findings to tell for each rule: a number, or `all` [default: 5; all for validate with json and sarif].
    #[arg(long, value_name = "N|all", value_parser = findings)]
    pub(crate) findings: Option<u64>,

    /// Print speed, and records and the share of ERROR over time, by component and by level.
    #[arg(long)]
    pub(crate) stats: bool,

    /// Batches processed at a time [default: one for each core, at most 8].
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,

    #[command(flatten)]
    pub(crate) keys: Keys,

    /// A bar on the terminal, for inputs that take longer than a second.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) progress: Progress,

    /// Colours, in findings and in records that are written `--to pretty`. `auto`: on a terminal, as NO_COLOR and
    /// CLICOLOR_FORCE want it.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// Units of fuel that a byte of input may use (real records: 14 to 28). A record that needs more is masked or withheld.
    #[arg(long, value_name = "N", default_value_t = 1_000, help_heading = "Limits")]
    pub(crate) fuel_per_byte: u64,

    /// MiB of memory that one job's instance may use. A record that needs more is masked or withheld.
    #[arg(long, value_name = "MIB", default_value_t = 256, help_heading = "Limits", value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub(crate) instance_memory: u16,
}

/// Which findings make the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// None.
    Never,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingsFormat {
    /// A person.
    Text,
    /// A program.
    Json,
    /// Code scanning.
    Sarif,
    /// A build server.
    Junit,
}

/// For whom findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// A person.
    Text,
    /// A program.
    Json,
}

/// When there is a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Progress {
    /// Where stderr is a terminal and the output isn't.
    Auto,
    /// Not at all.
    Never,
}

pub(crate) fn findings(text: &str) -> Result<u64, String> {
    if text == "all" {
        return Ok(u64::MAX);
    }
    text.parse().map_err(|_| "a number or `all`".to_owned())
}
