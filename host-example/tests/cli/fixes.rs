//! `validate --fix`: what is certain is mended in place, or told as a diff; nothing is lost on the way.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::program::{Scratch, read, run};
use crate::reports::{PLANTED, WRONG};

const BEFORE: &str = concat!(
    "{\"ts\":\"2025-01-27T13:00:00.5+01:00\",\"lvl\":\"planted\",\"msg\":\"planted\",\"n\":1.0}\r\n",
    "\n",
    "{\"timestamp\":\"2025-01-27T12:00:00.123456Z\",\"level\":\"warning\",\"component\":\"worker\",\"message\":\"planted\"}\n",
    "plain planted",
);

#[test]
fn a_file_is_rewritten_as_format_writes_it() {
    let scratch = Scratch::new();
    let file = scratch.file("log", BEFORE);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let formatted = run(&["format"], BEFORE);
    assert!(formatted.text() != BEFORE);
    let ran = run(&["validate", "--fix", &file], "");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert_eq!(read(&file), formatted.text());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 1, "nothing is left beside it");
    assert!(ran.err.contains("log: 3 of 3 records changed"), "{}", ran.err);
    assert!(ran.err.contains(" remain\n") && ran.text().contains("log:4:1 error[cp1/missing-level]"), "{}", ran.text());
    assert!(!ran.err.contains("planted") && !ran.text().contains("planted"));

    let written = fs::metadata(&file).unwrap().modified().unwrap();
    let again = run(&["validate", "--fix", "--fail-on", "never", &file], "");
    assert_eq!(again.code, Some(0));
    assert!(again.err.contains("0 of 3 records changed"), "{}", again.err);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written, "what is right is not written");
}

#[test]
fn a_dry_run_tells_the_change_by_field_and_writes_nothing() {
    let scratch = Scratch::new();
    let file = scratch.file("log", BEFORE);
    let ran = run(&["validate", "--fix", "--dry-run", &file], "");
    assert_eq!(read(&file), BEFORE);
    let expected = "\
@@ -3 +3 @@
-/level: \"•••••••\"
+/level: \"WARN\"
@@ -4 +4 @@
-the record, as text: ••••• ••••…
+/message: \"••••• ••••…\"
";
    assert!(ran.text().ends_with(expected), "{}", ran.text());
    assert!(ran.text().starts_with(&format!("--- {file}\n+++ {file} (fixed)\n@@ -1 +1 @@\n-/ts: ")), "{}", ran.text());
    assert!(ran.text().contains("+/timestamp: \"••••-••-•••••:••:••.•••••••\"\n"), "{}", ran.text());
    assert!(ran.err.contains("log: 3 of 3 records would change"), "{}", ran.err);
    assert!(!ran.err.contains("planted") && !ran.text().contains("planted"), "{}", ran.text());
}

#[test]
fn a_diff_holds_no_value() {
    let ran = run(&["validate", "--fix", "--dry-run"], WRONG.repeat(3_000));
    for planted in PLANTED {
        assert!(!ran.text().contains(planted) && !ran.err.contains(planted), "{planted}");
    }
    assert_eq!(ran.text().lines().filter(|line| line.starts_with("@@")).count(), 6_000);
    assert!(ran.text().contains("@@ -11998 +11998 @@") || ran.text().contains("@@ -11997 +11997 @@"));
}

#[test]
fn stdin_goes_to_stdout() {
    let ran = run(&["validate", "--fix"], BEFORE);
    assert_eq!(ran.text(), run(&["format"], BEFORE).text());
    assert!(ran.err.contains("stdin: 3 of 3 records changed") && ran.err.contains("error[cp1/"), "{}", ran.err);
}

#[test]
fn a_file_that_would_lose_a_record_stays() {
    let scratch = Scratch::new();
    let deep = format!("{}\n{BEFORE}", "[".repeat(300) + &"]".repeat(300));
    let (file, other) = (scratch.file("deep", &deep), scratch.file("other", BEFORE));
    let ran = run(&["validate", "--fix", &file, &other], "");
    assert_eq!((ran.code, read(&file)), (Some(3), deep), "{}", ran.err);
    assert!(ran.err.contains("deep: left as it was: 1 record can't be read"), "{}", ran.err);
    assert!(read(&other) != BEFORE, "{}", ran.err);
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn what_can_not_be_rewritten_is_refused() {
    let scratch = Scratch::new();
    let policy = scratch.file("p.yaml", "version: 1\nextends: [cp1]\non_error: withhold\n");
    let split = scratch.file("s.yaml", "version: 1\nextends: [cp1]\nformat: { split_errors: true }\n");
    let packed = scratch.file("log.gz", b"\x1f\x8b\x08 and so on");
    let file = scratch.file("log", "{\"level\":\"error\"}\n");
    for arguments in [&[packed.as_str()][..], &["/dev/null"], &[&file, "--policy", &policy], &[&file, "--stats"]] {
        let ran = run(&[&["validate", "--fix"], arguments].concat(), "");
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(run(&["validate", "--dry-run", &file], "").code, Some(2));
    run(&["validate", "--fix", "--policy", &split, &file], "");
    assert_eq!(read(&file), "{\"level\":\"ERROR\"}\n", "ERROR records stay in their file");
}

#[test]
fn error_records_go_their_own_way() {
    let scratch = Scratch::new();
    let (errors, out) = (scratch.name("errors"), scratch.name("out"));
    let records = "{\"level\":\"error\",\"message\":\"a\"}\n{\"level\":\"info\",\"message\":\"b\"}\n";
    for verb in ["run", "format"] {
        let ran = run(&[verb, "--errors-to", &errors, "-o", &out], records);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(read(&errors), "{\"level\":\"ERROR\",\"message\":\"a\"}\n");
        assert_eq!(read(&out), "{\"level\":\"INFO\",\"message\":\"b\"}\n");
    }
    let kept = run(&["run", "--to", "keep"], "{\"lvl\":\"error\"}\n");
    assert_eq!(kept.text(), "{\"lvl\":\"error\"}\n");
    assert_eq!(
        run(&["run", "--to", "cp1", "--policy", "json"], "{\"lvl\":\"error\"}\n").text(),
        "{\"level\":\"ERROR\"}\n"
    );
    let ran = run(&["run", "--to", "cp2"], "");
    assert!(ran.code == Some(2) && ran.err.contains("--to: "), "{}", ran.err);
}
