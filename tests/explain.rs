//! What is explained is what is redacted; near misses say what is missing; no reason holds a value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use logveil::{Explainer, Pipeline, Reason, Verb};

const CP1: &str = r#"{"version":1,"extends":["cp1"]}"#;

fn explained(policy: &str, text: &str) -> Vec<Reason> {
    let mut explainer = Explainer::open(policy, &[]).unwrap();
    let mut reasons = explainer.explain(text.as_bytes());
    reasons.extend(explainer.finish());
    reasons
}

/// The text of each span, its rule, and the reason of a near miss.
fn told<'a>(text: &'a str, reasons: &'a [Reason]) -> Vec<(&'a str, &'a str, &'a str)> {
    let span = |reason: &Reason| {
        let line = text.lines().nth(reason.line as usize - 1).unwrap();
        &line[reason.start as usize..reason.end as usize]
    };
    let near = |reason: &'a Reason| if reason.action.is_empty() { &*reason.why } else { "" };
    reasons.iter().map(|reason| (span(reason), &*reason.rule, near(reason))).collect()
}

#[test]
fn near_misses_say_what_is_missing() {
    for (text, span, rule, why) in [
        (r#"{"m":"card 4111111111111112"}"#, "4111111111111112", "leak/pan", "check digit"),
        (r#"{"trace_id":"4111111111111111"}"#, "4111111111111111", "leak/pan", "name is protected"),
        (r#"{"m":"number 219099999 in all"}"#, "219099999", "leak/us_ssn", "beside a word such as `us ssn`"),
        (r#"{"m":"from 203.0.113.77"}"#, "203.0.113.77", "leak/ipv4", "has this detector off"),
        (r#"{"m":"ssn 900-12-3456"}"#, "900-12-3456", "leak/us_ssn", "no number of that area"),
    ] {
        let reasons = explained(CP1, text);
        let told = told(text, &reasons);
        let [(at, by, said)] = told[..] else { panic!("{text}: {told:?}") };
        assert_eq!((at, by), (span, rule), "{text}");
        assert!(said.contains(why), "{text}: {said}");
    }
}

#[test]
fn ids_are_no_near_misses() {
    for text in [
        r#"{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7","order":"ord-20250127-77213"}"#,
        r#"{"m":"commit 9fceb02d0ae598e95dc970b74767f19372d61af8 at 1737979203213"}"#,
    ] {
        assert_eq!(explained(CP1, text), [], "{text}");
    }
}

#[test]
fn allowed_values_are_near_misses() {
    let policy = r#"{"version":1,"extends":["cp1"],"redact":{"allow":{"email":["noreply@example.com"]}}}"#;
    let text = r#"{"m":"noreply@example.com"}"#;
    let reasons = explained(policy, text);
    assert_eq!(told(text, &reasons), [("noreply@example.com", "leak/email", "the policy allows this value")]);
}

#[test]
fn what_is_explained_is_what_is_redacted() {
    let texts =
        ["vectors/keys.json", "vectors/text.json", "vectors/pairs.json", "vectors/email.json", "vectors/pan.json"];
    for file in texts {
        let path = format!("{}/tests/{file}", env!("CARGO_MANIFEST_DIR"));
        let vectors: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for vector in vectors["vectors"].as_array().unwrap() {
            let Some(text) = vector["in"].as_str() else { continue };
            let changed = Pipeline::open(CP1, &[]).unwrap().push(Verb::Redact, format!("{text}\n").as_bytes()).unwrap();
            let reasons = explained(CP1, text);
            let fired = reasons.iter().filter(|reason| !reason.action.is_empty()).count();
            assert_eq!(fired as u64, changed.counts.redactions, "{text}");
        }
    }
}

#[test]
fn chunks_may_end_anywhere() {
    let text = "{\"pin\":\"1\"}\n\n{\"m\":\"card 4111111111111112\"}\r\npassword=x\n{\"ssn\":2}";
    let whole = explained(CP1, text);
    assert_eq!(whole.iter().map(|reason| reason.line).collect::<Vec<_>>(), [1, 3, 4, 5]);
    for cut in 0..=text.len() {
        let mut explainer = Explainer::open(CP1, &[]).unwrap();
        let mut reasons = explainer.explain(&text.as_bytes()[..cut]);
        reasons.extend(explainer.explain(&text.as_bytes()[cut..]));
        reasons.extend(explainer.finish());
        assert_eq!(reasons, whole, "{cut}");
    }
}

#[test]
fn a_record_of_nothing_else_is_explained_in_time() {
    for piece in ["4111 1111 1111 1112 ", "219099999,", "a@b.c ", "eyJxxx.yyyy ", "GB00ABCD12345678901234 ", "1-1-1-"] {
        let text = piece.repeat(200_000 / piece.len());
        assert!(explained(CP1, &text).len() <= 2_100, "{piece}");
    }
}

#[test]
fn near_misses_by_form_and_by_word_have_a_place() {
    let mut explainer = Explainer::open(r#"{"version":1,"extends":["cp1"]}"#, &[]).unwrap();
    let reasons = explainer
        .explain(b"{\"a\":[{\"card/no\":\"x 4111111111111112\"}],\"jane@example.com\":{\"m\":\"logo@2x.png\"}}\n");
    let near: Vec<&str> = reasons.iter().filter(|one| one.action.is_empty()).map(|one| one.pointer.as_str()).collect();
    assert_eq!(near, ["/a/0/card~1no", "/[REDACTED]/m"]);
}
