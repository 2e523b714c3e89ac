//! What a policy is told before the first byte: each mistake has its place, and its nearest known name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use logveil::{self as policy, Key, Place, PolicyError};
use logveil::{Pipeline, Verb};

fn refused(text: &str) -> PolicyError {
    let checked = policy::check(text).err().unwrap_or_else(|| panic!("check took {text}"));
    let opened = Pipeline::open(text, &[]).err().unwrap_or_else(|| panic!("open took {text}"));
    assert_eq!(checked, opened, "check and open say the same");
    checked
}

/// The place of an unknown name, whose nearest known one is `nearest`.
fn unknown(text: &str, pointer: &str, nearest: &str) {
    let PolicyError::UnknownName(Place { pointer: got, nearest: found, .. }) = refused(text) else {
        panic!("{text}: {:?}", refused(text));
    };
    assert_eq!((got.as_str(), found.as_deref()), (pointer, Some(nearest)), "{text}");
}

fn invalid(text: &str, pointer: &str) {
    match refused(text) {
        PolicyError::Invalid(place) => assert_eq!(place.pointer, pointer, "{text}: {}", place.message),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn presets_compile() {
    let presets = policy::presets();
    assert!(presets.iter().any(|preset| preset.name == "cp1"));
    for preset in presets {
        assert!(!preset.about.is_empty());
        policy::check(preset.policy).unwrap_or_else(|error| panic!("{}: {error:?}", preset.name));
        let extends = format!(r#"{{"version":1,"extends":["{}"]}}"#, preset.name);
        policy::check(&extends).unwrap_or_else(|error| panic!("{}: {error:?}", preset.name));
    }
}

#[test]
fn the_policy_seven_compiles() {
    policy::check(include_str!("policies/seven.json")).unwrap();
}

#[test]
fn no_json_is_a_syntax_error() {
    for text in ["", "{", "version: 1", r#"{"version":1,}"#] {
        assert!(matches!(refused(text), PolicyError::Syntax(_)), "{text}");
    }
}

#[test]
fn unknown_names_have_a_nearest() {
    unknown(r#"{"version":1,"extends":["cp2"]}"#, "/extends/0", "cp1");
    unknown(r#"{"version":1,"redcat":{}}"#, "/redcat", "redact");
    unknown(
        r#"{"version":1,"redact":{"detectors":{"emial":{"action":"replace"}}}}"#,
        "/redact/detectors/emial",
        "email",
    );
    unknown(
        r#"{"version":1,"redact":{"detectors":{"email":{"action":"replcae"}}}}"#,
        "/redact/detectors/email/action",
        "replace",
    );
    unknown(r#"{"version":1,"limits":{"max_dept":3}}"#, "/limits/max_dept", "max_depth");
    unknown(r#"{"version":1,"on_error":"maks"}"#, "/on_error", "mask");
}

#[test]
fn errors_never_pass_records() {
    assert!(matches!(
        refused(r#"{"version":1,"on_error":"pass"}"#),
        PolicyError::UnknownName(_) | PolicyError::Invalid(_)
    ));
}

#[test]
fn values_that_make_no_sense() {
    invalid(r#"{"version":1,"limits":{"max_depth":-1}}"#, "/limits/max_depth");
    invalid(r#"{"version":1,"limits":{"max_record_bytes":"x"}}"#, "/limits/max_record_bytes");
    invalid(r#"{"version":2}"#, "/version");
    invalid(r#"{"version":1,"redact":[]}"#, "/redact");
}

#[test]
fn only_withholding_needs_a_quarantine() {
    assert!(!policy::check(r#"{"version":1,"extends":["cp1"]}"#).unwrap().quarantine);
    assert!(policy::check(r#"{"version":1,"extends":["cp1"],"on_error":"withhold"}"#).unwrap().quarantine);
}

#[test]
fn a_key_does_not_show_its_bytes() {
    let key = Key { id: "k1".into(), bytes: b"hunter2hunter2hunter2".to_vec() };
    let text = format!("{key:?}");
    assert!(text.contains("k1") && !text.contains("hunter2") && !text.contains("104, 117"), "{text}");
}

/// An empty policy redacts nothing, and still keeps the limits.
#[test]
fn an_empty_policy_passes_bytes() {
    let record = b"{\"password\":\"hunter2\", \"n\":1.0}\n";
    let mut pipeline = Pipeline::open(r#"{"version":1}"#, &[]).unwrap();
    let output = pipeline.push(Verb::Redact, record).unwrap();
    assert_eq!(output.bytes, record);
    assert_eq!((output.counts.records, output.counts.changed), (1, 0));
}

/// A policy with one key rule on `device` and this action.
fn acting(action: &str) -> String {
    format!(r#"{{"version":1,"redact":{{"keys":[{{"match":["device"],{action}}}]}}}}"#)
}

#[test]
fn keys_are_asked_for_and_missed() {
    let token = acting(r#""action":"token","key":"k1""#);
    assert_eq!(policy::check(&token).unwrap().keys, ["k1"]);
    assert_eq!(policy::check(&acting(r#""action":"encrypt""#)).unwrap().keys, [""]);
    assert!(policy::check(&acting(r#""action":"hash""#)).unwrap().keys.is_empty());
    let key = |id: &str| Key { id: id.into(), bytes: vec![7; 32] };
    Pipeline::open(&token, &[key("k0"), key("k1")]).unwrap();
    let PolicyError::Invalid(place) = Pipeline::open(&token, &[key("k2")]).unwrap_err() else {
        panic!("another error")
    };
    assert_eq!((&*place.pointer, &*place.message), ("/redact/keys/0/key", "no key `k1` was passed"));
    let PolicyError::Invalid(place) = Pipeline::open(&acting(r#""action":"encrypt""#), &[]).unwrap_err() else {
        panic!("another error")
    };
    assert_eq!(place.pointer, "/redact/keys/0/action");
}

#[test]
fn dropping_records_needs_a_quarantine() {
    assert!(policy::check(&acting(r#""action":"drop_record""#)).unwrap().quarantine);
}

#[test]
fn options_belong_to_their_actions() {
    for (action, option) in [
        (r#""action":"replace","keep_last":4"#, "keep_last"),
        (r#""keep_first":4"#, "keep_first"),
        (r#""action":"mask","key":"k1""#, "key"),
        (r#""action":"token","as":"number""#, "as"),
        (r#""action":"mask","to":"year""#, "to"),
        (r#""action":"mask","mask_with":"ab""#, "mask_with"),
        (r#""action":"mask","mask_with":"\"""#, "mask_with"),
        (r#""action":"token","key":"no such id!""#, "key"),
        (r#""replacement":"""#, "replacement"),
        (r#""replacement":"a\nb""#, "replacement"),
        (r#""replacement":"a\"b""#, "replacement"),
    ] {
        invalid(&acting(action), &format!("/redact/keys/0/{option}"));
    }
}

#[test]
fn a_hash_without_a_key_hides_no_small_number() {
    for detector in ["pan", "us_ssn", "ipv4"] {
        let text = format!(r#"{{"version":1,"redact":{{"detectors":{{"{detector}":{{"action":"hash"}}}}}}}}"#);
        invalid(&text, &format!("/redact/detectors/{detector}/action"));
        assert_eq!(policy::check(&text.replace("hash\"", "hash\",\"key\":\"k1\"")).unwrap().keys, ["k1"]);
    }
    invalid(r#"{"version":1,"redact":{"keys":[{"match":["card pin"],"action":"hash"}]}}"#, "/redact/keys/0/action");
}

#[test]
fn a_replacement_is_nothing_to_redact() {
    let text = r#"{"version":1,"extends":["cp1"],"redact":{"replacement":"mail bob@example.com"}}"#;
    invalid(text, "/redact/replacement");
}

/// The schema and the parser are of one source: what one takes, the other takes.
#[test]
fn the_schema_says_what_the_parser_says() {
    let schema: serde_json::Value = serde_json::from_str(&policy::policy_schema()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let takes = |text: &str| schema.is_valid(&serde_json::from_str(text).unwrap());
    for preset in policy::presets() {
        assert!(takes(preset.policy), "{}", preset.name);
    }
    for good in [
        r#"{"version":1}"#,
        r#"{"version":1,"extends":["cp1","json"],"redact":{"detectors":{"pan":{"action":"mask","keep_last":4}}}}"#,
        r#"{"version":1,"redact":{"keys":[{"match":["a"],"action":"token","key":"k"}],"allow":{"email":["a@b.c"]}}}"#,
        r#"{"version":1,"limits":{"max_depth":10},"tests":[{"name":"a","in":"b","out":"c"}],"on_error":"withhold"}"#,
        r#"{"version":1,"format":{"output":"cp1"},"validate":{"schema":"none","on_invalid":"withhold"}}"#,
    ] {
        assert!(takes(good), "{good}");
        policy::check(good).unwrap_or_else(|error| panic!("{good}: {error}"));
    }
    for bad in [
        r#"{}"#,
        r#"{"version":2}"#,
        r#"{"version":1,"redcat":{}}"#,
        r#"{"version":1,"extends":["cp2"]}"#,
        r#"{"version":1,"extends":"cp1"}"#,
        r#"{"version":1,"on_error":"pass"}"#,
        r#"{"version":1,"limits":{"max_depth":0}}"#,
        r#"{"version":1,"limits":{"max_depth":1.5}}"#,
        r#"{"version":1,"redact":{"detectors":{"emial":{}}}}"#,
        r#"{"version":1,"redact":{"detectors":{"email":{"action":"burn"}}}}"#,
        r#"{"version":1,"redact":{"keys":[{"match":"a"}]}}"#,
        r#"{"version":1,"redact":{"keys":[{"match":["a"],"keep_last":-1}]}}"#,
        r#"{"version":1,"redact":{"allow":{"email":"a"}}}"#,
        r#"{"version":1,"tests":[{"nme":"a"}]}"#,
    ] {
        assert!(!takes(bad), "{bad}");
        refused(bad);
    }
}

/// What was encrypted comes back, whatever stood around it; what another key wrote stays.
#[test]
fn what_is_encrypted_is_revealed() {
    let key = |id: &str| Key { id: id.into(), bytes: format!("a key of thirty-two bytes for {id}").into_bytes() };
    let text = r#"{"version":1,"redact":{"keys":[{"match":["user"],"action":"encrypt","key":"k1"}],
        "detectors":{"email":{"action":"encrypt","key":"k1"}}}}"#;
    let input = concat!(
        "{\"user\":\"b\\\"o\\nb\",\"n\":1.50}\n",
        "{\"user\":[1,{\"a\":\"b\"}],\"m\":\"to bob@example.com now\"}\n",
        "user=bob to eve@example.com\n",
        "{\"user\":-1.0e5}\n"
    );
    let mut pipeline = Pipeline::open(text, &[key("k0"), key("k1")]).unwrap();
    let output = pipeline.push(Verb::Redact, input.as_bytes()).unwrap();
    let shown = String::from_utf8(output.bytes.clone()).unwrap();
    assert!(!shown.contains("bob") && !shown.contains("eve"), "{shown}");
    let revealed = policy::reveal(&output.bytes, &[key("k2"), key("k1")]).unwrap();
    assert_eq!(String::from_utf8(revealed.bytes).unwrap(), input);
    assert_eq!((revealed.revealed, revealed.unknown), (6, 0));
    let revealed = policy::reveal(&output.bytes, &[key("k2")]).unwrap();
    assert_eq!((revealed.bytes, revealed.revealed, revealed.unknown), (output.bytes, 0, 6));
}

#[test]
fn names_that_make_no_sense() {
    let matching = |text: &str| format!(r#"{{"version":1,"redact":{{"keys":[{{"match":["ok","{text}"]}}]}}}}"#);
    for text in ["", "--", "*", "?*", "/(/", "/a//b", "**", "/*", "/a(?=b)/"] {
        invalid(&matching(text), "/redact/keys/0/match/1");
    }
    for text in ["a b", "x-*-y", "/a/", "/^a$/i", "/a", "/a/b", "a/b", "**/a", "/a/**/b*"] {
        policy::check(&matching(text)).unwrap_or_else(|error| panic!("{text}: {error}"));
    }
    let preset =
        r#"{"version":1,"extends":["cp1"],"redact":{"keys":[{"match":["a"]},{"match":["pass*"],"action":"keep"}]}}"#;
    invalid(preset, "/redact/keys/1/match/0");
    invalid(r#"{"version":1,"redact":{"protect":["a","/a/b"]}}"#, "/redact/protect/1");
    invalid(r#"{"version":1,"redact":{"allow":{"email":["a@b.c","*"]}}}"#, "/redact/allow/email/1");
    let steps = format!(r#"{{"version":1,"redact":{{"keys":[{{"match":["{}"]}}]}}}}"#, "/a".repeat(120));
    policy::check(&steps).unwrap();
}

#[test]
fn patterns_that_make_no_sense() {
    let pattern = |body: &str| format!(r#"{{"version":1,"redact":{{"patterns":[{{{body}}}]}}}}"#);
    for (body, place) in [
        (r#""regex":"abc""#, "name"),
        (r#""name":"a b","regex":"abc""#, "name"),
        (r#""name":"email","regex":"abc""#, "name"),
        (r#""name":"key-x","regex":"abc""#, "name"),
        (r#""name":"a""#, "regex"),
        (r#""name":"a","regex":"""#, "regex"),
        (r#""name":"a","regex":"(""#, "regex"),
        (r#""name":"a","regex":"(?=b)c""#, "regex"),
        (r#""name":"a","regex":"((a{100}){100}){100}""#, "regex"),
        (r#""name":"a","regex":"a(b)","group":2"#, "group"),
        (r#""name":"a","regex":"abc","keywords":["x",""]"#, "keywords/1"),
        (r#""name":"a","regex":"abc","keep_last":2"#, "keep_last"),
    ] {
        invalid(&pattern(body), &format!("/redact/patterns/0/{place}"));
    }
    let own = r#"{"version":1,"redact":{"replacement":"[id gone]","patterns":[{"name":"a","regex":"id [a-z]+"}]}}"#;
    invalid(own, "/redact/replacement");
}

/// Presets can be put together in any order, and a later action forgets the options of an earlier one.
#[test]
fn presets_go_together() {
    let names: Vec<&str> = policy::presets().iter().map(|preset| preset.name).collect();
    for wanted in ["cp1", "secrets", "pci", "gdpr", "hipaa", "owasp", "otel", "ecs", "strict", "json"] {
        assert!(names.contains(&wanted), "{wanted}");
    }
    for a in &names {
        for b in &names {
            let text = format!(r#"{{"version":1,"extends":["{a}","{b}"]}}"#);
            policy::check(&text).unwrap_or_else(|error| panic!("{a}, {b}: {error}"));
        }
    }
}

/// What is said of a detector counts more than what is said of its group.
#[test]
fn groups_of_detectors() {
    let text = r#"{"version":1,"redact":{"detectors":{"*":{"action":"mask"},"proof":{"replacement":"<{rule}>"},"pan":{"action":"keep"}}}}"#;
    let mut pipeline = Pipeline::open(text, &[]).unwrap();
    let output = pipeline.push(Verb::Redact, b"4111111111111111 bob@example.com 203.0.113.7\n").unwrap();
    assert_eq!(String::from_utf8_lossy(&output.bytes), "4111111111111111 <email> ***********\n");
    unknown(r#"{"version":1,"redact":{"detectors":{"prof":{}}}}"#, "/redact/detectors/prof", "proof");
    invalid(r#"{"version":1,"redact":{"allow":{"email":["a"]},"detectors":{"*":[]}}}"#, "/redact/detectors/*");
}

#[test]
fn only_pci_leaves_parts_of_cards() {
    for preset in policy::presets().iter().filter(|preset| !matches!(preset.name, "json" | "secrets")) {
        let mut pipeline = Pipeline::open(&format!(r#"{{"version":1,"extends":["{}"]}}"#, preset.name), &[]).unwrap();
        let output = pipeline.push(Verb::Redact, b"{\"m\":\"card 4111 1111 1111 1111\"}\n").unwrap();
        let shown = String::from_utf8_lossy(&output.bytes).into_owned();
        assert!(!shown.contains("4111 1111 1111"), "{}: {shown}", preset.name);
    }
}

/// The names of a policy's notes, with their places.
fn notes(text: &str) -> Vec<(&'static str, String)> {
    let notes = policy::lint(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    notes.into_iter().map(|note| (note.name, note.pointer)).collect()
}

#[track_caller]
fn noted(redact: &str, name: &str, pointer: &str) {
    let text = format!(r#"{{"version":1,"extends":["cp1"],"redact":{{{redact}}}}}"#);
    let notes = notes(&text);
    let found = notes.iter().any(|(got, place)| *got == name && place == pointer);
    assert!(found, "{text}: no {name} at {pointer} in {notes:?}");
}

#[test]
fn the_check_tells_of_rules_that_do_nothing() {
    noted(r#""keys":[{"match":["a b"]},{"match":["c","aB"]}]"#, "twice", "/redact/keys/1/match/1");
    noted(r#""keys":[{"match":["a"]},{"match":["a"],"action":"mask"}]"#, "shadowing", "/redact/keys/1/match/0");
    noted(r#""keys":[{"match":["password"]}]"#, "in-preset", "/redact/keys/0/match/0");
    noted(r#""keys":[{"match":["my password"]}]"#, "shadowed", "/redact/keys/0/match/0");
    noted(r#""keys":[{"match":["colour"],"action":"keep"}]"#, "keeps-nothing", "/redact/keys/0/match/0");
    noted(r#""protect":["password"]"#, "not-protected", "/redact/protect/0");
    noted(r#""allow":{"ipv4":["127.0.0.1"]}"#, "allows-nothing", "/redact/allow/ipv4");
    noted(
        r#""detectors":{"person":{"action":"keep"}},"allow":{"email":["a@b.cz"]}"#,
        "allows-nothing",
        "/redact/allow/email",
    );
    noted(r#""keys":[{"match":[]}]"#, "takes-nothing", "/redact/keys/0/match");
    noted(r#""replacement":"<{rul}>""#, "no-such-template", "/redact/replacement");
    noted(r#""keys":[{"match":["x"],"replacement":"{rule}{what}"}]"#, "no-such-template", "/redact/keys/0/replacement");
    noted(
        r#""patterns":[{"name":"a","regex":"abc"},{"name":"a","regex":"abd"}]"#,
        "same-name",
        "/redact/patterns/1/name",
    );
    noted(r#""patterns":[{"name":"a","regex":"abc"},{"name":"b","regex":"abc"}]"#, "twice", "/redact/patterns/1/regex");
}

#[test]
fn the_check_knows_groups_of_detectors() {
    let own = |redact: &str| notes(&format!(r#"{{"version":1,"extends":["cp1"],"redact":{{{redact}}}}}"#));
    let no = |redact: &str, name: &str| assert!(own(redact).iter().all(|(note, _)| *note != name), "{redact}");
    no(r#""detectors":{"*":{}},"allow":{"ipv4":["127.0.0.1"]}"#, "allows-nothing");
    no(r#""detectors":{"person":{"action":"keep"}}"#, "off-already");
    no(r#""detectors":{"person":{},"ipv4":{"action":"keep"}}"#, "off-already");
    no(r#""replacement":"<{rule}>{}{a b}""#, "no-such-template");
}

#[test]
fn the_check_tells_of_patterns_that_take_too_much() {
    for (regex, name) in [
        ("(abc)*", "matches-nothing"),
        ("[0-9a-f]{32}", "matches-an-id"),
        ("[0-9]{13}", "matches-an-id"),
        ("[0-9]{6}", "no-literal"),
    ] {
        noted(&format!(r#""patterns":[{{"name":"a","regex":"{regex}"}}]"#), name, "/redact/patterns/0/regex");
    }
}

#[test]
fn the_check_tells_of_what_gives_away_cards_and_secrets() {
    let both = r#""detectors":{"pan":{"action":"mask","keep_last":4}},"keys":[{"match":["card number"],"action":"hash","key":"k"}]"#;
    noted(both, "card-mask-and-hash", "/redact/detectors/pan");
    noted(both, "card-mask-and-hash", "/redact/keys/0/match/0");
    noted(r#""detectors":{"pan":{"action":"mask","keep_last":6}}"#, "card-shows", "/redact/detectors/pan");
    noted(r#""keys":[{"match":["cvv"],"action":"token"}]"#, "card-code", "/redact/keys/0/match/0");
    noted(r#""keys":[{"match":["device"],"action":"hash"}]"#, "hash-without-key", "/redact/keys/0/match/0");
    noted(
        r#""keys":[{"match":["a"],"action":"token","key":"9f86d081884c7d659a2feaa0c55ad015"}]"#,
        "secret",
        "/redact/keys/0/key",
    );
    noted(r#""allow":{"aws_key":["AKIAQWERTYUIOPASDFGH"]}"#, "secret", "/redact/allow/aws_key/0");
}

#[test]
fn the_check_tells_of_rules_without_a_test() {
    let text = |tests: &str| {
        format!(
            r#"{{"version":1,"redact":{{"keys":[{{"match":["a","b"],"action":"token"}}],"detectors":{{"email":{{}}}},
            "patterns":[{{"name":"t","regex":"TCK-[0-9]+"}}]}}{tests}}}"#
        )
    };
    assert_eq!(notes(&text("")), [("no-tests", String::new())]);
    let tests = r#","tests":[{"name":"a","in":"{\"b\":1}\n","out":"x"},{"name":"t","in":"TCK-1","out":"x"}]"#;
    assert_eq!(notes(&text(tests)), [("no-test", "/redact/detectors/email".to_owned())]);
}

/// The presets themselves give no cause for a note that is more than a hint.
#[test]
fn presets_are_clean() {
    for preset in policy::presets() {
        let notes = policy::lint(preset.policy).unwrap();
        let bad: Vec<_> = notes.iter().filter(|note| note.severity != policy::Severity::Info).collect();
        assert!(bad.is_empty(), "{}: {bad:?}", preset.name);
    }
}

/// `policy test PRESET` runs these; they are no part of a policy that extends the preset.
#[test]
fn presets_pass_their_own_tests() {
    for preset in policy::presets().iter().filter(|preset| preset.name != "json") {
        let own: serde_json::Value = serde_json::from_str(preset.policy).unwrap();
        let tests = own["tests"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(tests.len() > 2, "{}: {} tests", preset.name, tests.len());
        for test in tests {
            let mut pipeline = Pipeline::open(preset.policy, &[]).unwrap();
            let mut bytes = pipeline.push(Verb::Redact, test["in"].as_str().unwrap().as_bytes()).unwrap().bytes;
            bytes.extend(pipeline.finish().unwrap().last.bytes);
            assert_eq!(
                String::from_utf8_lossy(&bytes),
                test["out"].as_str().unwrap(),
                "{}: {}",
                preset.name,
                test["name"]
            );
        }
        let extends = format!(r#"{{"version":1,"extends":["{}"]}}"#, preset.name);
        assert!(!policy::merged(&extends).unwrap().contains("\"tests\""), "{}", preset.name);
    }
}
