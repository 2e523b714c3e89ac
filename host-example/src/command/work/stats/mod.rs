//! `--stats`: records and the share of ERROR among them, over time, by component and by level. It is read from the
//! records as they came out (`validate`: as they came in), in CP1's own fields alone. Memory is bounded.

mod clock;
mod print;
mod time;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use serde::{Deserialize, Serialize as SerializeDerive};

use time::Histogram;

pub(crate) use print::print;

/// Components that are told apart; the others are `(other)`.
const COMPONENTS: usize = 50;
/// The longest name of a component that is shown.
const NAME: usize = 24;
const LEVELS: [&str; 6] = ["ERROR", "WARN", "INFO", "DEBUG", "(other)", "(none)"];

/// Records, and those of level ERROR among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) records: u64,
    pub(crate) errors: u64,
}

impl Share {
    fn count(&mut self, error: bool) {
        self.records += 1;
        self.errors += u64::from(error);
    }

    fn add(&mut self, more: Share) {
        self.records += more.records;
        self.errors += more.errors;
    }
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stats {
    pub(crate) records: u64,
    pub(crate) time: Histogram,
    /// Records without a timestamp of CP1's form.
    pub(crate) untimed: u64,
    pub(crate) components: BTreeMap<String, Share>,
    pub(crate) levels: [Share; LEVELS.len()],
}

/// The three fields of a record. A value of another type, and a record that is none, is as good as no value.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields<'a> {
    #[serde(borrow, deserialize_with = "text")]
    timestamp: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "text")]
    level: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "text")]
    component: Option<Cow<'a, str>>,
}

/// A text, borrowed where it has no escapes; `None` for anything else.
fn text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Cow<'de, str>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Value<'a> {
        Text(#[serde(borrow)] Cow<'a, str>),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Value::deserialize(from)? {
        Value::Text(text) => Some(text),
        Value::Other(_) => None,
    })
}

impl Stats {
    /// Counts one record, with or without its line end.
    pub(crate) fn count(&mut self, record: &[u8]) {
        let record = record.trim_ascii();
        if record.is_empty() {
            return;
        }
        let fields: Fields<'_> = serde_json::from_slice(record).unwrap_or_default();
        self.records += 1;
        let level = match fields.level.as_deref() {
            None => LEVELS.len() - 1,
            Some(level) => LEVELS[..4].iter().position(|known| *known == level).unwrap_or(LEVELS.len() - 2),
        };
        let error = level == 0;
        self.levels[level].count(error);
        let name = match fields.component.as_deref() {
            None => "(none)",
            Some(name) if is_plain(name) => name,
            Some(_) => "(other)",
        };
        self.component(name).count(error);
        match fields.timestamp.as_deref().and_then(clock::seconds) {
            Some(second) => self.time.count(second, error),
            None => self.untimed += 1,
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add(&mut self, more: &Stats) {
        self.records += more.records;
        self.untimed += more.untimed;
        for (level, more) in self.levels.iter_mut().zip(more.levels) {
            level.add(more);
        }
        for (name, more) in &more.components {
            self.component(name).add(*more);
        }
        self.time.add(&more.time);
    }

    fn component(&mut self, name: &str) -> &mut Share {
        let named = self.components.keys().filter(|name| !name.starts_with('(')).count();
        let room = named < COMPONENTS || name.starts_with('(') || self.components.contains_key(name);
        let name = if room { name } else { "(other)" };
        if !self.components.contains_key(name) {
            self.components.insert(name.to_owned(), Share::default());
        }
        self.components.entry(name.to_owned()).or_default()
    }

    /// Components, those with the most records first.
    fn by_size(&self) -> Vec<(&str, Share)> {
        let mut components: Vec<_> = self.components.iter().map(|(name, share)| (name.as_str(), *share)).collect();
        components.sort_by_key(|(name, share)| (name.starts_with('('), u64::MAX - share.records));
        components
    }
}

/// A name that is surely none of a secret's: a short word or several, without digits.
fn is_plain(name: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    (1..=NAME).contains(&name.len()) && name.bytes().all(word)
}

#[derive(SerializeDerive)]
struct Named<'a> {
    name: &'a str,
    records: u64,
    errors: u64,
}

impl<'a> Named<'a> {
    fn of(name: &'a str, share: Share) -> Named<'a> {
        Named { name, records: share.records, errors: share.errors }
    }
}

impl Serialize for Stats {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let rows: Vec<_> = self.time.rows().map(|(second, share)| (clock::stamp(second), share)).collect();
        let time: Vec<_> = rows.iter().map(|(name, share)| Named::of(name, *share)).collect();
        let components: Vec<_> = self.by_size().into_iter().map(|(name, share)| Named::of(name, share)).collect();
        let levels: Vec<_> = LEVELS.iter().zip(self.levels).map(|(name, share)| Named::of(name, share)).collect();
        let mut stats = to.serialize_struct("Stats", 6)?;
        stats.serialize_field("records", &self.records)?;
        stats.serialize_field("bucket_seconds", &self.time.unit())?;
        stats.serialize_field("time", &time)?;
        stats.serialize_field("untimed", &self.untimed)?;
        stats.serialize_field("components", &components)?;
        stats.serialize_field("levels", &levels)?;
        stats.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_whatever_else_stands_there() {
        let mut stats = Stats::default();
        stats.count(
            br#"{"level":"ERROR","component":"w\u006frker","timestamp":"2025-01-27T12:00:00.000000Z","x":[{}]}"#,
        );
        stats.count(br#"{"level":{"a":1},"component":7,"timestamp":null}"#);
        stats.count(b"no json\n");
        stats.count(b"\r\n");
        stats.count(br#"{"level":"info","component":"hunter2"}"#);
        assert_eq!((stats.records, stats.untimed), (4, 3));
        assert_eq!(stats.components["worker"], Share { records: 1, errors: 1 });
        assert_eq!((stats.components["(none)"].records, stats.components["(other)"].records), (2, 1));
        assert_eq!(stats.levels.map(|level| level.records), [1, 0, 0, 0, 1, 2]);
    }

    #[test]
    fn components_are_bounded() {
        let mut stats = Stats::default();
        for n in 0..26 * 26 {
            let name: String = [n / 26, n % 26].iter().map(|at| char::from(b'a' + *at as u8)).collect();
            stats.component(&name).count(false);
        }
        assert_eq!(stats.components.len(), COMPONENTS + 1);
        assert_eq!(stats.components["(other)"].records, 26 * 26 - COMPONENTS as u64);
    }
}
