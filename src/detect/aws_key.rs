//! AWS access key ids: `AKIA` (long-lived) or `ASIA` (temporary), and sixteen capitals and digits.
pub(super) fn find(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let key = text.get(at..at + 20)?;
    let prefix = &key[..4];
    let bounded = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let found = (prefix == b"AKIA" || prefix == b"ASIA")
        && key[4..].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && bounded(text.get(at + 20))
        && bounded(at.checked_sub(1).and_then(|before| text.get(before)));
    found.then_some((at, at + 20))
}
