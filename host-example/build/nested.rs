//! The core as a wasm module: a cargo of its own, with a target directory of its own, so that it waits for no lock of
//! the cargo that runs this.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Stop, variable};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the outer cargo says about the outer build, and must not be said about this one.
const NOT_OURS: [&str; 9] = [
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_BUILD_BUILD_DIR",
    "CARGO_MAKEFLAGS",
];

/// What the core becomes.
pub(crate) struct Flavour {
    /// The core's feature.
    feature: &'static str,
    /// For the compiler, separated by the unit separator.
    flags: &'static str,
}

/// The component: with vector instructions.
pub(crate) const COMPONENT: Flavour = Flavour { feature: "component", flags: "-Ctarget-feature=+simd128" };

/// Fluent Bit's engine has no vector instructions.
pub(crate) const FLUENT_BIT: Flavour = Flavour { feature: "fluent-bit", flags: "-Cstrip=symbols" };

/// Builds a flavour of the core and returns the module's bytes.
pub(crate) fn build(root: &Path, target_dir: &Path, flavour: &Flavour) -> Result<Vec<u8>, Stop> {
    let root = root.canonicalize().map_err(|e| format!("{}: {e}", root.display()))?;
    target_present()?;
    let mut cargo = Command::new(variable("CARGO")?);
    for name in NOT_OURS {
        cargo.env_remove(name);
    }
    cargo
        .current_dir(&root)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(&root, flavour))
        .args(["rustc", "--locked", "--package", "logveil", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", "wasm", "--target", TARGET, "--features", flavour.feature, "--target-dir"])
        .arg(target_dir);
    let output = cargo.output().map_err(|e| format!("cargo did not start: {e}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "the core does not build as {} ({}):\n{}",
            flavour.feature,
            output.status,
            said.trim_end()
        ));
    }
    let module: PathBuf = target_dir.join(TARGET).join("wasm").join("logveil.wasm");
    fs::read(&module).map_err(|e| format!("{}: {e}", module.display()))
}

/// The flavour's, and no path of the builder's machine in the module.
fn flags(root: &Path, flavour: &Flavour) -> String {
    let mut flags = vec![flavour.flags.to_owned()];
    let home = std::env::var("CARGO_HOME").ok().map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    flags.push(format!("--remap-path-prefix={}=logveil", root.display()));
    flags.join("\u{1f}")
}

/// Sees to it that rustc has a standard library for the target.
fn target_present() -> Result<(), Stop> {
    if std_is_there()? {
        return Ok(());
    }
    let added = Command::new("rustup").args(["target", "add", TARGET]).output();
    let why = match added {
        Ok(output) if output.status.success() && std_is_there()? => return Ok(()),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim_end().to_owned(),
        Err(e) => format!("rustup did not start: {e}"),
    };
    Err(format!(
        "Rust's {TARGET} target is missing: run `rustup target add {TARGET}`, or install it with your Rust.\n{why}"
    ))
}

fn std_is_there() -> Result<bool, Stop> {
    let mut rustc = Command::new(variable("RUSTC")?);
    let output = rustc.args(["--print", "target-libdir", "--target", TARGET]).output();
    let output = output.map_err(|e| format!("rustc did not start: {e}"))?;
    Ok(output.status.success() && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}
