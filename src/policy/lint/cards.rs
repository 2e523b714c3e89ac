//! Hashes that hide nothing, and what the card industry's rules say of masks and hashes.
use serde_json::Value;

use super::{Notes, action, matches};
use crate::keys::words_of;
use crate::output::Severity::{Error, Warning};

/// Names of card numbers.
const CARDS: [&str; 8] = ["pan", "card", "card number", "cc number", "credit card", "cardnumber", "ccnumber", "cc"];
/// Names of what may not be kept in any form.
const CODES: [&str; 7] = ["cvv", "cvc", "csc", "cvv2", "cvc2", "track data", "pin"];

pub(super) fn look(own: &Value, presets: &[Value], notes: &mut Notes) {
    // By rule of a card number: its place in the policy's own text, and what it does.
    let mut cards: Vec<(Option<String>, &Value)> = Vec::new();
    for (layer, mine) in presets.iter().map(|layer| (layer, false)).chain([(own, true)]) {
        if let Some(map) = layer["redact"]["detectors"].get("pan") {
            cards.push((mine.then(|| "/redact/detectors/pan".into()), map));
        }
        for (at, text, list) in matches(layer) {
            let words = words_of(text).join(" ");
            if CARDS.contains(&&*words) {
                cards.push((mine.then_some(at), list));
            } else if mine
                && CODES.contains(&&*words)
                && !matches!(action(list), "replace" | "drop_field" | "drop_record")
            {
                notes.add(
                    "card-code",
                    Error,
                    at,
                    "card codes and PINs may not be kept in any form: replace or drop them",
                );
            } else if mine && action(list) == "hash" && list.get("key").is_none() {
                notes.add("hash-without-key", Warning, at, "who knows a value can tell its hash: name a key");
            }
        }
    }
    let shown =
        |map: &Value| action(map) == "mask" && (map.get("keep_first").is_some() || map.get("keep_last").is_some());
    let hashed = |map: &Value| matches!(action(map), "hash" | "token");
    for (at, map) in &cards {
        let Some(at) = at else { continue };
        let over = |name: &str, most| map[name].as_u64().is_some_and(|kept| kept > most);
        if over("keep_first", 8) || over("keep_last", 4) {
            notes.add(
                "card-shows",
                Error,
                at.clone(),
                "of a card number the first six or eight and the last four may be shown",
            );
        }
        let other = |fits: &dyn Fn(&Value) -> bool| cards.iter().any(|(_, other)| fits(other));
        if shown(map) && other(&hashed) || hashed(map) && other(&shown) {
            let message = "a part of a card number and a hash of it, side by side, give the number away";
            notes.add("card-mask-and-hash", Error, at.clone(), message);
        }
    }
}
