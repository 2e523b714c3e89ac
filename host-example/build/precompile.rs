//! A component becomes machine code, for any processor of the target's kind and not only the builder's.

use wasmtime::{Config, Engine};

use crate::{Stop, engine};

/// x86-64-v3: every server processor of the last ten years. An older one compiles at its start.
const X86_64_V3: [&str; 11] = [
    "has_sse3",
    "has_ssse3",
    "has_sse41",
    "has_sse42",
    "has_popcnt",
    "has_avx",
    "has_avx2",
    "has_fma",
    "has_bmi1",
    "has_bmi2",
    "has_lzcnt",
];

/// Compiles under the program's own settings.
pub(crate) fn precompile(component: &[u8], target: &str) -> Result<Vec<u8>, Stop> {
    let mut config = engine::settings();
    // Naming the target stops wasmtime from asking the builder's processor what it can do.
    config.target(target).map_err(|e| format!("{target}: {e:#}"))?;
    if target.starts_with("x86_64") {
        version_3(&mut config);
    }
    let engine = Engine::new(&config).map_err(|e| format!("wasmtime for {target}: {e:#}"))?;
    engine.precompile_component(component).map_err(|e| format!("precompiling for {target}: {e:#}"))
}

#[allow(unsafe_code, reason = "wasmtime has no safe way to name the features of a processor other than this one")]
fn version_3(config: &mut Config) {
    for flag in X86_64_V3 {
        // SAFETY: these flags only tell which instructions exist. The artefact carries them, and `Component::deserialize`
        // refuses it on a processor that lacks one.
        unsafe { config.cranelift_flag_enable(flag) };
    }
}
