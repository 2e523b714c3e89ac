//! A worker, seen from outside: a process that is told what to do and says how long it took.
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Fault;

pub(crate) struct Worker {
    name: String,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Worker {
    pub(crate) fn start(command: &[String]) -> Result<Worker, Fault> {
        let name = command.join(" ");
        let (program, arguments) = command.split_first().ok_or("no command")?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name}: {error}"))?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(format!("{name}: no pipes"));
        };
        Ok(Worker { name, child, to, from: BufReader::new(from) })
    }

    pub(crate) fn input(&mut self, file: &Path) -> Result<(), Fault> {
        self.ask(&format!("input {}", file.display())).map(|_| ())
    }

    pub(crate) fn write(&mut self, file: &Path) -> Result<(), Fault> {
        self.ask(&format!("write {}", file.display())).map(|_| ())
    }

    /// CPU nanoseconds of one pass; passes until `millis` are used.
    pub(crate) fn time(&mut self, millis: u32) -> Result<f64, Fault> {
        let answer = self.ask(&format!("time {millis}"))?;
        answer.parse().map_err(|_| format!("{}: no time: {answer}", self.name))
    }

    /// Fuel of one pass, and the most of one call for a byte.
    pub(crate) fn fuel(&mut self) -> Result<(f64, f64), Fault> {
        let answer = self.ask("fuel")?;
        let mut numbers = answer.split(' ').map(|number| number.parse::<f64>().unwrap_or(0.0));
        Ok((numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(0.0) / 1000.0))
    }

    fn ask(&mut self, command: &str) -> Result<String, Fault> {
        let lost = |what: &str| format!("{}: {what} at `{command}`", self.name);
        writeln!(self.to, "{command}").and_then(|()| self.to.flush()).map_err(|error| lost(&error.to_string()))?;
        let mut line = String::new();
        self.from.read_line(&mut line).map_err(|error| lost(&error.to_string()))?;
        match line.trim_end().split_once(' ') {
            Some(("ok", answer)) => Ok(answer.to_owned()),
            Some(("error", why)) => Err(lost(why)),
            _ => Err(lost("it ended")),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
