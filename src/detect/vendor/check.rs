//! The second look at a vendor's key: what its form asks beyond a prefix and a run, and its checksum where it has one.
use crate::detect::context;

/// A candidate: the text, where its prefix and its run start, and where the run ends.
pub(super) struct Candidate<'a> {
    pub(super) text: &'a [u8],
    pub(super) start: usize,
    pub(super) body: usize,
    pub(super) end: usize,
    /// The name of the member that the text stands in.
    pub(super) name: &'a [u8],
}

/// The span of the key, if it is one.
pub(super) type Check = fn(&Candidate<'_>) -> Option<(usize, usize)>;

/// Words near a key whose checksum is wrong that still make it one: it may be cut, or changed by hand.
const CALLED: &[&str] = &["token", "github", "secret", "key", "auth", "authorization", "pat", "credential", "npm"];

impl Candidate<'_> {
    fn body(&self) -> &[u8] {
        &self.text[self.body..self.end]
    }

    fn whole(&self) -> Option<(usize, usize)> {
        Some((self.start, self.end))
    }
}

pub(super) fn none(key: &Candidate<'_>) -> Option<(usize, usize)> {
    key.whole()
}

/// Capitals, small letters and digits: no word, no hexadecimal.
pub(super) fn mixed(key: &Candidate<'_>) -> Option<(usize, usize)> {
    is_mixed(key.body()).then(|| key.whole())?
}

/// The same behind a name, which stays.
pub(super) fn mixed_value(key: &Candidate<'_>) -> Option<(usize, usize)> {
    is_mixed(key.body()).then_some((key.body, key.end))
}

fn is_mixed(body: &[u8]) -> bool {
    body.iter().any(u8::is_ascii_uppercase)
        && body.iter().any(u8::is_ascii_lowercase)
        && body.iter().any(u8::is_ascii_digit)
}

/// Letters of both cases: no name of a program's own.
pub(super) fn cased(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let body = key.body();
    let both = body.iter().any(u8::is_ascii_uppercase) && body.iter().any(u8::is_ascii_lowercase);
    (both && key.text.get(key.end) != Some(&b'_')).then(|| key.whole())?
}

/// Slack's have numbers in them.
pub(super) fn numbered(key: &Candidate<'_>) -> Option<(usize, usize)> {
    (key.body().iter().filter(|byte| byte.is_ascii_digit()).count() >= 2).then(|| key.whole())?
}

/// Firebase: a project's run before the colon.
pub(super) fn push(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let near = &key.text[key.start.saturating_sub(24)..key.start];
    let part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = near.iter().rev().take_while(part).count();
    (length >= 8).then_some((key.start - length, key.end))
}

/// Microsoft's keys with a mark in them: 52 letters and digits before it.
pub(super) fn signed(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let near = &key.text[key.start.saturating_sub(64)..key.start];
    let length = near.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (length >= 48).then_some((key.start - length, key.end))
}

/// GitHub and npm: the last six of 36 characters are the CRC-32 of those before, in base 62. A longer body is a newer
/// form.
pub(super) fn crc(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let body = key.body();
    let good =
        body.len() > 36 || is_crc(&body[..30], &body[30..]) || context::called(key.text, key.start, key.name, CALLED);
    good.then(|| key.whole())?
}

fn is_crc(text: &[u8], digits: &[u8]) -> bool {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut crc = u32::MAX;
    for byte in text {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    let mut left = !crc;
    digits.iter().rev().all(|digit| {
        let good = DIGITS[(left % 62) as usize] == *digit;
        left /= 62;
        good
    })
}

/// `sk-ant-…`, `sk-proj-…`, `sk-or-v1-…`, and OpenAI's older ones: the word `OpenAI` within, or 48 letters and digits.
pub(super) fn model_key(key: &Candidate<'_>) -> Option<(usize, usize)> {
    const NAMED: [&[u8]; 8] = [b"ant-", b"proj-", b"svcacct-", b"admin-", b"or-v1-", b"lf-", b"None-", b"service-"];
    let body = key.body();
    let named = NAMED.iter().any(|name| body.starts_with(name) && body.len() >= name.len() + 16);
    let signed = body.windows(8).take(128).any(|part| part == b"T3BlbkFJ");
    let old = (32..=64).contains(&body.len()) && body.iter().all(u8::is_ascii_alphanumeric) && is_mixed(body);
    let hex = body.len() == 32 && body.iter().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte));
    (named || signed || old || hex).then(|| key.whole())?
}

/// Twenty-two characters, a dot, 43.
pub(super) fn sendgrid(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let mut parts = key.body().split(|byte| *byte == b'.').map(<[u8]>::len);
    let good = parts.next().is_some_and(|first| (16..=32).contains(&first))
        && parts.next().is_some_and(|second| (32..=64).contains(&second));
    good.then(|| key.whole())?
}

/// `hooks.slack.com/services/T…/B…/…`: the path goes.
pub(super) fn slack_hook(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let kinds: [&[u8]; 3] = [b"services/", b"workflows/", b"triggers/"];
    let kind = kinds.iter().find(|kind| key.body().starts_with(kind))?;
    let from = key.body + kind.len();
    (key.end - from >= 16).then_some((from, key.end))
}

/// `discord.com/api/webhooks/NUMBER/TOKEN`: the token goes.
pub(super) fn discord_hook(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let before = &key.text[..key.start];
    let at = before.ends_with(b"/api/") || (before.len() >= 9 && before[before.len() - 9..].starts_with(b"/api/v"));
    let digits = key.body().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let from = key.body + digits + 1;
    let good = (15..=22).contains(&digits) && key.text.get(from - 1) == Some(&b'/') && key.end >= from + 40;
    (at && good).then_some((from, key.end))
}

/// Eight to ten digits before the colon.
pub(super) fn telegram(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let near = &key.text[key.start.saturating_sub(12)..key.start];
    let digits = near.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let before = near.len().checked_sub(digits + 1).map(|place| near[place]);
    // In a path they stand behind `bot`.
    let bounded = near[..near.len() - digits].ends_with(b"bot") || !before.is_some_and(|b| b.is_ascii_alphanumeric());
    ((8..=11).contains(&digits) && bounded).then_some((key.start - digits, key.end))
}

/// Terraform: fourteen characters before the middle.
pub(super) fn terraform(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let near = &key.text[key.start.saturating_sub(15)..key.start];
    let length = near.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (length == 14).then(|| (key.start - 14, key.end))
}

/// Microsoft Entra: three characters before the middle.
pub(super) fn azure_secret(key: &Candidate<'_>) -> Option<(usize, usize)> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'~' | b'.' | b'-');
    let near = &key.text[key.start.saturating_sub(4)..key.start];
    (near.iter().rev().take_while(|byte| part(byte)).count() == 3).then(|| (key.start - 3, key.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_githubs() {
        assert!(is_crc(b"zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", b"0mLq17"));
        assert!(is_crc(&[b'0'; 30], b"2C8GjS"));
        assert!(!is_crc(b"zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", b"0mLq18"));
    }
}
