//! Actions: what is written in place of what a rule found.
//!
//! What an action wrote is known again and stays: redacting twice is redacting once. A replacement, a mask or a net is
//! known because the action would write the same again; a token, a hash, an encrypted value by its exact form and the
//! key that proves it (`seal`).
mod base32;
mod mask;
mod own;
mod reveal;
mod seal;
mod truncate;

pub(crate) use mask::Mask;
pub use reveal::{Revealed, reveal};
pub(crate) use seal::Seal;
use seal::Was;
pub(crate) use truncate::To;

use crate::decode::Decoded;
use crate::part::WHOLE;

/// What is done with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Replace,
    Mask(Mask),
    /// The member goes with its name and one comma. In an array, in text and at the top it is replaced.
    DropField,
    /// The whole record is kept out of the output.
    DropRecord,
    /// With the key of this number, or with none.
    Hash(Option<usize>),
    Token(usize),
    Encrypt(usize),
    Truncate(To),
}

/// What stands in place of a whole JSON value that is no text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum As {
    /// A text, as for texts.
    #[default]
    Text,
    /// `0` for a number.
    Number,
    /// `null`, for every value.
    Null,
}

/// One rule's action.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    pub(crate) kind: Kind,
    pub(crate) shape: As,
    /// The replacement as a JSON string with its quotes, and in text. It also stands in where `kind` can't be done.
    pub(crate) in_json: Vec<u8>,
    pub(crate) in_text: Vec<u8>,
    /// What tokens are separated by.
    pub(crate) name: String,
    /// Blanks, dots and dashes of a number do not count for tokens and hashes.
    pub(crate) number: bool,
}

/// The actions of all rules.
#[derive(Default)]
pub(crate) struct Actions {
    /// By the rule's number.
    pub(crate) list: Vec<Action>,
    /// The keys that were passed, in their order.
    pub(crate) seals: Vec<Seal>,
    own: own::Forms,
    /// Every rule writes `[REDACTED]`, and none can match it.
    pub(crate) simple: bool,
    /// Some rule drops records.
    pub(crate) drops: bool,
}

impl Actions {
    /// `patterns`: the policy has some. They may match what was written before.
    pub(crate) fn new(list: Vec<Action>, patterns: bool, seals: Vec<Seal>) -> Actions {
        let replaces = |action: &Action| action.kind == Kind::Replace && action.shape == As::Text;
        let simple = !patterns && list.iter().all(|action| replaces(action) && action.in_text == b"[REDACTED]");
        let drops = list.iter().any(|action| action.kind == Kind::DropRecord);
        let own = own::Forms::new(&list);
        Actions { list, seals, own, simple, drops }
    }

    #[inline(always)]
    pub(crate) fn get(&self, rule: u16) -> &Action {
        &self.list[usize::from(rule)]
    }

    /// The tallies' word.
    pub(crate) fn word(&self, rule: u16) -> &'static str {
        match self.get(rule).kind {
            Kind::Replace => "replace",
            Kind::Mask(_) => "mask",
            Kind::DropField => "drop_field",
            Kind::DropRecord => "drop",
            Kind::Hash(_) => "hash",
            Kind::Token(_) => "token",
            Kind::Encrypt(_) => "encrypt",
            Kind::Truncate(_) => "truncate",
        }
    }

    /// Appends what stands for a text that says `value`. But for a replacement it needs no escape anywhere.
    pub(crate) fn text(&self, rule: u16, value: &[u8], out: &mut Vec<u8>) {
        let action = self.get(rule);
        let start = out.len();
        if self.made(action, value, Was::Text, out).is_none() {
            out.truncate(start);
            out.extend_from_slice(&action.in_text);
        }
    }

    /// Appends what stands for `raw`, a part of a JSON string as it is written.
    pub(crate) fn within(&self, rule: u16, raw: &[u8], out: &mut Vec<u8>) {
        let action = self.get(rule);
        let start = out.len();
        if self.made(action, &said(raw), Was::Text, out).is_none() {
            out.truncate(start);
            out.extend_from_slice(&action.in_json[1..action.in_json.len() - 1]);
        }
    }

    /// Appends what stands for `raw`, a whole JSON value.
    pub(crate) fn whole(&self, rule: u16, raw: &[u8], out: &mut Vec<u8>) {
        let action = self.get(rule);
        let start = out.len();
        let number = matches!(raw.first(), Some(b'-' | b'0'..=b'9'));
        match action.shape {
            As::Null => return out.extend_from_slice(b"null"),
            As::Number if number => return out.push(b'0'),
            _ => {}
        }
        out.push(b'"');
        let made = match raw {
            [b'"', inner @ .., b'"'] => self.made(action, &said(inner), Was::Text, out),
            [b'{' | b'[', ..] => match action.kind {
                Kind::Mask(mask) => {
                    out.extend_from_slice(mask.container().as_bytes());
                    Some(())
                }
                Kind::Truncate(_) => None,
                _ => self.made(action, raw, Was::Json, out),
            },
            _ => self.made(action, raw, Was::Json, out),
        };
        if made.is_none() {
            out.truncate(start);
            return out.extend_from_slice(&action.in_json);
        }
        out.push(b'"');
        if number && out[start + 1..out.len() - 1] == *raw {
            // A year that stays a year.
            out.truncate(start);
            out.extend_from_slice(raw);
        }
    }

    /// Appends what an action makes of `value`; None: nothing but the replacement.
    fn made(&self, action: &Action, value: &[u8], was: Was, out: &mut Vec<u8>) -> Option<()> {
        let seal = |key: usize| self.seals.get(key);
        match action.kind {
            Kind::Replace | Kind::DropField | Kind::DropRecord => return None,
            Kind::Mask(mask) => mask.write(value, action.number, out),
            Kind::Truncate(to) => out.extend_from_slice(truncate::truncate(value, to)?.as_bytes()),
            Kind::Hash(None) => seal::sha256(&action.counted(value), out),
            _ if !WHOLE => return None,
            Kind::Hash(Some(key)) => seal(key)?.hash(&action.counted(value), out),
            Kind::Token(key) => seal(key)?.token(&action.name, &action.counted(value), out),
            Kind::Encrypt(key) => seal(key)?.encrypt(was, value, out)?,
        }
        Some(())
    }
}

impl Action {
    /// What of a value counts for tokens and hashes.
    fn counted<'a>(&self, value: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
        if !self.number || value.iter().all(u8::is_ascii_alphanumeric) {
            return value.into();
        }
        value.iter().copied().filter(u8::is_ascii_alphanumeric).collect::<Vec<u8>>().into()
    }
}

/// What a part of a JSON string says.
fn said(raw: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !raw.contains(&b'\\') {
        return raw.into();
    }
    let mut decoded = Decoded::default();
    decoded.decode(raw);
    decoded.text.into()
}
