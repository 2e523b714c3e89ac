//! How the program starts: from the machine code that it carries, or without.

use std::process::Command;

use crate::program::{REDACTED, SECRET, feed, logveil, run};

#[test]
fn the_machine_code_of_the_build_is_used() {
    assert!(!run(&["redact"], SECRET).err.contains("compiled"));
}

#[test]
fn without_it_the_component_is_compiled_and_does_the_same() {
    let mut command = logveil(&["redact"]);
    command.env("LOGVEIL_PRECOMPILED", "0");
    let ran = feed(command, SECRET);
    assert_eq!((ran.text(), ran.code), (REDACTED, Some(0)));
    assert!(ran.err.contains("the component was compiled for this machine"), "{}", ran.err);
}

#[test]
fn wasmtime_is_built_once_for_the_program_and_for_build_rs() {
    // Cargo shows its plan on nightly alone; the variable makes a stable one show it too. Nothing is built here.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--package", "logveil-host", "--unit-graph", "-Zunstable-options"]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).env("RUSTC_BOOTSTRAP", "1").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let plan: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let units = plan["units"].as_array().unwrap().iter();
    let wasmtime = units.filter(|unit| {
        unit["target"]["name"] == "wasmtime" && unit["mode"] == "build" && unit["target"]["kind"][0] == "lib"
    });
    assert_eq!(wasmtime.count(), 1, "build-dependencies and dependencies ask for different features: see Cargo.toml");
}
