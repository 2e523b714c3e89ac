//! `tests/fuzz/run cuts`
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| logveil_fuzz::cuts::check(bytes));
