//! Levels: missing, unknown, or numbers whose scale is a guess.
use super::{Check, Look};
use crate::cp1::{self, Field, Scale};
use crate::shape::Kind;

pub(super) fn look(look: &mut Look<'_>) {
    let Some((at, preference)) = look.field(Field::Level).or_else(|| nested(look)) else {
        if !look.checks.cp1 {
            look.whole(Check::LevelMissing, "");
        }
        return;
    };
    if look.checks.cp1 && preference == 0 {
        return;
    }
    let said = look.tape.said(look.record, at);
    let otel = matches!(&*look.tape.name(look.record, at), b"severityNumber" | b"severity_number");
    let scale = if otel { Scale::Otel } else { Scale::Plain };
    let known = match look.tape.nodes[at].kind {
        Kind::String | Kind::Number => cp1::level_of(&said, scale).is_some(),
        _ => false,
    };
    if !known {
        look.value(Check::LevelUnknown, at, String::new());
    } else if said.trim_ascii().iter().all(u8::is_ascii_digit) && !otel {
        look.value(Check::ScaleGuessed, at, String::new());
    }
}

/// `log.level`, as ECS nests it.
fn nested(look: &Look<'_>) -> Option<(usize, u8)> {
    let (tape, record) = (look.tape, look.record);
    let log = tape.below(0).find(|at| tape.nodes[*at].kind == Kind::Object && *tape.name(record, *at) == *b"log")?;
    tape.below(log).find(|at| *tape.name(record, *at) == *b"level").map(|at| (at, 1))
}
