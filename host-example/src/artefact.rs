//! The component as it stands in this program: its wasm, and the machine code that build.rs made of it.

use wasmtime::component::Component;
use wasmtime::{Engine, Result};

/// The component, for hosts of every language: `logveil component` writes it.
pub static WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/logveil.component.wasm"));

/// The module for Fluent Bit, with preset `cp1`: `logveil policy bake` puts other policies into it.
pub static FLUENT_BIT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/logveil.fluent-bit.wasm"));

static PRECOMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/logveil.component.cwasm"));

/// A file of the viewer's page: its path, its content type, its bytes.
pub type PageFile = (&'static str, &'static str, &'static [u8]);

/// The viewer's page; empty where this program was built before the page was.
pub static PAGE: &[PageFile] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// A component that is ready to run.
pub struct Loaded {
    /// The machine code.
    pub component: Component,
    /// Why it was compiled just now instead of being taken from the program; `None`: it was not.
    pub compiled: Option<String>,
}

/// Makes the embedded component ready: from its machine code where that was made for this processor (about 2 ms), else
/// from its wasm (tens of ms).
///
/// # Errors
///
/// Where the wasm can't be compiled either, as on a processor that wasmtime doesn't know.
pub fn load(engine: &Engine) -> Result<Loaded> {
    match precompiled(engine) {
        Ok(component) => Ok(Loaded { component, compiled: None }),
        Err(why) => compile(engine, &why.to_string()),
    }
}

/// Compiles the embedded wasm; `why` is told to the user.
///
/// # Errors
///
/// Where wasmtime can't compile it.
pub fn compile(engine: &Engine, why: &str) -> Result<Loaded> {
    Ok(Loaded { component: Component::new(engine, WASM)?, compiled: Some(why.to_owned()) })
}

#[allow(
    unsafe_code,
    reason = "machine code can't be checked by looking at it, so wasmtime asks for a promise about where it is from"
)]
fn precompiled(engine: &Engine) -> Result<Component> {
    // SAFETY: `PRECOMPILED` is what `Engine::precompile_component` wrote in this package's build.rs, from the same
    // wasmtime, and it is part of this program's own read-only image: whoever could change it could change the program.
    // Another version, setting or processor is found by wasmtime itself and is an error.
    unsafe { Component::deserialize(engine, PRECOMPILED) }
}
