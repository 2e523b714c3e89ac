//! Whether a byte stands in a text: as `slice::contains` tells, in vectors where the target has them.

/// Bytes that are looked at before it is asked whether one was found.
const CHUNK: usize = 64;

/// See the file's head.
#[inline]
pub(crate) fn contains(text: &[u8], byte: u8) -> bool {
    // Without vectors std's words are faster.
    if cfg!(all(target_arch = "wasm32", not(target_feature = "simd128"))) {
        return text.contains(&byte);
    }
    let (chunks, rest) = text.as_chunks::<CHUNK>();
    chunks.iter().any(|chunk| chunk.iter().fold(0, |found, other| found | u8::from(*other == byte)) != 0)
        || rest.contains(&byte)
}
