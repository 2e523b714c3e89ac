//! The inputs, one after the other, cut into batches at line ends.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::fd::AsFd as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::command::exit::Failure;
use crate::command::input::batch::{BATCH, Batch, End, Pool, lines};
use crate::command::input::signals::Halt;
use crate::command::input::source::{Raw, Source, is_halted};
use crate::command::terminal::say::{printable, say};

/// Where bytes come from.
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// As findings name it.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "stdin".to_owned(),
            Input::File(path) => printable(&path.display().to_string()),
        }
    }

    /// Finds out before the first byte is written what can't be read.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let Input::File(path) = self else { return Ok(()) };
        let failure = |e: io::Error| Failure::failed(format_args!("{}: {e}", path.display()));
        let kind = fs::metadata(path).map_err(failure)?;
        if kind.is_dir() {
            return Err(Failure::failed(format_args!("{}: is a directory, name the files in it", path.display())));
        }
        if kind.is_file() {
            // Opening a pipe would wait for its writer.
            File::open(path).map_err(failure)?;
        }
        Ok(())
    }

    /// The file's length, where that is known.
    pub(crate) fn length(&self) -> Option<u64> {
        self.metadata().ok().filter(fs::Metadata::is_file).map(|kind| kind.len())
    }

    /// What the system says about it.
    pub(crate) fn metadata(&self) -> io::Result<fs::Metadata> {
        match self {
            Input::Stdin => self.open()?.metadata(),
            Input::File(path) => fs::metadata(path),
        }
    }

    fn open(&self) -> io::Result<File> {
        match self {
            Input::Stdin => Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?)),
            Input::File(path) => File::open(path),
        }
    }
}

/// All inputs as one row of batches.
pub(crate) struct Feed<'a> {
    inputs: &'a [Input],
    /// The next one to open.
    next: usize,
    current: Option<Current>,
    halt: Arc<Halt>,
    consumed: Arc<AtomicU64>,
    pub(crate) pool: Arc<Pool>,
    /// An input could not be read to its end.
    pub(crate) failed: bool,
}

struct Current {
    source: Source,
    /// Read, and not yet in a batch.
    rest: Vec<u8>,
    /// The line of `rest`'s first byte.
    line: u64,
    /// `rest` begins within a record.
    continues: bool,
    /// Nothing has come for a while, and that was told.
    idle: bool,
}

impl<'a> Feed<'a> {
    pub(crate) fn new(inputs: &'a [Input], halt: Arc<Halt>, consumed: Arc<AtomicU64>) -> Feed<'a> {
        Feed { inputs, next: 0, current: None, halt, consumed, pool: Arc::default(), failed: false }
    }

    /// The next batch; waits for it. `None`: that was all.
    pub(crate) fn next(&mut self) -> Option<Batch> {
        loop {
            if let Some(current) = self.current.take() {
                return Some(self.cut(current));
            }
            if self.halt.is_wanted() || self.next >= self.inputs.len() {
                return None;
            }
            self.next += 1;
            self.current = self.open();
        }
    }

    fn open(&mut self) -> Option<Current> {
        let file = self.inputs[self.next - 1].open();
        let raw = file.and_then(|file| Raw::new(file, Arc::clone(&self.halt), Arc::clone(&self.consumed)));
        match raw.and_then(Source::new) {
            Ok(source) => Some(Current { source, rest: Vec::new(), line: 1, continues: false, idle: true }),
            Err(error) if is_halted(&error) => None,
            Err(error) => {
                self.fail(&error.to_string());
                None
            }
        }
    }

    fn fail(&mut self, why: &str) {
        self.failed = true;
        say(format_args!("{}: {why}", self.inputs[self.next - 1].name()));
    }

    /// Reads until a batch is full, or until whole lines are there and more would have to be waited for.
    fn cut(&mut self, mut current: Current) -> Batch {
        if !current.idle && current.source.is_idle() {
            let batch = self.batch(&current, Vec::new(), End::More);
            self.current = Some(Current { idle: true, ..current });
            return batch;
        }
        current.idle = false;
        let mut bytes = self.pool.take(&current.rest);
        let mut filled = current.rest.len();
        // No line end stands before this.
        let mut seen = 0;
        loop {
            match current.source.read(&mut bytes[filled..]) {
                Ok(0) => break self.last(current, bytes, filled, End::Finish),
                Ok(read) => filled += read,
                Err(error) if is_halted(&error) => break self.halted(current, bytes, filled),
                Err(error) => {
                    self.fail(&current.source.explain(&error));
                    break self.last(current, bytes, filled, End::Finish);
                }
            }
            let full = filled == BATCH;
            if !full && current.source.ready() {
                continue;
            }
            let line_end = memchr::memrchr(b'\n', &bytes[seen..filled]).map(|at| seen + at + 1);
            match line_end {
                Some(end) => break self.split(current, bytes, filled, end),
                None if full => break self.split(current, bytes, filled, filled),
                None => seen = filled,
            }
        }
    }

    /// A batch of the first `end` bytes; the others wait.
    fn split(&mut self, current: Current, mut bytes: Vec<u8>, filled: usize, end: usize) -> Batch {
        let mut current = current;
        current.rest.clear();
        current.rest.extend_from_slice(&bytes[end..filled]);
        bytes.truncate(end);
        let continues = bytes.last() != Some(&b'\n');
        let batch = self.batch(&current, bytes, End::More);
        self.current = Some(Current { line: batch.line + batch.lines, continues, ..current });
        batch
    }

    fn last(&mut self, current: Current, mut bytes: Vec<u8>, filled: usize, end: End) -> Batch {
        bytes.truncate(filled);
        self.batch(&current, bytes, end)
    }

    /// Somebody wants to stop: the whole lines are kept.
    fn halted(&mut self, current: Current, bytes: Vec<u8>, filled: usize) -> Batch {
        let whole = memchr::memrchr(b'\n', &bytes[..filled]).map_or(0, |at| at + 1);
        if whole < filled || current.continues && whole == 0 {
            let line = current.line + lines(&bytes[..whole]);
            say(format_args!(
                "{}:{line}: stopped within this record; it was not written",
                self.inputs[self.next - 1].name()
            ));
        }
        let end = if current.continues && whole == 0 { End::Abandon } else { End::Finish };
        self.last(current, bytes, whole, end)
    }

    fn batch(&self, current: &Current, bytes: Vec<u8>, end: End) -> Batch {
        let lines = lines(&bytes);
        Batch { input: self.next - 1, line: current.line, bytes, lines, continues: current.continues, end }
    }
}
