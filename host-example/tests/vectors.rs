//! Every vector against the component in wasmtime, as this host runs it. The format stands in tests/vectors/README.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use logveil_host::{Instance, Key, Limits, Verb, artefact, engine};
use serde_json::Value;
use wasmtime::{Engine, component::Component};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

/// A field of the vector, or of its page.
fn field<'a>(page: &'a Value, vector: &'a Value, name: &str) -> &'a Value {
    vector.get(name).unwrap_or(&page[name])
}

fn policy(value: &Value) -> String {
    match value.as_str() {
        None => value.to_string(),
        Some(file) if file.ends_with(".json") => fs::read_to_string(tests().join("policies").join(file)).unwrap(),
        Some(preset) => format!(r#"{{"version":1,"extends":["{preset}"]}}"#),
    }
}

fn bytes(vector: &Value, name: &str) -> Option<Vec<u8>> {
    if let Some(digits) = vector[format!("{name}_hex")].as_str() {
        return Some(data_encoding::HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).unwrap());
    }
    let part = |part: &Value| match part.as_str() {
        Some(text) => text.to_owned(),
        None => part["text"].as_str().unwrap().repeat(part["times"].as_u64().unwrap() as usize),
    };
    Some(match vector.get(name)? {
        Value::Array(parts) => parts.iter().map(part).collect::<String>().into_bytes(),
        one => part(one).into_bytes(),
    })
}

fn verb(name: &str) -> Verb {
    match name {
        "format" => Verb::Format,
        "redact" => Verb::Redact,
        "validate" => Verb::Validate,
        "run" => Verb::Run,
        other => panic!("no verb {other}"),
    }
}

/// The whole stream's records under a vector.
fn output(
    engine: &Engine,
    component: &Component,
    page: &Value,
    vector: &Value,
    input: &[u8],
) -> Result<Vec<u8>, String> {
    let keys = field(page, vector, "keys").as_array().cloned().unwrap_or_default();
    let text = |pair: &Value, at: usize| pair[at].as_str().unwrap().to_owned();
    let keys: Vec<Key> = keys.iter().map(|pair| Key { id: text(pair, 0), bytes: text(pair, 1).into_bytes() }).collect();
    // What the core does is asked here; what this host lets a record cost is asked in tests/cli/limits.rs.
    let limits = Limits { fuel_per_byte: 100_000, ..Limits::default() };
    let instance = Instance::new(engine, component, limits).map_err(|e| e.to_string())?;
    let mut stream = instance.open(&policy(field(page, vector, "policy")), &keys).map_err(|e| e.to_string())?;
    let verb = verb(field(page, vector, "verb").as_str().unwrap());
    let mut bytes = stream.push(verb, input, 0).map_err(|e| format!("{e:?}"))?.bytes;
    let open = stream.save().map_err(|e| format!("{e:?}"))?.len();
    bytes.extend(stream.finish(open).map_err(|e| format!("{e:?}"))?.last.bytes);
    Ok(bytes)
}

fn check(engine: &Engine, component: &Component, page: &Value, vector: &Value) -> Result<(), String> {
    let input = bytes(vector, "in").unwrap();
    let got = output(engine, component, page, vector, &input)?;
    let texts = |name: &str| vector[name].as_array().cloned().unwrap_or_default();
    let holds = |text: &Value| {
        let text = text.as_str().unwrap().as_bytes();
        text.is_empty() || got.windows(text.len()).any(|window| window == text)
    };
    let loose = !texts("gone").is_empty() || !texts("kept").is_empty();
    let want = bytes(vector, "out").or((!loose).then_some(input));
    match want {
        Some(want) if want != got => Err(format!("other bytes:\n want {}\n  got {}", show(&want), show(&got))),
        _ if texts("gone").iter().any(holds) => Err(format!("something survives: {}", show(&got))),
        _ if !texts("kept").iter().all(holds) => Err(format!("something is lost: {}", show(&got))),
        _ => Ok(()),
    }
}

fn show(bytes: &[u8]) -> String {
    bytes[..bytes.len().min(400)].escape_ascii().to_string()
}

#[test]
fn the_component_does_what_the_vectors_say() {
    let engine = Engine::new(&engine::settings()).unwrap();
    let component = artefact::load(&engine).unwrap().component;
    let (mut passed, mut failed) = (0, 0);
    for file in fs::read_dir(tests().join("vectors")).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let page: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for vector in page["vectors"].as_array().unwrap() {
            match check(&engine, &component, &page, vector) {
                Ok(()) => passed += 1,
                Err(why) => {
                    failed += 1;
                    let _ = writeln!(
                        std::io::stderr().lock(),
                        "FAILED {}/{}: {why}",
                        file.file_stem().unwrap().display(),
                        vector["name"]
                    );
                }
            }
        }
    }
    // The real stderr: the harness swallows what is printed.
    let _ = writeln!(std::io::stderr().lock(), "component in wasmtime: {passed} passed, {failed} failed");
    assert_eq!(failed, 0);
}
