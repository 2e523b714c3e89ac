//! Streams with one secret in them that must not come out, and the fuzzer's bytes around it.
use crate::support::corpus::{Random, sentence};
use crate::support::trees::literal;

const KEYS: [&str; 10] = [
    "password",
    "apiKey",
    "X-Auth-Token",
    "db.password",
    "SECRET",
    "user_pin",
    "dsn",
    "refresh_token2",
    "Set-Cookie",
    "password_hash",
];

pub(crate) struct Planted {
    pub(crate) stream: Vec<u8>,
    pub(crate) secret: String,
}

/// Under a sensitive key: in a string, a list, an object, and in records that something stands behind.
pub(crate) fn under_key(choice: u16, around: &[u8]) -> Planted {
    let mut random = Random(u64::from(choice));
    let secret: String = (0..12).map(|_| char::from(random.choose(b"QXZJKVW7890"))).collect();
    let text = String::from_utf8_lossy(around).into_owned();
    let half = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (before, after) = text.split_at(half);
    let mask = if random.range(0, 3) == 0 { random.next() & random.next() } else { 0 };
    let (one, two) = (literal(before, mask), literal(after, mask.rotate_left(9)));
    let held = literal(&format!("{before}{secret}{after}"), mask);
    let key = literal(random.choose(&KEYS), mask & mask.rotate_left(3));
    let value = match random.range(0, 5) {
        0 => format!("\"{secret}\""),
        1 => held,
        2 => format!("[{one},{held},{two}]"),
        3 => format!("{{{one}:{held},\"a\":{{{two}:\"{secret}\"}}}}"),
        _ => format!(" [ [ {{ }} , {one} , [ \"{secret}\" ] ] ] "),
    };
    let stream = match random.range(0, 4) {
        0 => format!("{{{key}:{value}}}\n"),
        1 => format!("{{\"a\":{one},{key} : {value},\"b\":[{two}]}}\n"),
        2 => format!("[{one},{{\"n\":[1,{{{key}:{value}}}]}},{two}]\n"),
        _ => format!("{{\"a\":[{{\"b\":{{{one}:{{}},{key}:{value}}}}}],\"c\":{two}}}\r\n"),
    };
    Planted { stream: stream.into_bytes(), secret }
}

/// In a text that a detector must find it in, between words: in a value, a key, text, or broken JSON.
pub(crate) fn in_text(choice: u16, around: &[u8]) -> Planted {
    let mut random = Random(u64::from(choice));
    let (kind, seed) = (random.range(0, 7), random.next());
    let (text, secret) = sentence(kind, seed);
    let clean: String = String::from_utf8_lossy(around).replace('\n', " ");
    let half = (0..=clean.len() / 2).rev().find(|&at| clean.is_char_boundary(at)).unwrap_or(0);
    let (before, after) = clean.split_at(half);
    let text = format!("{before} then {text} and {after}");
    let mask = if random.range(0, 3) == 0 { random.next() & random.next() } else { 0 };
    let string = literal(&text, mask);
    let stream = match random.range(0, 6) {
        0 => format!("{{\"level\":\"INFO\",\"message\":{string},\"n\":1}}\n"),
        1 => format!("[1,{string},null]\n"),
        2 => format!("{{\"a\":{{{string}:[true]}}}}\n"),
        3 => format!("{text}\n"),
        4 => format!("{{\"message\":{string},\"n\":1}} garbage\n"),
        _ => format!("{{\"n\":[{{\"message\":{string}\n"),
    };
    Planted { stream: stream.into_bytes(), secret }
}
