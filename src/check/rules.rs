//! The rules beyond CP1 by number: families `time`, `level`, `message`, `correlation`, `naming`, `size`, `cardinality`,
//! `drift` and `shape`. All are off until the policy asks for them.
use crate::output::Severity;

/// A rule. Its number within a policy is `Policy::checked` plus its place here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Check {
    TimeMissing,
    NoZone,
    TimeImpossible,
    TimeForm,
    UnitGuessed,
    OutOfOrder,
    Future,
    LevelMissing,
    LevelUnknown,
    ScaleGuessed,
    MessageMissing,
    Blank,
    NotText,
    Unformatted,
    TraceId,
    SpanId,
    Traceparent,
    SpanWithoutTrace,
    CaseCollision,
    Dotted,
    EmptySegment,
    Line,
    Value,
    Fields,
    Depth,
    Labels,
    LabelValue,
    Values,
    DriftType,
    Mixed,
    TooManyFields,
    ShapeType,
    Enum,
    Const,
    Required,
    DependentRequired,
    AdditionalProperties,
    PropertyNames,
    Pattern,
    Format,
    MinLength,
    MaxLength,
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MinItems,
    MaxItems,
    MinProperties,
    MaxProperties,
    AnyOf,
    OneOf,
    Not,
    Forbidden,
}

impl Check {
    /// Its bit in a set of rules.
    pub(crate) fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// The rules of a family, as a set.
pub(crate) fn family(name: &str) -> u64 {
    let of = |rule: &str| rule.split_once('/').is_some_and(|(family, _)| family == name);
    let named = RULES.iter().enumerate().filter(|(_, (rule, ..))| of(rule));
    named.fold(0, |set, (place, _)| set | 1 << place)
}

use Severity::{Error, Info, Warning};

/// Name, severity, message and hint of each rule, in order.
pub(crate) const RULES: [(&str, Severity, &str, &str); 54] = [
    ("time/missing", Error, "There is no time.", "write one: `timestamp`, `@timestamp`, `time` or `ts`"),
    (
        "time/no-zone",
        Error,
        "The time does not say in which zone it is.",
        "write UTC with `Z`, or name the zone in the policy: format.timezone",
    ),
    (
        "time/impossible",
        Error,
        "The time names a day or an hour that does not exist.",
        "no February 30, no hour 24, no second 60",
    ),
    ("time/form", Error, "The time is of no known form.", "write RFC 3339: 2025-01-27T12:00:00.123456Z"),
    (
        "time/unit-guessed",
        Info,
        "The time is a number, and its unit a guess by its digits.",
        "write RFC 3339: 2025-01-27T12:00:00.123456Z",
    ),
    (
        "time/out-of-order",
        Warning,
        "The record is earlier than the one before it.",
        "validate.time.order_ms says how much may be; where programs write into one file this is usual",
    ),
    (
        "time/future",
        Warning,
        "The record is of a time to come.",
        "the writer's clock or zone is wrong; validate.time.future_ms says how much may be",
    ),
    ("level/missing", Error, "There is no level.", "write one: `level` or `severity`"),
    ("level/unknown", Warning, "The level is none of the usual ones.", "DEBUG, INFO, WARN, ERROR, or a name near them"),
    ("level/scale-guessed", Info, "The level is a number, and its scale a guess.", "write its name"),
    ("message/missing", Error, "There is no message.", "write one: `message` or `msg`"),
    ("message/blank", Warning, "The message says nothing.", "say what happened"),
    ("message/not-text", Error, "The message is no text.", "a text in `message`, and objects in fields of their own"),
    (
        "message/unformatted",
        Warning,
        "The message shows how a value could not be written.",
        "`[object Object]`, `%!d(…)`, `object at 0x…`: write the value's fields",
    ),
    (
        "correlation/trace-id",
        Error,
        "The trace id is not of the W3C's form.",
        "32 small hexadecimal digits, not all of them zero",
    ),
    (
        "correlation/span-id",
        Error,
        "The span id is not of the W3C's form.",
        "16 small hexadecimal digits, not all of them zero",
    ),
    (
        "correlation/traceparent",
        Error,
        "The `traceparent` is not of the W3C's form.",
        "00-<trace id>-<span id>-<two hexadecimal digits>",
    ),
    ("correlation/span-without-trace", Warning, "A span id stands without a trace id.", "write the trace id beside it"),
    (
        "naming/case-collision",
        Warning,
        "Two keys of one object differ in their letters' case alone.",
        "many stores take them for one field: use one spelling",
    ),
    (
        "naming/dotted",
        Error,
        "A key with a dot stands beside the key that it begins with.",
        "`a.b` is `b` in `a` to Elasticsearch and others: nest it, or rename one",
    ),
    (
        "naming/empty-segment",
        Error,
        "A key is empty, or has an empty part between its dots.",
        "Elasticsearch refuses such a record",
    ),
    ("size/line", Error, "The record is longer than its target takes.", "cut or split what is long"),
    ("size/value", Error, "A value is longer than its target takes.", "cut it, or keep it elsewhere"),
    ("size/fields", Error, "The record has more fields than its target takes.", "put what varies into one text"),
    ("size/depth", Error, "The record is nested deeper than its target takes.", "flatten it"),
    ("cardinality/labels", Error, "The record has more labels than Loki takes.", "15 at most; the rest as fields"),
    ("cardinality/label-value", Error, "A label's value is longer than Loki takes.", "2,048 bytes at most"),
    (
        "cardinality/values",
        Warning,
        "A label has too many different values.",
        "each makes a stream of its own: leave ids, addresses and times to fields",
    ),
    (
        "drift/type",
        Error,
        "A field's type differs from what it was in this stream; Elasticsearch would refuse the record.",
        "one type for one field: rename it, or write texts throughout",
    ),
    (
        "drift/mixed",
        Warning,
        "A field's type differs from what it was in this stream.",
        "readers that guess types fail on one of the two",
    ),
    (
        "drift/too-many-fields",
        Error,
        "The stream has more than 1,000 different fields, as many as Elasticsearch takes; no more of them are looked at.",
        "put names that vary (ids, addresses) into values",
    ),
    ("shape/type", Error, "The value has a type that the schema does not allow.", "see the schema"),
    ("shape/enum", Error, "The value is none of those that the schema lists.", "see the schema"),
    ("shape/const", Error, "The value is not the one that the schema wants.", "see the schema"),
    ("shape/required", Error, "A field that the schema requires is missing.", "add it, or require it no longer"),
    (
        "shape/dependent-required",
        Error,
        "A field that the schema requires beside another is missing.",
        "add it, or leave out the other",
    ),
    (
        "shape/additional-properties",
        Error,
        "The schema knows no such field here.",
        "add it to the schema, or leave it out",
    ),
    ("shape/property-names", Error, "The field's name is none that the schema allows.", "see the schema"),
    ("shape/pattern", Error, "The text does not match the schema's pattern.", "see the schema"),
    ("shape/format", Error, "The text is not of the format that the schema names.", "see the schema"),
    ("shape/min-length", Error, "The text is shorter than the schema allows.", "see the schema"),
    ("shape/max-length", Error, "The text is longer than the schema allows.", "see the schema"),
    ("shape/minimum", Error, "The number is less than the schema allows.", "see the schema"),
    ("shape/maximum", Error, "The number is more than the schema allows.", "see the schema"),
    ("shape/exclusive-minimum", Error, "The number is not more than the schema's bound.", "see the schema"),
    ("shape/exclusive-maximum", Error, "The number is not less than the schema's bound.", "see the schema"),
    ("shape/min-items", Error, "The array has fewer elements than the schema allows.", "see the schema"),
    ("shape/max-items", Error, "The array has more elements than the schema allows.", "see the schema"),
    ("shape/min-properties", Error, "The object has fewer fields than the schema allows.", "see the schema"),
    ("shape/max-properties", Error, "The object has more fields than the schema allows.", "see the schema"),
    ("shape/any-of", Error, "The value fits none of the schema's alternatives.", "see the schema"),
    ("shape/one-of", Error, "The value does not fit exactly one of the schema's alternatives.", "see the schema"),
    ("shape/not", Error, "The value is what the schema excludes.", "see the schema"),
    ("shape/forbidden", Error, "The schema allows no value here.", "leave the field out"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_rule_is_the_last_name() {
        assert_eq!(RULES[Check::Forbidden as usize].0, "shape/forbidden");
        assert_eq!(RULES[Check::DriftType as usize].0, "drift/type");
        assert_eq!(RULES[Check::Line as usize].0, "size/line");
        assert_eq!(family("naming"), Check::CaseCollision.bit() | Check::Dotted.bit() | Check::EmptySegment.bit());
    }
}
