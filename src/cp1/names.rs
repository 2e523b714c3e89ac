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
const NAMES: [(Field, &str); 53] = [
    (Field::Timestamp, "timestamp"),
    (Field::Timestamp, "@timestamp"),
    (Field::Timestamp, "time"),
    (Field::Timestamp, "ts"),
    (Field::Timestamp, "datetime"),
    (Field::Timestamp, "date"),
    (Field::Timestamp, "t"),
    (Field::Timestamp, "eventTime"),
    (Field::Timestamp, "asctime"),
    (Field::Timestamp, "__REALTIME_TIMESTAMP"),
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
    (Field::Message, "textPayload"),
    (Field::Component, "component"),
    (Field::Component, "service"),
    (Field::Component, "service.name"),
    (Field::Component, "logger"),
    (Field::Component, "logger_name"),
    (Field::Component, "name"),
    (Field::Component, "app"),
    (Field::Component, "target"),
    (Field::Component, "module"),
    (Field::Component, "SYSLOG_IDENTIFIER"),
    (Field::Component, "loggerName"),
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

/// What a name means to CP1: the field that it is, or may become, and its preference: 0 for the field's own name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name(Option<(Field, u8)>);

impl Name {
    /// Nothing.
    pub(crate) const NONE: Name = Name(None);
}

/// The longest name that means anything.
const LONGEST: usize = 20;

/// What a name, decoded, means.
pub(crate) fn of(name: &[u8]) -> Name {
    // Most names mean nothing: too long, or nothing but small letters and no such name.
    let Some(name) = std::str::from_utf8(name).ok().filter(|name| name.len() <= LONGEST) else { return Name(None) };
    let exact = NAMES.iter().position(|(_, known)| *known == name);
    let capitals = name.bytes().any(|byte| byte.is_ascii_uppercase());
    let any_case = || {
        if !capitals {
            None
        } else {
            NAMES.iter().position(|(field, known)| !field.is_id() && known.eq_ignore_ascii_case(name))
        }
    };
    if let Some(place) = exact.or_else(any_case) {
        let (field, _) = NAMES[place];
        let first = NAMES.iter().position(|(other, _)| *other == field).unwrap_or(place);
        // Its own name in other letters (`Level`) is not its own.
        let preference = ((place - first) as u8).max(u8::from(exact.is_none()));
        return Name(Some((field, preference)));
    }
    let ends_as_id = name.len() > 2 && name.as_bytes()[name.len() - 2..].eq_ignore_ascii_case(b"id");
    if !ends_as_id || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
        return Name(None);
    }
    let words = words_of(name);
    let id = IDS.iter().find(|id| words.len() == 2 && words.iter().eq(name_of(**id).split('_')));
    Name(id.map(|id| (*id, 1)))
}

/// What a name, decoded, means where only a field's own name counts.
pub(crate) fn own(name: &[u8]) -> Name {
    let field = match name {
        b"timestamp" => Field::Timestamp,
        b"level" => Field::Level,
        b"component" => Field::Component,
        b"message" => Field::Message,
        b"tenant_id" => Field::TenantId,
        b"run_id" => Field::RunId,
        b"flow_id" => Field::FlowId,
        b"step_id" => Field::StepId,
        b"trace_id" => Field::TraceId,
        b"error_code" => Field::ErrorCode,
        b"latency_ms" => Field::LatencyMs,
        b"error" => Field::Error,
        b"context" => Field::Context,
        _ => return Name(None),
    };
    Name(Some((field, 0)))
}

/// The field that a name is or may become, and its preference.
#[inline(always)]
pub(crate) fn field(name: Name) -> Option<(Field, u8)> {
    name.0
}

/// The fields' own names, in their order.
const OWN: [&str; 13] = [
    "timestamp",
    "level",
    "component",
    "message",
    "tenant_id",
    "run_id",
    "flow_id",
    "step_id",
    "trace_id",
    "error_code",
    "latency_ms",
    "error",
    "context",
];

/// The field's own name.
pub(crate) fn name_of(field: Field) -> &'static str {
    OWN[field as usize]
}

/// A text of four to eight bytes, to be compared as one number: its length, its first four bytes and its last four. Of
/// others only the length.
#[inline(always)]
pub(super) const fn word(text: &[u8]) -> (usize, u64) {
    match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => {
            (text.len(), u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << 32)
        }
        _ => (text.len(), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fields_own_name_is_the_first_of_it() {
        for (place, (field, name)) in NAMES.iter().enumerate() {
            let first = !NAMES[..place].iter().any(|(earlier, _)| earlier == field);
            assert_eq!(own(name.as_bytes()), if first { of(name.as_bytes()) } else { Name(None) }, "{name}");
        }
    }

    #[test]
    fn names_find_their_fields() {
        assert_eq!(field(of(b"timestamp")), Some((Field::Timestamp, 0)));
        assert_eq!(field(of(b"asctime")), Some((Field::Timestamp, 8)));
        assert!(matches!(field(of(b"LEVEL")), Some((Field::Level, 1..))));
        assert!(matches!(field(of(b"traceId")), Some((Field::TraceId, 1..))));
        assert!(matches!(field(of(b"tenant-id")), Some((Field::TenantId, 1..))));
        assert_eq!(field(of(b"span_id")), None);
        for (known, name) in NAMES {
            assert!(
                NAMES.iter().find(|(of, _)| *of == known).is_some_and(|(_, first)| *first == name_of(known)),
                "{name}"
            );
        }
    }
}
