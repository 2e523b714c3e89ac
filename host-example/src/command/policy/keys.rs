//! Keys for tokens and hashes: from files, or drawn for this run.

use std::fs;
use std::path::PathBuf;

use logveil_host::Key;

use crate::command::exit::Failure;
use crate::command::terminal::say::say;

/// Letters and digits that are hard to mistake for each other.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Reads the keys that were named, and sees to it that `needed` (ids; "": any will do) are there.
pub(crate) fn settle(named: &[(String, PathBuf)], needed: &[String]) -> Result<Vec<Key>, Failure> {
    let mut keys: Vec<Key> = Vec::new();
    for (id, file) in named {
        let bytes = fs::read(file).map_err(|e| Failure::failed(format_args!("--key {id}: {}: {e}", file.display())))?;
        if bytes.len() < 16 {
            return Err(Failure::usage(format_args!("--key {id}: {} holds less than 16 bytes", file.display())));
        }
        if keys.iter().any(|key| key.id == *id) {
            return Err(Failure::usage(format_args!("--key {id} is given twice")));
        }
        keys.push(Key { id: id.clone(), bytes });
    }
    for id in needed {
        if !id.is_empty() && !keys.iter().any(|key| key.id == *id) {
            return Err(Failure::usage(format_args!("the policy names the key `{id}`: give it with --key {id}=FILE")));
        }
    }
    if keys.is_empty() && !needed.is_empty() {
        keys.push(drawn()?);
    }
    Ok(keys)
}

/// A key that nobody else has, and that is gone when the program ends.
fn drawn() -> Result<Key, Failure> {
    let mut bytes = vec![0; 32];
    let mut letters = [0; 4];
    let drawn = getrandom::fill(&mut bytes).and_then(|()| getrandom::fill(&mut letters));
    drawn.map_err(|e| Failure::failed(format_args!("drawing a key: {e}")))?;
    let letters: String = letters.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let id = format!("run-{letters}");
    say(format_args!(
        "the policy needs a key and none was given: tokens carry the id {id} and are comparable within this run only (--key ID=FILE)"
    ));
    Ok(Key { id, bytes })
}
