//! What is processed at a time: whole records where they are shorter than a batch.

use std::sync::Mutex;

/// Bytes of a batch: small enough for a processor's cache, so that it is no power of two (copies between buffers whose
/// places differ by nearly a page are several times slower), and large enough that a call costs nothing.
pub(crate) const BATCH: usize = 250_000;

/// A slice of one input.
pub(crate) struct Batch {
    /// Which input.
    pub(crate) input: usize,
    /// The line that its first byte is on, one-based.
    pub(crate) line: u64,
    pub(crate) bytes: Vec<u8>,
    /// Line ends in `bytes`.
    pub(crate) lines: u64,
    /// It begins within a record: the batch before it did not end with a line.
    pub(crate) continues: bool,
    pub(crate) end: End,
}

/// What comes after a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// More of the same input. Without bytes: nothing has come for a while.
    More,
    /// The input's end: the stream is finished.
    Finish,
    /// Nothing, and the record that is open stays unwritten: somebody stopped the program within it.
    Abandon,
}

impl Batch {
    /// Whether input comes fast enough for several jobs. A pipe gives 64 KiB at a time, however much there is.
    pub(crate) fn is_large(&self) -> bool {
        self.end == End::More && self.bytes.len() > 32_000
    }

    /// Nothing has come for a while.
    pub(crate) fn is_idle(&self) -> bool {
        self.end == End::More && self.bytes.is_empty()
    }

    /// The records, each with its line end; the last one may be a piece.
    pub(crate) fn records(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.split_inclusive(|byte| *byte == b'\n')
    }
}

/// Buffers of batches that are done, for batches to come: memory that is neither asked for nor zeroed again.
#[derive(Default)]
pub(crate) struct Pool {
    buffers: Mutex<Vec<Vec<u8>>>,
}

impl Pool {
    /// The most buffers that wait.
    const MOST: usize = 64;

    /// A buffer of a batch's length, which begins with `rest`. What follows is of no meaning.
    pub(crate) fn take(&self, rest: &[u8]) -> Vec<u8> {
        let mut buffer = self.buffers.lock().ok().and_then(|mut buffers| buffers.pop()).unwrap_or_default();
        buffer.resize(BATCH, 0);
        buffer[..rest.len()].copy_from_slice(rest);
        buffer
    }

    /// Takes a buffer back.
    pub(crate) fn give(&self, buffer: Vec<u8>) {
        if let Ok(mut buffers) = self.buffers.lock()
            && buffers.len() < Pool::MOST
        {
            buffers.push(buffer);
        }
    }
}

/// Line ends in `bytes`.
pub(crate) fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
