//! Names and values that stand beside each other: `{"name":"authorization","value":"…"}`, `["authorization","…"]`,
//! `["--password","…"]`, OTLP's attributes, flat lists of headers. The name may come after its value.
use super::Judge;
use crate::detect::{Argument, Takes, given, is_basic, is_nothing_told, program, secret_behind};
use crate::keys::{Match, Role};

/// What is known of the pair in one open object or array.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pair {
    rule: Option<u16>,
    /// A value whose name has not come yet.
    value: Option<(usize, usize)>,
    /// Where the name stands.
    name: (usize, usize),
    /// The element before was a sensitive flag.
    flag: Option<u16>,
    /// The first element is a program that takes secrets so.
    takes: Option<&'static [Takes]>,
    /// What the argument before says of the next one.
    argument: Option<Argument>,
}

impl Judge<'_> {
    /// Notes a value for the pairs around it. `text` is a string's span.
    pub(crate) fn pair(&mut self, value: (usize, usize), text: Option<(usize, usize)>) {
        let role = self.mark.role;
        if !self.in_array && role == Role::Plain {
            return;
        }
        if role == Role::Basic && !self.in_array {
            return self.basic(text);
        }
        if self.in_array
            && let Some(span) = text
        {
            self.argument(span);
        }
        let named = text.and_then(|span| self.named(span));
        let buf = self.buf;
        let dashed = text.is_some_and(|(start, end)| buf[start..end].starts_with(b"--"));
        let Some(level) = self.room.levels.last_mut() else { return };
        // In Node's `rawHeaders` names and values take turns.
        let turn = level.array && level.count % 2 == 1 && is_headers(&buf[level.name.0..level.name.1]);
        let flag = named.filter(|_| dashed || turn);
        if !level.array {
            match role {
                Role::PairName => {
                    level.pair.rule = named.or(level.pair.rule);
                    level.pair.name = text.unwrap_or_default();
                }
                Role::PairValue => {
                    if let Some(earlier) = level.pair.value.replace(value) {
                        self.room.unnamed.push((self.room.levels.len(), earlier));
                    }
                }
                Role::Plain | Role::Basic => {}
            }
            return;
        }
        let after_flag = std::mem::replace(&mut level.pair.flag, flag);
        match level.count {
            1 => level.pair.rule = named.filter(|_| !is_program(buf, text)),
            // A list of names is no pair.
            2 if named.is_some() => level.pair.rule = None,
            2 => level.pair.value = Some(value),
            _ => level.pair.rule = None,
        }
        if let Some(rule) = after_flag.filter(|_| flag.is_none()) {
            self.replace(value, rule);
        }
    }

    /// The value of `auth`: base64 of `user:password` goes.
    #[cold]
    fn basic(&mut self, text: Option<(usize, usize)>) {
        if let (Some((start, end)), Some(rule)) = (text, self.policy.detectors.phrases())
            && is_basic(&self.buf[start..end])
        {
            self.replace((start - 1, end + 1), rule);
        }
    }

    /// An element of a list that may be a program and its arguments: `["mysql","-px"]`.
    fn argument(&mut self, (start, end): (usize, usize)) {
        let word = &self.buf[start..end];
        let Some(rule) = self.policy.detectors.phrases() else { return };
        let Some(level) = self.room.levels.last_mut() else { return };
        if level.count == 1 {
            level.pair.takes = program(word);
        }
        let Some(takes) = level.pair.takes else { return };
        let before = std::mem::replace(&mut level.pair.argument, given(takes, word));
        match (before, level.pair.argument) {
            (_, Some(Argument::Here(at))) => self.part((start, end), (start + at, end), rule),
            (Some(Argument::Next), _) => self.replace((start - 1, end + 1), rule),
            (Some(Argument::Behind(sign)), _) => {
                if let Some(at) = secret_behind(word, sign) {
                    self.part((start, end), (start + at, end), rule);
                }
            }
            _ => {}
        }
    }

    /// The rule that a string's text matches as a name.
    pub(super) fn named(&mut self, (start, end): (usize, usize)) -> Option<u16> {
        let raw = &self.buf[start..end];
        if raw.len() > 256 {
            return None;
        }
        let text = if raw.contains(&b'\\') {
            self.room.decoded.decode(raw);
            &self.room.decoded.text
        } else {
            raw
        };
        match self.policy.keys.find(text.strip_prefix(b"--").unwrap_or(text)) {
            Some(Match::Rule(rule)) if text.len() <= 64 => Some(rule),
            _ => None,
        }
    }

    /// Replaces the values of the pair in the level that has just closed, where its name is sensitive.
    pub(crate) fn replace_pair(&mut self, pair: Pair) {
        let depth = self.room.levels.len() + 1;
        while let Some((_, earlier)) = self.room.unnamed.pop_if(|(level, _)| *level == depth) {
            self.replace_value(pair, Some(earlier));
        }
        self.replace_value(pair, pair.value);
    }

    fn replace_value(&mut self, pair: Pair, value: Option<(usize, usize)>) {
        let (Some(rule), Some((start, end))) = (pair.rule, value) else { return };
        if is_nothing_told(&self.buf[pair.name.0..pair.name.1], &self.buf[start..end]) {
            return;
        }
        if is_any_value(&self.buf[start..end]) {
            self.any_value((start, end), rule);
        } else {
            self.replace((start, end), rule);
        }
    }
}

/// Whether the first element of a list is `passwd` as strace prints a program: `execve("/usr/bin/passwd", ["passwd", "bob"]`.
fn is_program(buf: &[u8], text: Option<(usize, usize)>) -> bool {
    text.is_some_and(|(start, end)| &buf[start..end] == b"passwd" && buf[..start].ends_with(b"/passwd\", [\""))
}

/// Whether an array under this name holds names and values in turn.
fn is_headers(name: &[u8]) -> bool {
    name.len() >= 7 && name[name.len() - 7..].eq_ignore_ascii_case(b"headers")
}

/// An OTLP value: `{"stringValue":…}` and its like. What replaces it has to be one too.
fn is_any_value(value: &[u8]) -> bool {
    let Some(rest) = value.strip_prefix(b"{") else { return false };
    let rest = rest.trim_ascii_start();
    [&b"string"[..], b"int", b"double", b"bool", b"bytes", b"array", b"kvlist"].iter().any(|kind| {
        rest.strip_prefix(b"\"")
            .and_then(|rest| rest.strip_prefix(*kind))
            .is_some_and(|rest| rest.starts_with(b"Value\""))
    })
}
