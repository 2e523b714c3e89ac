//! Percent-encoding undone: `pass%77ord`. What was encoded twice is undone twice.
use std::borrow::Cow;

/// What `text` says.
pub(crate) fn undone(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return text.into();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let (byte, length) = one(&text[at..]);
        out.push(byte);
        at += length;
    }
    out.into()
}

/// The first byte that `text`, not empty, says, and how many bytes say it.
pub(crate) fn one(text: &[u8]) -> (u8, usize) {
    let mut length = 1;
    let mut byte = text[0];
    // `%2577` is `%77` is `w`.
    while byte == b'%' {
        let Some(pair) = text.get(length..length + 2) else { break };
        let digits = (char::from(pair[0]).to_digit(16), char::from(pair[1]).to_digit(16));
        let (Some(high), Some(low)) = digits else { break };
        byte = (high * 16 + low) as u8;
        length += 2;
    }
    (byte, length)
}
