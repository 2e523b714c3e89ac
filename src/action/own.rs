//! What our own actions have written, known again by its exact form.
use super::{Action, Actions, As, Kind, seal};
use crate::detect::Hit;
use crate::order;
use crate::part::WHOLE;

/// The replacements of a policy, as they stand in text and in a JSON string, sorted.
#[derive(Default)]
pub(super) struct Forms {
    texts: Vec<Vec<u8>>,
    /// By first byte: whether a form starts so.
    first: Vec<bool>,
    /// Hashes without a key are known, too.
    sha256: bool,
}

impl Forms {
    pub(super) fn new(list: &[Action]) -> Forms {
        let both = |action: &Action| [action.in_text.clone(), action.in_json[1..action.in_json.len() - 1].to_vec()];
        let mut texts: Vec<Vec<u8>> = list.iter().flat_map(both).collect();
        order::by(&mut texts, |one, other| one > other);
        texts.dedup();
        let mut first = vec![false; 256];
        for text in &texts {
            if let Some(byte) = text.first() {
                first[usize::from(*byte)] = true;
            }
        }
        let sha256 = list.iter().any(|action| action.kind == Kind::Hash(None));
        if sha256 {
            first[usize::from(b's')] = true;
        }
        [b't', b'h', b'e'].into_iter().for_each(|byte| first[usize::from(byte)] = true);
        Forms { texts, first, sha256 }
    }
}

impl Actions {
    /// Whether a JSON value, as it stands, is what one of our actions wrote.
    pub(crate) fn is_own(&self, raw: &[u8]) -> bool {
        let [b'"', text @ .., b'"'] = raw else { return false };
        self.own_at(text) == Some(text.len())
    }

    /// The length of our own output at the start of `text`.
    fn own_at(&self, text: &[u8]) -> Option<usize> {
        if !self.own.first[usize::from(*text.first()?)] {
            return None;
        }
        let sealed = || self.seals.iter().filter(|_| WHOLE).find_map(|seal| Some(seal.read(text)?.length));
        let hashed = || seal::read_sha256(text).filter(|_| self.own.sha256);
        // The longest first.
        let replaced = || self.own.texts.iter().rev().find(|form| text.starts_with(form)).map(Vec::len);
        sealed().or_else(hashed).or_else(replaced)
    }

    /// Takes away the hits that are our own output, or a part of it.
    pub(crate) fn spare(&self, text: &[u8], hits: &mut Vec<Hit>) {
        if hits.is_empty() {
            return;
        }
        let mut written = Vec::new();
        hits.retain(|hit| {
            // In broken JSON a number that has gone reads as text the next time.
            if self.get(hit.rule).shape == As::Number && &text[hit.start..hit.end] == b"0" {
                return false;
            }
            if !matches!(self.get(hit.rule).kind, Kind::Mask(_) | Kind::Truncate(_)) {
                return true;
            }
            written.clear();
            self.text(hit.rule, &text[hit.start..hit.end], &mut written);
            written != text[hit.start..hit.end]
        });
        let mut spans: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while let Some(next) = text[at..].iter().position(|byte| self.own.first[usize::from(*byte)]) {
            at += next;
            match self.own_at(&text[at..]).filter(|length| *length > 0) {
                Some(length) => {
                    spans.push((at, at + length));
                    at += length;
                }
                None => at += 1,
            }
        }
        hits.retain(|hit| {
            let before = spans.partition_point(|(start, _)| *start <= hit.start);
            before == 0 || spans[before - 1].1 < hit.end
        });
    }
}
