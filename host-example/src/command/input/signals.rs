//! Ctrl-C and SIGTERM end the input, not the program: what was read as whole lines is still written. A second one ends
//! the program at once.

use std::io::{self, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use crate::command::exit::{Exit, Failure};

/// The wish to stop reading, whoever has it: a signal, or the writer that can't write any more.
pub(crate) struct Halt {
    /// The signal that came; 0: none.
    signal: Arc<AtomicUsize>,
    halted: AtomicBool,
    /// Readable from the moment that somebody wants to stop.
    wakes: UnixStream,
    waker: UnixStream,
}

impl Halt {
    /// Begins to listen for signals.
    pub(crate) fn watch() -> Result<Halt, Failure> {
        Halt::set_up().map_err(|e| Failure::failed(format_args!("signals: {e}")))
    }

    fn set_up() -> io::Result<Halt> {
        let (wakes, waker) = UnixStream::pair()?;
        waker.set_nonblocking(true)?;
        let signal = Arc::new(AtomicUsize::new(0));
        let came = Arc::new(AtomicBool::new(false));
        for (number, code) in [(SIGINT, 130), (SIGTERM, 143)] {
            // In this order: the first one finds `came` false and sets it, the second one ends the program.
            flag::register_conditional_shutdown(number, code, Arc::clone(&came))?;
            flag::register(number, Arc::clone(&came))?;
            flag::register_usize(number, Arc::clone(&signal), number.unsigned_abs() as usize)?;
            low_level::pipe::register(number, waker.try_clone()?)?;
        }
        Ok(Halt { signal, halted: AtomicBool::new(false), wakes, waker })
    }

    /// Stops the reader, wherever it waits.
    pub(crate) fn halt(&self) {
        self.halted.store(true, Ordering::Release);
        // A pipe that is full has a byte in it already.
        let _ = (&self.waker).write(&[0]);
    }

    /// Whether the reader shall stop.
    pub(crate) fn is_wanted(&self) -> bool {
        self.halted.load(Ordering::Acquire) || self.signal.load(Ordering::Acquire) != 0
    }

    /// The exit code of the signal that came.
    pub(crate) fn exit(&self) -> Option<Exit> {
        match u8::try_from(self.signal.load(Ordering::Acquire)) {
            Ok(0) | Err(_) => None,
            Ok(number) => Some(Exit::Signal(number)),
        }
    }

    /// What to wait for beside the input.
    pub(crate) fn wakes(&self) -> BorrowedFd<'_> {
        self.wakes.as_fd()
    }
}
