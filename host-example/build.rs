//! Makes the component out of the core (`../src`), and machine code out of the component, for the program to embed; and
//! the module for Fluent Bit, which policies are baked into.
//! The program never links the core: what its users run is what every other host loads.

#[path = "build/component.rs"]
mod component;
#[allow(unreachable_pub, reason = "it is public in the library")]
#[path = "src/engine.rs"]
mod engine;
#[path = "build/nested.rs"]
mod nested;
#[path = "build/page.rs"]
mod page;
#[path = "build/precompile.rs"]
mod precompile;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A reason to stop, for a person to read.
pub(crate) type Stop = String;

fn main() {
    if let Err(why) = embed() {
        for line in why.lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1);
    }
}

/// Where the viewer's page is, if it was built.
const BUILT: &str = "browser/built";

fn embed() -> Result<(), Stop> {
    for path in ["../src", "../wit", "../Cargo.toml", "../Cargo.lock", "build.rs", "build", "src/engine.rs", BUILT] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(variable("OUT_DIR")?);
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("..");
    let fluent_bit = nested::build(&root, &out.join("wasm"), &nested::FLUENT_BIT)?;
    write(&out.join("logveil.fluent-bit.wasm"), &fluent_bit)?;
    let module = nested::build(&root, &out.join("wasm"), &nested::COMPONENT)?;
    let component = component::encode(&module)?;
    write(&out.join("logveil.component.wasm"), &component)?;
    let artefact = precompile::precompile(&component, &variable("TARGET")?)?;
    write(&out.join("logveil.component.cwasm"), &artefact)?;
    write(&out.join("page.rs"), page::table(Path::new(BUILT))?.as_bytes())
}

pub(crate) fn variable(name: &str) -> Result<String, Stop> {
    env::var(name).map_err(|_| format!("{name} is not set: build.rs runs under cargo only"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}
