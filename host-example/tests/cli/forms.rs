//! The forms of the output: what `--to` takes, colours, and what goes with them and what does not.

use std::process::Command;

use crate::program::{Scratch, feed, logveil, read, run};

const RECORD: &str =
    "{\"ts\":\"2025-01-27T12:00:00Z\",\"level\":\"info\",\"component\":\"api\",\"msg\":\"to a@b.org\"}\n";
const PLAIN: &str = "2025-01-27T12:00:00.000000Z INFO  api      to [REDACTED]\n";

fn coloured(command: Command) -> bool {
    let ran = feed(command, RECORD);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.text().contains("\x1b[32mINFO\x1b[0m")
}

#[test]
fn each_form_is_written_in_lines() {
    for (form, want) in [
        (
            "keep",
            "{\"ts\":\"2025-01-27T12:00:00Z\",\"level\":\"info\",\"component\":\"api\",\"msg\":\"to [REDACTED]\"}\n",
        ),
        (
            "cp1",
            "{\"timestamp\":\"2025-01-27T12:00:00.000000Z\",\"level\":\"INFO\",\"component\":\"api\",\"message\":\"to [REDACTED]\"}\n",
        ),
        (
            "ecs",
            "{\"@timestamp\":\"2025-01-27T12:00:00.000000Z\",\"log.level\":\"INFO\",\"message\":\"to [REDACTED]\",\"ecs.version\":\"8.17.0\",\"service.name\":\"api\"}\n",
        ),
        (
            "gelf",
            "{\"version\":\"1.1\",\"host\":\"-\",\"short_message\":\"to [REDACTED]\",\"timestamp\":1737979200.000000,\"level\":6,\"_component\":\"api\"}\n",
        ),
        ("logfmt", "timestamp=2025-01-27T12:00:00.000000Z level=INFO component=api message=\"to [REDACTED]\"\n"),
        ("pretty", PLAIN),
    ] {
        let ran = run(&["run", "--to", form], RECORD);
        assert_eq!((ran.text(), ran.code), (want, Some(0)), "{}", ran.err);
    }
    let ran = run(&["format", "--to", "otlp"], RECORD);
    let line: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
    let record = &line["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0];
    assert_eq!(
        (&record["timeUnixNano"], &record["body"]["stringValue"]),
        (&"1737979200000000000".into(), &"to a@b.org".into())
    );
}

#[test]
fn a_form_that_is_none_finds_its_nearest() {
    let ran = run(&["run", "--to", "oltp"], RECORD);
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    let want = "--to: no such value: `oltp` (known: keep, cp1, ecs, otlp, gelf, logfmt, pretty); did you mean `otlp`?";
    assert!(ran.err.contains(want), "{}", ran.err);
    let ran = run(&["run", "--from", "xml"], RECORD);
    assert_eq!((ran.text(), ran.code), ("", Some(2)));
    assert!(ran.err.contains("--from: no such value: `xml` (known: auto, json, "), "{}", ran.err);
}

#[test]
fn the_policy_names_a_form_and_the_command_line_another() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", "version: 1\nextends: [cp1]\nformat: { output: pretty }\n");
    assert_eq!(run(&["run", "-p", &policy], RECORD).text(), PLAIN);
    assert!(run(&["run", "-p", &policy, "--to", "logfmt"], RECORD).text().starts_with("timestamp="));
    // The other verbs keep the input's form.
    assert!(run(&["redact", "-p", &policy], RECORD).text().starts_with("{\"ts\":"));
}

#[test]
fn errors_go_apart_in_their_form() {
    let scratch = Scratch::new();
    let errors = scratch.name("errors");
    let input = "{\"level\":\"info\",\"msg\":\"a\"}\n{\"level\":\"error\",\"msg\":\"b\"}\n";
    let ran = run(&["run", "--to", "logfmt", "--errors-to", &errors], input);
    assert_eq!((ran.text(), ran.code), ("level=INFO message=a\n", Some(0)), "{}", ran.err);
    assert_eq!(read(&errors), "level=ERROR message=b\n");
}

#[test]
fn colours_are_for_terminals_and_for_who_wants_them() {
    let with = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = logveil(arguments);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(variables.iter().copied());
        coloured(command)
    };
    let to = ["run", "--to", "pretty"];
    assert!(!with(&to, &[]), "a pipe is no terminal");
    assert!(with(&to, &[("CLICOLOR_FORCE", "1")]));
    assert!(!with(&to, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(with(&["run", "--to", "pretty", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!with(&["run", "--to", "pretty", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!with(&["run", "--to", "logfmt", "--color", "always"], &[]), "only lines for people have colours");

    let scratch = Scratch::new();
    let out = scratch.name("out");
    let mut command = logveil(&["run", "--to", "pretty", "-o", &out]);
    command.env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR");
    assert_eq!(feed(command, RECORD).code, Some(0));
    assert_eq!(read(&out), PLAIN, "a file has none");
}

#[test]
fn a_terminal_gets_colours_and_nothing_of_the_input() {
    let scratch = Scratch::new();
    let log = scratch.file("log", "{\"level\":\"info\",\"msg\":\"a\\u001b]0;title\\u0007\"}\nraw \x1b[2J\n");
    let ran = crate::terminal::on_a_terminal(&["run", "--to", "pretty", &log]);
    assert!(ran.text().starts_with("\x1b[32mINFO\x1b[0m "), "{}", ran.text());
    assert!(ran.text().contains("a\\u001b]0;title\\u0007") && ran.text().contains("raw \\u001b[2J"), "{}", ran.text());
    assert!(!ran.text().contains("\x1b]0;") && !ran.text().contains("\x1b[2J"), "{}", ran.text());
}

#[test]
fn stats_are_of_cp1() {
    for form in ["ecs", "otlp", "gelf", "logfmt", "pretty"] {
        let ran = run(&["run", "--to", form, "--stats"], RECORD);
        assert_eq!((ran.text(), ran.code), ("", Some(2)));
        assert!(ran.err.contains("--stats counts by the fields of CP1"), "{}", ran.err);
    }
    assert_eq!(run(&["run", "--to", "cp1", "--stats"], RECORD).code, Some(0));
}

#[test]
fn a_fix_stays_json() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", "version: 1\nextends: [cp1]\nformat: { output: logfmt }\n");
    let log = scratch.file("app.log", RECORD);
    run(&["validate", "-p", &policy, "--fix", &log], "");
    assert!(
        read(&log).starts_with("{\"timestamp\":\"2025-01-27T12:00:00.000000Z\",\"level\":\"INFO\""),
        "{}",
        read(&log)
    );
}

#[test]
fn jobs_change_nothing() {
    let scratch = Scratch::new();
    let text: String =
        (0..20_000).map(|n| format!("{{\"level\":\"info\",\"msg\":\"step {n}\",\"n\":{n}.50}}\nline {n}\n")).collect();
    let log = scratch.file("log", text);
    for form in ["otlp", "pretty"] {
        let one = run(&["run", "--to", form, "-j", "1", &log], "");
        assert_eq!(one.code, Some(0), "{}", one.err);
        assert_eq!(one.out, run(&["run", "--to", form, "-j", "4", &log], "").out);
    }
}
