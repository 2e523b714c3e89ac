//! What programs write where a secret was: `***`, `null`, `[REDACTED]`. There is nothing to take out.

/// Values that say that there is none.
const PLACEHOLDERS: [&[u8]; 11] = [
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
];

/// `***`, `null`, `${VAR}`, `[REDACTED]`: nothing to take out.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    PLACEHOLDERS.iter().any(|word| value.eq_ignore_ascii_case(word))
        || value.iter().all(|byte| *byte == b'*')
        || is_filler(value)
        || (value.starts_with(b"[REDACTED") && value.ends_with(b"]"))
        || (value.starts_with(b"${") && value.ends_with(b"}"))
}

/// `xxxxxxxx`, `XXXX-XXXX`, `••••••`: what programs write over a secret.
fn is_filler(value: &[u8]) -> bool {
    let all = |sign: u8| value.iter().all(|byte| *byte == sign || *byte == b'-');
    value.len() >= 3 && (all(b'x') || all(b'X'))
        || !value.is_empty() && value.chunks(3).all(|part| part == "•".as_bytes())
}
