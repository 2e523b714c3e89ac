//! `tests/fuzz/run lanes`
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| logveil_fuzz::lanes::check(bytes));
