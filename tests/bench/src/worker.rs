//! A worker, seen from outside: a process that is told what to do and says how long it took.
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::Fault;

/// A worker that is silent for so long is ended.
const SILENCE: Duration = Duration::from_secs(60);

pub(crate) struct Worker {
    command: Vec<String>,
    child: Child,
    to: ChildStdin,
    from: Receiver<String>,
}

impl Worker {
    pub(crate) fn start(command: &[String]) -> Result<Worker, Fault> {
        let fault = |why: &dyn std::fmt::Display| format!("{}: {why}", command.join(" "));
        let (program, arguments) = command.split_first().ok_or("no command")?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| fault(&error))?;
        let (Some(to), Some(out)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(fault(&"no pipes"));
        };
        let (send, from) = channel();
        thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Ok(Worker { command: command.to_vec(), child, to, from })
    }

    /// Ends it and starts it anew, without input.
    pub(crate) fn again(&mut self) -> Result<(), Fault> {
        *self = Worker::start(&self.command)?;
        Ok(())
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
        answer.parse().map_err(|_| format!("{}: no time: {answer}", self.command.join(" ")))
    }

    /// Fuel of one pass, and the most of one call for a byte.
    pub(crate) fn fuel(&mut self) -> Result<(f64, f64), Fault> {
        let answer = self.ask("fuel")?;
        let mut numbers = answer.split(' ').map(|number| number.parse::<f64>().unwrap_or(0.0));
        Ok((numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(0.0) / 1000.0))
    }

    fn ask(&mut self, command: &str) -> Result<String, Fault> {
        let lost = |why: &str| format!("{}: {why} at `{command}`", self.command.join(" "));
        writeln!(self.to, "{command}").and_then(|()| self.to.flush()).map_err(|error| lost(&error.to_string()))?;
        let line = self.from.recv_timeout(SILENCE).map_err(|_| lost("no answer"))?;
        match line.split_once(' ') {
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
