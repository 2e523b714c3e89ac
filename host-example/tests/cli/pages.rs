//! `validate --explain`: a page for each rule that there is.

use logveil_host::{Instance, Limits, artefact, engine};

use crate::program::run;

#[test]
fn every_rule_of_every_preset_has_a_page() {
    let engine = wasmtime::Engine::new(&engine::settings()).unwrap();
    let component = artefact::load(&engine).unwrap().component;
    let instance = || Instance::new(&engine, &component, Limits::default()).unwrap();
    for preset in instance().presets().unwrap() {
        let Ok(rules) = instance().open(&preset.policy, &[]).unwrap().rules() else { panic!("no rules") };
        for rule in rules {
            let ran = run(&["validate", "--policy", &preset.name, "--explain", &rule.name], "");
            assert_eq!(ran.code, Some(0), "{}: {}", rule.name, ran.err);
            assert!(ran.text().starts_with(&format!("{}\n", rule.name)), "{}", ran.text());
            assert!(ran.text().contains(&rule.message) && ran.text().contains("**How to fix**"), "{}", ran.text());
        }
    }
}

#[test]
fn a_rule_that_is_not_known_is_told() {
    let ran = run(&["validate", "--explain", "cp1/mispaced"], "");
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("did you mean cp1/misplaced?"), "{}", ran.err);
    let ran = run(&["validate", "--explain", "\u{1b}[31mnothing/of-the-kind"], "");
    assert!(ran.code == Some(2) && !ran.err.contains('\u{1b}') && !ran.err.contains("did you mean"), "{}", ran.err);
}

#[test]
fn a_rule_of_another_policy_is_explained_too() {
    let ran = run(&["validate", "--policy", "json", "--explain", "leak/email"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.text().contains("The policy at hand does not have this rule."), "{}", ran.text());
}
