//! How the program ends: its exit codes, and the failures that lead to them.

use std::fmt;
use std::process::ExitCode;

use crate::command::terminal::say::say;

/// The program's exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done, and nothing at or over `--fail-on`.
    Clean,
    /// 1: findings at or over `--fail-on`.
    Findings,
    /// 2: the command or the policy is wrong; nothing was read.
    Usage,
    /// 3: reading or writing failed.
    Failed,
    /// 128 and the signal's number: ended by it.
    Signal(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Failed => 3,
            Exit::Signal(number) => 128_u8.saturating_add(number),
        })
    }
}

/// Why the program stops; the text never holds anything of a log.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    message: String,
}

impl Failure {
    /// The command or the policy is wrong.
    pub(crate) fn usage(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::Usage, message: message.to_string() }
    }

    /// Reading or writing failed.
    pub(crate) fn failed(message: impl fmt::Display) -> Failure {
        Failure { exit: Exit::Failed, message: message.to_string() }
    }

    /// Nothing was done.
    pub(crate) fn is_usage(&self) -> bool {
        self.exit == Exit::Usage
    }

    /// Prints the message and gives the exit code.
    pub(crate) fn told(self) -> Exit {
        say(format_args!("{}", self.message));
        self.exit
    }
}

/// A panic tells where it was and nothing else: its message might hold a piece of a log. The program ends with 3, since
/// what it wrote is not complete.
pub(crate) fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place =
            panic.location().map_or_else(|| "an unknown place".to_owned(), |l| format!("{}:{}", l.file(), l.line()));
        say(format_args!("internal error at {place}; the output is not complete. Please report this line."));
        std::process::exit(3);
    }));
}
