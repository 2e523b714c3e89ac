//! Names and values in quotes that are written as something else: `&quot;password&quot;:&quot;x&quot;`, `\x22password\x22:\x22x\x22`,
//! `%22password%22%3A%22x%22`, `password%3Dx%26`.
use super::name::NAME;
use super::value;
use crate::keys::{KeyRules, Match};

/// Quotes as others write them. A case does not matter.
const QUOTES: [&[u8]; 10] =
    [b"&quot;", b"&#34;", b"&#39;", b"&apos;", b"&#x27;", b"&#x22;", b"\\x22", b"\\u0022", b"%22", b"%27"];

/// How far a value reaches.
const FAR: usize = 1024;

/// Whether a quote of this kind may end before `end`.
pub(super) fn may_end(text: &[u8], end: usize) -> bool {
    matches!(text[..end].last(), Some(b';' | b'2' | b'7')) && quote(&text[..end]).is_some()
}

/// The value whose name ends before `end` and that starts at `from`, behind the sign between them.
pub(super) fn find(text: &[u8], end: usize, from: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let quote = quote(&text[..end]);
    let end = end - quote.map_or(0, <[u8]>::len);
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let mut start = end - text[..end].iter().rev().take(NAME).take_while(is_name).count();
    if let Some(quote) = quote {
        // The digits of the sign belong to no name.
        let near = &text[start.saturating_sub(quote.len())..end];
        let place = near.windows(quote.len()).position(|part| part.eq_ignore_ascii_case(quote))?;
        start = end - near.len() + place + quote.len();
    } else if start > 0 && text[start - 1] == b'%' {
        start += 2;
    }
    let Some(Match::Rule(rule)) = keys.find(text.get(start..end)?) else { return None };
    let blank = |at: usize| match text.get(at) {
        Some(b' ' | b'+') => 1,
        Some(b'%') if text[at..].starts_with(b"%20") => 3,
        _ => 0,
    };
    let mut from = from;
    while blank(from) > 0 {
        from += blank(from);
    }
    let rest = &text[from..text.len().min(from + FAR)];
    let (start, length) = match quote.filter(|quote| starts(rest, quote)) {
        Some(quote) => {
            let inner = &rest[quote.len()..];
            let close = inner.windows(quote.len()).position(|part| part.eq_ignore_ascii_case(quote));
            (from + quote.len(), close.unwrap_or_else(|| inner.iter().take_while(|byte| !ends(**byte)).count()))
        }
        None => {
            let over = |at: usize| {
                ends(rest[at])
                    || matches!(rest[at], b',' | b'}' | b'&')
                    || [&b"%26"[..], b"%2C", b"%7D", b"%0A", b"%0D", b"%3B", b"%20"]
                        .iter()
                        .any(|sign| starts(&rest[at..], sign))
            };
            (from, (0..rest.len()).find(|at| over(*at)).unwrap_or(rest.len()))
        }
    };
    let said = &text[start..start + length];
    let words = [&b"true"[..], b"false"];
    (length > 0 && !value::is_placeholder(said) && !words.contains(&said)).then_some((start, start + length, rule))
}

/// The value of `password%3Dx`, `%22password%22%3A%22x%22`: `at` is the per cent sign between them.
pub(super) fn percent(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let colon = matches!(text.get(at + 2), Some(b'A' | b'a'));
    if colon && !may_end(text, at) {
        return None;
    }
    find(text, at, at + 3, keys)
}

/// Whether something may stand around the per cent sign at `at`, in text whose escapes are not undone yet.
pub(super) fn maybe(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    may_end(text, at) || keys.may_end(&text[..at])
}

fn ends(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`')
}

/// The quote that ends `text`.
fn quote(text: &[u8]) -> Option<&'static [u8]> {
    QUOTES
        .into_iter()
        .find(|quote| text.len() >= quote.len() && text[text.len() - quote.len()..].eq_ignore_ascii_case(quote))
}

fn starts(text: &[u8], with: &[u8]) -> bool {
    text.len() >= with.len() && text[..with.len()].eq_ignore_ascii_case(with)
}
