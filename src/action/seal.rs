//! One key at work: tokens, hashes and encrypted values, and how their exact form is known again.
//!
//! ```text
//! tok_<key id>_<26 letters: HMAC-SHA-256 over rule and value, 128 bits><4 letters: check>
//! hash_<key id>_<52 letters: HMAC-SHA-256 over the value><4 letters: check>
//! enc_<key id>_<letters: AES-SIV>
//! sha256_<52 letters: SHA-256 of the value><4 letters: check>      (no key)
//! ```
//! The checks of the first two are made with the key, and AES-SIV proves itself: nobody without the key can write a
//! value that passes for one of these.
use aes_siv::KeyInit;
use aes_siv::siv::Aes256Siv;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::base32;
use crate::policy::Key;

type Hmac256 = Hmac<Sha256>;

/// Letters of a check: 20 bits.
const CHECK: usize = 4;
/// Bytes of a token that are kept.
const TOKEN: usize = 16;
/// Bytes of a hash.
const HASH: usize = 32;

/// What was encrypted: the first byte of the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Was {
    /// A text: what a JSON string says.
    Text,
    /// A JSON value as it stood: a number, an array.
    Json,
}

/// What a key wrote.
pub(crate) struct Written {
    /// In bytes.
    pub(crate) length: usize,
    /// What was encrypted, where it was.
    pub(crate) plain: Option<(Was, Vec<u8>)>,
}

/// A key, ready for use. Each purpose has a key of its own, made from it.
pub(crate) struct Seal {
    pub(crate) id: String,
    token: Hmac256,
    hash: Hmac256,
    check: Hmac256,
    siv: [u8; 64],
}

/// `HMAC-SHA-256(key, text)`.
fn derive(key: &[u8], text: &str) -> Option<[u8; 32]> {
    let mut mac = Hmac256::new_from_slice(key).ok()?;
    mac.update(text.as_bytes());
    Some(mac.finalize().into_bytes().into())
}

impl Seal {
    pub(crate) fn new(key: &Key) -> Option<Seal> {
        let mac = |purpose: &str| Hmac256::new_from_slice(&derive(&key.bytes, purpose)?).ok();
        let mut siv = [0; 64];
        siv[..32].copy_from_slice(&derive(&key.bytes, "logveil 1 encrypt a")?);
        siv[32..].copy_from_slice(&derive(&key.bytes, "logveil 1 encrypt b")?);
        Some(Seal {
            id: key.id.clone(),
            token: mac("logveil 1 token")?,
            hash: mac("logveil 1 hash")?,
            check: mac("logveil 1 check")?,
            siv,
        })
    }

    /// Appends the token of `value` under the name of a detector or rule.
    pub(super) fn token(&self, name: &str, value: &[u8], out: &mut Vec<u8>) {
        let mut mac = self.token.clone();
        mac.update(name.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        self.write("tok", &mac.finalize().into_bytes()[..TOKEN], out);
    }

    /// Appends the keyed hash of `value`.
    pub(super) fn hash(&self, value: &[u8], out: &mut Vec<u8>) {
        let mut mac = self.hash.clone();
        mac.update(value);
        self.write("hash", &mac.finalize().into_bytes(), out);
    }

    /// Appends `value`, encrypted: the same value is always the same text.
    pub(super) fn encrypt(&self, was: Was, value: &[u8], out: &mut Vec<u8>) -> Option<()> {
        let mut plain = Vec::with_capacity(value.len() + 1);
        plain.push(if was == Was::Text { b's' } else { b'j' });
        plain.extend_from_slice(value);
        let sealed = Aes256Siv::new(&self.siv.into()).encrypt([b"enc"], &plain).ok()?;
        out.extend_from_slice(format!("enc_{}_", self.id).as_bytes());
        base32::encode(&sealed, out);
        Some(())
    }

    fn write(&self, form: &str, bytes: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(format!("{form}_{}_", self.id).as_bytes());
        let start = out.len();
        base32::encode(bytes, out);
        let check = self.check(form, &out[start..]);
        out.extend_from_slice(&check);
    }

    fn check(&self, form: &str, letters: &[u8]) -> [u8; CHECK] {
        let mut mac = self.check.clone();
        mac.update(form.as_bytes());
        mac.update(letters);
        check(&mac.finalize().into_bytes())
    }

    /// What this key wrote at the start of `text`.
    pub(super) fn read(&self, text: &[u8]) -> Option<Written> {
        let (form, rest) = match text {
            [b't', b'o', b'k', b'_', rest @ ..] => ("tok", rest),
            [b'h', b'a', b's', b'h', b'_', rest @ ..] => ("hash", rest),
            [b'e', b'n', b'c', b'_', rest @ ..] => ("enc", rest),
            _ => return None,
        };
        let rest = rest.strip_prefix(self.id.as_bytes())?.strip_prefix(b"_")?;
        let letters = rest.iter().take_while(|byte| base32::is_letter(**byte)).count();
        let length = text.len() - rest.len() + letters;
        let letters = &rest[..letters];
        if form == "enc" {
            let sealed = base32::decode(letters)?;
            let plain = Aes256Siv::new(&self.siv.into()).decrypt([b"enc"], &sealed).ok()?;
            let (was, value) = plain.split_first()?;
            let was = if *was == b's' { Was::Text } else { Was::Json };
            return Some(Written { length, plain: Some((was, value.to_vec())) });
        }
        let bytes = if form == "tok" { TOKEN } else { HASH };
        if letters.len() != base32::length(bytes) + CHECK {
            return None;
        }
        let (letters, said) = letters.split_at(letters.len() - CHECK);
        (self.check(form, letters) == *said).then_some(Written { length, plain: None })
    }
}

/// Appends the hash of `value` without a key.
pub(super) fn sha256(value: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"sha256_");
    let start = out.len();
    base32::encode(&Sha256::digest(value), out);
    let check = plain_check(&out[start..]);
    out.extend_from_slice(&check);
}

/// The length of what `sha256` wrote at the start of `text`.
pub(super) fn read_sha256(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"sha256_")?;
    let letters = rest.iter().take_while(|byte| base32::is_letter(**byte)).count();
    if letters != base32::length(HASH) + CHECK {
        return None;
    }
    let (body, said) = rest[..letters].split_at(letters - CHECK);
    (plain_check(body) == *said).then_some(7 + letters)
}

fn plain_check(letters: &[u8]) -> [u8; CHECK] {
    check(&Sha256::new().chain_update(b"logveil 1 check").chain_update(letters).finalize())
}

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let mut letters = Vec::with_capacity(8);
    base32::encode(&bytes[..3], &mut letters);
    std::array::from_fn(|place| letters[place])
}
