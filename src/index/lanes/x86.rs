//! Masks with the vectors of x86-64: 64 bytes with AVX-512, 32 with AVX2, 16 with SSSE3, chosen when the program runs.
#![allow(unsafe_code, reason = "the processor's vector instructions; each block says why it is sound")]
use std::arch::x86_64::*;

use super::super::literals::Sight;
use super::super::{Index, Offsets};
use super::SIGHT;
use super::vector::{Class, Lanes, Tables};

/// Bytes in a vector, the widest first.
pub(super) const WIDTHS: [usize; 3] = [64, 32, 16];

/// Indexes `buf` from `index.end` to `end`. False where the processor has nothing for it; nothing is done then.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) -> bool {
    let narrow = cfg!(logveil_lanes = "128");
    WIDTHS.into_iter().filter(|width| !narrow || *width == 16).any(|width| index_with(width, index, buf, end, sight))
}

/// The same with vectors of one width.
#[inline(always)]
pub(super) fn index_with(width: usize, index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) -> bool {
    if !has(width) {
        return false;
    }
    // SAFETY: just asked for.
    unsafe {
        match (width, sight.is_plain()) {
            (64, true) => index_64::<false>(index, buf, end, sight),
            (64, false) => index_64::<true>(index, buf, end, sight),
            (32, true) => index_32::<false>(index, buf, end, sight),
            (32, false) => index_32::<true>(index, buf, end, sight),
            (_, true) => index_16::<false>(index, buf, end, sight),
            (_, false) => index_16::<true>(index, buf, end, sight),
        }
    }
    true
}

/// Whether the processor has what vectors of so many bytes need.
#[inline(always)]
fn has(width: usize) -> bool {
    match width {
        // The first processors with AVX-512 slow down for it; those that have VBMI2 do not.
        64 => {
            is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vbmi2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("bmi2")
                && is_x86_feature_detected!("popcnt")
        }
        32 => {
            is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("popcnt")
        }
        _ => is_x86_feature_detected!("ssse3") && is_x86_feature_detected!("popcnt"),
    }
}

/// Whether `index` does anything here.
#[cfg_attr(test, allow(dead_code, reason = "tests need the other way too"))]
pub(super) fn is_here() -> bool {
    has(16)
}

/// # Safety
/// The processor has AVX-512 with BW and VBMI2, BMI and POPCNT.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,bmi2,popcnt")]
unsafe fn index_64<const ANCHORS: bool>(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    // SAFETY: this function's own condition.
    unsafe {
        let tables = Tables::<__m512i, ANCHORS>::new(sight);
        super::blocks::<ANCHORS>(index, buf, end, sight.asked(), &tables);
    }
}

/// # Safety
/// The processor has AVX2, BMI1 and POPCNT.
#[target_feature(enable = "avx2,bmi1,popcnt")]
unsafe fn index_32<const ANCHORS: bool>(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    // SAFETY: this function's own condition.
    unsafe {
        let tables = Tables::<__m256i, ANCHORS>::new(sight);
        super::blocks::<ANCHORS>(index, buf, end, sight.asked(), &tables);
    }
}

/// # Safety
/// The processor has SSSE3 and POPCNT.
#[target_feature(enable = "ssse3,popcnt")]
unsafe fn index_16<const ANCHORS: bool>(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    // SAFETY: this function's own condition.
    unsafe {
        let tables = Tables::<__m128i, ANCHORS>::new(sight);
        super::blocks::<ANCHORS>(index, buf, end, sight.asked(), &tables);
    }
}

// SAFETY of all: `load` reads WIDTH bytes at `at`, and the trait asks that they lie within `bytes`; the rest reads no
// memory, or a reference to 16 bytes.

impl Lanes for __m512i {
    const WIDTH: usize = 64;
    type Class = u64;
    #[inline(always)]
    unsafe fn load(bytes: &[u8; SIGHT], at: usize) -> Self {
        debug_assert!(at + Self::WIDTH <= SIGHT);
        unsafe { _mm512_loadu_si512(bytes.as_ptr().add(at).cast()) }
    }
    #[inline(always)]
    unsafe fn table(halves: &[u8; 16]) -> Self {
        unsafe { _mm512_broadcast_i32x4(_mm_loadu_si128(halves.as_ptr().cast())) }
    }
    #[inline(always)]
    unsafe fn is(self, byte: u8) -> u64 {
        unsafe { _mm512_cmpeq_epi8_mask(self, _mm512_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn up_to(self, byte: u8) -> u64 {
        unsafe { _mm512_cmple_epu8_mask(self, _mm512_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn less(self, byte: u8) -> Self {
        unsafe { _mm512_sub_epi8(self, _mm512_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { _mm512_and_si512(self, other) }
    }
    #[inline(always)]
    unsafe fn none(self) -> u64 {
        unsafe { _mm512_testn_epi8_mask(self, self) }
    }
    #[inline(always)]
    unsafe fn has<const BELOW: i32>(self) -> u64 {
        unsafe { _mm512_test_epi8_mask(self, _mm512_set1_epi8((0x80u8 >> BELOW) as i8)) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { _mm512_or_si512(self, other) }
    }
    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        unsafe { _mm512_set1_epi8(byte as i8) }
    }
    #[inline(always)]
    unsafe fn low(self, table: Self) -> Self {
        unsafe { _mm512_shuffle_epi8(table, _mm512_and_si512(self, _mm512_set1_epi8(15))) }
    }
    #[inline(always)]
    unsafe fn high(self, table: Self) -> Self {
        let half = unsafe { _mm512_and_si512(_mm512_srli_epi16::<4>(self), _mm512_set1_epi8(15)) };
        unsafe { _mm512_shuffle_epi8(table, half) }
    }
    #[inline(always)]
    unsafe fn beyond(self) -> u64 {
        unsafe { _mm512_movepi8_mask(self) }
    }
    /// Sixteen at a time: the places of the set bits are pushed together, and made wide.
    #[inline(always)]
    unsafe fn push(list: &mut Offsets, base: usize, bits: u64) {
        let count = bits.count_ones() as usize;
        // SAFETY: 64 bytes behind a reference, and 64 bytes of a slice of sixteen numbers.
        unsafe {
            let mut places = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(PLACES.as_ptr().cast()));
            let base = _mm512_set1_epi32(base as u32 as i32);
            let mut written = 0;
            while written < count {
                let from = list.count + written;
                let Some(room) = list.room.get_mut(from..from + 16) else { return };
                let sixteen = _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(places)), base);
                _mm512_storeu_si512(room.as_mut_ptr().cast(), sixteen);
                places = _mm512_alignr_epi32::<4>(_mm512_setzero_si512(), places);
                written += 16;
            }
        }
        list.count += count;
    }
}

/// Zero to 63.
const PLACES: [u8; 64] = {
    let mut places = [0; 64];
    let mut place = 0;
    while place < 64 {
        places[place] = place as u8;
        place += 1;
    }
    places
};

/// Bits already.
impl Class for u64 {
    #[inline(always)]
    unsafe fn either(self, other: Self) -> Self {
        self | other
    }
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        self
    }
}

impl Lanes for __m256i {
    const WIDTH: usize = 32;
    type Class = __m256i;
    #[inline(always)]
    unsafe fn load(bytes: &[u8; SIGHT], at: usize) -> Self {
        debug_assert!(at + Self::WIDTH <= SIGHT);
        unsafe { _mm256_loadu_si256(bytes.as_ptr().add(at).cast()) }
    }
    #[inline(always)]
    unsafe fn table(halves: &[u8; 16]) -> Self {
        unsafe { _mm256_broadcastsi128_si256(_mm_loadu_si128(halves.as_ptr().cast())) }
    }
    #[inline(always)]
    unsafe fn is(self, byte: u8) -> Self {
        unsafe { _mm256_cmpeq_epi8(self, _mm256_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn up_to(self, byte: u8) -> Self {
        unsafe { _mm256_cmpeq_epi8(_mm256_min_epu8(self, _mm256_set1_epi8(byte as i8)), self) }
    }
    #[inline(always)]
    unsafe fn less(self, byte: u8) -> Self {
        unsafe { _mm256_sub_epi8(self, _mm256_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { _mm256_and_si256(self, other) }
    }
    #[inline(always)]
    unsafe fn none(self) -> Self {
        unsafe { _mm256_cmpeq_epi8(self, _mm256_setzero_si256()) }
    }
    #[inline(always)]
    unsafe fn has<const BELOW: i32>(self) -> Self {
        // Only the highest bit of each byte is read.
        unsafe { _mm256_slli_epi16::<BELOW>(self) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { _mm256_or_si256(self, other) }
    }
    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        unsafe { _mm256_set1_epi8(byte as i8) }
    }
    #[inline(always)]
    unsafe fn low(self, table: Self) -> Self {
        unsafe { _mm256_shuffle_epi8(table, _mm256_and_si256(self, _mm256_set1_epi8(15))) }
    }
    #[inline(always)]
    unsafe fn high(self, table: Self) -> Self {
        let half = unsafe { _mm256_and_si256(_mm256_srli_epi16::<4>(self), _mm256_set1_epi8(15)) };
        unsafe { _mm256_shuffle_epi8(table, half) }
    }
    #[inline(always)]
    unsafe fn beyond(self) -> Self {
        self
    }
}

impl Class for __m256i {
    #[inline(always)]
    unsafe fn either(self, other: Self) -> Self {
        unsafe { _mm256_or_si256(self, other) }
    }
    /// Of each byte its highest bit.
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        u64::from(unsafe { _mm256_movemask_epi8(self) } as u32)
    }
}

impl Lanes for __m128i {
    const WIDTH: usize = 16;
    type Class = __m128i;
    #[inline(always)]
    unsafe fn load(bytes: &[u8; SIGHT], at: usize) -> Self {
        debug_assert!(at + Self::WIDTH <= SIGHT);
        unsafe { _mm_loadu_si128(bytes.as_ptr().add(at).cast()) }
    }
    #[inline(always)]
    unsafe fn table(halves: &[u8; 16]) -> Self {
        unsafe { _mm_loadu_si128(halves.as_ptr().cast()) }
    }
    #[inline(always)]
    unsafe fn is(self, byte: u8) -> Self {
        unsafe { _mm_cmpeq_epi8(self, _mm_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn up_to(self, byte: u8) -> Self {
        unsafe { _mm_cmpeq_epi8(_mm_min_epu8(self, _mm_set1_epi8(byte as i8)), self) }
    }
    #[inline(always)]
    unsafe fn less(self, byte: u8) -> Self {
        unsafe { _mm_sub_epi8(self, _mm_set1_epi8(byte as i8)) }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { _mm_and_si128(self, other) }
    }
    #[inline(always)]
    unsafe fn none(self) -> Self {
        unsafe { _mm_cmpeq_epi8(self, _mm_setzero_si128()) }
    }
    #[inline(always)]
    unsafe fn has<const BELOW: i32>(self) -> Self {
        // Only the highest bit of each byte is read.
        unsafe { _mm_slli_epi16::<BELOW>(self) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { _mm_or_si128(self, other) }
    }
    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        unsafe { _mm_set1_epi8(byte as i8) }
    }
    #[inline(always)]
    unsafe fn low(self, table: Self) -> Self {
        unsafe { _mm_shuffle_epi8(table, _mm_and_si128(self, _mm_set1_epi8(15))) }
    }
    #[inline(always)]
    unsafe fn high(self, table: Self) -> Self {
        let half = unsafe { _mm_and_si128(_mm_srli_epi16::<4>(self), _mm_set1_epi8(15)) };
        unsafe { _mm_shuffle_epi8(table, half) }
    }
    #[inline(always)]
    unsafe fn beyond(self) -> Self {
        self
    }
}

impl Class for __m128i {
    #[inline(always)]
    unsafe fn either(self, other: Self) -> Self {
        unsafe { _mm_or_si128(self, other) }
    }
    /// Of each byte its highest bit.
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        u64::from(unsafe { _mm_movemask_epi8(self) } as u16)
    }
}
