//! Keys for tokens, hashes and encryption: from files, or drawn for this run.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use logveil_host::Key;

use crate::command::exit::Failure;
use crate::command::policy::chosen::Policy;
use crate::command::terminal::say::say;

/// Letters and digits that are hard to mistake for each other.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// The fewest bytes of a key.
const FEWEST: usize = 16;

/// Reads the keys that were named, and sees to it that those are there which `policy` needs (ids; "": any will do). Where
/// none was named one is drawn, and the policy is told to use it: all instances of the run get the same.
pub(crate) fn settle(named: &[(String, PathBuf)], needed: &[String], policy: &mut Policy) -> Result<Vec<Key>, Failure> {
    let mut keys = read(named)?;
    if keys.is_empty() && !needed.is_empty() {
        let key = drawn(needed)?;
        policy.use_key(&key.id);
        keys.push(key);
        return Ok(keys);
    }
    for id in needed {
        if !id.is_empty() && !keys.iter().any(|key| key.id == *id) {
            return Err(Failure::usage(format_args!("the policy names the key `{id}`: give it with --key {id}=FILE")));
        }
    }
    Ok(keys)
}

/// Reads the keys that were named.
pub(crate) fn read(named: &[(String, PathBuf)]) -> Result<Vec<Key>, Failure> {
    let mut keys: Vec<Key> = Vec::new();
    for (id, file) in named {
        let wrong = |why: &str| Failure::usage(format_args!("--key {id}: {} {why}", file.display()));
        let held = fs::read(file).map_err(|e| Failure::failed(format_args!("--key {id}: {}: {e}", file.display())))?;
        let bytes = bytes(&held).ok_or_else(|| wrong("is no hexadecimal or base64, although it begins so"))?;
        if bytes.len() < FEWEST {
            return Err(wrong("holds less than 16 bytes"));
        }
        if keys.iter().any(|key| key.id == *id) {
            return Err(Failure::usage(format_args!("--key {id} is given twice")));
        }
        let shared = fs::metadata(file).is_ok_and(|file| file.is_file() && file.mode() & 0o077 != 0);
        if shared {
            say(format_args!("--key {id}: others than its owner may use {} (chmod 600 it)", file.display()));
        }
        keys.push(Key { id: id.clone(), bytes });
    }
    Ok(keys)
}

/// What a key file holds: `hex:` and digits, `base64:` and base64, or else the bytes as they are. Behind a text one line
/// end is not part of it.
fn bytes(held: &[u8]) -> Option<Vec<u8>> {
    let text = held.strip_suffix(b"\n").unwrap_or(held);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    if let Some(digits) = text.strip_prefix(b"hex:") {
        return hex(digits.trim_ascii());
    }
    if let Some(letters) = text.strip_prefix(b"base64:") {
        return base64(letters.trim_ascii());
    }
    let is_text = text.iter().all(|byte| matches!(byte, b' '..=b'~'));
    Some(if is_text { text } else { held }.to_vec())
}

fn hex(digits: &[u8]) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(digits).ok()
}

/// Of either alphabet, with padding or without.
fn base64(letters: &[u8]) -> Option<Vec<u8>> {
    let bare = letters.strip_suffix(b"==").or_else(|| letters.strip_suffix(b"=")).unwrap_or(letters);
    BASE64_NOPAD.decode(bare).or_else(|_| BASE64URL_NOPAD.decode(bare)).ok()
}

/// A key that nobody else has, and that is gone when the program ends.
fn drawn(needed: &[String]) -> Result<Key, Failure> {
    let letters: String = random(4)?.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let id = format!("run-{letters}");
    let named = needed.iter().find(|id| !id.is_empty()).map_or("ID", String::as_str);
    say(format_args!(
        "the policy needs a key and none was given: one was drawn for this run, {id}; what it makes can't be compared with \
         other runs or revealed (--key {named}=FILE, `logveil key new FILE` makes one)"
    ));
    Ok(Key { id, bytes: random(32)? })
}

/// Draws a key into a new file.
pub(crate) fn write_new(file: &Path) -> Result<(), Failure> {
    let digits: String = random(32)?.iter().map(|byte| format!("{byte:02x}")).collect();
    let written = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
        file.write_all(format!("hex:{digits}\n").as_bytes())?;
        file.sync_all()
    };
    written().map_err(|e| Failure::failed(format_args!("{}: {e}", file.display())))
}

fn random(length: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).map_err(|e| Failure::failed(format_args!("drawing a key: {e}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_holds() {
        let held = |text: &str| bytes(text.as_bytes());
        assert_eq!(held("hex:00fFa0\n"), Some(vec![0, 255, 160]));
        assert_eq!(held("base64:AP+g\r\n"), Some(vec![0, 255, 160]));
        assert_eq!(held("base64:AP-gAA=="), Some(vec![0, 255, 160, 0]));
        assert_eq!(held("base64:AP-gAA"), Some(vec![0, 255, 160, 0]));
        assert_eq!(held("a phrase of some length\n"), Some(b"a phrase of some length".to_vec()));
        assert_eq!(held("00ff"), Some(b"00ff".to_vec()));
        assert_eq!(bytes(b"\x00\xff\n"), Some(b"\x00\xff\n".to_vec()));
        for wrong in ["hex:0", "hex:0g", "base64:A", "base64:A*==", "base64:===="] {
            assert_eq!(held(wrong), None, "{wrong}");
        }
    }
}
