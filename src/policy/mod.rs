//! The policy: all of the user's decisions, compiled before the first byte and only read afterwards.
mod acting;
mod compile;
mod grammar;
mod lint;
pub(crate) mod merged;
mod names;
mod nearest;
mod patterns;
mod presets;
mod read;
mod schema;
mod validate;

pub use lint::{Note, lint};
pub use merged::{merged, rules};
pub(crate) use names::regex;
pub use presets::{Preset, presets};
pub(crate) use read::{escape, invalid, unknown};
pub use schema::policy_schema;

use crate::action::Actions;
use crate::check::{Check, Checks};
use crate::cp1::{Cp1, Zone};
use crate::detect::Detectors;
use crate::emit::Form;
use crate::index::{Literals, Sight};
use crate::input::Input;
use crate::keys::{Glob, KeyRules};
use crate::output::Rule;
use crate::part::WHOLE;
use crate::pattern::{Grams, Patterns};

/// A key for actions that need one. `Debug` shows the id alone.
///
/// ```
/// let key = logveil::Key { id: "k1".into(), bytes: vec![7; 32] };
/// assert_eq!(format!("{key:?}"), "Key { id: \"k1\", .. }");
/// ```
#[derive(Clone)]
pub struct Key {
    /// 1 to 32 of `A-Z a-z 0-9 _ -`.
    pub id: String,
    /// At least 16 bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A place in a policy.
///
/// ```
/// let error = logveil::check(r#"{"version":1,"limit":{}}"#).unwrap_err();
/// assert_eq!((&*error.place().pointer, error.place().nearest.as_deref()), ("/limit", Some("limits")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// RFC 6901 into the policy as it was passed.
    pub pointer: String,
    /// One sentence, without the policy's own secrets.
    pub message: String,
    /// The nearest known name, where a name was not known.
    pub nearest: Option<String>,
}

/// Why a policy was refused. Nothing was processed.
///
/// ```
/// let error = logveil::check("{").unwrap_err();
/// assert!(matches!(error, logveil::PolicyError::Syntax(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// Not JSON.
    Syntax(Place),
    /// A key, preset, detector or action that is not known.
    UnknownName(Place),
    /// Known, but with a value that makes no sense.
    Invalid(Place),
    /// Not in this build of the core: the smallest module for pages is without it, and the whole one has it.
    Whole(Place),
}

impl PolicyError {
    /// Where it is wrong, and why.
    pub fn place(&self) -> &Place {
        match self {
            PolicyError::Syntax(place) | PolicyError::UnknownName(place) => place,
            PolicyError::Invalid(place) | PolicyError::Whole(place) => place,
        }
    }
}

impl std::fmt::Display for PolicyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Place { pointer, message, nearest } = self.place();
        if !pointer.is_empty() {
            write!(f, "{pointer}: ")?;
        }
        write!(f, "{message}")?;
        nearest.iter().try_for_each(|name| write!(f, " (did you mean `{name}`?)"))
    }
}

impl std::error::Error for PolicyError {}

/// What must be settled before the first byte of a stream.
///
/// ```
/// let needs = logveil::check(r#"{"version":1}"#)?;
/// assert!(!needs.quarantine && needs.keys.is_empty());
/// # Ok::<(), logveil::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// A record may be kept out of the output: the host wants a place for it.
    pub quarantine: bool,
    /// What is found in a record depends on the ones before it: the stream goes through one pipeline.
    pub in_order: bool,
    /// Records are held against the host's time, which [`Pipeline::now`](crate::Pipeline::now) sets.
    pub clock: bool,
    /// Ids of the keys that the policy names; "" where any key serves.
    pub keys: Vec<String>,
}

/// Compiles a policy without opening a stream.
///
/// # Errors
/// As [`Pipeline::open`](crate::Pipeline::open).
///
/// ```
/// let needs = logveil::check(r#"{"version":1,"extends":["cp1"],"on_error":"withhold"}"#)?;
/// assert!(needs.quarantine);
/// # Ok::<(), logveil::PolicyError>(())
/// ```
pub fn check(policy: &str) -> Result<Needs, PolicyError> {
    let policy = Policy::compile(policy)?;
    let quarantine = policy.on_error == OnError::Withhold || policy.withhold_invalid || policy.actions.drops;
    Ok(Needs { quarantine, in_order: policy.checks.in_order(), clock: policy.checks.clock(), keys: policy.needs })
}

/// Whether a key may be called so.
pub(crate) fn is_key_id(id: &str) -> bool {
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=32).contains(&id.len()) && id.bytes().all(named)
}

/// What becomes of a record that can't be handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnError {
    /// It is replaced by the masked record.
    Mask,
    /// It is kept out of the output.
    Withhold,
}

/// The rules that do not depend on the policy, by number.
pub(crate) mod fixed {
    pub(crate) const RECORD_BYTES: u16 = 0;
    pub(crate) const DEPTH: u16 = 1;
    /// What a host may name in `refuse`.
    pub(crate) const HOST: std::ops::RangeInclusive<u16> = 2..=4;
    pub(crate) const ENCODING: u16 = 5;
}

/// A compiled policy.
pub(crate) struct Policy {
    pub(crate) rules: Vec<Rule>,
    pub(crate) keys: KeyRules,
    /// The names for text that is no JSON, where those are others.
    text_keys: Option<KeyRules>,
    /// Values that stay, by rule.
    pub(crate) allow: Vec<(u16, Vec<Glob>)>,
    pub(crate) detectors: Detectors,
    pub(crate) literals: Literals,
    /// What is done, by rule.
    pub(crate) actions: Actions,
    /// Ids of the keys that the actions name.
    needs: Vec<String>,
    pub(crate) patterns: Patterns,
    pub(crate) max_record_bytes: usize,
    pub(crate) max_depth: usize,
    pub(crate) on_error: OnError,
    /// What the input is.
    pub(crate) input: Input,
    /// `format` makes CP1 of records, whatever is written of them.
    pub(crate) output_cp1: bool,
    /// What `format` and `run` write of a record, where that is not its JSON.
    pub(crate) form: Option<Form>,
    /// The zone of times that name none.
    pub(crate) zone: Option<Zone>,
    pub(crate) split_errors: bool,
    /// `format` writes characters that do something to a reader so that they are seen: `\\u001b`.
    pub(crate) visible: bool,
    /// `validate` holds records against CP1.
    pub(crate) check_cp1: bool,
    pub(crate) require_correlation: bool,
    /// A record with a finding of severity `error` is kept out of the output.
    pub(crate) withhold_invalid: bool,
    /// What is asked for beyond CP1.
    pub(crate) checks: Checks,
    /// Rules that are never told, by number.
    pub(crate) off: Vec<bool>,
    /// The numbers of the first rules of `Cp1` and of `Check`.
    cp1: u16,
    checked: u16,
}

impl Policy {
    /// A rule's number.
    pub(crate) fn number(&self, rule: Cp1) -> u16 {
        self.cp1 + rule as u16
    }

    /// The rule of CP1 with this number.
    pub(crate) fn cp1_of(&self, number: u32) -> Option<Cp1> {
        Cp1::ALL.get((number as usize).checked_sub(usize::from(self.cp1))?).copied()
    }

    /// A check's number.
    pub(crate) fn number_of(&self, check: Check) -> u16 {
        self.checked + u16::from(check as u8)
    }

    /// The names for text that is no JSON.
    pub(crate) fn text_keys(&self) -> &KeyRules {
        self.text_keys.as_ref().unwrap_or(&self.keys)
    }

    /// Whether a value of this rule is one that stays.
    pub(crate) fn allows(&self, rule: u16, value: &[u8]) -> bool {
        self.allow.iter().any(|(of, globs)| *of == rule && globs.iter().any(|glob| glob.matches(value)))
    }

    pub(crate) fn grams(&self) -> Option<&Grams> {
        (WHOLE && !self.patterns.grams.is_empty()).then_some(&self.patterns.grams)
    }

    /// Whether a record can be judged by no less than all of it: each value's place counts, or each text is searched.
    pub(crate) fn needs_walk(&self) -> bool {
        self.keys.has_pointers() || self.patterns.everywhere
    }

    /// What an index is to find for the detectors.
    pub(crate) fn sight(&self) -> Sight<'_> {
        Sight { literals: &self.literals, grams: self.grams(), inspect: false, anchors: self.detectors.anchors() }
    }

    /// The detectors, with what the index finds for them.
    pub(crate) fn seen(&self) -> (&Detectors, &Literals) {
        (&self.detectors, &self.literals)
    }

    /// As `sight`, and what does something to a reader.
    pub(crate) fn inspecting(&self) -> Sight<'_> {
        Sight { literals: &self.literals, grams: self.grams(), inspect: true, anchors: self.detectors.anchors() }
    }
}
