//! From 64 bytes to masks: the one step that differs by machine, and the only one with `unsafe`.
//!
//! `vector` writes it once over any machine's vector of bytes; each machine's file compiles it with its own
//! instructions switched on. `portable` does the same byte by byte, for machines without and as the plain truth that
//! the others are tested against.
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod vector;
#[cfg(target_arch = "x86_64")]
mod x86;

use super::Index;
use super::block::Masks;
use super::literals::Sight;

/// Bytes that a block may be asked for: 64, and two behind them that a literal may need.
const SIGHT: usize = 80;

/// Indexes `buf` from `index.end` to `end` with the best instructions of this machine.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return simd128::index(index, buf, end, sight);
    #[cfg(target_arch = "x86_64")]
    if x86::index(index, buf, end, sight) {
        return;
    }
    #[allow(unreachable_code)]
    portable::index(index, buf, end, sight);
}

/// A way to get masks.
trait Classify {
    /// The masks of the first 64 bytes.
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks;
}

/// Asks for the masks of each block of `buf[index.end..end]` and takes its positions in. The last block is padded with
/// spaces, which are nothing to anyone.
#[inline(always)]
fn blocks(index: &mut Index, buf: &[u8], end: usize, inspect: bool, by: &impl Classify) {
    let mut carry = index.carry;
    let mut at = index.end;
    while at < end {
        let found = match buf.get(at..at + SIGHT).and_then(|bytes| bytes.try_into().ok()) {
            Some(bytes) if at + 64 <= end => carry.step(&by.masks(bytes), inspect),
            _ => {
                let mut padded = [b' '; SIGHT];
                let rest = &buf[at..buf.len().min(at + SIGHT)];
                padded[..rest.len()].copy_from_slice(rest);
                let mut found = carry.step(&by.masks(&padded), inspect);
                let inside = end - at;
                if inside < 64 {
                    let keep = (1u64 << inside) - 1;
                    found.quotes &= keep;
                    found.lines &= keep;
                    found.stops &= keep;
                }
                found
            }
        };
        index.push(at, found);
        at += 64;
    }
    index.carry = carry;
}

/// What may follow a backslash.
const ESCAPABLE: [u8; 9] = *b"bfnrtu\"\\/";
