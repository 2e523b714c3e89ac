//! Room for what the host passes: it asks for tag and record at each call and gives both back after it.
//!
//! Two steps of a pointer, where they fit; else they come from the heap, and go back to it.
use std::alloc::{Layout, alloc, dealloc};
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Room for the usual tag and record.
const SIZE: usize = 128 * 1024;
/// What a host may expect of an address.
const ALIGN: usize = 8;
/// In front of a room on the heap stands its size.
const HEAD: usize = 16;

struct Arena {
    bytes: UnsafeCell<[u8; SIZE]>,
    used: AtomicUsize,
    /// How many rooms of it are given away.
    given: AtomicUsize,
}

// SAFETY: the module has one thread, and hands out each byte once.
unsafe impl Sync for Arena {}

static ARENA: Arena =
    Arena { bytes: UnsafeCell::new([0; SIZE]), used: AtomicUsize::new(0), given: AtomicUsize::new(0) };

/// Room for `size` bytes from the host; null where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn malloc(size: usize) -> *mut u8 {
    let used = ARENA.used.load(Relaxed);
    if size <= SIZE - used {
        ARENA.used.store((used + size.max(1)).next_multiple_of(ALIGN).min(SIZE), Relaxed);
        ARENA.given.store(ARENA.given.load(Relaxed) + 1, Relaxed);
        return ARENA.bytes.get().cast::<u8>().wrapping_add(used);
    }
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
    let start = ARENA.bytes.get().cast::<u8>();
    if (start..start.wrapping_add(SIZE)).contains(&room) {
        let given = ARENA.given.load(Relaxed).saturating_sub(1);
        ARENA.given.store(given, Relaxed);
        if given == 0 {
            ARENA.used.store(0, Relaxed);
        }
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

fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(HEAD)?, HEAD).ok()
}
