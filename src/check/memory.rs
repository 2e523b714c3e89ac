//! What checks remember from record to record of a stream: a bounded amount, and a part of its saved state.
use std::collections::{BTreeMap, BTreeSet};

use crate::frame::State;
use crate::part::WHOLE;

/// What a field was when it was first met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct First {
    /// Its type, as `drift` numbers them.
    pub(crate) class: u8,
    /// The types that were told of, as bits.
    pub(crate) told: u8,
    pub(crate) line: u64,
}

/// The values of one label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) met: BTreeSet<u64>,
    pub(crate) told: bool,
}

/// See the file's head. Names and values are kept as hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// The time of the last record that had one, in microseconds.
    pub(crate) time: Option<i64>,
    /// By a hash of the field's path.
    pub(crate) fields: BTreeMap<u64, First>,
    /// There were more fields than are kept, and that was told.
    pub(crate) full: bool,
    /// By the label's place in the policy.
    pub(crate) labels: Vec<Values>,
}

/// The first byte of a saved state that a memory stands in.
const MARK: u8 = 0xC5;

impl Memory {
    /// FNV-1a, 64 bits.
    pub(crate) fn hash(text: &[u8], seed: u64) -> u64 {
        text.iter().fold(seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// Where `hash` starts.
    pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

    /// A stream's state and this, as bytes; empty: nothing is open, and nothing is remembered.
    pub(crate) fn save(&self, state: &State) -> Vec<u8> {
        if !WHOLE || *self == Memory::default() {
            return state.save(false);
        }
        let mut own = vec![u8::from(self.full), u8::from(self.time.is_some())];
        own.extend(self.time.unwrap_or_default().to_le_bytes());
        own.extend((self.fields.len() as u32).to_le_bytes());
        for (path, first) in &self.fields {
            own.extend(path.to_le_bytes());
            own.extend([first.class, first.told]);
            own.extend(first.line.to_le_bytes());
        }
        own.extend((self.labels.len() as u32).to_le_bytes());
        for label in &self.labels {
            own.push(u8::from(label.told));
            own.extend((label.met.len() as u32).to_le_bytes());
            label.met.iter().for_each(|hash| own.extend(hash.to_le_bytes()));
        }
        let mut bytes = vec![MARK];
        bytes.extend((own.len() as u32).to_le_bytes());
        bytes.extend(own);
        bytes.extend(state.save(true));
        bytes
    }

    /// What `save` wrote.
    pub(crate) fn restore(bytes: &[u8]) -> Option<(Memory, State)> {
        let Some(rest) = bytes.strip_prefix(&[MARK]) else {
            return Some((Memory::default(), State::restore(bytes)?));
        };
        if !WHOLE {
            return None;
        }
        let mut read = Read(rest);
        let length = read.number()? as usize;
        let (own, state) = read.0.split_at_checked(length)?;
        let mut read = Read(own);
        let [full, timed] = *read.take::<2>()?;
        let time = i64::from_le_bytes(*read.take()?);
        let mut memory = Memory { full: full != 0, time: (timed != 0).then_some(time), ..Memory::default() };
        for _ in 0..read.number()? {
            let path = u64::from_le_bytes(*read.take()?);
            let [class, told] = *read.take::<2>()?;
            memory.fields.insert(path, First { class, told, line: u64::from_le_bytes(*read.take()?) });
        }
        for _ in 0..read.number()? {
            let [told] = *read.take::<1>()?;
            let mut values = Values { told: told != 0, ..Values::default() };
            for _ in 0..read.number()? {
                values.met.insert(u64::from_le_bytes(*read.take()?));
            }
            memory.labels.push(values);
        }
        Some((memory, State::restore(state)?)).filter(|_| read.0.is_empty() && !state.is_empty())
    }
}

/// Bytes that are taken from the front.
struct Read<'a>(&'a [u8]);

impl<'a> Read<'a> {
    fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(|bytes| u32::from_le_bytes(*bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_taken_up_again_and_nothing_else() {
        let mut memory = Memory { time: Some(-5), full: true, ..Memory::default() };
        memory.fields.insert(7, First { class: 1, told: 2, line: 3 });
        memory.labels.push(Values { met: [1, 9].into(), told: true });
        let state = State { line: 12, ..State::default() };
        let saved = memory.save(&state);
        let (same, after) = Memory::restore(&saved).unwrap_or_default();
        assert_eq!((same, after.line), (memory, 12));
        for cut in 1..saved.len() {
            assert!(Memory::restore(&saved[..cut]).is_none(), "{cut}");
        }
        assert!(Memory::default().save(&State::default()).is_empty());
    }
}
