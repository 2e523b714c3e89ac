//! `tests/fuzz/run walk`
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| logveil_fuzz::walk::check(bytes));
