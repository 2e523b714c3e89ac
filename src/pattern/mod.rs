//! Users' patterns: regular expressions of linear time, each run only where a literal that it needs stands.
//!
//! The index finds the literals (`grams`) and makes stops of them; a text without a stop is not looked at. Around a stop
//! an expression is run over as much of the text as a match may be long. A pattern without a literal of three bytes is
//! run over every text.
mod grams;
mod literals;

use std::cell::Cell;

use regex_lite::Regex;

use crate::detect::Hit;
use crate::order;
use crate::part::WHOLE;
pub(crate) use grams::Grams;
pub(crate) use literals::needs;

/// The longest match that is found, in bytes.
const MATCH: usize = 4096;
/// How much of a text is searched at a time for a pattern that has no literal.
const PIECE: usize = 16 * 1024;
/// How many bytes a text may cost for each that it has, and besides: what goes beyond is redacted unseen.
const COST: usize = 64;
const BESIDES: usize = 1 << 20;

/// One pattern.
pub(crate) struct Pattern {
    pub(crate) rule: u16,
    pub(crate) regex: Regex,
    /// The group that goes.
    pub(crate) group: usize,
    /// One of these has to stand in the text; in small letters.
    pub(crate) keywords: Vec<Vec<u8>>,
    /// How far before and behind a literal a match may reach.
    pub(crate) reach: usize,
    /// It has no literals.
    pub(crate) everywhere: bool,
}

/// The patterns of a policy.
#[derive(Default)]
pub(crate) struct Patterns {
    pub(crate) list: Vec<Pattern>,
    pub(crate) grams: Grams,
    /// Some pattern is run over every text.
    pub(crate) everywhere: bool,
}

/// Where a literal stands, and whose it is.
type Call = (u16, usize);

impl Patterns {
    pub(crate) fn new(list: Vec<(Pattern, Vec<Vec<u8>>)>) -> Patterns {
        let wanted = list
            .iter()
            .enumerate()
            .flat_map(|(number, (_, literals))| literals.iter().map(move |literal| (literal.clone(), number as u16)));
        let grams = Grams::new(wanted);
        let list: Vec<Pattern> = list.into_iter().map(|(pattern, _)| pattern).collect();
        let everywhere = list.iter().any(|pattern| pattern.everywhere);
        Patterns { list, grams, everywhere }
    }

    pub(crate) fn is_empty(&self) -> bool {
        !WHOLE || self.list.is_empty()
    }

    /// The reach of a pattern whose longest match is this.
    pub(crate) fn reach(longest: Option<usize>) -> usize {
        longest.unwrap_or(MATCH).min(MATCH)
    }

    /// Whether a literal stands at the start of `text`.
    pub(crate) fn starts(&self, text: &[u8]) -> bool {
        let mut any = false;
        self.grams.patterns(text, |_| any = true);
        any
    }

    /// Whether a rule is one of theirs.
    pub(crate) fn has(&self, rule: u16) -> bool {
        self.list.iter().any(|pattern| pattern.rule == rule)
    }

    /// Adds what the patterns find in `text`. `stops` are offsets into it, ascending. `protected`: what has no literal is
    /// not looked for.
    pub(crate) fn find(&self, text: &[u8], stops: impl Iterator<Item = usize>, protected: bool, hits: &mut Vec<Hit>) {
        let mut calls: Vec<Call> = Vec::new();
        for at in stops {
            self.grams.patterns(text.get(at..).unwrap_or_default(), |pattern| calls.push((pattern, at)));
        }
        if !WHOLE {
            return;
        }
        let left = Cell::new(text.len().saturating_mul(COST).saturating_add(BESIDES));
        if self.everywhere && !protected {
            for pattern in self.list.iter().filter(|pattern| pattern.everywhere) {
                pattern.all(text, &left, hits);
            }
        }
        order::by(&mut calls, |a, b| a > b);
        for group in calls.chunk_by(|a, b| a.0 == b.0) {
            self.list[usize::from(group[0].0)].around(text, group, &left, hits);
        }
    }
}

impl Pattern {
    fn is_meant(&self, text: &[u8]) -> bool {
        let stands = |word: &Vec<u8>| text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
        self.keywords.is_empty() || self.keywords.iter().any(stands)
    }

    /// Runs it around each of the literals.
    fn around(&self, text: &[u8], calls: &[Call], left: &Cell<usize>, hits: &mut Vec<Hit>) {
        if !self.is_meant(text) {
            return;
        }
        // Found up to here.
        let mut done = 0;
        for (_, at) in calls {
            if *at < done {
                continue;
            }
            let from = at.saturating_sub(self.reach).max(done);
            let to = text.len().min(at + self.reach + 8);
            done = self.search(text, (from, to), left, hits).max(done);
        }
    }

    /// Runs it over the whole text.
    fn all(&self, text: &[u8], left: &Cell<usize>, hits: &mut Vec<Hit>) {
        if !self.is_meant(text) {
            return;
        }
        let mut at = 0;
        while at < text.len() {
            let to = text.len().min(at + PIECE + self.reach + 8);
            let done = self.search(text, (at, to), left, hits);
            // A match that the piece's end cuts off starts behind this.
            at = if to == text.len() { to } else { done.max(to - self.reach - 8) };
        }
    }

    /// Searches a window; returns where the last match ends, 0 where there is none.
    fn search(&self, text: &[u8], (from, to): (usize, usize), left: &Cell<usize>, hits: &mut Vec<Hit>) -> usize {
        let (mut base, mut last) = (context(text, from), 0);
        for chunk in text[base..to].utf8_chunks() {
            let valid = chunk.valid();
            // The first bytes are there for what stands before a match to be seen.
            let mut at = from.saturating_sub(base).min(valid.len());
            while !valid.is_char_boundary(at) {
                at += 1;
            }
            while at < valid.len() {
                let cost = valid.len() - at;
                if left.get() < cost {
                    // Too much work: what is not looked at goes.
                    hits.push(Hit { start: base + at, end: text.len(), rule: self.rule });
                    return text.len();
                }
                left.set(left.get() - cost);
                let Some(((start, end), next)) = self.next(valid, at) else { break };
                if start < end {
                    hits.push(Hit { start: base + start, end: base + end, rule: self.rule });
                }
                last = base + next;
                at = next;
            }
            base += valid.len() + chunk.invalid().len();
        }
        last
    }

    /// The next match from `at`: what goes of it, and where the search goes on.
    fn next(&self, text: &str, at: usize) -> Option<((usize, usize), usize)> {
        let found = self.regex.find_at(text, at)?;
        let mut next = found.end();
        if found.is_empty() {
            next += text[next..].chars().next().map_or(1, char::len_utf8);
        }
        if self.group == 0 {
            return Some(((found.start(), found.end()), next));
        }
        let groups = self.regex.captures_at(text, found.start())?;
        let span = groups.get(self.group).map_or((0, 0), |group| (group.start(), group.end()));
        Some((span, next))
    }
}

/// The start of the character before `at`.
fn context(text: &[u8], at: usize) -> usize {
    let near = &text[at.saturating_sub(4)..at];
    let back = near.iter().rev().position(|byte| !(0x80..0xC0).contains(byte)).map_or(near.len(), |back| back + 1);
    at - back
}
