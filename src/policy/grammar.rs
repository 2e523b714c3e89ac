//! What a policy may say: every name, what stands under it, and what it is for. The parser reads by it, and the JSON
//! Schema is written from it.

use crate::detect::About;
use crate::part::WHOLE;

/// What may stand under a name.
pub(super) enum Shape {
    /// One of these words.
    Word(&'static [&'static str]),
    Text,
    Bool,
    /// A whole number, from and up to.
    Number(u64, u64),
    Texts,
    Words(&'static [&'static str]),
    Map(&'static [Name]),
    /// As `Map`, with the names of an action as well.
    Acting(&'static [Name]),
    /// A map from the names of detectors to this.
    ByDetector(&'static Shape),
    /// The same, and names of groups of them.
    ByGroup(&'static Shape),
    List(&'static Shape),
    /// A word, or a map.
    Schema(&'static [&'static str], &'static [Name]),
    /// Whatever is looked at elsewhere.
    Any,
    /// A word of these by the name of a rule, or a glob of them.
    ByRule(&'static [&'static str]),
    /// The names of presets.
    Presets,
}

/// A name of a map: the name, what it is for, what stands under it.
pub(super) type Name = (&'static str, &'static str, Shape);

/// What a name is for: told by the schema alone.
const fn about(text: &'static str) -> &'static str {
    if WHOLE { text } else { "" }
}

/// What is done with what a rule finds.
pub(super) const ACTIONS: &[&str] =
    &["replace", "mask", "drop_field", "drop_record", "hash", "token", "encrypt", "truncate", "keep"];

/// Which addresses an address detector takes.
pub(super) const CLASSES: &[&str] =
    &["public", "private", "loopback", "link_local", "documentation", "unspecified", "multicast"];

/// What `format` and `run` write.
pub(super) const OUTPUTS: &[&str] = &["keep", "cp1", "ecs", "otlp", "gelf", "logfmt", "pretty"];

/// Names for many detectors; what is said of a later one counts more, and what is said of a detector itself most.
pub(super) const GROUPS: &[(&str, &str)] = &[
    ("*", about("All detectors.")),
    ("proof", about("Detectors that prove what they find: by a checksum, a known prefix, or what decodes.")),
    ("national", about("Numbers that a state gives to people and firms.")),
    ("person", about("How a person is reached: email addresses, phones, addresses of machines.")),
    ("secrets", about("Credentials.")),
];

/// Whether a detector belongs to a group.
pub(in crate::policy) fn is_of(about: &About, group: &str) -> bool {
    let name = about.name;
    match group {
        "*" => true,
        "proof" => about.proof,
        "national" => name.as_bytes().get(2) == Some(&b'_'),
        "person" => matches!(name, "email" | "phone" | "ipv4" | "ipv6" | "mac"),
        "secrets" => {
            let named = matches!(name, "jwt" | "bearer" | "basic" | "url" | "phrase");
            named || ["key", "token", "secret", "password", "pem", "webhook"].iter().any(|end| name.ends_with(end))
        }
        _ => false,
    }
}

/// The names of an action, wherever one stands.
pub(super) const ACTING: &[Name] = &[
    ("action", about("What is done with what the rule finds; `replace` where none is named."), Shape::Word(ACTIONS)),
    ("replacement", about("What `replace` writes; `{rule}` stands for the rule's name."), Shape::Text),
    ("keep_first", about("How many characters `mask` leaves at the start."), Shape::Number(0, 64)),
    ("keep_last", about("How many characters `mask` leaves at the end."), Shape::Number(0, 64)),
    ("mask_with", about("The character that `mask` writes."), Shape::Text),
    ("key", about("The id of the key for `hash`, `token` and `encrypt`; empty: any."), Shape::Text),
    ("to", about("What `truncate` leaves of a date."), Shape::Word(&["year", "month"])),
    (
        "as",
        about("What stands for a whole value that is no text: a text, 0 for a number, or null for all."),
        Shape::Word(&["text", "number", "null"]),
    ),
];

/// What the input may be.
const INPUTS: &[&str] = &[
    "auto",
    "json",
    "docker",
    "cri",
    "journald",
    "syslog5424",
    "syslog3164",
    "klog",
    "combined",
    "common",
    "nginx-error",
    "apache-error",
    "logfmt",
    "zap",
    "slog",
    "tracing",
    "env-logger",
    "python",
    "logback",
    "go",
    "logcat",
    "auditd",
    "text",
];

/// How bad a rule may be.
const SEVERITIES: &[&str] = &["error", "warning", "info", "off"];

/// The whole of a policy.
pub(super) const POLICY: Shape = Shape::Map(&[
    ("version", about("The version of this form."), Shape::Number(1, 1)),
    ("extends", about("Presets that come first, left to right."), Shape::Presets),
    (
        "format",
        about("What records look like."),
        Shape::Map(&[
            ("input", about("What the input is."), Shape::Word(INPUTS)),
            ("output", about("What `format` and `run` write."), Shape::Word(OUTPUTS)),
            ("color", about("`pretty` has colours for a terminal."), Shape::Bool),
            ("split_errors", about("ERROR records go to an output of their own."), Shape::Bool),
            ("timezone", about("The zone of times that name none: UTC, or an offset like +02:00."), Shape::Text),
            (
                "controls",
                about("Characters that do something to a reader are kept, or written so that they are seen."),
                Shape::Word(&["keep", "visible"]),
            ),
        ]),
    ),
    (
        "redact",
        about("What may not leave the machine."),
        Shape::Map(&[
            ("replacement", about("What `replace` writes; `{rule}` stands for the rule's name."), Shape::Text),
            (
                "keys",
                about("Values that go because of their name."),
                Shape::List(&Shape::Acting(&[
                    (
                        "match",
                        about("Names by words, globs, `/regular expressions/`, JSON Pointers with * and **."),
                        Shape::Texts,
                    ),
                    ("name", about("What the rule is called; tokens are separated by it."), Shape::Text),
                ])),
            ),
            (
                "detectors",
                about("Values that go because of what they are."),
                Shape::ByGroup(&Shape::Acting(&[(
                    "classes",
                    about("Which addresses `ipv4` and `ipv6` take."),
                    Shape::Words(CLASSES),
                )])),
            ),
            (
                "patterns",
                about("Values that go because they match a regular expression."),
                Shape::List(&Shape::Acting(&[
                    ("name", about("What the rule is called."), Shape::Text),
                    ("regex", about("A regular expression of linear time."), Shape::Text),
                    (
                        "keywords",
                        about("Words of which one has to stand in the text, whatever their case."),
                        Shape::Texts,
                    ),
                    ("group", about("The group of the match that goes; 0: all of it."), Shape::Number(0, 32)),
                ])),
            ),
            ("protect", about("Names whose values stay where they look like an id."), Shape::Texts),
            (
                "allow",
                about("By detector: values that stay. Exact, or with * for any characters."),
                Shape::ByDetector(&Shape::Texts),
            ),
        ]),
    ),
    (
        "validate",
        about("What a record must look like."),
        Shape::Map(&[
            (
                "schema",
                about("What records are held against: CP1, nothing, or a JSON Schema of your own."),
                Shape::Schema(
                    &["cp1", "none"],
                    &[
                        ("file", about("The schema's file, which the host reads."), Shape::Text),
                        ("inline", about("The schema itself."), Shape::Any),
                    ],
                ),
            ),
            (
                "checks",
                about("Further families of rules; `all` of those that need no setting."),
                Shape::Words(&["time", "level", "message", "correlation", "naming", "drift", "all"]),
            ),
            (
                "severity",
                about("How bad a rule is, by its name or a glob; a rule that is named here is on."),
                Shape::ByRule(SEVERITIES),
            ),
            (
                "time",
                about("What the family `time` lets pass."),
                Shape::Map(&[
                    ("order_ms", about("How far a record may be before the one before it."), Shape::Number(0, 1 << 40)),
                    ("future_ms", about("How far a record may be after the host's time."), Shape::Number(0, 1 << 40)),
                ]),
            ),
            ("now", about("The host's time, which the host sets; without it nothing is in the future."), Shape::Text),
            (
                "target",
                about("Where records go: its limits are those of the family `size`."),
                Shape::Word(&[
                    "loki",
                    "elasticsearch",
                    "splunk",
                    "datadog",
                    "cloudwatch",
                    "gcp",
                    "newrelic",
                    "docker",
                    "syslog",
                ]),
            ),
            (
                "size",
                about("Limits of your own, instead of the target's."),
                Shape::Map(&[
                    ("line_bytes", about("Bytes of a record."), Shape::Number(1, 1 << 40)),
                    ("value_bytes", about("Bytes of a text."), Shape::Number(1, 1 << 40)),
                    ("fields", about("Fields of a record."), Shape::Number(1, 1 << 40)),
                    ("depth", about("Objects around a field, the record being the first."), Shape::Number(1, 1 << 40)),
                ]),
            ),
            ("labels", about("Top-level fields that become labels of Loki."), Shape::Texts),
            (
                "max_label_values",
                about("How many different values a label may have in a stream."),
                Shape::Number(1, 10_000),
            ),
            ("require_correlation", about("A record has to have an id that joins it to others."), Shape::Bool),
            ("on_invalid", about("What becomes of a record that breaks a rule."), Shape::Word(&["pass", "withhold"])),
        ]),
    ),
    (
        "limits",
        about("What a record may cost."),
        Shape::Map(&[
            ("max_record_bytes", about("Longer records are masked or withheld."), Shape::Number(128, 64 << 20)),
            ("max_depth", about("Records nested deeper are masked or withheld."), Shape::Number(1, 10_000)),
        ]),
    ),
    (
        "on_error",
        about("What becomes of a record that can't be handled; it never passes."),
        Shape::Word(&["mask", "withhold"]),
    ),
    (
        "tests",
        about("The policy's own tests."),
        Shape::List(&Shape::Map(&[
            ("name", about("What is tested."), Shape::Text),
            ("in", about("Records before redaction."), Shape::Text),
            ("out", about("And after it."), Shape::Text),
        ])),
    ),
]);
