//! Which field of CP1 a top-level name is, or may become: canonical names, and others in the order of preference.
use crate::keys::words_of;

/// A field of CP1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Field {
    Timestamp,
    Level,
    Component,
    Message,
    TenantId,
    RunId,
    FlowId,
    StepId,
    TraceId,
    ErrorCode,
    LatencyMs,
    Error,
    Context,
}

/// The correlation ids.
pub(crate) const IDS: [Field; 5] = [Field::TenantId, Field::RunId, Field::FlowId, Field::StepId, Field::TraceId];

impl Field {
    pub(crate) fn is_id(self) -> bool {
        IDS.contains(&self)
    }
}

/// Names by field; the first of each field is its own, the others become it, the earlier before the later.
const NAMES: [(Field, &str); 49] = [
    (Field::Timestamp, "timestamp"),
    (Field::Timestamp, "@timestamp"),
    (Field::Timestamp, "time"),
    (Field::Timestamp, "ts"),
    (Field::Timestamp, "datetime"),
    (Field::Timestamp, "date"),
    (Field::Timestamp, "t"),
    (Field::Timestamp, "eventTime"),
    (Field::Timestamp, "asctime"),
    (Field::Level, "level"),
    (Field::Level, "severity"),
    (Field::Level, "lvl"),
    (Field::Level, "levelname"),
    (Field::Level, "log.level"),
    (Field::Level, "loglevel"),
    (Field::Level, "priority"),
    (Field::Level, "severityText"),
    (Field::Level, "severity_text"),
    (Field::Level, "levelno"),
    (Field::Level, "severityNumber"),
    (Field::Level, "severity_number"),
    (Field::Message, "message"),
    (Field::Message, "msg"),
    (Field::Message, "text"),
    (Field::Message, "log"),
    (Field::Message, "event"),
    (Field::Message, "body"),
    (Field::Component, "component"),
    (Field::Component, "service"),
    (Field::Component, "service.name"),
    (Field::Component, "logger"),
    (Field::Component, "logger_name"),
    (Field::Component, "name"),
    (Field::Component, "app"),
    (Field::Component, "target"),
    (Field::Component, "module"),
    (Field::TenantId, "tenant_id"),
    (Field::RunId, "run_id"),
    (Field::FlowId, "flow_id"),
    (Field::StepId, "step_id"),
    (Field::TraceId, "trace_id"),
    (Field::ErrorCode, "error_code"),
    (Field::LatencyMs, "latency_ms"),
    (Field::Error, "error"),
    (Field::Error, "err"),
    (Field::Error, "exception"),
    (Field::Error, "exc_info"),
    (Field::Error, "stack"),
    (Field::Context, "context"),
];

/// What a name means to CP1. 0: nothing; else its place among `NAMES`, one-based, or a spelling of a correlation id.
pub(crate) type Name = u8;

/// Spellings of correlation ids that are not their own: `traceId`, `trace-id`. One-based on `IDS`.
const SPELT: Name = 200;

/// The name's number.
pub(crate) fn of(name: &[u8]) -> Name {
    let Ok(name) = std::str::from_utf8(name) else { return 0 };
    if let Some(place) = NAMES.iter().position(|(_, known)| *known == name) {
        return place as Name + 1;
    }
    if let Some(place) = NAMES.iter().position(|(field, known)| !field.is_id() && known.eq_ignore_ascii_case(name)) {
        // Its own name in other letters is not its own.
        let own = place == 0 || NAMES[place].0 != NAMES[place - 1].0;
        return if own { OTHER_CASE + NAMES[place].0 as Name } else { place as Name + 1 };
    }
    let words = words_of(name);
    let id = IDS.iter().position(|id| words.len() == 2 && words.iter().eq(name_of(*id).split('_')));
    id.map_or(0, |id| SPELT + id as Name)
}

/// A field's own name in other letters: `Level`. Above it, the field.
const OTHER_CASE: Name = 100;

/// The field that a name is or may become, and its preference: 0 for the field's own name.
pub(crate) fn field(name: Name) -> Option<(Field, u8)> {
    match name {
        0 => None,
        SPELT.. => Some((*IDS.get(usize::from(name - SPELT))?, 1)),
        OTHER_CASE.. => {
            let (field, _) = NAMES.iter().find(|(field, _)| *field as Name == name - OTHER_CASE)?;
            Some((*field, 1))
        }
        _ => {
            let place = usize::from(name) - 1;
            let (field, _) = NAMES.get(place)?;
            let first = NAMES.iter().position(|(other, _)| other == field)?;
            Some((*field, (place - first) as u8))
        }
    }
}

/// The field's own name.
pub(crate) fn name_of(field: Field) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == field).map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_find_their_fields() {
        assert_eq!(field(of(b"timestamp")), Some((Field::Timestamp, 0)));
        assert_eq!(field(of(b"asctime")), Some((Field::Timestamp, 8)));
        assert!(matches!(field(of(b"LEVEL")), Some((Field::Level, 1..))));
        assert!(matches!(field(of(b"traceId")), Some((Field::TraceId, 1..))));
        assert!(matches!(field(of(b"tenant-id")), Some((Field::TenantId, 1..))));
        assert_eq!(field(of(b"span_id")), None);
    }
}
