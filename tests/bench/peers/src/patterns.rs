//! The seven value patterns: as one regex, and as seven.
use regex::Regex;

use crate::keys::REDACTED;

/// Email, card, SSN, JWT, AWS key, bearer, IPv4. Word boundaries are ASCII: Unicode ones are many times slower.
const PATTERNS: [&str; 7] = [
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    r"(?-u:\b)[0-9](?:[ -]?[0-9]){12,18}(?-u:\b)",
    r"(?-u:\b)[0-9]{3}-[0-9]{2}-[0-9]{4}(?-u:\b)",
    r"(?-u:\b)eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+",
    r"(?-u:\b)A(?:KIA|SIA)[A-Z0-9]{16}(?-u:\b)",
    r"(?-u:\b)[Bb]earer +[A-Za-z0-9._~+/=-]+",
    r"(?-u:\b)[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?-u:\b)",
];

/// Takes secrets out of a text.
pub(crate) trait Patterns {
    /// The text without them; `None`: there was none.
    fn redact(&self, text: &str) -> Option<String>;
}

/// All seven as one alternation.
pub(crate) struct Combined(Regex);

impl Combined {
    pub(crate) fn new() -> Result<Combined, String> {
        Regex::new(&PATTERNS.map(|pattern| format!("(?:{pattern})")).join("|"))
            .map(Combined)
            .map_err(|error| error.to_string())
    }
}

impl Patterns for Combined {
    fn redact(&self, text: &str) -> Option<String> {
        replace(&self.0, text)
    }
}

/// One after the other over each string.
pub(crate) struct InTurn(Vec<Regex>);

impl InTurn {
    pub(crate) fn new() -> Result<InTurn, String> {
        let regexes: Result<_, _> = PATTERNS.iter().map(|pattern| Regex::new(pattern)).collect();
        regexes.map(InTurn).map_err(|error| error.to_string())
    }
}

impl Patterns for InTurn {
    fn redact(&self, text: &str) -> Option<String> {
        let mut made: Option<String> = None;
        for regex in &self.0 {
            if let Some(next) = replace(regex, made.as_deref().unwrap_or(text)) {
                made = Some(next);
            }
        }
        made
    }
}

fn replace(regex: &Regex, text: &str) -> Option<String> {
    let mut made = String::new();
    let mut copied = 0;
    for found in regex.find_iter(text).filter(|found| stands(found.as_str())) {
        made.push_str(&text[copied..found.start()]);
        made.push_str(REDACTED);
        copied = found.end();
    }
    if copied == 0 {
        return None;
    }
    made.push_str(&text[copied..]);
    Some(made)
}

/// A run of thirteen digits or more has to pass Luhn; all else is what it looks like.
fn stands(found: &str) -> bool {
    let card = found.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-'));
    let digits = || found.bytes().rev().filter(u8::is_ascii_digit).map(|byte| u32::from(byte - b'0'));
    if !card || digits().count() < 13 {
        return true;
    }
    let sum: u32 = digits()
        .enumerate()
        .map(|(place, digit)| match digit * (1 + place as u32 % 2) {
            doubled @ 10.. => doubled - 9,
            digit => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}
