//! One input's bytes: waited for without missing a signal, and unpacked where they are gzip or zstd.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::command::input::signals::Halt;

const GZIP: [u8; 3] = [0x1f, 0x8b, 0x08];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// How long lines wait for others to go on with them, in seconds.
const PATIENCE: i64 = 1;
/// Packed bytes read at a time.
const PACKED: usize = 60_000;

/// Bytes as they come from the system.
pub(crate) struct Raw {
    file: File,
    /// A regular file never blocks.
    regular: bool,
    halt: Arc<Halt>,
    /// Bytes read so far, for the progress bar.
    consumed: Arc<AtomicU64>,
    /// Bytes read already, to see what they are.
    ahead: Vec<u8>,
}

impl Raw {
    pub(crate) fn new(file: File, halt: Arc<Halt>, consumed: Arc<AtomicU64>) -> io::Result<Raw> {
        let regular = file.metadata()?.is_file();
        Ok(Raw { file, regular, halt, consumed, ahead: Vec::new() })
    }

    /// Whether a read returns within `seconds`, or somebody wants to stop.
    fn ready(&self, seconds: i64) -> bool {
        if self.regular || !self.ahead.is_empty() {
            return true;
        }
        let wakes = self.halt.wakes();
        let mut wanted = [PollFd::new(&self.file, PollFlags::IN), PollFd::new(&wakes, PollFlags::IN)];
        let within = Timespec { tv_sec: seconds, tv_nsec: 0 };
        let ready = poll(&mut wanted, Some(&within));
        matches!(ready, Ok(1..)) && (seconds > 0 || !wanted[0].revents().is_empty())
    }

    /// Waits for a byte, the end, or the wish to stop.
    fn wait(&self) -> io::Result<()> {
        loop {
            if self.halt.is_wanted() {
                return Err(io::Error::other(Halted));
            }
            if self.regular {
                return Ok(());
            }
            let wakes = self.halt.wakes();
            let mut wanted = [PollFd::new(&self.file, PollFlags::IN), PollFd::new(&wakes, PollFlags::IN)];
            match poll(&mut wanted, None) {
                Ok(_) if !wanted[0].revents().is_empty() && !self.halt.is_wanted() => return Ok(()),
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Raw {
    /// Reads until the first bytes tell plain from packed, which in plain text is the first one.
    fn look_ahead(&mut self) -> io::Result<()> {
        let mut ahead = Vec::new();
        let mut byte = [0];
        while GZIP.starts_with(&ahead) && ahead != GZIP || ZSTD.starts_with(&ahead) && ahead != ZSTD {
            if self.read(&mut byte)? == 0 {
                break;
            }
            ahead.extend(byte);
        }
        self.ahead = ahead;
        Ok(())
    }
}

impl Read for Raw {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.ahead.is_empty() {
            let read = self.ahead.len().min(buffer.len());
            buffer[..read].copy_from_slice(&self.ahead[..read]);
            self.ahead.drain(..read);
            return Ok(read);
        }
        loop {
            self.wait()?;
            match self.file.read(buffer) {
                Ok(read) => {
                    self.consumed.fetch_add(read as u64, Ordering::Relaxed);
                    return Ok(read);
                }
                // Another reader of the same pipe was faster.
                Err(e) if matches!(e.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Somebody wanted to stop while the input was waited for.
#[derive(Debug)]
struct Halted;

impl std::fmt::Display for Halted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Halted {}

/// Bytes of log, unpacked.
pub(crate) enum Source {
    Plain(Raw),
    Gzip(Box<MultiGzDecoder<BufReader<Raw>>>),
    Zstd(zstd::stream::read::Decoder<'static, BufReader<Raw>>),
}

impl Source {
    /// Looks at the first bytes and unpacks accordingly.
    pub(crate) fn new(mut raw: Raw) -> io::Result<Source> {
        raw.look_ahead()?;
        let (gzip, zstd) = (raw.ahead == GZIP, raw.ahead == ZSTD);
        Ok(if gzip {
            Source::Gzip(Box::new(MultiGzDecoder::new(BufReader::with_capacity(PACKED, raw))))
        } else if zstd {
            Source::Zstd(zstd::stream::read::Decoder::with_buffer(BufReader::with_capacity(PACKED, raw))?)
        } else {
            Source::Plain(raw)
        })
    }

    /// Whether the next read returns at once. A packed input that can block is taken to block, since nobody knows
    /// whether the bytes that are there suffice.
    pub(crate) fn ready(&self) -> bool {
        match self {
            Source::Plain(raw) => raw.ready(0),
            Source::Gzip(decoder) => decoder.get_ref().get_ref().regular,
            Source::Zstd(decoder) => decoder.get_ref().get_ref().regular,
        }
    }

    /// Whether nothing comes for a while. Packed inputs are waited for.
    pub(crate) fn is_idle(&self) -> bool {
        match self {
            Source::Plain(raw) => !raw.ready(PATIENCE),
            _ => false,
        }
    }

    /// What is said where the input breaks off. zstd's and zlib's own words hold nothing of the log.
    pub(crate) fn explain(&self, error: &io::Error) -> String {
        let packed = match self {
            Source::Plain(_) => return error.to_string(),
            Source::Gzip(_) => "gzip",
            Source::Zstd(_) => "zstd",
        };
        match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                format!("the {packed} data ends too early; what came before it was processed")
            }
            _ => format!("the {packed} data is damaged ({error}); what came before it was processed"),
        }
    }
}

/// Whether `error` says that somebody wanted to stop.
pub(crate) fn is_halted(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Halted>())
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Plain(raw) => raw.read(buffer),
            Source::Gzip(decoder) => decoder.read(buffer),
            Source::Zstd(decoder) => decoder.read(buffer),
        }
    }
}
