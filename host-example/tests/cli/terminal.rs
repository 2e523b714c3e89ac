//! What a terminal gets to see, under a pseudo terminal that Python opens: a bar where input takes longer than a second,
//! and none where it is not wanted.

use std::process::Command;

use crate::program::{Ran, Scratch, feed};

/// Runs a command on a terminal of 100 columns, and copies what it shows.
const TERMINAL: &str = "
import fcntl, os, pty, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        shown = os.read(terminal, 65536)
    except OSError:
        break
    if not shown:
        break
    sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
";

pub(crate) fn on_a_terminal(arguments: &[&str]) -> Ran {
    let mut command = Command::new("python3");
    command.args(["-c", TERMINAL, env!("CARGO_BIN_EXE_logveil")]).args(arguments);
    command.env("TERM", "xterm").env_remove("NO_COLOR");
    feed(command, "")
}

/// A file that takes some seconds: each of its records needs an instance of its own.
fn slow(scratch: &Scratch) -> String {
    let record = format!("{{\"message\":\"{}\"}}\n", "step after step ".repeat(60));
    scratch.file("slow.log", record.repeat(8_000))
}

#[test]
fn a_bar_shows_how_far_a_slow_input_has_come_and_is_gone_at_the_end() {
    let scratch = Scratch::new();
    let (input, output) = (slow(&scratch), scratch.name("out.log"));
    let ran = on_a_terminal(&["redact", &input, "-o", &output, "--fuel-per-byte", "0", "-j", "1"]);
    assert_eq!(ran.code, Some(0), "{}", ran.text());
    let text = ran.text();
    assert!(text.contains(" %  ") && text.contains(" left"), "{}", &text[..text.len().min(3_000)]);
    // The summary stands on lines of its own, behind the last trace of the bar.
    let last = text.rfind(" left").unwrap();
    let (_, after) = text[last..].split_once("\x1b[2K").unwrap();
    assert!(after.contains("8,000 records, "), "{after}");
    assert!(!after.contains(" %  "), "{after}");
    // Lines that were told in between are whole.
    let told: Vec<&str> = text.split(['\r', '\n']).filter(|line| line.contains("(limit/fuel)")).collect();
    assert!(!told.is_empty() && told.iter().all(|line| line.contains("logveil: ")), "{told:?}");
}

#[test]
fn there_is_no_bar_where_none_is_wanted_or_records_are_shown() {
    let scratch = Scratch::new();
    let (input, output) = (slow(&scratch), scratch.name("out.log"));
    let ran =
        on_a_terminal(&["redact", &input, "-o", &output, "--fuel-per-byte", "0", "-j", "1", "--progress", "never"]);
    assert!(ran.code == Some(0) && !ran.text().contains(" left") && !ran.text().contains("\x1b[2K"));
    let few = scratch.file("few.log", "{\"message\":\"one\"}\n");
    let ran = on_a_terminal(&["redact", &few]);
    assert!(ran.text().starts_with("{\"message\":\"one\"}\r\n") && !ran.text().contains('%'), "{}", ran.text());
}
