//! Masks with WebAssembly's vectors of 16 bytes.
#![allow(unsafe_code, reason = "the trait's functions are unsafe for other machines; a load says why it is sound")]
use std::arch::wasm32::*;

use super::super::Index;
use super::super::literals::Sight;
use super::SIGHT;
use super::vector::{Class, Lanes, Tables};

/// Indexes `buf` from `index.end` to `end`.
pub(super) fn index(index: &mut Index, buf: &[u8], end: usize, sight: Sight<'_>) {
    // SAFETY: this file is compiled only where simd128 is switched on for the whole module.
    unsafe {
        if sight.is_plain() {
            super::blocks::<false>(index, buf, end, sight.asked(), &Tables::<v128, false>::new(sight));
        } else {
            super::blocks::<true>(index, buf, end, sight.asked(), &Tables::<v128, true>::new(sight));
        }
    }
}

impl Lanes for v128 {
    const WIDTH: usize = 16;
    type Class = v128;
    #[inline(always)]
    unsafe fn load(bytes: &[u8; SIGHT], at: usize) -> Self {
        debug_assert!(at + Self::WIDTH <= SIGHT);
        // SAFETY: the trait asks that 16 bytes at `at` lie within `bytes`.
        unsafe { v128_load(bytes.as_ptr().add(at).cast()) }
    }
    #[inline(always)]
    unsafe fn table(halves: &[u8; 16]) -> Self {
        // SAFETY: 16 bytes behind a reference.
        unsafe { v128_load(halves.as_ptr().cast()) }
    }
    #[inline(always)]
    unsafe fn is(self, byte: u8) -> Self {
        u8x16_eq(self, u8x16_splat(byte))
    }
    #[inline(always)]
    unsafe fn up_to(self, byte: u8) -> Self {
        u8x16_le(self, u8x16_splat(byte))
    }
    #[inline(always)]
    unsafe fn less(self, byte: u8) -> Self {
        u8x16_sub(self, u8x16_splat(byte))
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        v128_and(self, other)
    }
    #[inline(always)]
    unsafe fn none(self) -> Self {
        u8x16_eq(self, u8x16_splat(0))
    }
    #[inline(always)]
    unsafe fn has<const BELOW: i32>(self) -> Self {
        // Only the highest bit of each byte is read.
        i16x8_shl(self, BELOW as u32)
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        v128_or(self, other)
    }
    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        u8x16_splat(byte)
    }
    #[inline(always)]
    unsafe fn beyond(self) -> Self {
        self
    }
    #[inline(always)]
    unsafe fn low(self, table: Self) -> Self {
        u8x16_swizzle(table, v128_and(self, u8x16_splat(15)))
    }
    #[inline(always)]
    unsafe fn high(self, table: Self) -> Self {
        u8x16_swizzle(table, u8x16_shr(self, 4))
    }
}

impl Class for v128 {
    #[inline(always)]
    unsafe fn either(self, other: Self) -> Self {
        v128_or(self, other)
    }
    /// Of each byte its highest bit.
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        u64::from(u8x16_bitmask(self))
    }
}
