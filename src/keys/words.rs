//! Names by words: `apiKey`, `API-KEY`, `x-api-key` and `apikey` are one rule; `secretary` is none.
//!
//! A name is split, from its end, at everything that is no letter or digit, and at camel humps (`HTTPAuthToken` is
//! http, auth, token). A rule matches where the name's last words are the rule's. Behind them only `value`, `hash`,
//! `old`, `new`, `text` or a number may follow. A rule of several words matches its all-lower compound as well.
use std::collections::BTreeMap;

use super::forms::{Form, Forms};
use super::pointers::Pointers;
use crate::order;

/// Words that may follow a sensitive one and leave it sensitive.
const SUFFIXES: [&[u8]; 5] = [b"value", b"hash", b"old", b"new", b"text"];

/// Words that turn a `token` beside them into something that is counted.
const COUNTED: [&[u8]; 22] = [
    b"max",
    b"min",
    b"count",
    b"counts",
    b"used",
    b"total",
    b"num",
    b"number",
    b"limit",
    b"prompt",
    b"completion",
    b"input",
    b"output",
    b"cached",
    b"usage",
    b"type",
    b"per",
    b"remaining",
    b"budget",
    b"avg",
    b"reasoning",
    b"cost",
];

/// The longest word that is compared; longer ones match nothing.
const LONGEST: usize = 32;

/// What a name matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// A sensitive name; the number is the rule's.
    Rule(u16),
    /// A name whose value may keep an id's shape.
    Protected,
    /// A name that the policy says is not sensitive, whatever else it matches.
    Kept,
}

struct Sequence {
    /// The words before the last one, from the last to the first.
    before: Vec<Vec<u8>>,
    found: Match,
}

/// The compiled names of a policy.
#[derive(Default)]
pub(crate) struct KeyRules {
    by_last: BTreeMap<Vec<u8>, Vec<Sequence>>,
    /// By last byte of the last word: the lengths that such a word has in some rule.
    lengths: Vec<u64>,
    /// By the last two letters of the words with which a sensitive name may end, whatever their case: which letters stand
    /// before them in some word; `WHOLE` where there are none. Empty: there are no such words.
    ends: Vec<u32>,
    /// Those words, each behind its last two letters; sorted. Of a glob its last two bytes.
    tails: Vec<(usize, Vec<u8>)>,
    /// A name may end with anything.
    any_end: bool,
    forms: Forms,
    /// Rules by the place of a value; they win over names.
    pub(crate) pointers: Pointers,
}

impl KeyRules {
    /// Adds a glob or a regular expression for names.
    pub(crate) fn add_form(&mut self, form: Form, found: Match) {
        match &form {
            Form::Glob(glob) if glob.end().is_some() => {
                let (before, last) = glob.end().unwrap_or_default();
                self.add_tail(&[before, last]);
            }
            _ => self.any_end = true,
        }
        self.forms.add(form, found);
    }

    /// Whether a value's place matters, and not only its name.
    pub(crate) fn has_pointers(&self) -> bool {
        !self.pointers.is_empty()
    }

    /// Adds a name. Later ones win over earlier ones of the same words.
    pub(crate) fn add(&mut self, name: &str, found: Match) {
        let mut words: Vec<Vec<u8>> = words_of(name).into_iter().rev().map(String::into_bytes).collect();
        if words.len() > 1 {
            let joined = words.iter().rev().flatten().copied().collect();
            self.insert(joined, Vec::new(), found, false);
        }
        if !words.is_empty() {
            let last = words.remove(0);
            self.insert(last, words, found, true);
        }
    }

    fn insert(&mut self, last: Vec<u8>, before: Vec<Vec<u8>>, found: Match, wins: bool) {
        if let Some(byte) = last.last() {
            for word in SUFFIXES.iter().copied().chain([&last[..]]) {
                self.add_tail(word);
            }
            self.lengths.resize(256, 0);
            self.lengths[usize::from(*byte)] |= 1 << last.len().min(63);
        }
        let sequences = self.by_last.entry(last).or_default();
        // A compound never takes the place of a name that is one word by itself.
        if !wins && sequences.iter().any(|known| known.before == before) {
            return;
        }
        sequences.retain(|known| known.before != before);
        sequences.push(Sequence { before, found });
        // The longest first: `id token` is asked before `token`.
        order::by_key(sequences, |sequence| std::cmp::Reverse(sequence.before.len()));
    }

    /// Notes a word with which a name may end.
    fn add_tail(&mut self, word: &[u8]) {
        let end = ends_with(word[word.len().saturating_sub(2)], word[word.len() - 1]);
        self.ends.resize(ENDS, 0);
        self.ends[end] |= word.len().checked_sub(3).map_or(WHOLE, |third| 1 << (word[third] & 31));
        let tail = (end, word.to_ascii_lowercase());
        if let Err(place) = self.tails.binary_search(&tail) {
            self.tails.insert(place, tail);
        }
    }

    /// Whether a name that ends with these two bytes may match. Too often yes, never a wrong no.
    #[inline(always)]
    fn may_end_with(&self, last_but_one: u8, last: u8) -> bool {
        self.any_end
            || self.before(last_but_one, last) != 0
            || !last.is_ascii_alphabetic()
            || !last_but_one.is_ascii_alphabetic()
    }

    /// Which letters stand before these two at the end of a word.
    #[inline(always)]
    fn before(&self, last_but_one: u8, last: u8) -> u32 {
        self.ends.get(ends_with(last_but_one, last)).copied().unwrap_or(0)
    }

    /// Whether no name matches that ends with these two letters.
    #[inline(always)]
    pub(crate) fn ends_otherwise(&self, last_but_one: u8, last: u8) -> bool {
        !self.may_end_with(last_but_one, last)
    }

    /// Whether a name may match that ends where `text` does. Too often yes, never a wrong no.
    #[inline(always)]
    pub(crate) fn may_end(&self, text: &[u8]) -> bool {
        match text {
            [.., third, one, two] if third.is_ascii_alphabetic() && !self.any_end => {
                let letters = one.is_ascii_alphabetic() && two.is_ascii_alphabetic();
                !letters || self.before(*one, *two) & (WHOLE | 1 << (third & 31)) != 0 && self.has_tail(text)
            }
            [.., one, two] => self.may_end_with(*one, *two) && self.has_tail(text),
            _ => true,
        }
    }

    /// Whether one of the words stands at the end of `text`; or the last part of one, with no letter before it, since the
    /// rest may stand before a separator.
    #[inline(never)]
    fn has_tail(&self, text: &[u8]) -> bool {
        let [.., one, two] = text else { return true };
        if self.any_end || !one.is_ascii_alphabetic() || !two.is_ascii_alphabetic() {
            return true;
        }
        let bits = ends_with(*one, *two);
        let first = self.tails.partition_point(|(end, _)| *end < bits);
        self.tails[first..].iter().take_while(|(end, _)| *end == bits).any(|(_, word)| {
            let same = word.iter().rev().zip(text.iter().rev()).take_while(|(one, two)| two.eq_ignore_ascii_case(one));
            let same = same.count();
            same == word.len() || text[..text.len() - same].last().is_none_or(|byte| !byte.is_ascii_alphabetic())
        })
    }

    /// What `name` (decoded, any case) matches.
    pub(crate) fn find(&self, name: &[u8]) -> Option<Match> {
        let by_words = self.find_split(name, true).or_else(|| {
            // Humps in odd places: `toKEN`, `aPI_kEY`.
            name.iter().any(u8::is_ascii_uppercase).then(|| self.find_split(name, false)).flatten()
        });
        match (self.forms.find(name), by_words) {
            (None | Some(Match::Kept), None) => None,
            (Some(Match::Kept), Some(Match::Rule(_))) => None,
            // What is sensitive by its words is so by its forms; protection hides neither.
            (Some(Match::Rule(rule)), None | Some(Match::Protected)) => Some(Match::Rule(rule)),
            (Some(found), None) => Some(found),
            (_, by_words) => by_words,
        }
    }

    fn find_split(&self, name: &[u8], humps: bool) -> Option<Match> {
        let mut rest = name;
        loop {
            let (last, before) = last_word(rest, humps)?;
            if last.len() >= 2 && !self.may_end(&rest[..before.len() + last.len()]) {
                return None;
            }
            if let Some(found) = self.at(last, before, humps) {
                return Some(found);
            }
            if !last[0].is_ascii_digit() && !is_one_of(last, &SUFFIXES) {
                return None;
            }
            rest = before;
        }
    }

    /// What a name matches whose last word is `last`, with `before` in front of it.
    fn at(&self, last: &[u8], before: &[u8], humps: bool) -> Option<Match> {
        let next = last_word(before, humps);
        if let Some(sequences) = self.get(last) {
            for sequence in sequences {
                if starts(&sequence.before, next, humps)
                    && !(last.eq_ignore_ascii_case(b"token") && next.is_some_and(|(word, _)| is_one_of(word, &COUNTED)))
                {
                    return Some(sequence.found);
                }
            }
        }
        // `passWord`, `pass_word`: the last two words as one.
        let (previous, _) = next?;
        let mut joined = [0u8; LONGEST];
        let length = previous.len() + last.len();
        if !(6..=LONGEST).contains(&length) || previous.len() < 2 || last.len() < 2 {
            return None;
        }
        joined[..previous.len()].copy_from_slice(previous);
        joined[previous.len()..length].copy_from_slice(last);
        let sequences = self.get(&joined[..length])?;
        sequences.iter().find(|sequence| sequence.before.is_empty()).map(|sequence| sequence.found)
    }

    fn get(&self, word: &[u8]) -> Option<&Vec<Sequence>> {
        let byte = word.last()?.to_ascii_lowercase();
        let lengths = self.lengths.get(usize::from(byte))?;
        if word.len() > LONGEST || lengths & 1 << word.len() == 0 {
            return None;
        }
        let mut lower = [0u8; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.by_last.get(&*lower)
    }
}

/// In `KeyRules::ends`: a word of two letters. No letter has this bit.
const WHOLE: u32 = 1;
/// How many pairs of letters there are.
const ENDS: usize = 1 << 10;

/// The place of two letters in `KeyRules::ends`; their case makes no difference.
fn ends_with(last_but_one: u8, last: u8) -> usize {
    usize::from(last_but_one & 31) << 5 | usize::from(last & 31)
}

/// The words of a name, in small letters.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    let mut rest = name.as_bytes();
    let mut words = Vec::new();
    while let Some((word, before)) = last_word(rest, true) {
        words.insert(0, String::from_utf8_lossy(word).to_ascii_lowercase());
        rest = before;
    }
    words
}

/// The words of a rule, from the last to the first, end a name whose last word, with what stands before it, is `last`.
fn starts<'a>(rule: &[Vec<u8>], mut last: Option<(&'a [u8], &'a [u8])>, humps: bool) -> bool {
    for (place, word) in rule.iter().enumerate() {
        match last {
            Some((found, before)) if found.eq_ignore_ascii_case(word) => {
                last = if place + 1 < rule.len() { last_word(before, humps) } else { None };
            }
            _ => return false,
        }
    }
    true
}

fn is_one_of(word: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The last word of `name`, never empty, and what stands before it. Without `humps` only separators and digits part it.
fn last_word(name: &[u8], humps: bool) -> Option<(&[u8], &[u8])> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let end = name.iter().rposition(is_word)? + 1;
    let mut start = end - 1;
    let same = |byte: u8| -> bool {
        let last = name[end - 1];
        if last.is_ascii_digit() {
            byte.is_ascii_digit()
        } else if !humps {
            byte.is_ascii_alphabetic() || byte >= 0x80
        } else if last.is_ascii_uppercase() {
            byte.is_ascii_uppercase()
        } else {
            byte.is_ascii_lowercase() || byte >= 0x80
        }
    };
    while start > 0 && same(name[start - 1]) {
        start -= 1;
    }
    // A hump: the capital before a run of small letters is its own.
    if humps && start > 0 && !name[end - 1].is_ascii_digit() && !name[end - 1].is_ascii_uppercase() {
        start -= usize::from(name[start - 1].is_ascii_uppercase());
    }
    Some((&name[start..end], &name[..start]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_separators_humps_and_digits() {
        assert_eq!(words_of("HTTPAuthToken"), ["http", "auth", "token"]);
        assert_eq!(words_of("x-api_key.v2"), ["x", "api", "key", "v", "2"]);
        assert_eq!(words_of("userID"), ["user", "id"]);
        assert_eq!(words_of("__"), [""; 0]);
    }

    #[test]
    fn a_rule_matches_last_words_only() {
        let mut rules = KeyRules::default();
        for (number, name) in ["password", "api key", "token", "pan"].iter().enumerate() {
            rules.add(name, Match::Rule(number as u16));
        }
        for (name, rule) in [
            ("user_password", 0),
            ("password2", 0),
            ("passwordHashOld", 0),
            ("passWord", 0),
            ("apikey", 1),
            ("X-Api-Key", 1),
            ("APIKEY", 1),
            ("next_token", 2),
        ] {
            assert_eq!(rules.find(name.as_bytes()), Some(Match::Rule(rule)), "{name}");
        }
        for name in
            ["password_policy_id", "max_tokens", "maxToken", "token_count", "tokenizer", "span", "company", "key"]
        {
            assert_eq!(rules.find(name.as_bytes()), None, "{name}");
        }
    }
}
