//! The rules of validation by number: families `syntax`, `cp1` and `injection`.
use crate::output::Severity;

/// A rule of validation. Its number within a policy is `Policy::cp1` plus its place here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Cp1 {
    NotJson,
    InvalidUtf8,
    Bom,
    NotObject,
    MissingTimestamp,
    MissingLevel,
    MissingComponent,
    MissingMessage,
    TimestampForm,
    TimestampImpossible,
    TimestampNoZone,
    UnknownLevel,
    EmptyComponent,
    UnknownComponent,
    EmptyMessage,
    WrongType,
    EmptyId,
    Misplaced,
    MissingId,
    DuplicateKey,
    NegativeLatency,
    ErrorCodeWithoutError,
    TwoSources,
    Control,
    Newline,
    EscapeSequence,
    Bidi,
    Invisible,
}

impl Cp1 {
    /// All of them, in order.
    pub(crate) const ALL: [Cp1; 28] = [
        Cp1::NotJson,
        Cp1::InvalidUtf8,
        Cp1::Bom,
        Cp1::NotObject,
        Cp1::MissingTimestamp,
        Cp1::MissingLevel,
        Cp1::MissingComponent,
        Cp1::MissingMessage,
        Cp1::TimestampForm,
        Cp1::TimestampImpossible,
        Cp1::TimestampNoZone,
        Cp1::UnknownLevel,
        Cp1::EmptyComponent,
        Cp1::UnknownComponent,
        Cp1::EmptyMessage,
        Cp1::WrongType,
        Cp1::EmptyId,
        Cp1::Misplaced,
        Cp1::MissingId,
        Cp1::DuplicateKey,
        Cp1::NegativeLatency,
        Cp1::ErrorCodeWithoutError,
        Cp1::TwoSources,
        Cp1::Control,
        Cp1::Newline,
        Cp1::EscapeSequence,
        Cp1::Bidi,
        Cp1::Invisible,
    ];
}

use Severity::{Error, Info, Warning};

/// Name, severity, message and hint of each rule, in order.
pub(crate) const RULES: [(&str, Severity, &str, &str); 28] = [
    (
        "syntax/not-json",
        Error,
        "The record is no JSON from here on.",
        "`logveil format` makes it the message of a record",
    ),
    ("syntax/invalid-utf8", Error, "The record is not UTF-8.", "`logveil format` writes such bytes as \\u00XX"),
    ("syntax/bom", Warning, "A byte order mark stands before the first record.", "`logveil format` takes it away"),
    ("cp1/not-object", Error, "The record is no JSON object.", "one object a line"),
    (
        "cp1/missing-timestamp",
        Error,
        "There is no `timestamp`.",
        "add it at the top level: 2025-01-27T12:00:00.123456Z",
    ),
    ("cp1/missing-level", Error, "There is no `level`.", "add it at the top level: ERROR, WARN, INFO or DEBUG"),
    ("cp1/missing-component", Error, "There is no `component`.", "add it at the top level: the program that writes"),
    ("cp1/missing-message", Error, "There is no `message`.", "add it at the top level"),
    (
        "cp1/timestamp-form",
        Error,
        "The timestamp is not of the form 2025-01-27T12:00:00.123456Z.",
        "UTC with `Z`, and exactly six digits of a second; `logveil format` converts most forms",
    ),
    (
        "cp1/timestamp-impossible",
        Error,
        "The timestamp names a day or a time that does not exist.",
        "no February 30, no hour 24, no second 60",
    ),
    (
        "cp1/timestamp-no-zone",
        Error,
        "The timestamp does not say in which time zone it is.",
        "write UTC with `Z`, or name the zone in the policy: format.timezone",
    ),
    (
        "cp1/unknown-level",
        Error,
        "The level is none of ERROR, WARN, INFO, DEBUG.",
        "in capitals; `logveil format` converts the usual other names",
    ),
    ("cp1/empty-component", Error, "The component is empty.", "name the program that writes"),
    (
        "cp1/unknown-component",
        Warning,
        "The component is none of the known ones.",
        "known: router, gateway, worker, provider, ingress, usage",
    ),
    ("cp1/empty-message", Warning, "The message is empty.", "say what happened"),
    (
        "cp1/wrong-type",
        Error,
        "The field has a value of the wrong type.",
        "texts: timestamp, level, component, message, error_code, the ids, error.type, error.message, error.stack; a \
         number: latency_ms; objects: error, context; never null",
    ),
    ("cp1/empty-id", Error, "A correlation id is empty.", "leave it out where there is none"),
    ("cp1/misplaced", Error, "The field stands below the top level.", "move it to the top level"),
    (
        "cp1/missing-correlation",
        Error,
        "A correlation id that this component's records need is missing.",
        "router: tenant_id run_id flow_id trace_id; gateway: tenant_id run_id trace_id; worker: all five; provider: \
         tenant_id trace_id",
    ),
    ("cp1/duplicate-key", Error, "The key stands twice in one object.", "readers keep one of the two, each its own"),
    ("cp1/negative-latency", Warning, "The latency is negative.", "milliseconds, zero or more"),
    ("cp1/error-code-without-error", Info, "There is an `error_code`, and the level is not ERROR.", "use level ERROR"),
    (
        "cp1/two-sources",
        Warning,
        "Two fields say different things about one field of CP1; neither was touched.",
        "remove one of them",
    ),
    ("injection/control", Warning, "A control character.", "readers' terminals act on it"),
    ("injection/newline", Warning, "A line end within a value.", "readers of lines see a record that is none"),
    ("injection/escape-sequence", Warning, "A terminal's escape sequence.", "readers' terminals act on it"),
    ("injection/bidi", Warning, "A character that turns the direction of text.", "what is shown is not what is there"),
    ("injection/invisible", Warning, "A character that is not shown.", "what is shown is not what is there"),
];
