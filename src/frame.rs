//! Frames: where records start and end in chunks that end anywhere, and what is carried from chunk to chunk.
//!
//! A frame is a line. A record over the limit is not kept: its bytes go to the quarantine as they come.
use crate::base64::Encoder;
use crate::input::carrier;
use crate::input::join::Join;
use crate::output::{Finding, Output, Verb};
use crate::policy::{Policy, fixed};
use crate::record::OpenKey;
use crate::refuse;

/// A line of a buffer: its record, and where the next line starts.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) start: usize,
    /// Where the record begins: behind the header of what carried it, where there is one.
    pub(crate) head: usize,
    pub(crate) end: usize,
    pub(crate) next: usize,
    /// One-based.
    pub(crate) number: u64,
}

/// What a stream carries.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) verb: Option<Verb>,
    /// The line, one-based, of the next byte or of the open line.
    pub(crate) line: u64,
    /// Whole lines that may go on: what they are so far, and they themselves. Without a `join` they wait to be looked at.
    pub(crate) join: Option<Join>,
    pub(crate) lines: Vec<u8>,
    /// A record that has begun and not ended.
    pub(crate) open: Option<Open>,
    /// A private key that goes on from record to record.
    pub(crate) key: OpenKey,
}

#[derive(Clone)]
pub(crate) enum Open {
    /// Its bytes so far.
    Held(Vec<u8>),
    /// It is over the limit.
    Over(Over),
}

/// A record over the limit, or refused by the host: what is known of it.
#[derive(Clone)]
pub(crate) struct Over {
    /// The rule under which it is refused.
    pub(crate) rule: u16,
    /// Its length so far.
    bytes: u64,
    /// Its first byte, white space apart, is one that JSON starts with.
    json: bool,
    /// Its last bytes, where they may be its line end.
    ending: Vec<u8>,
    encoder: Encoder,
}

impl Default for State {
    fn default() -> Self {
        State { verb: None, line: 1, join: None, lines: Vec::new(), open: None, key: OpenKey::default() }
    }
}

impl State {
    /// Adds bytes to the open record, or opens one. `bytes` hold no line feed but at their end.
    pub(crate) fn extend(&mut self, bytes: &[u8], limit: usize, policy: &Policy, output: &mut Output) {
        match self.open.get_or_insert_with(|| Open::Held(Vec::new())) {
            Open::Over(over) => over.extend(bytes, output),
            Open::Held(held) => {
                if !over(held, bytes, limit) {
                    held.extend_from_slice(bytes);
                    return;
                }
                self.refuse(bytes, fixed::RECORD_BYTES, policy, output);
            }
        }
    }

    /// Whether the open record, or a new one, would go over the limit with these bytes.
    pub(crate) fn goes_over(&self, bytes: &[u8], limit: usize) -> bool {
        match &self.open {
            Some(Open::Over(_)) => false,
            Some(Open::Held(held)) => over(held, bytes, limit),
            None => over(&[], bytes, limit),
        }
    }

    /// As [`extend`](State::extend), for a record that is refused under `rule` whatever its length. One that is refused
    /// already stays so under its own rule.
    pub(crate) fn refuse(&mut self, bytes: &[u8], rule: u16, policy: &Policy, output: &mut Output) {
        let held = match self.open.take() {
            Some(Open::Over(mut over)) => {
                over.extend(bytes, output);
                self.open = Some(Open::Over(over));
                return;
            }
            Some(Open::Held(held)) => held,
            None => Vec::new(),
        };
        let first = held.iter().chain(bytes).find(|byte| !byte.is_ascii_whitespace());
        let json = refuse::masks_json(policy, self.verb.unwrap_or(Verb::Redact), first.copied());
        let mut over = Over { rule, bytes: 0, json, ending: Vec::new(), encoder: Encoder::default() };
        refuse::open_quarantine(policy, rule, self.line, output);
        over.extend(&held, output);
        over.extend(bytes, output);
        self.open = Some(Open::Over(over));
    }

    /// The state as bytes: a version, the verb, the line, and what is open. Empty: nothing is open, unless `always`.
    pub(crate) fn save(&self, always: bool) -> Vec<u8> {
        if !always && self.open.is_none() && self.lines.is_empty() && !self.key.is_open() {
            return Vec::new();
        }
        let verb = match self.verb {
            None => 0,
            Some(Verb::Format) => 1,
            Some(Verb::Redact) => 2,
            Some(Verb::Validate) => 3,
            Some(Verb::Run) => 4,
        };
        let mut state = vec![VERSION, verb];
        state.extend(self.line.to_le_bytes());
        state.extend(self.key.left.to_le_bytes());
        state.push(u8::from(self.key.running));
        state.extend((self.lines.len() as u32).to_le_bytes());
        state.extend_from_slice(&self.lines);
        match &self.open {
            None => state.push(2),
            Some(Open::Held(bytes)) => {
                state.push(0);
                state.extend_from_slice(bytes);
            }
            Some(Open::Over(over)) => {
                state.extend([1, u8::from(over.json)]);
                state.extend(over.rule.to_le_bytes());
                state.extend(over.bytes.to_le_bytes());
                state.extend([over.ending.len() as u8, over.encoder.rest.len() as u8]);
                state.extend_from_slice(&over.ending);
                state.extend_from_slice(&over.encoder.rest);
            }
        }
        state
    }

    /// What `save` wrote.
    pub(crate) fn restore(state: &[u8]) -> Option<State> {
        if state.is_empty() {
            return Some(State::default());
        }
        let (&[VERSION, verb], rest) = state.split_first_chunk()? else { return None };
        let verb = match verb {
            0 => None,
            1 => Some(Verb::Format),
            2 => Some(Verb::Redact),
            3 => Some(Verb::Validate),
            4 => Some(Verb::Run),
            _ => return None,
        };
        let (line, rest) = rest.split_first_chunk()?;
        let line = u64::from_le_bytes(*line);
        let (left, rest) = rest.split_first_chunk()?;
        let (running, rest) = rest.split_first()?;
        let key = OpenKey { left: u16::from_le_bytes(*left), running: *running != 0 };
        let (length, rest) = rest.split_first_chunk()?;
        let (lines, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let lines = lines.to_vec();
        let (kind, rest) = rest.split_first()?;
        let open = match kind {
            0 => Some(Open::Held(rest.to_vec())),
            1 => {
                let (json, rest) = rest.split_first()?;
                let (rule, rest) = rest.split_first_chunk()?;
                let rule = u16::from_le_bytes(*rule);
                let (bytes, rest) = rest.split_first_chunk()?;
                let (&[ending, held], rest) = rest.split_first_chunk()?;
                let (ending, rest) = rest.split_at_checked(usize::from(ending))?;
                if rest.len() != usize::from(held) || held > 2 {
                    return None;
                }
                let encoder = Encoder { rest: rest.to_vec() };
                let bytes = u64::from_le_bytes(*bytes);
                Some(Open::Over(Over { rule, bytes, json: *json != 0, ending: ending.to_vec(), encoder }))
            }
            2 if rest.is_empty() => None,
            _ => return None,
        };
        Some(State { verb, line, join: None, lines, open, key })
    }
}

/// Whether a record of these two parts is over the limit. A line end of two bytes may still come off.
fn over(held: &[u8], bytes: &[u8], limit: usize) -> bool {
    held.len() + bytes.len() > limit + 2
}

/// The form of the saved state; it changes with what is saved.
const VERSION: u8 = 4;

impl Over {
    fn extend(&mut self, bytes: &[u8], output: &mut Output) {
        self.bytes += bytes.len() as u64;
        // The last two bytes wait: they may be the line end, which is no part of the record.
        self.ending.extend_from_slice(bytes);
        let ready = self.ending.len().saturating_sub(2);
        self.encoder.push(&self.ending[..ready], &mut output.quarantine);
        self.ending.drain(..ready);
    }

    /// The record has ended.
    pub(crate) fn finish(mut self, policy: &Policy, verb: Verb, line: u64, output: &mut Output) {
        let ending = usize::from(self.ending.ends_with(b"\n")) + usize::from(self.ending.ends_with(b"\r\n"));
        let (last, ending) = self.ending.split_at(self.ending.len() - ending);
        self.encoder.push(last, &mut output.quarantine);
        refuse::close_quarantine(&mut self.encoder, output);
        output.counts.records += 1;
        let bytes = self.bytes - ending.len() as u64;
        refuse::stand_in(policy, (verb, self.rule), line, bytes, self.json, ending, output);
    }
}

impl Over {
    /// The record has ended, and is only reported.
    pub(crate) fn report(self, line: u64, output: &mut Output) {
        output.counts.records += 1;
        output.counts.errors += 1;
        if output.findings.len() < Output::MAX_FINDINGS {
            let feed = u64::from(self.ending.ends_with(b"\n"));
            let end = u32::try_from(self.bytes - feed).unwrap_or(u32::MAX);
            let rule = u32::from(self.rule);
            let (pointer, detail) = (String::new(), String::new());
            output.findings.push(Finding { rule, line, start: 0, end, pointer, detail, fix: None });
        }
    }
}

/// The first line of a chunk with its line feed, and whether it has one.
pub(crate) fn first_line(chunk: &[u8]) -> (&[u8], bool) {
    match chunk.iter().position(|byte| *byte == b'\n') {
        Some(at) => (&chunk[..=at], true),
        None => (chunk, false),
    }
}

/// A line without its end.
pub(crate) fn content(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// How many line feeds there are.
pub(crate) fn count(lines: &[u8]) -> u64 {
    lines.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Where the last `count` of some whole lines begin.
pub(crate) fn without_last(lines: &[u8], count: usize) -> usize {
    let mut end = lines.len();
    for _ in 0..count {
        end = lines[..end.saturating_sub(1)].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    }
    end
}

/// Whether a line may be one of several, or be carried: a cheap look, since most lines are JSON objects.
#[inline(always)]
pub(crate) fn may_join(line: &[u8]) -> bool {
    match line {
        [b'{', b'"', ..] => carrier::is_docker(line),
        [b'{', _, _, ..] => false,
        _ => true,
    }
}

/// Whether a line begins with a pair, `level=`: it begins no trace, goes on with none, and no carrier stands around it.
#[inline(always)]
pub(crate) fn begins_pair(line: &[u8]) -> bool {
    let is_letter = line.first().is_some_and(u8::is_ascii_alphabetic);
    is_letter && line.iter().take(40).find(|byte| !NAME[usize::from(**byte)]) == Some(&b'=')
}

/// What a pair's name is of, here: others are looked at more closely.
static NAME: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'.');
        byte += 1;
    }
    is
};

/// The chunk up to its last line feed.
pub(crate) fn whole_lines(chunk: &[u8]) -> &[u8] {
    let end = chunk.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    &chunk[..end]
}

/// White space only: no record.
#[inline(always)]
pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.first().is_none_or(|byte| *byte <= b' ') && line.iter().all(u8::is_ascii_whitespace)
}
