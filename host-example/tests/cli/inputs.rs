//! Where records come from.

use std::io::Write as _;

use crate::program::{REDACTED, SECRET, Scratch, clean, run};

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 3).unwrap()
}

#[test]
fn stdin_is_read_where_no_file_is_named() {
    let ran = run(&["redact"], SECRET);
    assert_eq!((ran.text(), ran.code), (REDACTED, Some(0)));
    assert!(ran.err.contains("1 record, 1 changed, 1 redaction"), "{}", ran.err);
}

#[test]
fn nothing_in_is_nothing_out() {
    let ran = run(&["redact"], "");
    assert_eq!((ran.text(), ran.code), ("", Some(0)));
}

#[test]
fn files_come_in_their_order_and_stdin_among_them() {
    let scratch = Scratch::new();
    let (a, b) = (scratch.file("a", "{\"n\":1}\n"), scratch.file("b", "{\"n\":3}\n"));
    assert_eq!(run(&["redact", &a, "-", &b], "{\"n\":2}\n").text(), "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
}

#[test]
fn stdin_can_be_read_only_once() {
    assert_eq!(run(&["redact", "-", "-"], "").code, Some(2));
}

#[test]
fn an_open_last_line_stays_open_and_is_not_glued_to_the_next_file() {
    let scratch = Scratch::new();
    let (a, b) = (scratch.file("a", "{\"n\":1}"), scratch.file("b", "{\"n\":2}"));
    assert_eq!(run(&["redact", &a, &b], "").text(), "{\"n\":1}\n{\"n\":2}");
}

#[test]
fn bytes_that_no_rule_touches_stay() {
    let odd = b"{\"a\": 1.0 ,\"a\":1e400}\r\n\r\n\xff\xfe not JSON \x00\n\xef\xbb\xbf{\"b\":[]}\n  \n[1,2]\nlast";
    let ran = run(&["redact"], odd);
    assert_eq!(ran.out, odd);
}

#[test]
fn a_missing_file_is_named_before_anything_is_written() {
    let scratch = Scratch::new();
    let here = scratch.file("here", SECRET);
    let ran = run(&["redact", &here, &scratch.name("nowhere.log")], "");
    assert_eq!((ran.text(), ran.code), ("", Some(3)));
    assert!(ran.err.contains("nowhere.log: No such file"), "{}", ran.err);
}

#[test]
fn a_directory_is_no_input() {
    let scratch = Scratch::new();
    let ran = run(&["redact", scratch.path("").to_str().unwrap()], "");
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("is a directory"), "{}", ran.err);
}

#[test]
fn packed_inputs_are_read_with_all_their_members() {
    let scratch = Scratch::new();
    let two = |pack: fn(&str) -> Vec<u8>| [pack(SECRET), pack("{\"n\":2}\n")].concat();
    let whole = format!("{REDACTED}{{\"n\":2}}\n");
    for bytes in [two(gzip), two(zstd)] {
        assert_eq!(run(&["redact", &scratch.file("packed", &bytes)], "").text(), whole);
        assert_eq!(run(&["redact"], &bytes).text(), whole);
    }
}

#[test]
fn a_packed_input_larger_than_a_batch_is_read_whole() {
    let text = clean(20_000);
    for bytes in [gzip(&text), zstd(&text)] {
        let ran = run(&["redact"], bytes);
        assert!(ran.text() == text, "{}", ran.err);
    }
}

#[test]
fn what_a_cut_off_input_holds_is_processed_and_the_exit_code_tells() {
    let scratch = Scratch::new();
    let text = format!("{SECRET}{}", clean(5_000));
    for (name, bytes) in [("gzip", gzip(&text)), ("zstd", zstd(&text))] {
        let file = scratch.file("cut", &bytes[..bytes.len() - 10]);
        let after = scratch.file("after", "{\"n\":\"the next file\"}\n");
        let ran = run(&["redact", &file, &after], "");
        assert_eq!(ran.code, Some(3));
        assert!(ran.text().starts_with(REDACTED) && ran.text().ends_with("{\"n\":\"the next file\"}\n"), "{name}");
        assert!(ran.err.contains(&format!("cut: the {name} data ends too early")), "{}", ran.err);
    }
}

#[test]
fn a_damaged_input_is_told() {
    let mut bytes = gzip(&clean(5_000));
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].fill(0xff);
    let ran = run(&["redact"], bytes);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("stdin: the gzip data"), "{}", ran.err);
}

#[test]
fn text_that_begins_like_a_packed_file_is_text() {
    for text in [&b"\x1f"[..], b"\x1f\x8b", b"\x28\xb5\x2f", b"(\n"] {
        assert_eq!(run(&["redact"], text).out, text);
    }
}
