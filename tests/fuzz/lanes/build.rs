//! Builds a twin of the core with fewer vectors: which, its package's name says.
fn main() {
    let lanes = if std::env::var("CARGO_PKG_NAME").as_deref() == Ok("logveil-narrow") { "128" } else { "portable" };
    println!("cargo:rustc-cfg=logveil_lanes=\"{lanes}\"");
    println!("cargo:rerun-if-changed=../build.rs");
}
