//! What the workspace promises about itself.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// Versions of `package` in the lock file.
fn locked(package: &str) -> Vec<String> {
    let lock = text("Cargo.lock");
    let start = format!("name = \"{package}\"\nversion = \"");
    let after = lock.split(start.as_str()).skip(1);
    after.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Two would double the longest build, and the artefact that one made the other could not load.
#[test]
fn one_wasmtime() {
    assert_eq!(locked("wasmtime").len(), 1, "{:?}", locked("wasmtime"));
}

/// The core's bindings and the tool that makes the browser's JavaScript must be of one version.
#[test]
fn one_wasm_bindgen() {
    assert_eq!(locked("wasm-bindgen"), locked("wasm-bindgen-cli-support"));
}

/// No flavour's dependency is built unless its flavour is, and the core asks for these alone.
#[test]
fn the_core_alone_needs_few_crates() {
    let manifest = text("Cargo.toml");
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let lines = dependencies.lines().filter(|line| line.contains(" = "));
    let always: Vec<&str> = lines.filter(|line| !line.contains("optional = true")).collect();
    let names: Vec<&str> = always.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["serde_json", "hmac", "sha2", "regex-lite", "aes-siv"]);
}
