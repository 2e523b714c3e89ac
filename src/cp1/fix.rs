//! What `format` does about a finding. Only what says nothing of a value is told as an edit: names, and the four levels.
use super::convert::Change;
use super::names::{Field, name_of};
use super::rules::Cp1;
use crate::output::{Finding, Fix, Replacement};

/// The fix of one finding of `rule` in a record that `changes` make CP1. The line starts at `base` of the buffer.
pub(crate) fn fix(rule: Cp1, found: &Finding, changes: &[Change], base: usize) -> Option<Fix> {
    let (start, end) = (base + found.start as usize, base + found.end as usize);
    let told = |message: &str, edits: Vec<Replacement>| Some(Fix { message: message.into(), edits });
    let edit = |change: &Change| Replacement {
        start: (change.span.0 - base) as u32,
        end: (change.span.1 - base) as u32,
        text: String::from_utf8_lossy(&change.fresh).into_owned(),
    };
    let at = || changes.iter().find(|change| change.span == (start, end));
    // What a conversion would lose is kept in `context`, beside the edit.
    let kept = || changes.iter().any(|change| change.fresh.windows(10).any(|text| text == b"\"original_"));
    match rule {
        Cp1::UnknownLevel => at().and_then(|change| {
            let edits = if kept() { Vec::new() } else { vec![edit(change)] };
            told("it becomes one of the four levels", edits)
        }),
        Cp1::TimestampForm | Cp1::TimestampNoZone => {
            at().and_then(|_| told("it becomes UTC with six digits of a second", Vec::new()))
        }
        Cp1::WrongType => at().and_then(|_| told("it becomes a value of the right type", Vec::new())),
        Cp1::Misplaced => {
            let goes = |change: &&Change| change.fresh.is_empty() && change.span.0 <= start && end <= change.span.1;
            changes.iter().find(goes).and_then(|_| told("it moves to the top level", Vec::new()))
        }
        Cp1::MissingTimestamp => renamed(Field::Timestamp, changes, edit),
        Cp1::MissingLevel => renamed(Field::Level, changes, edit),
        Cp1::MissingComponent => renamed(Field::Component, changes, edit),
        Cp1::MissingMessage => renamed(Field::Message, changes, edit),
        _ => None,
    }
}

/// A member of another name that becomes the field.
fn renamed(field: Field, changes: &[Change], edit: impl Fn(&Change) -> Replacement) -> Option<Fix> {
    let name = name_of(field);
    let change = changes.iter().find(|change| change.fresh == name.as_bytes())?;
    // Its value follows the key, a quote and a colon behind it; where that changes too the name alone is no fix.
    let value = matches!(field, Field::Timestamp | Field::Level)
        && changes.iter().any(|other| other.span.0 > change.span.1 && other.span.0 <= change.span.1 + 4);
    let edits = if value { Vec::new() } else { vec![edit(change)] };
    Some(Fix { message: format!("a member of another name becomes `{name}`"), edits })
}
