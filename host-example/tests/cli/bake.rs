//! `policy bake`: what goes into a module comes out again, keys never; what Fluent Bit can't do is refused.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::program::{Scratch, run};

const TOKENS: &str = "version: 1\nextends: [cp1]\nredact:\n  keys: [{ match: [user], action: token, key: k1 }]\n";

fn shown(module: &str) -> Value {
    let ran = run(&["policy", "show", module], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    serde_json::from_slice(&ran.out).unwrap()
}

fn mode(file: &str) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_policy_that_was_baked_in_is_shown_again() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", "version: 1\nextends: [secrets]\nredact: { replacement: gone }\n");
    let module = scratch.name("m.wasm");
    let ran = run(&["policy", "bake", "--flavour", "fluent-bit", "--policy", &policy, "-o", &module], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let merged: Value = serde_json::from_slice(&run(&["policy", "show", &policy], "").out).unwrap();
    assert_eq!(shown(&module), merged);
    assert_eq!(merged["redact"]["replacement"], "gone");
    assert!(fs::read(&module).unwrap().starts_with(b"\0asm"));
}

#[test]
fn without_a_policy_the_module_has_its_own() {
    let scratch = Scratch::new();
    let module = scratch.name("m.wasm");
    assert_eq!(run(&["policy", "bake", "-o", &module], "").code, Some(0));
    assert_eq!(shown(&module), serde_json::from_slice::<Value>(&run(&["policy", "show", "cp1"], "").out).unwrap());
    let ran = run(&["policy", "show", &scratch.file("other.wasm", b"\0asm\x01\0\0\0")], "");
    assert!(ran.code == Some(2) && ran.err.contains("is no Fluent Bit module"), "{}", ran.err);
    let ran = run(&["policy", "show", &scratch.file("m.aot", b"\0aot\x05\0\0\0")], "");
    assert!(ran.code == Some(2) && ran.err.contains("is compiled"), "{}", ran.err);
}

#[test]
fn keys_go_in_and_never_come_out() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", TOKENS);
    let module = scratch.name("m.wasm");
    let ran = run(&["policy", "bake", "--policy", &policy, "-o", &module], "");
    assert!(ran.code == Some(2) && ran.err.contains("--key k1=FILE"), "{}", ran.err);
    assert!(!scratch.path("m.wasm").exists());

    let key = format!("k1={}", scratch.file("key", "a key of sixteen bytes or more"));
    fs::set_permissions(scratch.path("key"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&module, "an old file that all can read").unwrap();
    let ran = run(&["policy", "bake", "--policy", &policy, "--key", &key, "-o", &module], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("whoever can read the file"), "{}", ran.err);
    assert_eq!(mode(&module), 0o600);
    let ran = run(&["policy", "show", &module], "");
    assert!(ran.err.contains("has keys: k1"), "{}", ran.err);
    // Neither as it is nor in hexadecimal.
    for form in ["sixteen", "7369787465656e"] {
        assert!(!ran.text().contains(form) && !ran.err.contains(form));
    }
}

#[test]
fn what_fluent_bit_cannot_do_is_refused() {
    let scratch = Scratch::new();
    let module = scratch.name("m.wasm");
    let refused = [
        ("version: 1\nformat:\n  split_errors: true\n", "p.yaml:3:3", "rewrite_tag"),
        ("version: 1\nformat:\n  input: text\n", "p.yaml:3:3", "objects, one a call"),
        ("version: 1\non_error: withhold\n", "p.yaml:2:1", "no quarantine"),
        ("version: 1\nvalidate: { on_invalid: withhold }\n", "p.yaml", "no quarantine"),
        ("version: 1\nredact:\n  keys: [{ match: [pin], action: drop_record }]\n", "p.yaml", "no quarantine"),
    ];
    for (text, place, why) in refused {
        let policy = scratch.file("p.yaml", text);
        let ran = run(&["policy", "bake", "--policy", &policy, "-o", &module], "");
        assert_eq!(ran.code, Some(2), "{text}: {}", ran.err);
        assert!(ran.err.contains(place) && ran.err.contains(why), "{text}: {}", ran.err);
        assert!(!scratch.path("m.wasm").exists(), "{text}");
    }
    let policy = scratch.file("p.yaml", "version: 1\non_error: withhold\n");
    let ran = run(&["policy", "bake", "--policy", &policy, "--quarantine", "discard", "-o", &module], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}
