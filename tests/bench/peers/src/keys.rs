//! CP1's eleven keys, in any case.

const KEYS: [&str; 11] = [
    "password",
    "api_key",
    "secret",
    "token",
    "access_token",
    "refresh_token",
    "authorization",
    "credit_card",
    "ssn",
    "email",
    "phone",
];

/// What stands in the place of what goes.
pub(crate) const REDACTED: &str = "[REDACTED]";

/// Whether the value under `key` goes. Most keys are told by their length and first letter.
pub(crate) fn sensitive(key: &str) -> bool {
    let Some(first) = key.bytes().next() else { return false };
    KEYS.iter().any(|name| {
        name.len() == key.len() && name.as_bytes()[0] == first.to_ascii_lowercase() && name.eq_ignore_ascii_case(key)
    })
}
