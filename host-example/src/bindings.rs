//! What `wasmtime` generates from `wit/`. Nothing is written by hand here, and nothing else touches the generated names.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    reason = "generated from wit/, where every name is documented"
)]

wasmtime::component::bindgen!({ path: "../wit", world: "plugin" });
