//! `tests/fuzz/run redact`
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| logveil_fuzz::redact::check(bytes));
