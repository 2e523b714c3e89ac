//! `tests/bench/run` builds the workers and starts this: it makes the corpora, lets the engines take turns, looks at
//! what each gave, and prints the table. `tests/bench/compare` starts it for two commits.
mod adversarial;
mod answers;
mod compare;
#[path = "../../support/corpus.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod corpus;
mod engines;
mod floors;
mod machine;
mod options;
mod process;
mod rounds;
#[path = "../shared/shapes.rs"]
mod shapes;
mod start;
mod table;
mod worker;

use std::io::Write;
use std::process::ExitCode;

use options::{Options, Part};

/// What a person reads when something does not go.
pub(crate) type Fault = String;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((first, command)) if first == "measure" => process::measured(command),
        Some((first, rest)) if first == "compare" => compare::compare(rest),
        _ => bench(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}

fn bench(arguments: &[String]) -> Result<ExitCode, Fault> {
    let options = Options::read(arguments)?;
    std::fs::create_dir_all(&options.work).map_err(|error| format!("{}: {error}", options.work.display()))?;
    let mut report = table::Report::new(&options)?;
    let mut good = true;
    if !options.quick {
        report.paragraph(&machine::describe());
    }
    if options.does(Part::Table) {
        good &= rounds::table(&options, &mut report)?;
    }
    if options.does(Part::Adversarial) {
        good &= adversarial::table(&options, &mut report)?;
    }
    if options.does(Part::Start) && !options.quick {
        start::table(&options, &mut report)?;
    }
    report.close()?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
