//! Which lines go on with the text record before them: stack traces, and lines that are indented.

/// What has been seen of a trace so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Trace {
    /// The last line of a Python traceback is to come.
    python: bool,
    /// Within goroutines.
    go: bool,
    /// A panic of Rust has begun; its message is to come.
    rust: bool,
    /// Something of a trace has been seen.
    seen: bool,
}

/// Whether a line goes on with what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goes {
    On,
    /// It does where the next one does.
    Perhaps,
    No,
}

impl Trace {
    /// A record begins with `line`.
    pub(crate) fn begin(line: &[u8]) -> Trace {
        let mut trace = Trace::default();
        trace.mark(line);
        trace
    }

    /// Looks at the next line.
    pub(crate) fn next(&mut self, line: &[u8]) -> Goes {
        if line.is_empty() {
            return if self.seen { Goes::Perhaps } else { Goes::No };
        }
        if matches!(line[0], b' ' | b'\t') {
            self.seen = true;
            return if line.iter().all(u8::is_ascii_whitespace) { Goes::Perhaps } else { Goes::On };
        }
        let before = *self;
        if self.mark(line) {
            return Goes::On;
        }
        let goes = before.python && is_named(line)
            || before.rust
            || before.go && is_frame(line)
            || before.seen && (is_exception(line) || is_chain(line) || line == b"}");
        (self.python, self.rust) = (false, false);
        if goes { Goes::On } else { Goes::No }
    }

    /// Notes what begins with a line. False: nothing does.
    fn mark(&mut self, line: &[u8]) -> bool {
        let starts = |texts: &[&[u8]]| texts.iter().any(|text| line.starts_with(text));
        let marked = match line.first() {
            Some(b'T') if starts(&[b"Traceback (most recent call last):"]) => {
                self.python = true;
                true
            }
            Some(b'p' | b'f' | b'g') if starts(&[b"panic: ", b"fatal error: ", b"goroutine "]) => {
                self.go = true;
                true
            }
            Some(b't') if starts(&[b"thread '"]) && line.windows(13).any(|at| at == b"' panicked at") => {
                self.rust = true;
                true
            }
            Some(b'C' | b'S' | b's' | b'n' | b'.' | b'-') => starts(&[
                b"Caused by: ",
                b"Suppressed: ",
                b"Stack trace:",
                b"stack backtrace:",
                b"note: run with `RUST_BACKTRACE",
                b"... ",
                b"--- End of ",
            ]),
            Some(b'#') => line.get(1).is_some_and(u8::is_ascii_digit),
            Some(b'E' | b'e') if starts(&[b"Exception in thread ", b"exit status "]) => true,
            _ => is_exception(line),
        };
        self.seen |= marked;
        marked
    }
}

/// `java.lang.IllegalStateException: …`, `TypeError: …`, `app.errors.NotFound`: a name that says so, alone or before a
/// colon.
fn is_exception(line: &[u8]) -> bool {
    let name =
        line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$')).count();
    let (name, rest) = line.split_at(name);
    if !rest.is_empty() && !rest.starts_with(b": ") {
        return false;
    }
    let ends = [&b"Exception"[..], b"Error", b"Throwable", b"Interrupt", b"Exit", b"Warning"];
    let said = ends.iter().any(|end| name.ends_with(end)) && name.first().is_some_and(u8::is_ascii_alphabetic);
    said && name != b"Error" && name != b"Warning" || name == b"Error" && !rest.is_empty()
}

/// A class, alone or before a colon: the last line of a traceback.
fn is_named(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')).count();
    let (name, rest) = line.split_at(name);
    name.first().is_some_and(u8::is_ascii_alphabetic) && (rest.is_empty() || rest.starts_with(b":"))
}

/// What stands between the exceptions of a chain.
fn is_chain(line: &[u8]) -> bool {
    line.starts_with(b"During handling of the above exception")
        || line.starts_with(b"The above exception was the direct")
}

/// `main.run(0x1, …)`, `created by main.main`: a frame of a goroutine.
fn is_frame(line: &[u8]) -> bool {
    line.starts_with(b"created by ")
        || line.ends_with(b")") && line.contains(&b'(') && !line[..line.len().min(64)].contains(&b' ')
        || line.starts_with(b"[signal ")
        || line.starts_with(b"exit status ")
}

/// Whether the lines behind a record's first are a trace, and no other text that is indented.
pub(crate) fn is_trace(lines: &[u8]) -> bool {
    lines.split(|byte| *byte == b'\n').any(|line| {
        let said = line.trim_ascii_start();
        let frame = [&b"at "[..], b"File \"", b"from ", b"#0 ", b"... "].iter().any(|start| said.starts_with(start));
        frame && said.len() < line.len() || Trace::default().mark(line)
    })
}
