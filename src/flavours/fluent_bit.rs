//! The Fluent Bit module: the C ABI of its `filter_wasm`. One record in, one valid JSON object out; never a trap.
//!
//! Today it shows that the core is portable: policy `cp1` is built in, and it redacts.
#![allow(unsafe_code, reason = "the C ABI: pointers from the host, and one answer that lives in the module")]
#![allow(unreachable_pub, reason = "exported to the host by name")]
use std::alloc::{Layout, alloc, dealloc};
use std::cell::RefCell;

use crate::{Pipeline, Verb};

const POLICY: &str = r#"{"version":1,"extends":["cp1"]}"#;
/// The answer where none could be made: a valid object, and a visible one.
const REFUSED: &[u8] = b"{\"message\":\"[REDACTED]\",\"logveil\":{\"reason\":\"limit/trap\"}}\0";

thread_local! {
    static STREAM: RefCell<Option<Pipeline>> = RefCell::new(Pipeline::open(POLICY, &[]).ok());
    /// The host never frees an answer: one place for all of them.
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for `size` bytes from the host; null where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn malloc(size: usize) -> *mut u8 {
    let Some(layout) = layout(size) else { return std::ptr::null_mut() };
    // SAFETY: the layout has at least HEAD bytes; its first word takes the size, which `free` reads.
    unsafe {
        let block = alloc(layout);
        if block.is_null() {
            return block;
        }
        block.cast::<usize>().write(size);
        block.add(HEAD)
    }
}

/// Gives back what `malloc` gave.
///
/// # Safety
/// `room` is null or came from `malloc`, and is given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(room: *mut u8) {
    if room.is_null() {
        return;
    }
    // SAFETY: the size stands HEAD bytes before what `malloc` gave.
    unsafe {
        let block = room.sub(HEAD);
        if let Some(layout) = layout(block.cast::<usize>().read()) {
            dealloc(block, layout);
        }
    }
}

const HEAD: usize = 16;

fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(HEAD)?, HEAD).ok()
}

/// Redacts one record, a JSON object. The answer is text that ends with a zero byte, good until the next call.
///
/// # Safety
/// `record` is null or points to `length` bytes that no one writes to during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn logveil_redact(
    _tag: *const u8,
    _tag_length: u32,
    _seconds: u32,
    _nanoseconds: u32,
    record: *const u8,
    length: u32,
) -> *const u8 {
    // SAFETY: the caller's.
    let record = (!record.is_null()).then(|| unsafe { std::slice::from_raw_parts(record, length as usize) });
    ANSWER.with_borrow_mut(|answer| {
        answer.clear();
        if !record.is_some_and(|record| redact(record, answer)) {
            answer.clear();
            answer.extend_from_slice(REFUSED);
        }
        answer.as_ptr()
    })
}

fn redact(record: &[u8], answer: &mut Vec<u8>) -> bool {
    let record = record.strip_suffix(b"\0").unwrap_or(record);
    STREAM.with_borrow_mut(|stream| {
        let Some(stream) = stream else { return false };
        let Ok(output) = stream.push(Verb::Redact, record) else { return false };
        answer.extend_from_slice(&output.bytes);
        let Ok(summary) = stream.finish() else { return false };
        answer.extend_from_slice(&summary.last.bytes);
        let whole = answer.starts_with(b"{") && answer.ends_with(b"}") && !answer.contains(&0);
        answer.push(0);
        whole
    })
}
