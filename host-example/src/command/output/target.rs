//! A place for output: a stream such as stdout or a pipe, a new file, or a file that takes the place of an old one once
//! it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::command::exit::Failure;

/// Why a write failed.
#[derive(Debug)]
pub(crate) enum WriteError {
    /// Nobody reads any more.
    Closed,
    /// It did not work, for the reason given.
    Failed(Failure),
}

/// Where bytes go.
pub(crate) struct Target {
    /// As messages name it.
    name: String,
    kind: Kind,
    /// The last byte written.
    last: Option<u8>,
    /// What comes next is of another input.
    part: bool,
}

enum Kind {
    /// Written as it comes: stdout, a pipe, a device, or a file that was not there.
    Direct { file: File, new: bool },
    /// A file beside the one that it is to replace.
    Beside { file: NamedTempFile, path: PathBuf },
}

impl Target {
    /// The program's stdout, without a buffer.
    pub(crate) fn stdout() -> Result<Target, Failure> {
        Target::descriptor(io::stdout().as_fd().try_clone_to_owned(), "stdout")
    }

    /// The program's stderr.
    pub(crate) fn stderr() -> Result<Target, Failure> {
        Target::descriptor(io::stderr().as_fd().try_clone_to_owned(), "stderr")
    }

    fn descriptor(fd: io::Result<std::os::fd::OwnedFd>, name: &str) -> Result<Target, Failure> {
        let file = File::from(fd.map_err(|e| Failure::failed(format_args!("{name}: {e}")))?);
        Ok(Target { name: name.to_owned(), kind: Kind::Direct { file, new: false }, last: None, part: false })
    }

    /// A file, a pipe or a device.
    pub(crate) fn open(path: &Path) -> Result<Target, Failure> {
        let name = path.display().to_string();
        let kind = Kind::open(path).map_err(|e| Failure::failed(format_args!("{name}: {e}")))?;
        Ok(Target { name, kind, last: None, part: false })
    }

    /// A file that is added to, and that only its owner can read.
    pub(crate) fn private(path: &Path) -> Result<Target, Failure> {
        let name = path.display().to_string();
        let open = || {
            let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
            if file.metadata()?.is_file() {
                file.set_permissions(fs::Permissions::from_mode(0o600))?;
            }
            io::Result::Ok(file)
        };
        let file = open().map_err(|e| Failure::failed(format_args!("{name}: {e}")))?;
        Ok(Target { name, kind: Kind::Direct { file, new: false }, last: None, part: false })
    }

    /// A file that takes its name when it is whole, and that only its owner can read.
    fn hidden(path: &Path) -> Result<Target, Failure> {
        let name = path.display().to_string();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Made so by `tempfile`.
        let file = tempfile::Builder::new().prefix(".logveil-").tempfile_in(folder);
        let file = file.map_err(|e| Failure::failed(format_args!("{name}: {e}")))?;
        Ok(Target { name, kind: Kind::Beside { file, path: path.to_owned() }, last: None, part: false })
    }

    /// Writes all of `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let Some(last) = bytes.last() else { return Ok(()) };
        if std::mem::take(&mut self.part) && self.last.is_some_and(|last| last != b'\n') {
            self.write(b"\n")?;
        }
        let file = match &mut self.kind {
            Kind::Direct { file, .. } => file,
            Kind::Beside { file, .. } => file.as_file_mut(),
        };
        match file.write_all(bytes) {
            Ok(()) => {
                self.last = Some(*last);
                Ok(())
            }
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(WriteError::Closed),
            Err(e) => Err(WriteError::Failed(self.failure(&e))),
        }
    }

    /// What comes next is of another input: it begins on a line of its own.
    pub(crate) fn begin_part(&mut self) {
        self.part = true;
    }

    /// All went well: the file takes its name.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        if let Kind::Beside { file, path } = self.kind {
            let kept = file.as_file().sync_all().and_then(|()| file.persist(&path).map(drop).map_err(|e| e.error));
            return kept.map_err(|e| Failure::failed(format_args!("writing {}: {e}", self.name)));
        }
        Ok(())
    }

    /// Something went wrong: an old file stays. Gives what there is to say.
    pub(crate) fn abandon(self) -> Option<String> {
        match self.kind {
            Kind::Direct { new: false, .. } => None,
            Kind::Direct { .. } => Some(format!("{} is not complete", self.name)),
            Kind::Beside { .. } => Some(format!("{} was left as it was before", self.name)),
        }
    }

    /// As messages name it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The file's identity, where it is a regular one.
    pub(crate) fn identity(&self) -> Option<(u64, u64)> {
        match &self.kind {
            Kind::Direct { file, .. } => identity(file.metadata()),
            Kind::Beside { path, .. } => identity(fs::metadata(path)),
        }
    }

    fn failure(&self, error: &io::Error) -> Failure {
        Failure::failed(format_args!("writing {}: {error}", self.name))
    }
}

impl Kind {
    fn open(path: &Path) -> io::Result<Kind> {
        match fs::metadata(path) {
            Ok(old) if old.is_file() => {
                // Only who may write the file may replace it.
                OpenOptions::new().write(true).open(path)?;
                let path = path.canonicalize()?;
                let folder = path.parent().unwrap_or(Path::new("/"));
                let file =
                    tempfile::Builder::new().prefix(".logveil-").permissions(old.permissions()).tempfile_in(folder)?;
                file.as_file().set_permissions(old.permissions())?;
                Ok(Kind::Beside { file, path })
            }
            Ok(_) => Ok(Kind::Direct { file: OpenOptions::new().write(true).open(path)?, new: false }),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Ok(Kind::Direct { file: OpenOptions::new().write(true).create_new(true).open(path)?, new: true })
            }
            Err(error) => Err(error),
        }
    }
}

/// A regular file's device and number: two names of one file have the same.
pub(crate) fn identity(metadata: io::Result<fs::Metadata>) -> Option<(u64, u64)> {
    metadata.ok().filter(fs::Metadata::is_file).map(|file| (file.dev(), file.ino()))
}

/// Writes all of `bytes`; a reader that has gone away is no error.
pub(crate) fn all(target: &mut Target, bytes: &[u8]) -> Result<(), Failure> {
    match target.write(bytes) {
        Ok(()) | Err(WriteError::Closed) => Ok(()),
        Err(WriteError::Failed(failure)) => Err(failure),
    }
}

/// Writes `bytes` to a file, or to stdout.
pub(crate) fn once(output: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let mut target = output.map_or_else(Target::stdout, Target::open)?;
    all(&mut target, bytes)?;
    target.keep()
}

/// Writes `bytes` to a new file, or in place of an old one, that only its owner can read.
pub(crate) fn secret(output: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut target = Target::hidden(output)?;
    all(&mut target, bytes)?;
    target.keep()
}
