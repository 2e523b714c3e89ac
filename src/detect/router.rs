//! Keys in what routers, switches and VPNs are configured with: `snmp-server community x RO`, `tacacs-server host h key 7 x`,
//! `pre-shared-key ascii-text "x"`, `bob : EAP "x"`. The word before such a key is no name that counts elsewhere.
use super::{looks, reference, value};
use crate::keys::{KeyRules, Match};

/// How far a line is read.
const NEAR: usize = 96;

/// A word that brings a key, not by itself.
struct Word {
    /// In small letters.
    word: &'static [u8],
    /// Where in it the index finds it.
    at: usize,
    brings: Brings,
}

/// How a word brings a key.
#[derive(Clone, Copy)]
enum Brings {
    /// `community x`, where the line speaks of SNMP.
    Community,
    /// The key stands behind the word, after what says how it is written: `ascii-text`, `md5`, `7`.
    Behind,
    /// ` key ` follows on the line.
    Named,
    /// `: PSK "x"`, as files of IPsec have it.
    Quoted,
    /// `key 7 x`: the number says that the rest is a key.
    Numbered,
}
use Brings::{Behind, Community, Named, Numbered, Quoted};

const fn word(word: &'static [u8], at: usize, brings: Brings) -> Word {
    Word { word, at, brings }
}

const WORDS: [Word; 11] = [
    word(b"community", 2, Community),
    word(b"tacacs", 3, Named),
    word(b"radius", 2, Named),
    word(b"isakmp", 3, Named),
    word(b"pre-shared-key", 9, Behind),
    word(b"authentication-key", 13, Behind),
    word(b"digest-key", 5, Behind),
    word(b"psk", 0, Quoted),
    word(b"eap", 0, Quoted),
    word(b"xauth", 0, Quoted),
    word(b"key 7 ", 2, Numbered),
];

/// What may stand between such a word and its key.
const SAYS: [&[u8]; 14] = [
    b"local",
    b"remote",
    b"ascii-text",
    b"ascii",
    b"hexadecimal",
    b"hex",
    b"md5",
    b"sha1",
    b"sha256",
    b"hmac-sha-256",
    b"key",
    b"encrypted",
    b"clear",
    b"plain-text",
];

/// The word around `at`, and where it starts.
fn around(text: &[u8], at: usize) -> Option<(&'static Word, usize)> {
    let letter = text.get(at)?.to_ascii_lowercase();
    WORDS.iter().filter(|word| word.word[word.at] == letter).find_map(|word| {
        let start = at.checked_sub(word.at)?;
        let said = text.get(start..start + word.word.len())?;
        said.eq_ignore_ascii_case(word.word).then_some((word, start))
    })
}

/// Whether there may be one, in text whose escapes are not undone yet.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    around(text, at).is_some()
}

/// The key that the word around `at` brings.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let (word, start) = around(text, at)?;
    let end = start + word.word.len();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if start > 0 && is_part(text[start - 1]) && !(text[..start].ends_with(b"\\n")) {
        return None;
    }
    let (start, stop) = match word.brings {
        Community => community(text, start, end)?,
        Behind => behind(text, end)?,
        Named => {
            let near = &text[end..text.len().min(end + NEAR)];
            let line = near.iter().position(|byte| matches!(byte, b'\n' | b';' | b'=')).unwrap_or(near.len());
            let key = near[..line].windows(5).position(|part| part == b" key ")?;
            behind(text, end + key + 4)?
        }
        Quoted => quoted(text, start, end)?,
        Numbered => {
            let length =
                text[end..].iter().take(NEAR).take_while(|byte| is_part(**byte) || byte.is_ascii_graphic()).count();
            let said = &text[end..end + length];
            let hex = said.len() >= 8 && said.iter().all(u8::is_ascii_hexdigit);
            hex.then_some((end, end + length))?
        }
    };
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    Some((start, stop, rule))
}

/// `snmp-server community x RO`, `set snmp community x authorization read-only`.
fn community(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let near = &text[start.saturating_sub(32)..start];
    if !near.windows(4).any(|part| part.eq_ignore_ascii_case(b"snmp")) || text.get(end) != Some(&b' ') {
        return None;
    }
    let end = end
        + [&b" name"[..], b" string"].iter().find(|word| text[end..].starts_with(word)).map_or(0, |word| word.len());
    let (from, to) = value::near(text, end, true, b"password")?;
    let rest = &text[to..];
    let ends =
        [&b" RO"[..], b" RW", b" ro", b" rw", b" authorization ", b" view "].iter().any(|sign| rest.starts_with(sign));
    (ends || looks::secret(&text[from..to])).then_some((from, to))
}

/// The key behind a word and what says how it is written.
fn behind(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let mut at = end;
    for _ in 0..6 {
        if text.get(at) != Some(&b' ') {
            return None;
        }
        at += text[at..].iter().take(8).take_while(|byte| **byte == b' ').count();
        let length = text[at..].iter().take(NEAR).take_while(|byte| **byte > b' ').count();
        let said = &text[at..at + length];
        let is_number = said.len() <= 3 && !said.is_empty() && said.iter().all(u8::is_ascii_digit);
        let is_place = said.eq_ignore_ascii_case(b"address") || said.eq_ignore_ascii_case(b"host");
        if !is_number && !is_place && !SAYS.iter().any(|word| said.eq_ignore_ascii_case(word)) {
            break;
        }
        at += length;
        if is_place {
            at += 1;
            at += text.get(at..)?.iter().take(NEAR).take_while(|byte| **byte > b' ').count();
        }
    }
    let (start, stop) = value::near(text, at, false, b"password")?;
    let said = &text[start..stop];
    let is_quoted = start > at && !reference::is_whole(said);
    let ended = !matches!(text.get(stop), Some(b':' | b'=' | b'('));
    (is_quoted || ended && looks::secret(said) && !matches!(said[0], b'-' | b'/' | b'<' | b'['))
        .then_some((start, stop))
}

/// `%any gw : PSK "x"`
fn quoted(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let head = text[..start].strip_suffix(b" ")?.strip_suffix(b":")?;
    if !matches!(head.last(), None | Some(b' ' | b'\n' | b'"')) || text.get(end) != Some(&b' ') {
        return None;
    }
    let (from, to) = value::near(text, end, true, b"password")?;
    let is_quoted = matches!(text[from - 1], b'"' | b'\'');
    (is_quoted || text[from..to].starts_with(b"0x") || text[from..to].starts_with(b"0s")).then_some((from, to))
}
