//! What carries the lines of containers: Kubernetes' CRI in front of each, Docker's JSON around each.
use std::borrow::Cow;

use super::join::Mode;
use super::trace::{Goes, Trace};
use super::{Format, Input, compose, cri};
use crate::decode::Decoded;

/// A carrier's line: what it says of the piece that it carries.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// 0: stdout, 1: stderr.
    pub(crate) stream: usize,
    /// The record ends with this line.
    pub(crate) whole: bool,
    /// Where the piece stands in the line. In Docker's JSON it has escapes.
    pub(crate) payload: (usize, usize),
    /// The payload's first byte.
    pub(crate) first: Option<u8>,
    /// Where the time stands.
    pub(crate) time: (usize, usize),
    pub(crate) docker: bool,
}

/// A record of which lines have come: what may go on with it.
#[derive(Clone, Copy)]
pub(crate) struct Begun {
    pub(crate) stream: usize,
    /// Its last line was not only a piece.
    pub(crate) ended: bool,
    trace: Option<Trace>,
}

impl Begun {
    /// With the line that is `entry` and carries `payload`.
    pub(crate) fn with(entry: &Entry, payload: &[u8], mode: Mode) -> Begun {
        let trace = mode.traces.then(|| Trace::begin(payload));
        Begun { stream: entry.stream, ended: entry.whole, trace }
    }

    /// Whether a line of the same stream goes on with it.
    pub(crate) fn takes(&mut self, payload: &[u8]) -> bool {
        !self.ended || self.trace.as_mut().is_some_and(|trace| trace.next(payload) == Goes::On)
    }
}

/// The carrier's line that `line` is.
pub(crate) fn entry(line: &[u8], mode: Mode) -> Option<Entry> {
    if cri::is_likely(line) && mode.input.may_be(Format::Cri) {
        let header = cri::header(line)?;
        let (start, end) = header.stream;
        let partial = line[end + 1] == b'P';
        return Some(Entry {
            stream: usize::from(&line[start..end] == b"stderr"),
            whole: !partial,
            payload: (header.end, line.len()),
            first: line.get(header.end).copied(),
            time: (0, start - 1),
            docker: false,
        });
    }
    if is_docker(line) && mode.input.may_be(Format::Docker) { docker(line) } else { None }
}

/// How long the header of a line is; 0 where it has none.
#[inline(always)]
pub(crate) fn length(line: &[u8], input: Input) -> usize {
    match cri::length(line, input) {
        0 => compose::length(line, input),
        length => length,
    }
}

/// Whether a line is Docker's by its first bytes.
#[inline(always)]
pub(crate) fn is_docker(line: &[u8]) -> bool {
    line.starts_with(b"{\"log\":\"")
}

/// `{"log":"…\n","stream":"stdout","time":"…"}`, as Docker's json-file driver writes it; attributes may stand before the
/// time.
fn docker(line: &[u8]) -> Option<Entry> {
    let rest = line.strip_prefix(b"{\"log\":\"")?;
    let start = line.len() - rest.len();
    let mut end = start;
    loop {
        end += line.get(end..)?.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
        match line[end] {
            b'"' => break,
            b'\\' => end += 2,
            _ => return None,
        }
    }
    let rest = line.get(end..)?.strip_prefix(b"\",\"stream\":\"")?;
    let name = [&b"stdout\""[..], b"stderr\""].into_iter().position(|name| rest.starts_with(name))?;
    let rest = rest.get(7..)?;
    let rest = match rest.strip_prefix(b",\"attrs\":{") {
        Some(attributes) => {
            let length = attributes.iter().position(|byte| *byte == b'}')?;
            &attributes[length + 1..]
        }
        None => rest,
    };
    let time = rest.strip_prefix(b",\"time\":\"")?;
    let from = line.len() - time.len();
    let length = time.iter().position(|byte| *byte == b'"')?;
    (time.get(length + 1..)?.trim_ascii_end() == b"}").then_some(())?;
    let ended = line[start..end].ends_with(b"\\n");
    let end = if ended { end - 2 } else { end };
    // Fluent Bit wants an answer to each piece.
    let whole = ended || cfg!(all(feature = "fluent-bit", target_family = "wasm"));
    let first = line[start..end].first().copied();
    Some(Entry { stream: name, whole, payload: (start, end), first, time: (from, from + length), docker: true })
}

/// What the carrier carries, without escapes.
pub(crate) fn payload<'a>(line: &'a [u8], entry: &Entry) -> Cow<'a, [u8]> {
    let raw = &line[entry.payload.0..entry.payload.1];
    if !entry.docker || !raw.contains(&b'\\') {
        return Cow::Borrowed(raw);
    }
    let mut decoded = Decoded::default();
    decoded.decode(raw);
    Cow::Owned(decoded.text)
}
