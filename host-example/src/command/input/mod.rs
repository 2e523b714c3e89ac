//! Where bytes come from: files and stdin, unpacked, cut into batches at line ends.

pub(crate) mod batch;
pub(crate) mod feed;
pub(crate) mod signals;
mod source;
