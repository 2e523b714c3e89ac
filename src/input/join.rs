//! Which lines are one record: an object over several lines, pieces of a container's line, a trace behind its record.
use super::carrier::{self, Entry};
use super::trace::{Goes, Trace};
use super::{Format, Input, compose, journald};
use crate::frame;

/// What is looked for.
#[derive(Clone, Copy)]
pub(crate) struct Mode {
    pub(crate) input: Input,
    /// Traces are joined: where records become another form.
    pub(crate) traces: bool,
    /// Records are taken out of Docker's JSON.
    pub(crate) unwraps: bool,
}

/// Lines that are, or may be, one record: what they are so far.
#[derive(Clone, Copy)]
pub(crate) struct Join {
    mode: Mode,
    kind: Kind,
    lines: usize,
    /// The last lines belong to it where the next one does.
    perhaps: usize,
}

#[derive(Clone, Copy)]
enum Kind {
    /// A JSON object or array whose first line is only its bracket.
    Json,
    /// A record in journald's export format.
    Export(journald::Field),
    /// A carrier's lines. By stream: whether its last line was a piece.
    Entries { open: [bool; 2], last: usize, trace: Trace, docker: bool },
    /// Text.
    Text(Trace),
}

/// What becomes of a line behind others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// It is one of them.
    Goes,
    /// It is the last one of them.
    Ends,
    /// It is none of them, nor are so many lines before it.
    Before(usize),
}

/// The most lines of a text record.
const LINES: usize = 1000;

impl Join {
    /// Whether `line`, less its end, may be the first of several.
    pub(crate) fn start(line: &[u8], mode: Mode) -> Option<Join> {
        let join = |kind| Some(Join { mode, kind, lines: 1, perhaps: 0 });
        if let Some(entry) = carrier::entry(line, mode) {
            if !entry.whole {
                let mut open = [false; 2];
                open[entry.stream] = true;
                return join(Kind::Entries { open, last: entry.stream, trace: Trace::default(), docker: entry.docker });
            }
            let text = !matches!(entry.first, Some(b'{' | b'['));
            let traces = mode.traces && text;
            let trace = if traces { Trace::begin(&carrier::payload(line, &entry)) } else { Trace::default() };
            let kind = Kind::Entries { open: [false; 2], last: entry.stream, trace, docker: entry.docker };
            return (traces || entry.docker && mode.unwraps).then_some(()).and_then(|()| join(kind));
        }
        let json = mode.input.may_be(Format::Json) && matches!(line.trim_ascii_end(), b"{" | b"[");
        if json {
            return join(Kind::Json);
        }
        if mode.input.may_be(Format::Journald) && journald::begins(line) && (mode.traces || !mode.unwraps) {
            return join(Kind::Export(journald::Field::Name));
        }
        let text = mode.traces && !matches!(line[compose::length(line, mode.input)..].first(), None | Some(b'{'));
        if text { join(Kind::Text(Trace::begin(line))) } else { None }
    }

    /// Whether it is complete as it stands, whatever follows: no line is waited for.
    pub(crate) fn is_alone(&self, line: &[u8]) -> bool {
        match self.kind {
            Kind::Entries { open, .. } => {
                let json = carrier::entry(line, self.mode).is_some_and(|e| matches!(e.first, Some(b'{' | b'[')));
                open == [false; 2] && (json || !self.mode.traces)
            }
            _ => false,
        }
    }

    /// Whether the lines must be taken apart before they are a record.
    pub(crate) fn is_carried(&self) -> bool {
        matches!(self.kind, Kind::Entries { .. })
    }

    /// Whether its record stands within JSON.
    pub(crate) fn is_docker(&self) -> bool {
        matches!(self.kind, Kind::Entries { docker: true, .. })
    }

    /// Whether it is known that more has to come: a piece of a line stands last.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(self.kind, Kind::Entries { open, .. } if open != [false; 2])
    }

    pub(crate) fn is_export(&self) -> bool {
        matches!(self.kind, Kind::Export(_))
    }

    pub(crate) fn is_json(&self) -> bool {
        matches!(self.kind, Kind::Json)
    }

    /// Looks at the next line, with its end.
    pub(crate) fn next(&mut self, raw: &[u8]) -> Next {
        self.lines += 1;
        let line = frame::content(raw);
        let goes = match &mut self.kind {
            Kind::Json => match line.first() {
                Some(b' ' | b'\t') => return Next::Goes,
                Some(b'}' | b']') => return Next::Ends,
                _ => return Next::Before(0),
            },
            Kind::Export(field) => return if field.ends(raw) { Next::Ends } else { Next::Goes },
            Kind::Text(_) if self.lines > LINES => Goes::No,
            Kind::Text(trace) => trace.next(line),
            Kind::Entries { open, last, trace, .. } => {
                let Some(entry) = carrier::entry(line, self.mode) else { return Next::Before(0) };
                if *open != [false; 2] {
                    open[entry.stream] = !entry.whole;
                    *last = entry.stream;
                    let done = *open == [false; 2] && !self.mode.traces;
                    return if done { Next::Ends } else { Next::Goes };
                }
                let text = !matches!(entry.first, Some(b'{' | b'['));
                let same = entry.whole && entry.stream == *last && text && self.mode.traces && self.lines <= LINES;
                if same { trace.next(&carrier::payload(line, &entry)) } else { Goes::No }
            }
        };
        match goes {
            Goes::On => {
                self.perhaps = 0;
                Next::Goes
            }
            Goes::Perhaps => {
                self.perhaps += 1;
                Next::Goes
            }
            Goes::No => Next::Before(self.perhaps),
        }
    }

    /// How many of the last lines are none of it, where nothing follows.
    pub(crate) fn left_over(&self) -> usize {
        self.perhaps
    }
}

impl Entry {
    /// The stream's name.
    pub(crate) fn name(&self) -> &'static str {
        if self.stream == 0 { "stdout" } else { "stderr" }
    }
}
