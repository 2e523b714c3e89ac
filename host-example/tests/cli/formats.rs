//! Logs of other programs: what they are, and what becomes of them, whoever reads and however fast they come.

use crate::program::{Scratch, run};

const LINES: &str =
    "{\"a\":1}\n\nlevel=info msg=x\nJan 27 12:00:00 web1 sshd[12]: Failed password\n\tat a.b(C.java:1)\n";

#[test]
fn detect_names_the_format_of_each_record() {
    let ran = run(&["format", "--detect"], LINES);
    assert_eq!(ran.text(), "1\tjson\t0.99\n3\tlogfmt\t0.98\n4\tsyslog3164\t0.97\n", "{}", ran.err);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""));
}

#[test]
fn detect_names_the_file_where_there_are_several() {
    let scratch = Scratch::new();
    let (one, two) = (scratch.file("one.log", "plain\n"), scratch.file("two.log", "\nI0127 12:00:00.1 1 a.go:1] x\n"));
    let ran = run(&["format", "--detect", &one, &two], "");
    assert_eq!(ran.text(), format!("{one}:1\ttext\t0.50\n{two}:2\tklog\t0.99\n"));
}

#[test]
fn detect_writes_no_records_so_it_takes_no_place_for_them() {
    let ran = run(&["format", "--detect", "--to", "ecs"], "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("--detect"), "{}", ran.err);
}

#[test]
fn a_named_format_is_read_as_that_or_as_text() {
    let ran = run(&["format", "--from", "logfmt"], "a=1\nJan 27 12:00:00 web1 sshd[12]: x\n");
    assert_eq!(
        ran.text(),
        "{\"context\":{\"a\":1}}\n{\"message\":\"Jan 27 12:00:00 web1 sshd[12]: x\"}\n",
        "{}",
        ran.err
    );
    let ran = run(&["format", "--from", "logft"], "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("did you mean `logfmt`?"), "{}", ran.err);
}

/// Text whose lines wait for each other, over several batches.
#[test]
fn jobs_change_nothing_about_records_over_lines() {
    let mut text = String::new();
    for n in 0..9_000 {
        text += &format!("2025-01-27 12:00:00,{:03} - app - ERROR - failed {n}\n", n % 1000);
        if n % 3 == 0 {
            text += "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nValueError: password=hunter2-demo\n";
        }
        if n % 7 == 0 {
            text += "2016-10-06T00:17:09.1Z stdout P {\"a\":1,\"pass\n2016-10-06T00:17:09.2Z stdout F word\":\"hunter2-demo\"}\n";
        }
        if n % 5 == 0 {
            text += "{\n  \"token\": \"hunter2-demo\"\n}\n";
        }
    }
    for verb in ["run", "redact", "validate"] {
        let one = run(&[verb, "-j", "1"], &text);
        assert!(!one.text().contains("hunter2-demo"), "{verb}");
        for jobs in ["2", "5"] {
            let several = run(&[verb, "-j", jobs], &text);
            assert!(one.out == several.out, "{verb}: {jobs} jobs write other bytes");
            assert_eq!(one.err, several.err, "{verb}: {jobs} jobs");
        }
    }
}
