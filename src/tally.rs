//! Tallies: how often each rule met each field.
use std::collections::BTreeMap;

use crate::decode::Decoded;
use crate::order;
use crate::output::Tally;
use crate::policy::Policy;

/// How many fields are told apart; the rest are `(other)`.
const FIELDS: usize = 1000;
/// The longest field name that is shown.
const NAME: usize = 64;

/// Counts by rule and field. Field 0 is `""`, field 1 `(other)`.
pub(crate) struct Tallies {
    fields: Vec<String>,
    numbers: BTreeMap<String, u32>,
    counts: BTreeMap<(u16, u32, &'static str), u64>,
}

impl Default for Tallies {
    fn default() -> Self {
        Tallies { fields: vec![String::new(), "(other)".into()], numbers: BTreeMap::new(), counts: BTreeMap::new() }
    }
}

impl Tallies {
    /// The number of `(other)`.
    pub(crate) const OTHER: u32 = 1;

    /// The number of a field by its name, which has no secret in it.
    pub(crate) fn field(&mut self, name: &[u8]) -> u32 {
        let shown = name.len() <= NAME && name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
        let Some(name) = Some(name).filter(|_| shown).and_then(|name| std::str::from_utf8(name).ok()) else {
            return Tallies::OTHER;
        };
        if name.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        if self.fields.len() >= FIELDS {
            return Tallies::OTHER;
        }
        let number = self.fields.len() as u32;
        self.fields.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    /// The number of a field by its name as it stands in JSON.
    pub(crate) fn decoded(&mut self, name: &[u8]) -> u32 {
        // Each byte that is shown is six at most.
        if name.len() > NAME * 6 || !name.contains(&b'\\') {
            return self.field(name);
        }
        let mut decoded = Decoded::default();
        decoded.decode(name);
        self.field(&decoded.text)
    }

    pub(crate) fn count(&mut self, rule: u16, field: u32, action: &'static str) {
        *self.counts.entry((rule, field, action)).or_default() += 1;
    }

    /// What was counted since the last call, sorted. Numbers of fields hold no longer.
    pub(crate) fn take(&mut self, policy: &Policy) -> Vec<Tally> {
        let mut tallies: Vec<Tally> = std::mem::take(&mut self.counts)
            .into_iter()
            .map(|((rule, field, action), count)| Tally {
                rule: policy.rules[usize::from(rule)].name.clone(),
                field: self.fields[field as usize].clone(),
                action: action.into(),
                count,
            })
            .collect();
        *self = Tallies::default();
        order::by(&mut tallies, |a, b| (&a.rule, &a.field, &a.action) > (&b.rule, &b.field, &b.action));
        tallies
    }
}
