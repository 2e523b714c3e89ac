//! Builds flavours with a cargo of its own: its own target directory, and none of the outer cargo's settings.
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What the outer cargo set for itself and what must not reach the inner one.
const NOT_OURS: [&str; 8] = [
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_MAKEFLAGS",
];

/// Writes the flavours into `folder`.
pub(crate) fn all(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let module = core("fluent-bit", folder)?;
    copy(&module, &folder.join("logveil.fluent-bit.wasm"))?;
    let module = core("browser", folder)?;
    browser(&module, &folder.join("browser"))
}

/// The core as a module of one flavour, without SIMD: Fluent Bit's engine cannot load it.
fn core(flavour: &str, folder: &Path) -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = folder.join("wasm");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for name in NOT_OURS {
        cargo.env_remove(name);
    }
    cargo.current_dir(&root).args([
        "rustc",
        "--locked",
        "--quiet",
        "--package",
        "logveil",
        "--lib",
        "--crate-type",
        "cdylib",
    ]);
    cargo.args(["--profile", "wasm", "--target", TARGET, "--features", flavour, "--target-dir"]).arg(&target);
    let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("{flavour}: the core does not build"));
    }
    let built = target.join(TARGET).join("wasm/logveil.wasm");
    let module = folder.join(format!("{flavour}.core.wasm"));
    copy(&built, &module)?;
    Ok(module)
}

fn browser(module: &Path, folder: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("logveil").typescript(true).omit_default_module_path(false);
    bindgen.web(true).and_then(|web| web.generate(folder)).map_err(|error| format!("browser: {error:#}"))?;
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}\n").map_err(|error| error.to_string())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}
