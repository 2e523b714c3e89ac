//! The contract of a pipeline: which verb holds, what is in its state, which line it names, what it counts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use logveil::{Pipeline, PipelineError, Tally, Verb};

const CP1: &str = r#"{"version":1,"extends":["cp1"]}"#;
const SHALLOW: &str = r#"{"version":1,"extends":["cp1"],"limits":{"max_depth":3}}"#;

fn open() -> Pipeline {
    Pipeline::open(CP1, &[]).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_first_verb_holds_until_finish() {
    let mut pipeline = open();
    pipeline.push(Verb::Redact, b"{\"password\":\"x\"}\n{\"pass").unwrap();
    let refused = pipeline.push(Verb::Run, b"{}\n").err().unwrap();
    assert_eq!(refused, PipelineError::Verb("redact".into()));
    let output = pipeline.push(Verb::Redact, b"word\":\"y\"}\n").unwrap();
    assert_eq!(text(output.bytes), "{\"password\":\"[REDACTED]\"}\n", "the stream stands where it stood");
    pipeline.finish().unwrap();
    assert!(pipeline.push(Verb::Run, b"{}\n").is_ok());
}

#[test]
fn finish_makes_it_as_new() {
    let mut pipeline = Pipeline::open(SHALLOW, &[]).unwrap();
    for _ in 0..2 {
        assert!(text(pipeline.push(Verb::Redact, b"{}\n[[[[1]]]]\n").unwrap().bytes).contains("\"line\":2"));
        let summary = pipeline.finish().unwrap();
        assert!(summary.last.bytes.is_empty());
        assert_eq!(summary.tallies.iter().map(|tally| tally.count).sum::<u64>(), 1);
    }
}

#[test]
fn counts_are_of_the_records_completed_in_the_call() {
    let mut pipeline = open();
    let first = pipeline.push(Verb::Redact, b"{\"a\":1}\n{\"password\":\"x\"").unwrap();
    assert_eq!((first.counts.records, first.counts.changed), (1, 0));
    let second = pipeline.push(Verb::Redact, b"}\n\n{\"a\"").unwrap();
    assert_eq!((second.counts.records, second.counts.changed, second.counts.redactions), (1, 1, 1));
    let last = pipeline.finish().unwrap().last;
    assert_eq!((last.counts.records, text(last.bytes).as_str()), (1, "{\"a\""));
}

#[test]
fn nothing_is_open_between_records() {
    let mut pipeline = open();
    assert!(pipeline.save().is_empty());
    pipeline.push(Verb::Redact, b"{\"a\":1}\n").unwrap();
    assert!(pipeline.save().is_empty());
    pipeline.push(Verb::Redact, b"{\"a\"").unwrap();
    assert!(!pipeline.save().is_empty());
    pipeline.push(Verb::Redact, b":1}\n").unwrap();
    assert!(pipeline.save().is_empty());
    pipeline.push(Verb::Redact, b"").unwrap();
    assert!(pipeline.save().is_empty());
}

#[test]
fn a_state_of_another_make_is_refused() {
    let mut pipeline = open();
    pipeline.push(Verb::Redact, b"{\"a\":1").unwrap();
    let state = pipeline.save();
    let mut other = open();
    for wrong in [b"x".as_slice(), b"{\"password\":\"x\"}", &[0xff; 64], &state[..state.len() / 3]] {
        assert!(matches!(other.restore(wrong), Err(PipelineError::State(_))), "{wrong:?}");
    }
    assert_eq!(text(other.push(Verb::Redact, b"{\"b\":2}\n").unwrap().bytes), "{\"b\":2}\n", "and changes nothing");
}

#[test]
fn seek_names_the_next_line() {
    let mut pipeline = Pipeline::open(SHALLOW, &[]).unwrap();
    pipeline.seek(1000);
    let output = pipeline.push(Verb::Redact, b"\n[[[[1]]]]\n").unwrap();
    assert_eq!(
        text(output.bytes),
        "\n{\"message\":\"[REDACTED]\",\"logveil\":{\"reason\":\"limit/max-depth\",\"line\":1001,\"bytes\":9}}\n"
    );
    assert!(text(output.quarantine).starts_with("{\"line\":1001,\"rule\":\"limit/max-depth\",\"raw_base64\":\""));
}

#[test]
fn a_refused_record_is_masked_and_never_read() {
    let mut pipeline = open();
    pipeline.seek(7);
    let output = pipeline.refuse(b"{\"password\":\"hunter2\"}\r\n", "limit/fuel").unwrap();
    assert_eq!(
        text(output.bytes),
        "{\"message\":\"[REDACTED]\",\"logveil\":{\"reason\":\"limit/fuel\",\"line\":7,\"bytes\":22}}\r\n"
    );
    assert_eq!((output.counts.records, output.counts.masked, output.counts.changed), (1, 1, 1));
    let open = pipeline.refuse(b"{\"a\":1", "limit/trap").unwrap();
    assert_eq!(text(open.bytes), "", "the record has not ended");
    let last = pipeline.push(Verb::Redact, b"}").unwrap();
    assert_eq!(text(last.bytes), "");
    let tallies = pipeline.take_tallies();
    let last = pipeline.finish().unwrap().last;
    assert!(text(last.bytes).contains("\"line\":8,\"bytes\":7"));
    assert!(tallies.iter().any(|tally| tally.rule == "limit/fuel" && tally.count == 1), "{tallies:?}");
}

#[test]
fn a_refused_record_without_an_end_is_masked_at_the_end() {
    let mut pipeline = open();
    pipeline.refuse(b"{\"password\":\"hunter2\"", "limit/fuel").unwrap();
    let last = pipeline.finish().unwrap().last;
    assert_eq!((last.counts.records, last.counts.masked), (1, 1));
    assert!(text(last.bytes).contains("\"reason\":\"limit/fuel\""));
}

#[test]
fn a_policy_can_call_all_records_text() {
    let policy = r#"{"version":1,"extends":["cp1"],"format":{"input":"text"}}"#;
    let mut pipeline = Pipeline::open(policy, &[]).unwrap();
    let output = pipeline.push(Verb::Run, b"{\"password\":\"hunter2\"}\n").unwrap();
    assert_eq!(text(output.bytes), "{\"message\":\"{\\\"password\\\":\\\"[REDACTED]\\\"}\"}\n");
}

#[test]
fn a_refused_record_is_withheld_where_the_policy_says_so() {
    let mut pipeline = Pipeline::open(r#"{"version":1,"extends":["cp1"],"on_error":"withhold"}"#, &[]).unwrap();
    let output = pipeline.refuse(b"{\"password\":\"hunter2\"}\n", "limit/trap").unwrap();
    assert_eq!((output.bytes.len(), output.counts.withheld, output.counts.masked), (0, 1, 0));
    assert!(
        text(output.quarantine)
            .starts_with("{\"line\":1,\"rule\":\"limit/trap\",\"raw_base64\":\"eyJwYXNzd29yZCI6Imh1bnRlcjIifQ")
    );
}

fn named(tallies: &[Tally]) -> Vec<(String, String, u64)> {
    tallies.iter().map(|tally| (tally.field.clone(), tally.action.clone(), tally.count)).collect()
}

#[test]
fn tallies_name_the_field_and_start_again_when_taken() {
    let mut pipeline = open();
    pipeline.push(Verb::Redact, b"{\"password\":1,\"a\":{\"password\":2,\"apiKey\":3}}\n").unwrap();
    let taken = named(&pipeline.take_tallies());
    assert_eq!(taken.iter().map(|(.., count)| count).sum::<u64>(), 3);
    assert!(taken.contains(&("password".into(), "replace".into(), 2)), "{taken:?}");
    assert!(pipeline.take_tallies().is_empty());
    pipeline.push(Verb::Redact, b"{\"secret\":1}\n").unwrap();
    assert_eq!(named(&pipeline.finish().unwrap().tallies), [("secret".into(), "replace".into(), 1)]);
}

#[test]
fn tallies_are_sorted() {
    let mut pipeline = open();
    pipeline
        .push(Verb::Redact, b"{\"token\":1,\"ssn\":2,\"m\":\"bob@example.com\",\"b\":\"123-45-6789\",\"pin\":3}\n")
        .unwrap();
    let tallies = pipeline.finish().unwrap().tallies;
    let names: Vec<_> = tallies.iter().map(|tally| (&tally.rule, &tally.field, &tally.action)).collect();
    assert!(names.is_sorted() && names.len() >= 4, "{names:?}");
}

/// A key may hold a secret, and a tally names keys.
#[test]
fn no_secret_reaches_a_tally_by_its_key() {
    let mut pipeline = open();
    pipeline
        .push(Verb::Redact, b"{\"bob@example.com\":\"ann@example.org\",\"4111111111111111\":{\"pin\":1}}\n")
        .unwrap();
    let told = format!("{:?}", pipeline.finish().unwrap().tallies);
    assert!(!told.contains("example") && !told.contains("4111"), "{told}");
}

/// Names made up by the writer of the log must not grow the tallies without end.
#[test]
fn tallies_are_bounded() {
    let mut pipeline = open();
    for n in 0..50_000 {
        pipeline.push(Verb::Redact, format!("{{\"user{n}_password\":1}}\n").as_bytes()).unwrap();
    }
    let tallies = pipeline.finish().unwrap().tallies;
    assert!(tallies.len() < 20_000, "{}", tallies.len());
    assert_eq!(tallies.iter().map(|tally| tally.count).sum::<u64>(), 50_000);
    assert!(tallies.iter().any(|tally| tally.field == "(other)"));
}

#[test]
fn names_beyond_all_memory_do_not_disturb_a_form_that_is_known() {
    let known = |n: usize| format!("{{\"n\":{n},\"user\":{{\"password\":\"x{n}\"}}}}\n");
    let mut input: String = (0..8).map(known).collect();
    for n in 0..5000 {
        input.push_str(&format!("{{\"name_{n}\":{n}}}\n"));
        input.push_str(&known(n));
    }
    for verb in [Verb::Redact, Verb::Run] {
        let mut pipeline = open();
        let output = pipeline.push(verb, input.as_bytes()).unwrap();
        assert_eq!(text(output.bytes).matches("\"password\":\"[REDACTED]\"").count(), 5008);
        let tallies = named(&pipeline.finish().unwrap().tallies);
        let redacted: Vec<_> = tallies.iter().filter(|(field, ..)| field == "password").collect();
        assert_eq!(redacted, [&("password".to_string(), "replace".to_string(), 5008)], "{tallies:?}");
    }
}

#[test]
fn rules_have_names_of_a_family() {
    let pipeline = open();
    let mut names: Vec<&str> = pipeline.rules().iter().map(|rule| rule.name.as_str()).collect();
    assert!(names.iter().all(|name| name.contains('/')), "{names:?}");
    assert!(names.contains(&"limit/max-depth") && names.contains(&"limit/max-record-bytes"), "{names:?}");
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "no name twice");
}

/// Later issues make these work; until then they say so, and lose nothing.
#[test]
fn verbs_to_come_answer() {
    for verb in [Verb::Format, Verb::Validate] {
        match open().push(verb, b"{}\n") {
            Ok(_) | Err(PipelineError::NotYet(_)) => {}
            Err(other) => panic!("{verb:?}: {other:?}"),
        }
    }
}

#[test]
fn a_flush_gives_what_may_go_on_and_no_piece() {
    let mut pipeline = Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[]).unwrap();
    assert_eq!(pipeline.push(Verb::Run, b"failed\n").unwrap().bytes, b"");
    assert_eq!(pipeline.flush().unwrap().bytes, b"{\"message\":\"failed\"}\n");
    assert!(pipeline.save().is_empty());
    let (first, last) = ("2016-10-06T00:17:09.1Z stdout P password=hun\n", "2016-10-06T00:17:09.1Z stdout F ter2\n");
    assert_eq!(pipeline.push(Verb::Run, first.as_bytes()).unwrap().bytes, b"");
    assert_eq!(pipeline.flush().unwrap().bytes, b"");
    assert_eq!(pipeline.push(Verb::Run, last.as_bytes()).unwrap().bytes, b"");
    let last = String::from_utf8(pipeline.flush().unwrap().bytes).unwrap();
    assert!(last.contains("password=[REDACTED]"), "{last}");
}
