//! What a worker of the viewer does to a piece of a log: it is redacted and validated in one pass, and for each record
//! there is a row of what the list shows. For the viewer's module alone.
#![allow(missing_docs, reason = "documented where it is used: host-example/browser/package/src")]
#![allow(unreachable_pub, reason = "what wasm-bindgen exports has to be `pub`")]

use std::collections::BTreeMap;

use wasm_bindgen::prelude::wasm_bindgen;

use super::browser::{cells, counts, keys, pointers, refused, stopped};
use super::outline::{Outline, outline};
use crate::{Counts, Finding, Output, Pipeline, PipelineError, Verb, detect};

/// Bytes that are given to the pipelines at once: so many that a call rarely has more findings than it may list.
const SLICE: usize = 64 << 10;
/// Bytes from which it is told what a text is.
const HEAD: usize = 16 << 10;
/// What stands where a record was kept out.
const WITHHELD: &[u8] = b"[withheld]\n";
/// Components that are told apart; the rest share the last number.
const COMPONENTS: usize = 60_000;

/// Two pipelines under one policy, and what became of the last piece.
#[wasm_bindgen]
pub struct Review {
    redact: Pipeline,
    validate: Pipeline,
    /// Makes CP1 of lines that are no JSON; compiled where there are some.
    shape: Option<Pipeline>,
    output: Output,
    bytes: Vec<u8>,
    counts: Counts,
    findings: Vec<Finding>,
    rows: Rows,
    feeds: u32,
    /// Components of all pieces, and how many of them have been told.
    components: Vec<Vec<u8>>,
    told: usize,
    /// Their numbers; those of the last few by a hash.
    numbers: BTreeMap<Vec<u8>, u16>,
    recent: [u16; 64],
}

/// Says nothing of what is in a log.
impl std::fmt::Debug for Review {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Review").field("line", &self.redact.line()).finish_non_exhaustive()
    }
}

/// The records of the list: a column for each thing that is known of them.
#[derive(Default)]
struct Rows {
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// From the first line of the piece.
    lines: Vec<u32>,
    levels: Vec<u8>,
    times: Vec<f64>,
    components: Vec<u16>,
}

impl Rows {
    fn reserve(&mut self, rows: usize) {
        [&mut self.starts, &mut self.ends, &mut self.lines].into_iter().for_each(|column| column.reserve(rows));
        self.levels.reserve(rows);
        self.times.reserve(rows);
        self.components.reserve(rows);
    }
}

#[wasm_bindgen]
impl Review {
    pub fn open(policy: &str, ids: Vec<String>, lengths: &[u32], bytes: &[u8]) -> Result<Review, String> {
        let keys = keys(ids, lengths, bytes);
        let (redact, validate) = Pipeline::pair(policy, &keys).map_err(refused)?;
        let (output, bytes, counts) = Default::default();
        let (feeds, told) = (0, 1);
        let (findings, rows, components, recent) = (Vec::new(), Rows::default(), vec![Vec::new()], [0; 64]);
        Ok(Review {
            redact,
            validate,
            shape: None,
            output,
            bytes,
            counts,
            findings,
            rows,
            feeds,
            components,
            numbers: BTreeMap::new(),
            recent,
            told,
        })
    }

    /// Takes a piece: whole lines, or the end of a source. What it gave is asked for by the methods below.
    pub fn take(&mut self, lines: &[u8], last: bool) -> Result<(), String> {
        self.clear();
        self.bytes.reserve(lines.len() + lines.len() / 16);
        self.slices(lines).map_err(stopped)?;
        if last {
            let redacted = self.redact.finish().map_err(stopped)?.last;
            let validated = self.validate.finish().map_err(stopped)?.last;
            self.output = Output { findings: validated.findings, ..redacted };
            self.keep();
        }
        self.list().map_err(stopped)
    }

    /// A line that could not be handled.
    pub fn refuse(&mut self, line: &[u8]) -> Result<(), String> {
        self.clear();
        let rule = "limit/trap";
        let number = self.validate.rules().iter().position(|known| known.name == rule).unwrap_or_default() as u32;
        let at = self.redact.line();
        self.output = self.redact.refuse(line, rule).map_err(stopped)?;
        self.validate.refuse(line, rule).map_err(stopped)?;
        let end = line.strip_suffix(b"\n").unwrap_or(line).len() as u32;
        let (pointer, detail) = (String::new(), String::new());
        self.output.findings = vec![Finding { rule: number, line: at, start: 0, end, pointer, detail, fix: None }];
        self.keep();
        self.list().map_err(stopped)
    }

    /// Moves the last piece's redacted bytes out.
    pub fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// How many lines they are.
    pub fn feeds(&self) -> u32 {
        self.feeds
    }

    /// How many lines end in a text.
    pub fn ends_in(text: &[u8]) -> u32 {
        // So few at once that one byte counts them: vectors of bytes are added.
        let counts = text.chunks(192).map(|part| part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>());
        counts.map(u32::from).sum()
    }

    pub fn counts(&self) -> Vec<f64> {
        counts(self.counts)
    }

    pub fn findings(&self) -> Vec<u32> {
        cells(&self.findings)
    }

    pub fn pointers(&self) -> Vec<String> {
        pointers(&self.findings)
    }

    /// Moves out where the records of the list start in the bytes.
    pub fn starts(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.rows.starts)
    }

    /// Where they end, without their line end.
    pub fn ends(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.rows.ends)
    }

    /// Their lines, from the piece's first one.
    pub fn lines(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.rows.lines)
    }

    pub fn levels(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.rows.levels)
    }

    pub fn times(&mut self) -> Vec<f64> {
        std::mem::take(&mut self.rows.times)
    }

    /// The numbers of the records' components; what they are called is told once, by `names`.
    pub fn components(&mut self) -> Vec<u16> {
        std::mem::take(&mut self.rows.components)
    }

    /// The components that no piece before had, in the order of their numbers.
    pub fn names(&mut self) -> Vec<String> {
        let names =
            self.components[self.told..].iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        self.told = self.components.len();
        names
    }

    /// The line that comes next.
    pub fn line(&self) -> f64 {
        self.redact.line() as f64
    }

    /// The next piece begins at `line`, with nothing open.
    pub fn begin(&mut self, line: f64) -> Result<(), String> {
        self.restore(&[])?;
        self.seek(line as u64);
        Ok(())
    }

    /// What comes next is another log: components are numbered from 1 again. What was learnt of records stays.
    pub fn again(&mut self) -> Result<(), String> {
        self.components.truncate(1);
        self.numbers.clear();
        (self.recent, self.told) = ([0; 64], 1);
        self.begin(1.0)
    }

    /// What is open.
    pub fn save(&self) -> Vec<u8> {
        let (redact, validate) = (self.redact.save(), self.validate.save());
        if redact.is_empty() && validate.is_empty() {
            return Vec::new();
        }
        let length = (redact.len() as u32).to_le_bytes();
        [&length[..], &(self.redact.line() as u32).to_le_bytes(), &redact, &validate].concat()
    }

    /// Takes up what another one has left open.
    pub fn restore(&mut self, state: &[u8]) -> Result<(), String> {
        let (mut redact, mut validate, mut line) = (&[][..], &[][..], None);
        if let Some((head, rest)) = state.split_first_chunk::<8>() {
            let [length, at] =
                [0, 4].map(|at| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
            (redact, validate) = rest.split_at(rest.len().min(length as usize));
            line = Some(u64::from(at));
        }
        self.redact.restore(redact).and_then(|()| self.validate.restore(validate)).map_err(stopped)?;
        if let Some(line) = line {
            // The one of them that has nothing open does not know.
            self.redact.seek(line);
            self.validate.seek(line);
        }
        Ok(())
    }
}

impl Review {
    fn clear(&mut self) {
        self.bytes.clear();
        self.counts = Counts::default();
        self.findings.clear();
        self.rows = Rows::default();
    }

    fn seek(&mut self, line: u64) {
        self.redact.seek(line);
        self.validate.seek(line);
    }

    fn slices(&mut self, mut lines: &[u8]) -> Result<(), PipelineError> {
        while !lines.is_empty() {
            let near = lines.iter().take(SLICE).rposition(|byte| *byte == b'\n');
            let end = near.or_else(|| lines.iter().position(|byte| *byte == b'\n')).map_or(lines.len(), |at| at + 1);
            let (slice, rest) = lines.split_at(end);
            self.slice(slice)?;
            lines = rest;
        }
        Ok(())
    }

    /// What is kept out, and more findings than one call lists, are told by fewer lines.
    fn slice(&mut self, lines: &[u8]) -> Result<(), PipelineError> {
        let (state, line) = ((self.redact.save(), self.validate.save()), self.redact.line());
        self.both(lines)?;
        let withheld = self.output.counts.withheld;
        let tells_less = withheld > 0 || self.output.findings.len() >= Output::MAX_FINDINGS;
        let feeds = if tells_less { lines.iter().filter(|byte| **byte == b'\n').count() } else { 0 };
        if feeds > 1 {
            self.redact.restore(&state.0)?;
            self.validate.restore(&state.1)?;
            self.seek(line);
            let middle = lines.split_inclusive(|byte| *byte == b'\n').take(feeds / 2).map(<[u8]>::len).sum();
            self.slice(&lines[..middle])?;
            return self.slice(&lines[middle..]);
        }
        self.keep();
        (0..withheld).for_each(|_| self.bytes.extend_from_slice(WITHHELD));
        Ok(())
    }

    /// In one pass, where every line is a record of its own; else one verb after the other.
    fn both(&mut self, lines: &[u8]) -> Result<(), PipelineError> {
        if self.redact.is_idle() && self.validate.review(lines, &mut self.output) {
            self.redact.seek(self.validate.line());
            return Ok(());
        }
        self.redact.push_into(Verb::Redact, lines, &mut self.output)?;
        let found = self.validate.push(Verb::Validate, lines)?;
        self.output.findings = found.findings;
        Ok(())
    }

    fn keep(&mut self) {
        let Output { bytes, findings, counts, .. } = &mut self.output;
        self.bytes.extend_from_slice(bytes);
        self.findings.append(findings);
        self.counts.records += counts.records;
        self.counts.changed += counts.changed;
        self.counts.masked += counts.masked;
        self.counts.withheld += counts.withheld;
        self.counts.redactions += counts.redactions;
    }

    /// Makes the rows of the list.
    fn list(&mut self) -> Result<(), PipelineError> {
        let lines = outline(&self.bytes);
        self.feeds = lines.len() as u32;
        self.rows.reserve(lines.len());
        let filled = |rows: &[Outline]| rows.iter().filter(|row| row.start < row.end).count();
        let whole = filled(&lines);
        // Lines of JSON are a record each, where they are as many as the records; else what goes on with a line is of its
        // row.
        if whole as u64 == self.counts.records && self.is_json() {
            let rows = lines.iter().zip(0..).filter(|(row, _)| row.start < row.end);
            let bytes = std::mem::take(&mut self.bytes);
            for (row, line) in rows {
                self.row(&bytes, row, (row.start, row.end), line);
            }
            self.bytes = bytes;
            return Ok(());
        }
        let mut begins = vec![false; lines.len() + 1];
        for found in detect(&self.bytes) {
            begins[(found.line as usize).min(lines.len())] = true;
        }
        let shaped = self.shaped()?;
        let seen = outline(&shaped);
        // Where each record gave one line of CP1 that line says what it is, else its own first line.
        let records = begins.iter().filter(|begins| **begins).count();
        let agrees = filled(&seen) == records;
        let mut seen = seen.iter().filter(|row| row.start < row.end);
        let bytes = std::mem::take(&mut self.bytes);
        for ((row, line), begins) in lines.iter().zip(0..).zip(begins).filter(|((row, _), _)| row.start < row.end) {
            if !begins && let Some(end) = self.rows.ends.last_mut() {
                *end = row.end as u32;
                continue;
            }
            let says = if agrees { seen.next() } else { None };
            match says {
                Some(says) => self.row(&shaped, says, (row.start, row.end), line),
                None => self.row(&bytes, row, (row.start, row.end), line),
            }
        }
        self.bytes = bytes;
        Ok(())
    }

    /// The bytes as CP1; nothing where that can't be.
    fn shaped(&mut self) -> Result<Vec<u8>, PipelineError> {
        if self.shape.is_none() {
            self.shape = Pipeline::open(r#"{"version":1,"extends":["cp1"]}"#, &[]).ok();
        }
        let Some(shape) = &mut self.shape else { return Ok(Vec::new()) };
        let mut shaped = shape.push(Verb::Format, &self.bytes)?.bytes;
        shaped.extend(shape.finish()?.last.bytes);
        Ok(shaped)
    }

    /// Whether most of the first lines are JSON objects.
    fn is_json(&self) -> bool {
        let head = &self.bytes[..self.bytes.len().min(HEAD)];
        let lines = head.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let (json, all) = lines.fold((0, 0), |(json, all), line| (json + u32::from(line.starts_with(b"{\"")), all + 1));
        json * 2 > all
    }

    /// A row whose place is `span`, and of which `says`, a line of `text`, tells the rest.
    fn row(&mut self, text: &[u8], says: &Outline, (start, end): (usize, usize), line: u32) {
        let (from, to) = says.component;
        let component = if from < to { self.component(&text[from..to]) } else { 0 };
        let rows = &mut self.rows;
        rows.starts.push(start as u32);
        rows.ends.push(end as u32);
        rows.lines.push(line);
        rows.levels.push(says.level);
        rows.times.push(says.time);
        rows.components.push(component);
    }

    /// The number of a component.
    fn component(&mut self, name: &[u8]) -> u16 {
        if name.len() > 200 {
            return 0;
        }
        // Four letters of the beginning and four of the end tell most of them apart.
        let word = |four: Option<&[u8; 4]>| four.map_or(u32::from(name[0]), |four| u32::from_le_bytes(*four));
        let ends = word(name.first_chunk()).wrapping_mul(31).wrapping_add(word(name.last_chunk()));
        let hash = ends.wrapping_add(name.len() as u32).wrapping_mul(0x9e37_79b1);
        let slot = (hash >> 24) as usize % self.recent.len();
        let known = self.recent[slot];
        if self.components[usize::from(known)] == name {
            return known;
        }
        let number = self.numbers.get(name).copied().unwrap_or_else(|| {
            if self.components.len() < COMPONENTS {
                self.numbers.insert(name.to_vec(), self.components.len() as u16);
                self.components.push(name.to_vec());
            }
            self.components.len() as u16 - 1
        });
        self.recent[slot] = number;
        number
    }
}
