//! A password that a sentence in another language names: `la contraseña es x`, `пароль: x`.
use super::joined::{BETWEEN, joined};
use super::phrase::NAME;
use super::{looks, value};
use crate::keys::{KeyRules, Match};

/// Names of passwords in other languages: the word, and where in it the index finds it.
const FOREIGN: [(&str, usize); 11] = [
    ("contraseña", 8),
    ("mot de passe", 9),
    ("senha", 1),
    ("wachtwoord", 3),
    ("hasło", 2),
    ("пароль", 9),
    ("密码", 1),
    ("密碼", 1),
    ("パスワード", 8),
    ("비밀번호", 7),
    ("parola d'ordine", 7),
];

/// Where the name around `at` stands.
fn name(text: &[u8], at: usize) -> Option<(usize, usize)> {
    FOREIGN.iter().find_map(|(word, offset)| {
        let from = at.checked_sub(*offset)?;
        let found = text.get(from..from + word.len())?;
        found.eq_ignore_ascii_case(word.as_bytes()).then_some((from, from + word.len()))
    })
}

/// Whether `foreign` may find something at `at`, in text whose escapes are not undone yet.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    name(text, at).is_some()
}

/// A name of a password in another language, around `at`, and its value.
pub(super) fn foreign(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let (start, end) = name(text, at)?;
    let Some(Match::Rule(rule)) = keys.find(&text[start..end]) else { return None };
    let mut end = end;
    // `la contraseña nueva es x`, `пароль для bob: x`: other words may stand between.
    for _ in 0..BETWEEN {
        if let Some((from, to)) = told(text, end) {
            return Some((from, to, rule));
        }
        let word = text[end..].strip_prefix(b" ")?;
        let length =
            word.iter().take(NAME).position(|byte| byte.is_ascii_punctuation() || byte.is_ascii_whitespace())?;
        end += length + 1;
        if length == 0 || text.get(end) != Some(&b' ') && text.get(end) != Some(&b':') {
            return None;
        }
    }
    None
}

/// The value right behind `end`: with a word or a sign that joins it, or so that it looks like one by itself.
fn told(text: &[u8], end: usize) -> Option<(usize, usize)> {
    const SIGNS: [&str; 6] = ["：", "は", "は、", "는", "은", "为"];
    if let Some(found) = joined(text, end, b"password") {
        return Some(found);
    }
    let rest = &text[end..];
    let sign = SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes())).map_or(0, |sign| sign.len());
    let colon = usize::from(sign == 0 && rest.first() == Some(&b':'));
    if sign + colon == 0 && rest.first() != Some(&b' ') {
        return None;
    }
    let (start, stop) = value::near(text, end + sign + colon, true, b"password")?;
    let said = &text[start..stop];
    let said = &said[..said.iter().position(|byte| *byte >= 0x80).unwrap_or(said.len())];
    let quoted = matches!(text[start - 1], b'"' | b'\'' | b'`') && said.len() >= 4;
    let good = quoted || if sign + colon > 0 { looks::secret(said) } else { looks::strong(said) };
    good.then_some((start, start + said.len()))
}
