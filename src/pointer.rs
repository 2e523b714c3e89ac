//! Where a value stands in a record (RFC 6901), within bounds: who writes the log chooses the names, and each finding shows
//! them.
//!
//! A pointer that would be longer than `LONGEST` ends at the array or object which holds the rest: it still leads there.

/// Bytes of a pointer.
const LONGEST: usize = 512;
/// Bytes of a name as it stands in JSON beyond which it is not read: all of it may be escapes.
const UNREAD: usize = LONGEST * 6;

/// Whether a name that takes so many bytes in the record may be a step.
pub(crate) fn may_show(raw: usize) -> bool {
    raw <= UNREAD
}

/// A name as a step: what a pointer writes for it.
pub(crate) fn escaped(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace('~', "~0").replace('/', "~1")
}

/// Goes a step further, written already. False: the pointer is long enough, and stays.
pub(crate) fn step(pointer: &mut String, step: &str) -> bool {
    let fits = pointer.len() + 1 + step.len() <= LONGEST;
    if fits {
        pointer.push('/');
        pointer.push_str(step);
    }
    fits
}
