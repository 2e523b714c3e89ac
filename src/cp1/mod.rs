//! CP1, the log format: its fields, what becomes one of them, and what breaks its rules.
mod check;
mod convert;
mod fix;
mod level;
mod names;
mod rules;
mod time;

pub(crate) use check::{ASKED, check, is_clean, is_good, is_other_component, takes_any_text};
pub(crate) use convert::convert;
pub(crate) use fix::fix;
pub(crate) use level::canonical as is_level;
pub(crate) use level::{Level, Scale, from_number as level_of_number, from_text as level_of};
pub(crate) use names::{Field, Name, field, name_of, of, own};
pub(crate) use rules::{Cp1, RULES};
pub(crate) use time::{NoTime, Time, Zone, is_day, seconds};

/// Whether a text is a time as CP1 wants it.
pub(crate) fn is_time(text: &[u8]) -> bool {
    time::canonical(text).is_ok()
}
