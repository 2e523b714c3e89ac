//! The Fluent Bit module: the C ABI of its `filter_wasm`. One record in, one valid JSON object out; never a trap.
//!
//! What its host does is told in `host-example/fluent-bit/README.md`: it allocates tag and record in the module for each
//! call, never frees the answer, drops a record whose answer is empty, and breaks on an answer that is not one object.
#![allow(unsafe_code, reason = "the C ABI: pointers from the host, and one answer that lives in the module")]
#![allow(unreachable_pub, reason = "exported to the host by name")]
mod answer;
mod baked;
mod filter;
mod room;

use crate::Verb;
use filter::Call;

macro_rules! verbs {
    ($($(#[$about:meta])* $name:ident: $verb:ident;)*) => {$(
        $(#[$about])*
        ///
        /// # Safety
        /// `tag` and `record` are null, or point to `tag_length` and `length` bytes and a zero byte behind them, in rooms
        /// of `malloc` that no one else uses during the call. The answer ends with a zero byte and is good until the
        /// next call.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            tag: *const u8,
            tag_length: u32,
            seconds: u32,
            nanoseconds: u32,
            record: *mut u8,
            length: u32,
        ) -> *const u8 {
            // SAFETY: the caller's.
            let (tag, line) = unsafe { (bytes(tag, tag_length), line(record, length)) };
            filter::answer(Call { verb: Verb::$verb, tag, seconds, nanoseconds, line })
        }
    )*};
}

verbs! {
    /// Formats, redacts and validates one record.
    logveil_run: Run;
    /// Formats one record.
    logveil_format: Format;
    /// Redacts one record.
    logveil_redact: Redact;
    /// Validates one record: what is found is added to it as `logveil`.
    logveil_validate: Validate;
}

/// # Safety
/// `at` is null or points to `length` bytes.
unsafe fn bytes<'a>(at: *const u8, length: u32) -> &'a [u8] {
    if at.is_null() {
        return b"";
    }
    // SAFETY: the caller's.
    unsafe { std::slice::from_raw_parts(at, length as usize) }
}

/// The record as a line: the zero byte behind it becomes a line feed, which spares a copy.
///
/// # Safety
/// `at` is null or points to `length` bytes and one more, which are ours.
unsafe fn line<'a>(at: *mut u8, length: u32) -> Option<&'a [u8]> {
    if at.is_null() {
        return None;
    }
    // SAFETY: the caller's.
    unsafe {
        at.add(length as usize).write(b'\n');
        Some(std::slice::from_raw_parts(at, length as usize + 1))
    }
}
