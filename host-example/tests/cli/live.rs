//! Input that comes slowly, and the signals that end it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{REDACTED, SECRET, Scratch, clean, logveil, read};

/// A program that runs, with its lines as they come.
struct Live {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Live {
    fn start(arguments: &[&str]) -> Live {
        let mut command = logveil(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Live { stdin: child.stdin.take(), child, lines }
    }

    fn write(&mut self, text: &str) {
        self.stdin.as_mut().unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(20)).expect("a line comes out before the input ends")
    }

    fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// The exit code and stderr; stdin stays open until then.
    fn end(mut self) -> (Option<i32>, String) {
        let until = Instant::now() + Duration::from_secs(20);
        let code = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status.code(),
                None if Instant::now() > until => panic!("it does not end"),
                None => thread::sleep(Duration::from_millis(5)),
            }
        };
        let mut err = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (code, err)
    }
}

#[test]
fn a_line_comes_out_before_the_next_one_goes_in() {
    let mut live = Live::start(&["redact"]);
    for _ in 0..3 {
        live.write(SECRET);
        assert_eq!(live.line(), REDACTED.trim_end());
    }
    live.write("{\"pass");
    live.write("word\":\"hunter2-demo\"}\n");
    assert_eq!(live.line(), REDACTED.trim_end());
    live.stdin = None;
    assert_eq!(live.end().0, Some(0));
}

#[test]
fn it_stays_live_after_much_input() {
    let mut live = Live::start(&["redact", "-j", "3"]);
    live.write(&clean(20_000));
    live.write(SECRET);
    for _ in 0..20_000 {
        live.line();
    }
    assert_eq!(live.line(), REDACTED.trim_end());
    live.stdin = None;
    assert_eq!(live.end().0, Some(0));
}

#[test]
fn a_signal_leaves_whole_lines() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let mut live = Live::start(&["redact"]);
        live.write(SECRET);
        assert_eq!(live.line(), REDACTED.trim_end());
        live.write("{\"password\":\"half of a rec");
        thread::sleep(Duration::from_millis(800));
        live.signal(signal);
        assert!(live.lines.recv_timeout(Duration::from_secs(20)).is_err(), "the half record is not written");
        let (exit, err) = live.end();
        assert_eq!(exit, Some(code));
        assert!(err.contains("stdin:2: stopped within this record") && err.contains("1 record, 1 changed"), "{err}");
    }
}

#[test]
fn a_second_signal_ends_a_program_that_nobody_reads_from() {
    let scratch = Scratch::new();
    let log = scratch.file("log", clean(50_000));
    for jobs in ["1", "3"] {
        let mut command = logveil(&["redact", "-j", jobs, &log]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(1_000));
        for _ in 0..2 {
            assert!(child.try_wait().unwrap().is_none(), "the first signal waits for the writer");
            assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
            thread::sleep(Duration::from_millis(200));
        }
        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}

#[test]
fn a_signal_ends_several_jobs_with_whole_lines() {
    let mut live = Live::start(&["redact", "-j", "3"]);
    let lines = clean(20_000);
    live.write(&lines);
    thread::sleep(Duration::from_millis(300));
    live.signal("-INT");
    let mut out = String::new();
    while let Ok(line) = live.lines.recv_timeout(Duration::from_secs(20)) {
        out += &line;
        out.push('\n');
    }
    assert!(lines.starts_with(&out));
    assert_eq!(live.end().0, Some(130));
}

#[test]
fn what_a_signal_leaves_of_stdin_is_kept_and_of_a_file_is_not() {
    let scratch = Scratch::new();
    let out = scratch.file("out", "old");
    let mut live = Live::start(&["redact", "-o", &out]);
    live.write(SECRET);
    thread::sleep(Duration::from_millis(1_000));
    live.signal("-TERM");
    assert_eq!(live.end().0, Some(143));
    assert_eq!(read(&out), REDACTED);

    let fifo = scratch.name("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let live = Live::start(&["redact", "-o", &out, &fifo]);
    let mut writer = std::fs::OpenOptions::new().write(true).open(&fifo).unwrap();
    writer.write_all(b"{\"n\":1}\n").unwrap();
    thread::sleep(Duration::from_millis(1_000));
    live.signal("-TERM");
    let (code, err) = live.end();
    assert_eq!(code, Some(143));
    assert_eq!(read(&out), REDACTED);
    assert!(err.contains("was left as it was before"), "{err}");
}

#[test]
fn a_reader_that_goes_away_ends_a_program_that_waits() {
    let mut command = logveil(&["redact", "-j", "3"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    // It stops reading at some point of this.
    let _ = stdin.write_all(clean(20_000).as_bytes());
    let until = Instant::now() + Duration::from_secs(20);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < until, "it waits for input that nobody wants");
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_text_line_comes_out_though_it_might_go_on() {
    let mut live = Live::start(&["format"]);
    live.write("level=info msg=one\n");
    assert_eq!(live.line(), "{\"level\":\"INFO\",\"message\":\"one\"}");
    live.write("failed\n");
    live.write("\tat a.b(C.java:1)\n{}\n");
    assert_eq!(live.line(), "{\"message\":\"failed\",\"error\":{\"stack\":\"\\tat a.b(C.java:1)\"}}");
    assert_eq!(live.line(), "{}");
    drop(live.stdin.take());
    assert_eq!(live.end().0, Some(0));
}
