//! `tests/fuzz/run frame`
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| logveil_fuzz::frame::check(bytes));
