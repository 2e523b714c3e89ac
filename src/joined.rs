//! Records that are several lines, or that stand in a carrier's: made one, handled, and put back where they keep their
//! form.
use crate::decode::Decoded;
use crate::frame::{self, Line};
use crate::index::Index;
use crate::input::carrier::{self, Begun, Entry};
use crate::input::join::{Join, Mode};
use crate::input::journald;
use crate::json;
use crate::keys::Match;
use crate::order;
use crate::output::{Counts, Finding, Output, Verb};
use crate::policy::Policy;
use crate::record::{Place, Records};
use crate::wrap;

/// The room for one group of lines. Used again.
#[derive(Default)]
pub(crate) struct Joined {
    index: Index,
    text: Decoded,
}

/// What handles records, and how.
pub(crate) struct Means<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) verb: Verb,
    pub(crate) mode: Mode,
    pub(crate) records: &'a mut Records,
}

/// A record that its carrier's lines are put together to.
struct Whole {
    text: Decoded,
    /// The line that it begins with, and where that starts in the group.
    number: u64,
    base: usize,
    begun: Begun,
    pieces: Vec<Piece>,
    /// The end of its last line, with the line's end in it.
    ending: (usize, usize),
}

/// Where a piece stands in the group, and what it says where that is another thing.
struct Piece {
    start: usize,
    end: usize,
    said: Option<Decoded>,
}

impl Piece {
    fn length(&self) -> usize {
        self.said.as_ref().map_or(self.end - self.start, |said| said.text.len())
    }

    /// The place in the group of what it says.
    fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let (start, end) = self.said.as_ref().map_or((start, end), |said| said.source(start, end));
        (self.start + start, self.start + end)
    }

    /// A replacement as it has to stand there.
    fn written(&self, fresh: Vec<u8>) -> Vec<u8> {
        if self.said.is_none() {
            return fresh;
        }
        let mut escaped = Decoded::default();
        wrap::escapes(&fresh, (0, fresh.len()), false, &mut escaped);
        escaped.text
    }
}

/// A change of the group: from where, up to where, and what is written there.
type Change = (usize, usize, Vec<u8>);

impl Joined {
    /// Handles the lines `raw`, the first of which is `number`, as what `join` says that they are.
    pub(crate) fn group(&mut self, means: &mut Means<'_>, join: &Join, raw: &[u8], number: u64, output: &mut Output) {
        if join.is_carried() {
            return self.carried(means, raw, number, output);
        }
        if join.is_export() && !means.mode.traces {
            return self.export(means, raw, number, output);
        }
        let ending = ending(raw);
        let first = output.findings.len();
        if !join.is_json() || !means.mode.traces {
            let end = raw.len() - ending.len();
            let head = carrier::length(&raw[..end], means.mode.input);
            self.record(means, raw, (head, end), number, output);
            return relocate(&mut output.findings[first..], raw, 0, |start, end| (start, end));
        }
        if json::read(raw).is_none() {
            return self.lines(means, raw, number, output);
        }
        let mut text = std::mem::take(&mut self.text);
        text.begin();
        compact(raw, (0, raw.len()), &mut text);
        let end = text.text.len();
        text.put(raw.len() - ending.len(), ending);
        text.end(raw.len());
        self.record(means, &text.text, (0, end), number, output);
        relocate(&mut output.findings[first..], raw, 0, |start, end| text.source(start, end));
        self.text = text;
    }

    /// Handles one record of `text`, with its line end behind `end`.
    fn record(
        &mut self,
        means: &mut Means<'_>,
        text: &[u8],
        (head, end): (usize, usize),
        number: u64,
        output: &mut Output,
    ) {
        let sight = match means.verb {
            Verb::Redact => means.policy.sight(),
            _ => means.policy.inspecting(),
        };
        self.index.fill(text, sight);
        let line = Line { start: 0, head, end, next: text.len(), number };
        let mut place = Place::default();
        means.records.line(means.policy, means.verb, (text, &mut self.index), line, &mut place, output);
        if means.verb != Verb::Validate {
            output.bytes.extend_from_slice(&text[place.copied..]);
        }
    }

    /// Handles lines that are records of their own after all.
    fn lines(&mut self, means: &mut Means<'_>, raw: &[u8], number: u64, output: &mut Output) {
        for (number, line) in (number..).zip(raw.split_inclusive(|byte| *byte == b'\n')) {
            self.record(means, line, (0, line.len() - usize::from(line.ends_with(b"\n"))), number, output);
        }
    }

    /// Handles a record of journald's export format that keeps its form: each line for itself, and a value whose length is told
    /// with its name before it, as other fields stand.
    fn export(&mut self, means: &mut Means<'_>, raw: &[u8], mut number: u64, output: &mut Output) {
        let mut at = 0;
        while at < raw.len() {
            let Some((name, value, next)) = journald::told(&raw[at..]) else {
                let end = at + frame::first_line(&raw[at..]).0.len();
                self.lines(means, &raw[at..end], number, output);
                (at, number) = (end, number + 1);
                continue;
            };
            let (name, value, field) = (&raw[at..at + name.1], &raw[at + value.0..at + value.1], &raw[at..at + next]);
            let sensitive = matches!(means.policy.keys.find(name), Some(Match::Rule(_)));
            // All of a sensitive value is one value.
            let line: Vec<u8> =
                value.iter().map(|byte| if sensitive && *byte == b'\n' { b' ' } else { *byte }).collect();
            let quotes = if sensitive { &b"\""[..] } else { b"" };
            let text = [name, b"=", quotes, &line, quotes].concat();
            let mut apart = Output::default();
            self.record(means, &text, (0, text.len()), number, &mut apart);
            let fresh = std::mem::take(&mut apart.bytes);
            match fresh == text {
                true => output.bytes.extend_from_slice(field),
                false => {
                    let start = name.len() + 1 + quotes.len();
                    let kept = fresh.starts_with(&text[..start]) && fresh.ends_with(quotes) && fresh.len() >= start;
                    let said =
                        if kept { &fresh[start..fresh.len().max(start + quotes.len()) - quotes.len()] } else { &fresh };
                    output
                        .bytes
                        .extend_from_slice(&[name, b"\n", &(said.len() as u64).to_le_bytes(), said, b"\n"].concat());
                }
            }
            add(&mut output.counts, &apart.counts);
            output.quarantine.extend_from_slice(&apart.quarantine);
            (at, number) = (at + next, number + frame::count(field));
        }
    }

    /// Handles a carrier's lines: those of either stream apart, records in the order in which they end.
    fn carried(&mut self, means: &mut Means<'_>, raw: &[u8], number: u64, output: &mut Output) {
        let mut open: Vec<Whole> = Vec::new();
        let mut changes: Vec<Change> = Vec::new();
        let mut base = 0;
        for (number, line) in (number..).zip(raw.split_inclusive(|byte| *byte == b'\n')) {
            let text = frame::content(line);
            let Some(entry) = carrier::entry(text, means.mode) else { continue };
            let payload = carrier::payload(text, &entry);
            let slot = open.iter().position(|whole| whole.begun.stream == entry.stream);
            let goes_on = slot.is_some_and(|at| open[at].begun.takes(&payload));
            if let Some(at) = slot.filter(|_| !goes_on) {
                let whole = open.remove(at);
                self.whole(means, whole, raw, &mut changes, output);
            }
            let at = match slot.filter(|_| goes_on) {
                Some(at) => at,
                None => {
                    let begun = Begun::with(&entry, &payload, means.mode);
                    open.push(Whole::new(means, text, &entry, (number, base), begun));
                    open.len() - 1
                }
            };
            let whole = &mut open[at];
            if goes_on && whole.begun.ended {
                whole.text.put(base + entry.payload.0, b"\n");
            }
            whole.add(text, &entry, base);
            whole.ending = (base + text.len(), base + line.len());
            base += line.len();
        }
        for whole in open {
            self.whole(means, whole, raw, &mut changes, output);
        }
        if means.verb == Verb::Redact || !means.mode.traces && means.verb != Verb::Validate {
            order::by_key(&mut changes, |(start, ..)| *start);
            let mut copied = 0;
            for (start, end, fresh) in changes {
                output.bytes.extend_from_slice(&raw[copied..start.max(copied)]);
                output.bytes.extend_from_slice(&fresh);
                copied = end.max(copied);
            }
            output.bytes.extend_from_slice(&raw[copied..]);
        }
    }

    /// Handles one record that is whole.
    fn whole(
        &mut self,
        means: &mut Means<'_>,
        mut whole: Whole,
        raw: &[u8],
        changes: &mut Vec<Change>,
        output: &mut Output,
    ) {
        if means.mode.unwraps {
            let last = &raw[whole.ending.0..whole.ending.1];
            whole.text.put(whole.ending.0, last);
            whole.text.end(whole.ending.1);
            let mut end = whole.text.text.len() - ending(last).len();
            let head = crate::input::cri::header(&whole.text.text[..end]).map_or(0, |header| header.end);
            let record = &whole.text.text[head..end];
            // Line ends that a container's record has within would be some of the output.
            if matches!(record.trim_ascii_start().first(), Some(b'{' | b'[')) && record.contains(&b'\n') {
                let mut one = Decoded::default();
                one.begin();
                one.keep(&whole.text.text, 0, head);
                compact(&whole.text.text, (head, end), &mut one);
                let after = one.text.len();
                // What is no JSON stays as it is: text.
                let said = String::from_utf8_lossy(&one.text[head..]);
                if said.contains("\\u") || json::read(said.as_bytes()).is_some() {
                    one.keep(&whole.text.text, end, whole.text.text.len());
                    one.end(whole.text.text.len());
                    one.through(&whole.text);
                    (whole.text, end) = (one, after);
                }
            }
            let first = output.findings.len();
            self.record(means, &whole.text.text, (head, end), whole.number, output);
            return relocate(&mut output.findings[first..], raw, whole.base, |start, end| {
                whole.text.source(start, end)
            });
        }
        let mut apart = Output::default();
        let text = &whole.text.text[..];
        if frame::is_blank(text) {
            output.counts.records += 1;
            return;
        }
        self.record(means, text, (0, text.len()), whole.number, &mut apart);
        put_back(&whole, text, &apart, means.records, changes);
        add(&mut output.counts, &apart.counts);
        output.quarantine.extend_from_slice(&apart.quarantine);
    }
}

impl Whole {
    fn new(means: &Means<'_>, line: &[u8], entry: &Entry, (number, base): (u64, usize), begun: Begun) -> Whole {
        let mut text = Decoded::default();
        text.begin();
        if means.mode.unwraps {
            // Docker's is told as Kubernetes would: one form for what comes after.
            let time = String::from_utf8_lossy(&line[entry.time.0..entry.time.1]);
            text.put(base, time.as_bytes());
            [" ", entry.name(), " F "].into_iter().for_each(|part| text.more(part.as_bytes()));
        }
        Whole { text, number, base, begun, pieces: Vec::new(), ending: (0, 0) }
    }

    /// Appends a piece.
    fn add(&mut self, line: &[u8], entry: &Entry, base: usize) {
        let (start, end) = entry.payload;
        let said = entry.docker.then(|| {
            let mut piece = Decoded::default();
            piece.decode(&line[start..end]);
            self.text.append(&piece, base + start);
            piece
        });
        if said.is_none() {
            self.text.take(base + start, &line[start..end]);
        }
        self.pieces.push(Piece { start: base + start, end: base + end, said });
        self.begun.ended = entry.whole;
    }
}

/// Counts what was done with records that were handled apart.
fn add(counts: &mut Counts, apart: &Counts) {
    counts.records += apart.records;
    counts.changed += apart.changed;
    counts.masked += apart.masked;
    counts.withheld += apart.withheld;
    counts.redactions += apart.redactions;
}

/// Writes what became of a record back to its pieces: the replacement into the first one, and the rest of what it stands
/// for is cut.
fn put_back(whole: &Whole, text: &[u8], apart: &Output, records: &Records, changes: &mut Vec<Change>) {
    if apart.bytes == text {
        return;
    }
    let refused = apart.counts.masked + apart.counts.withheld > 0;
    let edits: Vec<Change> = match refused {
        true => vec![(0, text.len(), apart.bytes.clone())],
        false => records.edits(),
    };
    for (start, end, fresh) in edits {
        let mut fresh = Some(fresh);
        let mut from = 0;
        for piece in &whole.pieces {
            let length = piece.length();
            let (a, b) = (start.max(from), end.min(from + length));
            let here = a < b || start == end && (from..=from + length).contains(&start) && fresh.is_some();
            if here {
                let (left, right) = piece.place(a - from, b.max(a) - from);
                changes.push((left, right, piece.written(fresh.take().unwrap_or_default())));
            }
            from += length;
        }
    }
}

/// Findings of a record that starts at `base` of the group, told with their own lines: `source` says where they stand in
/// the group. A span ends with its line.
fn relocate(findings: &mut [Finding], raw: &[u8], base: usize, source: impl Fn(usize, usize) -> (usize, usize)) {
    for finding in findings {
        let (start, end) = source(finding.start as usize, finding.end as usize);
        let line = raw[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let length = raw[line..].iter().position(|byte| *byte == b'\n').unwrap_or(raw.len() - line);
        finding.line += frame::count(&raw[base.min(line)..line]);
        let end = end.max(start).min(line + length);
        (finding.start, finding.end) = ((start - line) as u32, (end - line) as u32);
    }
}

/// The line feed of a text, where it ends with one. A carriage return before it is the record's.
fn ending(text: &[u8]) -> &[u8] {
    &text[text.len() - usize::from(text.ends_with(b"\n"))..]
}

/// An object over several lines on one: the white space between its parts goes, and a line end within a string, which JSON
/// does not have, is escaped.
fn compact(raw: &[u8], (start, end): (usize, usize), text: &mut Decoded) {
    let (mut at, mut copied, mut within) = (start, start, false);
    while at < end {
        match raw[at] {
            b'\\' if within => at += 1,
            b'"' => within = !within,
            b'\n' if within => {
                text.keep(raw, copied, at);
                text.put(at, b"\\n");
                copied = at + 1;
            }
            b' ' | b'\t' | b'\r' | b'\n' if !within => {
                text.keep(raw, copied, at);
                copied = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    text.keep(raw, copied, end);
}
