//! Runs that look drawn by lot, beside a word that says that they are a secret. No proof: off unless asked for.
use super::context;

/// The shortest run that is looked at, and the longest.
const SHORTEST: usize = 20;
pub(super) const LONGEST: usize = 256;

/// What a secret is called.
const CALLED: &[&str] = &[
    "key",
    "keys",
    "apikey",
    "secret",
    "secrets",
    "token",
    "tokens",
    "auth",
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "credential",
    "credentials",
    "bearer",
    "authorization",
    "signature",
    "signing",
    "pass",
];

/// Words near by that say that a run is something else.
const OTHERS: &[&str] = &["etag", "trace", "request", "commit", "digest", "sha", "version", "build"];

/// Words are read back this far.
const NEAR: usize = 32;

/// The run that has the stop `at` in it, where words say so.
pub(super) fn find(text: &[u8], at: usize, name: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = drawn(text, at)?;
    let called = |words| context::called_within(text, start, name, words, NEAR);
    (called(CALLED) && !called(OTHERS)).then_some((start, end))
}

/// The run that has the stop `at` in it, where it looks drawn.
pub(super) fn drawn(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let part = |byte: &u8| is_part(*byte);
    let back = text[at.saturating_sub(LONGEST)..at].iter().rev().take_while(|byte| part(byte)).count();
    let mut start = at - back;
    let mut end = at + text[at..].iter().take(LONGEST).take_while(|byte| part(byte)).count();
    // `key=…` is a name with its value.
    if let Some(equals) = text[start..at].iter().rposition(|byte| *byte == b'=') {
        start += equals + 1;
    }
    while end > start && matches!(text[end - 1], b'.' | b'/') {
        end -= 1;
    }
    let run = text.get(start..end)?;
    let good = (SHORTEST..LONGEST).contains(&run.len()) && looks_drawn(run);
    good.then_some((start, end))
}

/// What a run is made of.
pub(super) fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'_' | b'-' | b'=' | b'.')
}

/// Three kinds of characters, hardly any word, and nearly as many different ones as chance would give.
fn looks_drawn(run: &[u8]) -> bool {
    let any = |kind: fn(&u8) -> bool| run.iter().any(kind);
    let mixed = any(u8::is_ascii_uppercase) && any(u8::is_ascii_lowercase) && any(u8::is_ascii_digit);
    // Small letters in a row are a word; so are parts between dots.
    let words = run.split(|byte| !byte.is_ascii_lowercase()).filter(|word| word.len() > 7).count();
    let dots = run.iter().filter(|byte| **byte == b'.').count();
    mixed && words == 0 && dots < 2 && normalised(run) >= 0.9
}

/// Shannon's entropy, as a part of the most that a run of this length can have.
fn normalised(run: &[u8]) -> f64 {
    let mut counts = [0u32; 256];
    run.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let length = run.len() as f64;
    let part = |count: &u32| {
        let share = f64::from(*count) / length;
        -share * share.log2()
    };
    let entropy: f64 = counts.iter().filter(|count| **count > 0).map(part).sum();
    // Of what is drawn from 62 letters and digits, long runs repeat some.
    entropy / length.min(28.0).log2()
}
