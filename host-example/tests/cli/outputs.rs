//! Where records go, and what is true when they can't.

use std::fs::{self, File, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Command, Stdio};

use crate::program::{REDACTED, SECRET, Scratch, clean, feed, logveil, read, run};

#[test]
fn a_new_file_is_written_and_an_old_one_is_replaced() {
    let scratch = Scratch::new();
    let out = scratch.name("out");
    for _ in 0..2 {
        let ran = run(&["redact", "-o", &out], SECRET);
        assert_eq!((ran.text(), ran.code), ("", Some(0)));
        assert_eq!(read(&out), REDACTED);
    }
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_replaced_file_keeps_its_mode_and_a_link_keeps_its_place() {
    let scratch = Scratch::new();
    let file = scratch.file("file", "old");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, scratch.path("link")).unwrap();
    assert_eq!(run(&["redact", "-o", &scratch.name("link")], SECRET).code, Some(0));
    assert_eq!(read(&file), REDACTED);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(scratch.path("link")).unwrap().is_symlink());
}

#[test]
fn an_old_file_stays_where_the_input_fails() {
    let scratch = Scratch::new();
    let out = scratch.file("out", "old");
    let ran = run(&["redact", "-o", &out], b"\x1f\x8b\x08 no gzip");
    assert_eq!(ran.code, Some(3));
    assert_eq!(read(&out), "old");
    assert!(ran.err.contains("was left as it was before"), "{}", ran.err);
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn no_file_is_read_and_written_at_once() {
    let scratch = Scratch::new();
    let log = scratch.file("log", SECRET);
    fs::hard_link(&log, scratch.path("same")).unwrap();
    for arguments in [["-o", &log], ["-o", &scratch.name("same")], ["--quarantine", &log]] {
        let ran = run(&["redact", &log, arguments[0], arguments[1]], "");
        assert_eq!((ran.code, read(&log).as_str()), (Some(2), SECRET), "{}", ran.err);
        assert!(ran.err.contains("is an input"), "{}", ran.err);
    }
    let mut appending = logveil(&["redact", &log]);
    let stdout = OpenOptions::new().append(true).open(&log).unwrap();
    assert_eq!(appending.stdout(stdout).stderr(Stdio::null()).status().unwrap().code(), Some(2));
    assert_eq!(read(&log), SECRET);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_claimed() {
    let ran = run(&["redact", "-o", "/dev/full"], SECRET);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("writing /dev/full: No space left"), "{}", ran.err);
    assert!(ran.err.contains("0 records, 0 changed, 0 redactions"), "{}", ran.err);

    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = logveil(&["redact"]);
    let mut child = command.stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), SECRET.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_full_disk_stops_several_jobs_too() {
    let ran = run(&["redact", "-j", "4", "-o", "/dev/full"], clean(50_000));
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("0 records, 0 changed"), "{}", ran.err);
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let ran = run(&["redact", "--report", "/dev/full"], SECRET);
    assert_eq!((ran.text(), ran.code), (REDACTED, Some(3)));
}

#[test]
fn devices_and_pipes_are_written_as_they_are() {
    assert_eq!(run(&["redact", "-o", "/dev/stdout"], SECRET).text(), REDACTED);
    assert_eq!(run(&["redact", "-o", "/dev/null"], SECRET).code, Some(0));
    assert!(fs::metadata("/dev/null").unwrap().permissions().mode() & 0o222 != 0);

    let scratch = Scratch::new();
    let fifo = scratch.name("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let reader = std::thread::spawn({
        let fifo = fifo.clone();
        move || read(fifo)
    });
    assert_eq!(run(&["redact", "-o", &fifo], SECRET).code, Some(0));
    assert_eq!(reader.join().unwrap(), REDACTED);
}

#[test]
fn a_reader_that_goes_away_is_success() {
    for jobs in ["1", "3"] {
        let scratch = Scratch::new();
        let log = scratch.file("log", clean(100_000));
        let mut child =
            logveil(&["redact", "-j", jobs, &log]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(
            !String::from_utf8_lossy(&output.stderr).contains("100,000 records"),
            "what nobody read is not claimed"
        );
    }
}

#[test]
fn a_stderr_that_is_gone_changes_nothing() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let scratch = Scratch::new();
    let log = scratch.file("log", SECRET);
    let output = logveil(&["redact", &log]).stderr(full).output().unwrap();
    assert_eq!((output.stdout.as_slice(), output.status.code()), (REDACTED.as_bytes(), Some(0)));
}

#[test]
fn the_report_has_counts_and_no_values() {
    let scratch = Scratch::new();
    let report = scratch.name("report.json");
    let ran = run(&["redact", "--report", &report], format!("{SECRET}{SECRET}{{\"n\":1}}\n"));
    assert_eq!(ran.code, Some(0));
    let text = read(&report);
    assert!(!text.contains("hunter2"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&json["counts"]["records"], &json["counts"]["changed"]), (&3.into(), &2.into()));
    assert_eq!(json["complete"], true);
    let tallies = json["tallies"].as_array().unwrap();
    assert!(tallies.iter().any(|t| t["field"] == "password" && t["count"] == 2), "{text}");
}

#[test]
fn the_quarantine_is_for_its_owner_alone_and_is_added_to() {
    let scratch = Scratch::new();
    let quarantine = scratch.file("q", "");
    fs::set_permissions(&quarantine, fs::Permissions::from_mode(0o666)).unwrap();
    for n in 1..=2 {
        let ran = run(&["redact", "--fuel-per-byte", "0", "--quarantine", &quarantine], SECRET);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(read(&quarantine).lines().count(), n);
    }
    assert_eq!(fs::metadata(&quarantine).unwrap().permissions().mode() & 0o777, 0o600);
    let first = read(&quarantine).lines().next().unwrap().to_owned();
    let json: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!((&json["line"], &json["rule"]), (&1.into(), &"limit/fuel".into()));
}

#[test]
fn a_quarantine_of_several_files_tells_which() {
    let scratch = Scratch::new();
    let (a, b, q) = (scratch.file("a.log", SECRET), scratch.file("b.log", SECRET), scratch.name("q"));
    let ran = run(&["redact", "--fuel-per-byte", "0", "--quarantine", &q, &a, &b], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let files: Vec<String> = read(&q)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["file"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, [a.as_str(), b.as_str()]);
    assert!(ran.err.contains("b.log:1: masked (limit/fuel)"), "{}", ran.err);
}

#[test]
fn the_component_is_written_and_imports_nothing() {
    let scratch = Scratch::new();
    let file = scratch.name("logveil.wasm");
    assert_eq!(run(&["component", "-o", &file], "").code, Some(0));
    assert_eq!(run(&["component"], "").out, fs::read(&file).unwrap());
    let engine = wasmtime::Engine::new(&logveil_host::engine::settings()).unwrap();
    let component = wasmtime::component::Component::from_file(&engine, &file).unwrap();
    assert_eq!(component.component_type().imports(&engine).count(), 0);
}

#[test]
fn a_file_that_is_closed_to_us_is_told() {
    let ran = feed(logveil(&["redact", "-o", "/nowhere/out"]), SECRET);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("/nowhere/out: No such file"), "{}", ran.err);
    assert!(File::open("/nowhere").is_err());
}
