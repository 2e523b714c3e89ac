//! The grammar of `policy` and of keys.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::command::arguments::findings;

const POLICY: &str = "FILE|PRESET";

/// What `policy` can tell.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Print a policy with its presets merged in; without an argument, list the presets.
    Show {
        /// A preset's name, or a file (an argument with `/` or `.`): a policy, or a module that one was baked into.
        #[arg(value_name = POLICY)]
        policy: Option<OsString>,

        /// What it is printed as; JSON is YAML too.
        #[arg(long, value_name = "FORMAT", default_value = "json")]
        format: Format,
    },
    /// Print the JSON Schema of policies, for editors.
    Schema,
    /// Compile a policy and say what is wrong with it, with line and column; then what it says that does nothing, costs
    /// too much or gives away what it should hide.
    Check {
        /// A preset's name, or a file (an argument with `/` or `.`).
        #[arg(value_name = POLICY)]
        policy: OsString,

        /// Lines for a person, or one JSON document.
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        report_format: super::ReportFormat,

        /// Exit with 1 where there are notes of this severity or a worse one.
        #[arg(long, value_name = "SEVERITY", default_value = "error")]
        fail_on: super::FailOn,
    },
    /// Run a policy's own `tests`: each `in` through `redact` has to become its `out`. Exit code 1 where one does not.
    ///
    /// What is printed are the policy's own texts. Where the policy needs a key and none is given, a fixed key that is no
    /// secret stands in, so that the results are the same each time.
    Test {
        /// A file (an argument with `/` or `.`), or a preset's name.
        #[arg(value_name = POLICY)]
        policy: OsString,

        /// For whom the results are printed.
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        report_format: Results,

        /// Write them here as JUnit XML, besides.
        #[arg(long, value_name = "FILE")]
        junit: Option<PathBuf>,

        #[command(flatten)]
        keys: Keys,
    },
    /// Tell for each span of the input which rule takes it out and why, and what was nearly taken. Never a value.
    Explain {
        #[command(flatten)]
        reading: Reading,

        /// A policy file (an argument with `/` or `.`), or a preset's name.
        #[arg(short, long, value_name = POLICY, default_value = "cp1")]
        policy: OsString,

        /// Leave out near misses.
        #[arg(long)]
        fired_only: bool,

        /// Reasons to tell for each rule: a number, or `all`.
        #[arg(long, value_name = "N|all", default_value = "all", value_parser = findings)]
        findings: u64,
    },
    /// Tell what a new policy takes out of a sample more, less or otherwise than an old one. Places and counts, no values.
    Diff {
        /// The old policy: a file (an argument with `/` or `.`), or a preset's name.
        #[arg(value_name = "OLD")]
        old: OsString,

        /// The new policy.
        #[arg(value_name = "NEW")]
        new: OsString,

        #[command(flatten)]
        reading: Reading,

        /// Places to tell for each rule: a number, or `all`.
        #[arg(long, value_name = "N|all", default_value = "5", value_parser = findings)]
        findings: u64,

        /// Exit with 1 where the new policy takes out less, or anything else than the old one.
        #[arg(long, value_name = "WHAT", default_value = "never")]
        fail_on: Differing,
    },
    /// Put back the values that the action `encrypt` has written, for holders of the key; records go to stdout.
    Reveal {
        /// Inputs, in this order; `-` is stdin [default: -]. gzip and zstd are read as they are.
        #[arg(value_name = "FILE")]
        inputs: Vec<PathBuf>,

        #[command(flatten)]
        keys: Keys,
    },
    /// Put a policy, and the keys that it needs, into the module for Fluent Bit.
    ///
    /// What comes out is a WebAssembly file for its filter `wasm`. A policy that Fluent Bit can't honour is refused.
    /// `policy show FILE.wasm` prints what is in one; keys never.
    Bake {
        /// For which host.
        #[arg(long, value_name = "NAME", default_value = "fluent-bit")]
        flavour: Flavour,

        /// A policy file (an argument with `/` or `.`), or a preset's name; without one the module keeps its own, `cp1`.
        #[arg(short, long, value_name = POLICY)]
        policy: Option<OsString>,

        /// A key for tokens, hashes and encryption: its id, and the file that holds it. Several may be given.
        ///
        /// It stands in the module as it is: whoever can read the module has the key.
        #[arg(long = "key", value_name = "ID=FILE")]
        keys: Vec<String>,

        /// `discard`: records that the policy keeps out of the output may be lost; Fluent Bit has no place for them.
        #[arg(long, value_name = "discard")]
        quarantine: Option<Discard>,

        /// Where to [default: stdout].
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Make a policy with `patterns` of a gitleaks configuration. What can't be taken over is told, and stands in the
    /// policy as comments.
    Import {
        /// A `gitleaks.toml`.
        #[arg(value_name = "GITLEAKS.toml")]
        file: PathBuf,

        /// Where to [default: stdout].
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// What `key` does.
#[derive(Debug, Subcommand)]
pub(crate) enum NewKey {
    /// Draw a key of 32 bytes and write it to a new file that only its owner can read.
    New {
        /// The file; it must not be there yet.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Keys for the actions that need one.
#[derive(Args, Debug)]
pub(crate) struct Keys {
    /// A key for tokens, hashes and encryption: its id, and the file with at least 16 bytes. Several may be given: all are
    /// recognised.
    ///
    /// The file holds `hex:` and hexadecimal digits, `base64:` and base64, or else the key's bytes as they are (one line
    /// end behind a text is not part of it). `logveil key new FILE` makes one. Where the policy needs a key and none is
    /// given, one is drawn for this run.
    #[arg(long = "key", value_name = "ID=FILE")]
    pub(crate) named: Vec<String>,
}

/// What is read, and how it is told.
#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// Inputs, in this order; `-` is stdin [default: -]. gzip and zstd are read as they are.
    #[arg(value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Lines for a person, or one JSON document.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) report_format: super::ReportFormat,

    #[command(flatten)]
    pub(crate) keys: Keys,
}

/// A module that a policy is baked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Flavour {
    /// For Fluent Bit's filter `wasm`.
    FluentBit,
}

/// What becomes of records that a policy keeps out of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Discard {
    /// They are lost.
    Discard,
}

/// How a policy is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// JSON, which is YAML too.
    Json,
    /// YAML.
    Yaml,
}

/// How test results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Results {
    /// For a person.
    Text,
    /// One JSON document.
    Json,
    /// JUnit XML.
    Junit,
}

/// Which differences make the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Differing {
    /// Something is taken out no more.
    Less,
    /// Anything.
    Any,
    /// None.
    Never,
}
