//! Flags of commands whose name is sensitive: `--password x`, `--api-key=x`, `[--token, x]`.
use super::looks;
use super::name::NAME;
use super::value::value;
use crate::keys::{KeyRules, Match};

/// `--password x`: `at` is the first byte of the flag's name.
pub(super) fn flag(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if at < 2 || text[at - 2] != b'-' || (at > 2 && text[at - 3].is_ascii_alphanumeric()) {
        return None;
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = text[at..].iter().take(NAME).take_while(|byte| is_name(byte)).count();
    let name = &text[at..at + length];
    let Some(Match::Rule(rule)) = keys.find(name) else { return plain_flag(text, at, name, keys) };
    let asks = |word: &[u8]| name.len() > word.len() && name[..word.len()].eq_ignore_ascii_case(word);
    if [
        &b"ask-"[..],
        b"no-",
        b"use-",
        b"prompt-",
        b"with-",
        b"without-",
        b"skip-",
        b"require-",
        b"enable-",
        b"disable-",
    ]
    .into_iter()
    .any(asks)
    {
        return None;
    }
    let mut from = at + length;
    if name.eq_ignore_ascii_case(b"secret") && (text[from..].starts_with(b" id=") || text[..at - 2].ends_with(b" set "))
    {
        // A mount of docker's; a switch of pulumi's.
        return None;
    }
    if let Some(rest) = text[from..].strip_prefix(b"</") {
        // `<arg>--password</arg><arg>x</arg>`
        let behind = text.len() - rest.len() + rest.iter().take(NAME).position(|byte| *byte == b'>')? + 1;
        return super::element::next(text, behind).map(|(start, end)| (start, end, rule));
    }
    if text[from..].starts_with(b", ")
        && text.get(from + 2) != Some(&b'-')
        && matches!(at.checked_sub(3).map(|at| text[at]), Some(b'[' | b' '))
    {
        // `[--password, x]`
        let length = text[from + 2..].iter().take(512).position(|byte| matches!(byte, b',' | b']' | b' ' | b'"'))?;
        let said = &text[from + 2..from + 2 + length];
        return (looks::secret(said)).then_some((from + 2, from + 2 + length, rule));
    }
    if let Some(next) = super::pair::after_quote(text, from) {
        // An element of a list: the next one is the value.
        from = next;
    } else if text.get(from) != Some(&b' ') || text.get(from + 1) == Some(&b'-') {
        return None;
    }
    let (start, end) = value(text, from, true, name)?;
    // `Using --password via the CLI`
    const PROSE: [&[u8]; 12] =
        [b"via", b"is", b"and", b"or", b"on", b"with", b"for", b"from", b"in", b"flag", b"option", b"instead"];
    let prose = PROSE.contains(&&text[start..end]) && text.get(end) == Some(&b' ');
    (!prose).then_some((start, end, rule))
}

/// `--key x` and `--value x`, where the value or the command says that it is one.
fn plain_flag(text: &[u8], at: usize, name: &[u8], keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if let Some(word) = name.strip_suffix(b"-file")
        && let Some(Match::Rule(rule)) = keys.find(word)
    {
        // `--password-file=<(echo x)`
        let rest = &text[at + name.len()..];
        let rest = rest.strip_prefix(b"=").or_else(|| rest.strip_prefix(b" "))?;
        let rest = rest.strip_prefix(b"<(")?;
        let said = rest
            .strip_prefix(b"echo ")
            .or_else(|| rest.strip_prefix(b"echo -n "))
            .or_else(|| rest.strip_prefix(b"printf "))?;
        let (start, end) = value(text, text.len() - said.len(), false, word)?;
        return Some((start, end, rule));
    }
    if name.len() > 5 && name.ends_with(b"-pass") && text.get(at + name.len()) == Some(&b' ') {
        // `--sftp-pass x`
        let (start, end) = value(text, at + name.len(), true, name)?;
        let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
        return looks::secret(&text[start..end]).then_some((start, end, rule));
    }
    let is_key = name == b"key";
    if !(is_key || name == b"value" || name == b"body" || name == b"secret-string") {
        return None;
    }
    let (start, end) = value(text, at + name.len(), true, name).filter(|_| text.get(at + name.len()) == Some(&b' '))?;
    let Some(Match::Rule(rule)) = keys.find(b"secret") else { return None };
    let near = &text[at.saturating_sub(2 * NAME)..at];
    let stores = || near.windows(12).any(|part| part == b"SecureString" || part == b" secret set ");
    let good = if is_key { looks::strong(&text[start..end]) } else { name == b"secret-string" || stores() };
    good.then_some((start, end, rule))
}
