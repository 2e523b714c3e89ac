//! Starting the program, and what came of it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

/// A record with a secret, and what `cp1` makes of it.
pub(crate) const SECRET: &str = "{\"password\":\"hunter2-demo\"}\n";
pub(crate) const REDACTED: &str = "{\"password\":\"[REDACTED]\"}\n";

/// The program with these arguments, not started yet.
pub(crate) fn logveil(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_logveil"));
    command.args(arguments).env_remove("LOGVEIL_PRECOMPILED");
    command
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran { out: output.stdout, err: String::from_utf8(output.stderr).unwrap(), code: output.status.code() }
    }
}

impl Ran {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

/// Runs to the end with `input` on stdin.
pub(crate) fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    feed(logveil(arguments), input)
}

/// As [`run`], for a command that was changed first.
pub(crate) fn feed(mut command: Command, input: impl AsRef<[u8]>) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.as_ref().to_vec());
    let feeder = thread::spawn(move || {
        // The program may stop reading before the end.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output.into()
}

/// A folder that is gone after the test.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    pub(crate) fn new() -> Scratch {
        Scratch(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives its path as text.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }
}

pub(crate) fn read(path: impl AsRef<Path>) -> String {
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

/// Records that nothing in `cp1` touches.
pub(crate) fn clean(records: usize) -> String {
    (0..records).fold(String::new(), |mut text, n| {
        text += &format!(
            "{{\"level\":\"INFO\",\"component\":\"worker\",\"message\":\"Step {n} finished\",\"latency_ms\":{n}.50}}\n"
        );
        text
    })
}
