//! Masks with the vectors of x86-64: 32 bytes with AVX2, 16 with SSSE3, chosen when the program runs.
#![allow(unsafe_code, reason = "the processor's vector instructions; each block says why it is sound")]
use std::arch::x86_64::*;

use super::super::Index;
use super::super::literals::Sight;
use super::SIGHT;
use super::vector::{Lanes, Tables};

/// Indexes `buf` from `index.end` to `end`. False where the processor has neither; nothing is done then.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) -> bool {
    let wide = !cfg!(logveil_lanes = "128");
    if wide
        && is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("popcnt")
    {
        // SAFETY: just asked for.
        unsafe {
            if sight.anchors == 0 {
                index_32::<false>(index, buf, end, sight)
            } else {
                index_32::<true>(index, buf, end, sight)
            }
        };
    } else if is_x86_feature_detected!("ssse3") && is_x86_feature_detected!("popcnt") {
        // SAFETY: just asked for.
        unsafe {
            if sight.anchors == 0 {
                index_16::<false>(index, buf, end, sight)
            } else {
                index_16::<true>(index, buf, end, sight)
            }
        };
    } else {
        return false;
    }
    true
}

/// Whether `index` does anything here.
#[cfg_attr(test, allow(dead_code, reason = "tests need the other way too"))]
pub(super) fn is_here() -> bool {
    is_x86_feature_detected!("ssse3") && is_x86_feature_detected!("popcnt")
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

// SAFETY of both: `load` reads WIDTH bytes at `at`, and the trait asks that they lie within `bytes`; the rest reads no
// memory, or a reference to 16 bytes.

impl Lanes for __m256i {
    const WIDTH: usize = 32;
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
    unsafe fn or(self, other: Self) -> Self {
        unsafe { _mm256_or_si256(self, other) }
    }
    #[inline(always)]
    unsafe fn any(self) -> Self {
        unsafe { _mm256_xor_si256(_mm256_cmpeq_epi8(self, _mm256_setzero_si256()), _mm256_set1_epi8(-1)) }
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
    unsafe fn bits(self) -> u64 {
        u64::from(unsafe { _mm256_movemask_epi8(self) } as u32)
    }
}

impl Lanes for __m128i {
    const WIDTH: usize = 16;
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
    unsafe fn or(self, other: Self) -> Self {
        unsafe { _mm_or_si128(self, other) }
    }
    #[inline(always)]
    unsafe fn any(self) -> Self {
        unsafe { _mm_xor_si128(_mm_cmpeq_epi8(self, _mm_setzero_si128()), _mm_set1_epi8(-1)) }
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
    unsafe fn bits(self) -> u64 {
        u64::from(unsafe { _mm_movemask_epi8(self) } as u16)
    }
}
