//! What programs write where a secret was: `***`, `null`, `[REDACTED]`. There is nothing to take out.
use super::other::{is_numbered, is_quiet, is_setting};

/// Values that say that there is none.
const PLACEHOLDERS: [&[u8]; 20] = [
    b"null",
    b"nil",
    b"none",
    b"undefined",
    b"[redacted]",
    b"<redacted>",
    b"[filtered]",
    b"redacted",
    b"sensitive",
    b"\"\"",
    b"''",
    b"[]",
    b"[\"REDACTED\"]",
    b"(null)",
    b"(none)",
    b"(nil)",
    b"<nil>",
    b"<null>",
    b"<none>",
    b"N/A",
];

/// `***`, `null`, `${VAR}`, `[REDACTED]`: nothing to take out.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    PLACEHOLDERS.iter().any(|word| value.eq_ignore_ascii_case(word))
        || value.iter().all(|byte| *byte == b'*')
        || is_filler(value)
        || is_unprinted(value)
        || is_mark(value)
        || (value.starts_with(b"[REDACTED") && value.ends_with(b"]"))
        || (value.starts_with(b"${") && value.ends_with(b"}"))
}

/// `[Function: token]`, `[Getter]`, `[Object]`: what Node prints of what it does not print; Spark's `*****(redacted)`.
fn is_unprinted(value: &[u8]) -> bool {
    const KINDS: [&[u8]; 8] =
        [b"Function", b"AsyncFunction", b"Getter", b"Setter", b"Object", b"Array", b"Circular", b"Symbol"];
    if let Some(stars) = value.strip_suffix(b"(redacted)") {
        return stars.iter().all(|byte| *byte == b'*');
    }
    let Some(inner) = value.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")) else { return false };
    let length = inner.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    KINDS.contains(&&inner[..length])
        && inner.len() < 48
        && matches!(inner.get(length), None | Some(b':' | b' ' | b'/' | b'('))
}

/// What can only be written by a program in place of a secret: `*****`, `[FILTERED]`, `<hidden>`.
fn is_mark(value: &[u8]) -> bool {
    const WORDS: [&[u8]; 9] =
        [b"redacted", b"filtered", b"masked", b"hidden", b"omitted", b"protected", b"removed", b"scrubbed", b"secret"];
    let inner = match value {
        [b'[', inner @ .., b']'] | [b'<', inner @ .., b'>'] | [b'(', inner @ .., b')'] => inner,
        _ => {
            return value.len() > 2 && value.iter().all(|byte| *byte == b'*')
                || matches!(value, b"REDACTED" | b"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" | b"NOT_LOGGING_PARAMETER");
        }
    };
    WORDS.iter().any(|word| inner.eq_ignore_ascii_case(word))
}

/// Whether a value of JSON, as it stands there under `name`, has nothing to take out: it is the number of a signal or the
/// like, or a list in which a program has taken out all values.
pub(crate) fn is_nothing(name: &[u8], raw: &[u8]) -> bool {
    match raw {
        b"[]" => is_numbered(name, b"1"),
        [b'[', inner @ .., b']'] if inner.len() < 256 => {
            inner.split(|byte| *byte == b',').all(|one| one.trim_ascii() == b"\"REDACTED\"")
        }
        b"\"[]\"" => is_numbered(name, b"1"),
        b"\"[\\\"REDACTED\\\"]\"" => true,
        b"\"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER\"" | b"\"NOT_LOGGING_PARAMETER\"" => true,
        [b'"', text @ .., b'"'] => is_setting(name, text) || is_quiet(name, text),
        number => is_numbered(name, number),
    }
}

/// The same for an OTLP value: `{"intValue":"11"}`.
pub(crate) fn is_nothing_told(name: &[u8], raw: &[u8]) -> bool {
    let inner =
        |kind: &[u8]| raw.strip_prefix(b"{\"")?.strip_prefix(kind)?.strip_prefix(b"Value\":")?.strip_suffix(b"}");
    if let Some(list) = inner(b"array") {
        let Some(list) = list.strip_prefix(b"{\"values\":[").and_then(|rest| rest.strip_suffix(b"]}")) else {
            return false;
        };
        return list.is_empty() && is_numbered(name, b"1")
            || list.split(|byte| *byte == b',').all(|one| one == b"{\"stringValue\":\"REDACTED\"}");
    }
    let number =
        inner(b"int").map(|said| said.strip_prefix(b"\"").and_then(|said| said.strip_suffix(b"\"")).unwrap_or(said));
    number.or_else(|| inner(b"string")).is_some_and(|said| is_nothing(name, said)) || is_nothing(name, raw)
}

/// `xxxxxxxx`, `XXXX-XXXX`, `••••••`: what programs write over a secret.
fn is_filler(value: &[u8]) -> bool {
    let all = |sign: u8| value.iter().all(|byte| *byte == sign || *byte == b'-');
    value.len() >= 3 && (all(b'x') || all(b'X'))
        || !value.is_empty() && value.chunks(3).all(|part| part == "•".as_bytes())
}
