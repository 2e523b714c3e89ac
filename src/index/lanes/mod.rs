//! From 64 bytes to masks: the one step that differs by machine, and the only one with `unsafe`.
//!
//! `vector` writes it once over any machine's vector of bytes; each machine's file compiles it with its own
//! instructions switched on. `portable` does the same byte by byte, for machines without and as the plain truth that
//! the others are tested against. To measure one, `RUSTFLAGS='--cfg logveil_lanes="128"'` (or `"portable"`) has nothing
//! wider used.
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
mod vector;
#[cfg(target_arch = "x86_64")]
#[cfg_attr(logveil_lanes = "portable", allow(dead_code, reason = "only measured without"))]
mod x86;

use super::block::{Asked, Masks};
use super::literals::{Literals, Sight};
use super::{Index, Offsets};

/// Bytes that a block may be asked for: 64, and two behind them that a literal may need.
pub(super) const SIGHT: usize = 80;

/// Indexes `buf` from `index.end` to `end` with the best instructions of this machine.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return simd128::index(index, buf, end, sight);
    #[cfg(all(target_arch = "x86_64", not(logveil_lanes = "portable")))]
    if x86::index(index, buf, end, sight) {
        return;
    }
    #[allow(unreachable_code)]
    portable::index(index, buf, end, sight);
}

pub(super) use portable::Pairs;

/// Whether the number of operations counts more than branches that are guessed wrong: WebAssembly without vectors is
/// built for interpreters.
pub(super) const FEW_OPERATIONS: bool = cfg!(all(target_arch = "wasm32", not(target_feature = "simd128")));

/// The table that `portable` reads, where this machine may need it.
pub(super) fn pairs(literals: impl IntoIterator<Item = [u8; 3]>) -> Option<Box<Pairs>> {
    let vectors = cfg!(all(target_arch = "wasm32", target_feature = "simd128"));
    #[cfg(all(target_arch = "x86_64", not(logveil_lanes = "portable"), not(test)))]
    let vectors = vectors || x86::is_here();
    if vectors { None } else { portable::pairs(literals) }
}

/// The last block. So aligned, that the vectors which a function keeps beside it are aligned too, and none of them lies
/// in two lines of the cache.
#[repr(align(64))]
struct Padded([u8; SIGHT]);

/// A way to get masks.
pub(super) trait Classify {
    /// The masks of the first 64 bytes.
    fn masks(&self, bytes: &[u8; SIGHT]) -> Masks;

    /// Appends the offset of every set bit.
    #[inline(always)]
    fn push(&self, list: &mut Offsets, base: usize, bits: u64) {
        list.push(base, bits);
    }
}

/// Asks for the masks of each block of `buf[index.end..end]` and takes its positions in. Without `ANCHORS` those that
/// policies may leave off are not asked for, nor are the second groups of literals. The last block is padded with spaces,
/// which are nothing to anyone.
#[inline(always)]
fn blocks<const ANCHORS: bool>(
    index: &mut Index,
    buf: &[u8],
    end: usize,
    (asked, literals): (Asked, &Literals),
    by: &impl Classify,
) {
    let mut carry = index.carry;
    let mut at = index.end;
    while at < end {
        let mut padded;
        let bytes = match buf.get(at..at + SIGHT).and_then(|bytes| bytes.try_into().ok()) {
            Some(bytes) if at + 64 <= end => bytes,
            _ => {
                padded = Padded([b' '; SIGHT]);
                let rest = &buf[at..buf.len().min(at + SIGHT)];
                padded.0[..rest.len()].copy_from_slice(rest);
                &padded.0
            }
        };
        let mut masks = by.masks(bytes);
        if masks.literal != 0 {
            masks.literal = literals.narrowed(bytes, masks.literal);
        }
        let mut found = carry.step::<ANCHORS>(bytes, &buf[..at], &masks, asked);
        if end - at < 64 {
            let keep = (1u64 << (end - at)) - 1;
            found.signs.quotes &= keep;
            found.signs.blanks &= keep;
            found.lines &= keep;
            found.stops &= keep;
        }
        index.push(at, found, by);
        at += 64;
    }
    index.carry = carry;
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::super::literals::Window;
    use super::*;

    /// Bytes of the classes that matter, from a fixed seed: runs of digits, escapes, separators, literals.
    fn noise(seed: u64, length: usize) -> Vec<u8> {
        const ALPHABET: &[u8] =
            b"0123456789012345678901234  --..::==@@++)AB\"\"\\\\\\u\nneyJAKIbea{}[],xyz\x01\x7f\xc2\x85\xe2\x80";
        let mut state = seed | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as usize
        };
        (0..length).map(|_| ALPHABET[next() % ALPHABET.len()]).collect()
    }

    #[test]
    fn every_width_sees_what_the_portable_one_sees() {
        let window = |bytes: &[u8; 3], any_case, group| Window { bytes: *bytes, any_case, group };
        let windows =
            [window(b"eyJ", false, 0), window(b"AKI", false, 1), window(b"bea", true, 7), window(b"an\0", false, 12)];
        let literals = Literals::new(windows);
        // Miri takes its time.
        for seed in 0..if cfg!(miri) { 8 } else { 400 } {
            let buf = noise(seed * 7919, (seed as usize * 37) % 1500);
            for inspect in [false, true] {
                let anchors = if inspect { 0 } else { 31 };
                let sight = Sight { literals: &literals, grams: None, inspect, anchors };
                let mut portable = Index::default();
                portable.reserve(buf.len());
                portable::index(&mut portable, &buf, buf.len(), sight);
                // What only a hash takes for a literal is a stop or none: tables of halves let others through.
                let stops = |index: &Index| {
                    let mut stops = index.stops.to_vec();
                    stops.retain(|at| {
                        let text = &buf[*at as usize..];
                        !literals.may_stand(text) || windows.iter().any(|window| window.stands(text))
                    });
                    stops
                };
                let soft = |index: &Index| (0..buf.len()).map(|at| index.has_soft(at, at)).collect::<Vec<bool>>();
                for width in x86::WIDTHS {
                    let mut here = Index::default();
                    here.reserve(buf.len());
                    if !x86::index_with(width, &mut here, &buf, buf.len(), sight) {
                        continue;
                    }
                    assert_eq!(here.signs, portable.signs, "quotes and blanks, seed {seed}, {width}");
                    assert_eq!(*here.lines, *portable.lines, "lines, seed {seed}, {width}");
                    assert_eq!(stops(&here), stops(&portable), "stops, seed {seed}, {width}");
                    assert_eq!(soft(&here), soft(&portable), "line ends and tabs, seed {seed}, {width}");
                    assert_eq!(here.wide.bits, portable.wide.bits, "no ASCII, seed {seed}, {width}");
                    for end in 0..buf.len() {
                        let start = end / 3;
                        let said = std::str::from_utf8(&buf[start..end]).is_ok();
                        assert_eq!(here.is_utf8(&buf, start, end), said, "UTF-8, seed {seed}, {start}..{end}");
                    }
                }
            }
        }
    }
}
