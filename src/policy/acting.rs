//! Reading an action: what a rule does, looked at for what makes no sense.
use serde_json::Value;

use super::read::invalid;
use super::{Key, PolicyError};
use crate::action::{Action, As, Kind, Mask, To};
use crate::part::{self, WHOLE};

type Read<T> = Result<T, PolicyError>;

/// Detectors whose values are too many to be tried one by one: a hash without a key may stand for them.
const LARGE: [&str; 9] = ["email", "jwt", "bearer", "basic", "private_key", "entropy", "phrase", "btc", "eth"];

/// Last words of names whose values are few.
const FEW: [&str; 24] = [
    "pin", "cvv", "cvc", "csc", "otp", "totp", "ssn", "pan", "card", "number", "phone", "mobile", "fax", "ip", "addr",
    "dob", "date", "zip", "postcode", "code", "id", "passport", "iban", "license",
];

/// Detectors of numbers that are written with blanks, dots or dashes, or without.
fn is_number(detector: &str) -> bool {
    !LARGE.contains(&detector) && !is_secret(detector) && !matches!(detector, "ipv4" | "ipv6" | "mac" | "url")
}

fn is_secret(detector: &str) -> bool {
    ["key", "token", "secret", "password", "pem", "webhook", "url"].iter().any(|word| detector.ends_with(word))
}

/// Whether all values of a detector can be tried one by one.
pub(super) fn is_small(detector: &str) -> bool {
    !LARGE.contains(&detector) && !is_secret(detector) && detector != "ipv6"
}

/// What a rule is for, as far as its action cares.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// A key rule: the words of its name.
    Key(&'a str),
    Detector(&'a str),
    Pattern,
}

/// What actions are read with.
pub(super) struct Reader<'a> {
    /// The keys that were passed; None: the policy is only checked.
    pub(super) keys: Option<&'a [Key]>,
    /// The policy's own replacement.
    pub(super) replacement: String,
    /// The ids of keys that are asked for.
    pub(super) needs: Vec<String>,
}

impl Reader<'_> {
    /// The action that stands in `map`, at `at` of the policy; None: `keep`. `name` is what tokens are separated by,
    /// `rule` what a template shows.
    pub(super) fn read(&mut self, map: &Value, at: &str, of: Of<'_>, name: &str, rule: &str) -> Read<Option<Action>> {
        let word = map["action"].as_str().unwrap_or("replace");
        self.fits(map, at, word)?;
        let number = |name: &str| map[name].as_u64().unwrap_or(0) as usize;
        let kind = match word {
            "keep" => return Ok(None),
            "mask" => {
                let sign = mask_sign(map, at)?;
                Kind::Mask(Mask { first: number("keep_first"), last: number("keep_last"), sign })
            }
            "drop_field" => Kind::DropField,
            "drop_record" => Kind::DropRecord,
            "hash" if map.get("key").is_none() => {
                let few = |words: &str| FEW.contains(&words.rsplit(' ').next().unwrap_or_default());
                let small = match of {
                    Of::Key(words) => few(words),
                    Of::Detector(name) => is_small(name),
                    Of::Pattern => false,
                };
                if small {
                    let message = "a hash without a key is no secret here: all values can be tried; name a key";
                    return Err(invalid(format_args!("{at}/action"), message));
                }
                Kind::Hash(None)
            }
            "hash" => Kind::Hash(Some(self.key(map, at)?)),
            "token" => Kind::Token(self.key(map, at)?),
            "encrypt" => Kind::Encrypt(self.key(map, at)?),
            "truncate" => Kind::Truncate(if map["to"] == "month" { To::Month } else { To::Year }),
            _ => Kind::Replace,
        };
        let shape = match map["as"].as_str() {
            Some("number") => As::Number,
            Some("null") => As::Null,
            _ => As::Text,
        };
        let template = match map["replacement"].as_str() {
            Some(text) => replacement(text, &format!("{at}/replacement"))?,
            None => &self.replacement,
        };
        let in_text = template.replace("{rule}", rule);
        Ok(Some(Action {
            kind,
            shape,
            in_json: Value::from(&*in_text).to_string().into_bytes(),
            in_text: in_text.into_bytes(),
            name: name.into(),
            number: matches!(of, Of::Detector(name) if is_number(name)),
        }))
    }

    /// The replacement alone, for rules that have no action of their own.
    pub(super) fn plain(&self, rule: &str) -> Action {
        let in_text = self.replacement.replace("{rule}", rule);
        Action {
            kind: Kind::Replace,
            shape: As::Text,
            in_json: Value::from(&*in_text).to_string().into_bytes(),
            in_text: in_text.into_bytes(),
            name: String::new(),
            number: false,
        }
    }

    /// Whether each option belongs to the action.
    fn fits(&self, map: &Value, at: &str, word: &str) -> Read<()> {
        const OPTIONS: [(&str, &[&str]); 7] = [
            ("keep_first", &["mask"]),
            ("keep_last", &["mask"]),
            ("mask_with", &["mask"]),
            ("key", &["hash", "token", "encrypt"]),
            ("to", &["truncate"]),
            ("as", &["replace", "mask"]),
            ("replacement", &["replace", "truncate", "drop_field"]),
        ];
        for (option, actions) in OPTIONS {
            // A merged preset may have left an option of its own action.
            if map.get(option).is_some() && !actions.contains(&word) {
                let message = format!("this belongs to the action {}", actions.join(" or "));
                return Err(invalid(format_args!("{at}/{option}"), message));
            }
        }
        Ok(())
    }

    /// The number of the key that an action names.
    fn key(&mut self, map: &Value, at: &str) -> Read<usize> {
        if !WHOLE {
            return Err(part::refused());
        }
        let id = map["key"].as_str().unwrap_or_default();
        let place = if map.get("key").is_some() { format!("{at}/key") } else { format!("{at}/action") };
        if !id.is_empty() && !super::is_key_id(id) {
            return Err(invalid(&place, "a key's id is 1 to 32 of A-Z a-z 0-9 _ -"));
        }
        if !self.needs.iter().any(|known| known == id) {
            self.needs.push(id.into());
        }
        let Some(keys) = self.keys else { return Ok(0) };
        let found = keys.iter().position(|key| id.is_empty() || key.id == id);
        found.ok_or_else(|| {
            let message = if id.is_empty() {
                "a key is needed, and none was passed".into()
            } else {
                format!("no key `{id}` was passed")
            };
            invalid(&place, message)
        })
    }
}

/// A replacement that makes sense.
pub(super) fn replacement<'a>(text: &'a str, at: &str) -> Read<&'a str> {
    // It stands as it is in JSON and in text, within quotes and without.
    let odd = |letter: char| letter.is_control() || matches!(letter, '"' | '\'' | '`' | '\\');
    if text.is_empty() || text.len() > 256 || text.chars().any(odd) {
        let message = "1 to 256 bytes without quotes, backslashes and control characters are wanted here";
        return Err(invalid(at, message));
    }
    Ok(text)
}

fn mask_sign(map: &Value, at: &str) -> Read<char> {
    let text = map["mask_with"].as_str().unwrap_or("*");
    let mut letters = text.chars();
    let good = |letter: &char| matches!(letter, '*' | '#' | 'x' | 'X' | '_' | '•' | '█' | '▇' | '●');
    match (letters.next().filter(good), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => Err(invalid(format_args!("{at}/mask_with"), "one of * # x X _ • ● █ ▇ is wanted here")),
    }
}
