//! However many jobs: the same bytes, counts and lines.

use crate::program::{Scratch, clean, read, run};

/// Three megabytes with what spans records and batches: a PEM block now and then, long records, text, blank lines.
fn corpus() -> String {
    let mut text = String::new();
    for round in 0..12 {
        text += &clean(2_000);
        text += "{\"password\":\"hunter2-demo\",\"email\":\"jane@example.com\"}\n\n";
        text += "-----BEGIN RSA PRIVATE KEY-----\n";
        for line in 0..(round * 800) {
            text += &format!("{line:064}\n");
        }
        text += "-----END RSA PRIVATE KEY-----\n";
        text += &format!("{{\"message\":\"{}\",\"secret\":\"hunter2-demo\"}}\n", "long ".repeat(20_000 * (round % 4)));
        text += "login failed, password=hunter2-demo\r\n";
    }
    text + "{\"token\":\"hunter2-demo\",\"n\":1}"
}

#[test]
fn jobs_change_nothing() {
    let scratch = Scratch::new();
    let log = scratch.file("log", corpus());
    let also = scratch.file("also", clean(10_000));
    let of = |jobs: &str| {
        let report = scratch.name("report");
        let ran = run(&["redact", "-j", jobs, "--report", &report, &log, &also, &log], "");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        (ran.out, ran.err, read(&report))
    };
    let one = of("1");
    assert!(!String::from_utf8_lossy(&one.0).contains("hunter2"));
    for jobs in ["2", "3", "7"] {
        let several = of(jobs);
        assert!(one.0 == several.0, "{jobs} jobs write other bytes");
        assert_eq!((&one.1, &one.2), (&several.1, &several.2), "{jobs} jobs");
    }
}

#[test]
fn jobs_change_nothing_where_everything_is_masked() {
    let text = clean(9_000);
    let of = |jobs: &str| run(&["redact", "-j", jobs, "--fuel-per-byte", "0"], &text);
    let (one, several) = (of("1"), of("3"));
    assert_eq!(one.text().lines().count(), 9_000);
    assert!(one.out == several.out);
    assert_eq!(one.err, several.err);
}
