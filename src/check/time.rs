//! Times: missing, of no zone, impossible, guessed at, out of order, to come. CP1's own rules about `timestamp` say the
//! same of it, so where they hold these are silent about that field.
use super::{Check, Look};
use crate::cp1::{self, Field, NoTime, Time};
use crate::shape::Kind;

pub(super) fn look(look: &mut Look<'_>) {
    let Some((at, preference)) = look.field(Field::Timestamp) else {
        if !look.checks.cp1 {
            look.whole(Check::TimeMissing, "");
        }
        return;
    };
    let own = look.checks.cp1 && preference == 0;
    let said = look.tape.said(look.record, at);
    let read = match look.tape.nodes[at].kind {
        Kind::String => Time::from_text(&said, look.policy.zone),
        Kind::Number => Time::from_number(&said),
        _ => Err(NoTime::Form),
    };
    let digits = said.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !own && read.is_ok() && said.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') {
        let unit = match digits {
            10 => "seconds",
            13 => "milliseconds",
            16 => "microseconds",
            _ => "nanoseconds",
        };
        look.value(Check::UnitGuessed, at, format!("read as {unit} since 1970"));
    }
    let time = match read {
        Ok(time) => time.seconds.saturating_mul(1_000_000) + i64::from(time.micros),
        Err(_) if own => return,
        Err(NoTime::NoZone) => return look.value(Check::NoZone, at, String::new()),
        Err(NoTime::Impossible) => return look.value(Check::TimeImpossible, at, String::new()),
        Err(NoTime::Form) => return look.value(Check::TimeForm, at, String::new()),
    };
    if let Some(before) = look.memory.time.filter(|_| look.checks.is_on(Check::OutOfOrder)) {
        let by = before.saturating_sub(time);
        if by > look.checks.order {
            look.value(Check::OutOfOrder, at, format!("by {}", length(by)));
        }
    }
    if look.checks.is_on(Check::OutOfOrder) {
        look.memory.time = Some(time);
    }
    if let Some(now) = look.now {
        let by = time.saturating_sub(now);
        if by > look.checks.future {
            look.value(Check::Future, at, format!("by {}", length(by)));
        }
    }
}

/// A length of time as a person says it.
fn length(micros: i64) -> String {
    let millis = micros / 1000;
    match millis {
        ..1 => format!("{micros} µs"),
        1..1000 => format!("{millis} ms"),
        1000..120_000 => format!("{} s", millis / 1000),
        120_000..7_200_000 => format!("{} min", millis / 60_000),
        7_200_000..172_800_000 => format!("{} h", millis / 3_600_000),
        _ => format!("{} days", millis / 86_400_000),
    }
}

/// Microseconds since 1970 of a time that names its zone.
pub(crate) fn micros(text: &str) -> Option<i64> {
    let time = Time::from_text(text.as_bytes(), None).ok()?;
    Some(time.seconds.saturating_mul(1_000_000) + i64::from(time.micros))
}

/// Which field a name is, and how near it is to the field's own.
pub(super) fn named(name: &[u8]) -> Option<(Field, u8)> {
    cp1::field(cp1::of(name))
}
