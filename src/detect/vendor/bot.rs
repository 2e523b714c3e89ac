//! Discord's bot tokens: no prefix, but a first part that is the bot's number in base64, a time, and a sum.
use crate::base64;

/// The token whose first part has the stop `at` in it.
pub(in crate::detect) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    // Nearly all long runs end otherwise.
    let ahead = text[at..].iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if text.get(at + ahead) != Some(&b'.') {
        return None;
    }
    let back = text[at.saturating_sub(32)..at].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = at - back;
    let part = |from: usize, most: usize| {
        let rest = text.get(from..).unwrap_or_default().iter();
        rest.take(most).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count()
    };
    let dot = start + part(start, 32);
    let second = dot + 1 + part(dot + 1, 8);
    let end = second + 1 + part(second + 1, 48);
    let shaped = text.get(dot) == Some(&b'.') && text.get(second) == Some(&b'.');
    let long = (23..=28).contains(&(dot - start)) && second - dot == 7 && (27..=46).contains(&(end - second));
    let mut room = [0; 24];
    let number = |said: &[u8]| (17..=20).contains(&said.len()) && said.iter().all(u8::is_ascii_digit);
    let good = shaped && long && base64::decode(&text[start..dot], &mut room).is_some_and(number);
    good.then_some((start, end))
}
