//! Builds flavours with a cargo of its own: its own target directory, and none of the outer cargo's settings.
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::silent::silent;

const TARGET: &str = "wasm32-unknown-unknown";

/// How the browser's modules that are downloaded are optimised, as cargo writes it.
const SMALL: &str = "\"z\"";

/// The stack lies below all else: where it is small, so are the addresses.
const STACK: &str = "-Clink-arg=-zstack-size=524288";

/// What is reached is told by these.
const RELOCATIONS: &str = "-Clink-arg=--emit-relocs";

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
    fluent_bit(folder)?;
    browser(folder)
}

/// Writes the Fluent Bit module, without SIMD: Fluent Bit's engine cannot load it.
fn fluent_bit(folder: &Path) -> Result<(), String> {
    let module = core("fluent-bit", folder, &[], "3")?;
    copy(&module, &folder.join("logveil.fluent-bit.wasm"))
}

/// Writes `browser/`: JavaScript, and four modules. Three are built for size, since pages download them: the smallest is
/// without what few policies ask for (src/part.rs), the others have all, with SIMD and without. The fourth is built for
/// speed, for where the module lies near, as in the viewer; it has what the viewer's list needs, and so has the one
/// without SIMD.
pub(crate) fn browser(folder: &Path) -> Result<(), String> {
    let to = folder.join("browser");
    let simd = "-Ctarget-feature=+simd128";
    let small = "--cfg=logveil_small";
    let compact = "--cfg=aes_backend_soft=\"compact\"";
    let mut made = Vec::new();
    for (name, flavour, flags, level) in [
        ("small", "browser", vec![STACK, RELOCATIONS, simd, small, "--cfg=logveil_part"], SMALL),
        ("simd", "browser", vec![STACK, RELOCATIONS, simd, small, compact], SMALL),
        ("scalar", "viewer", vec![STACK, RELOCATIONS, small, compact], SMALL),
        ("fast", "viewer", vec![STACK, RELOCATIONS, simd], "3"),
    ] {
        let own = to.join(name);
        bind(&core(flavour, folder, &flags, level)?, &own)?;
        made.push(fs::read_to_string(own.join("logveil.js")).map_err(|error| error.to_string())?);
        copy(&own.join("logveil_bg.wasm"), &to.join(format!("logveil.{name}.wasm")))?;
    }
    if made[2] != made[3] {
        return Err("browser: the modules need different JavaScript".into());
    }
    for file in ["logveil.js", "logveil.d.ts"] {
        copy(&to.join("fast").join(file), &to.join(file))?;
        copy(&to.join("small").join(file), &to.join(file.replace("logveil", "logveil.small")))?;
    }
    fs::write(to.join("package.json"), "{\"type\":\"module\"}\n").map_err(|error| error.to_string())
}

/// The core as a module of one flavour.
fn core(flavour: &str, folder: &Path, flags: &[&str], level: &str) -> Result<PathBuf, String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = folder.join("wasm");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for name in NOT_OURS {
        cargo.env_remove(name);
    }
    cargo.current_dir(&root).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    let library = ["--package", "logveil", "--lib", "--crate-type", "cdylib"];
    cargo.args(["rustc", "--locked", "--quiet"]).args(library);
    cargo.arg("--config").arg(format!("profile.wasm.opt-level={level}"));
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

fn bind(module: &Path, folder: &Path) -> Result<(), String> {
    let bytes = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let module = silent(&bytes).map_err(|error| format!("browser: {error}"))?;
    let mut bindgen = Bindgen::new();
    bindgen.input_module("logveil", module).out_name("logveil").typescript(true).omit_default_module_path(true);
    bindgen.remove_producers_section(true).reset_state_function(true);
    bindgen.web(true).and_then(|web| web.generate(folder)).map_err(|error| format!("browser: {error:#}"))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}
