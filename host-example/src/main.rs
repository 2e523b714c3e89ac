//! `logveil`, the program: arguments become a mode, a mode becomes an exit code.
#![deny(unsafe_code)]

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::main()
}
