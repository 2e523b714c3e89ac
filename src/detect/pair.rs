//! A sensitive name and its value that stand beside each other in text: `"name":"authorization","value":"x"`,
//! `["authorization","x"]`. In whole JSON the walk knows them; here they are read from broken JSON and from strings.
use super::value;
use crate::keys::{KeyRules, Match, Role, role};

/// The value that belongs to the pair whose key `name` ends before `at`.
pub(super) fn find(text: &[u8], at: usize, name: &[u8], keys: &KeyRules) -> Option<(usize, usize, u16)> {
    match role(name.rsplit(|byte| *byte == b' ').next().unwrap_or(name)) {
        Role::PairName => strict(text, at, name, keys).or_else(|| loose(text, at, keys)),
        Role::PairValue => {
            let (start, end) =
                value::near(text, at, true, name).filter(|(start, end)| !is_gone(&text[*start..*end]))?;
            let next = after_quote(text, end).or_else(|| comma(text, end))?;
            let behind = key(text, next, Role::PairName)?;
            let (rule, _) = sensitive(text, behind, keys)?;
            Some((start, end, rule))
        }
        Role::Plain | Role::Basic => None,
    }
}

/// As JSON has it.
fn strict(text: &[u8], at: usize, name: &[u8], keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let (rule, next) = sensitive(text, at, keys)?;
    let behind = key(text, next, Role::PairValue)?;
    let (start, end) = value::near(text, behind, true, name)?;
    (!is_gone(&text[start..end])).then_some((start, end, rule))
}

/// As others have it: `name="password" value="x"`, `{ name: 'password', value: 'x' }`, two lines of YAML,
/// `<entry key="password">x</entry>`, `name=token::x`.
fn loose(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let (start, end, close) = quoted(text, at).or_else(|| {
        let at = blanks(text, at);
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let length = text.get(at..)?.iter().take(80).take_while(|byte| is_name(byte)).count();
        (length > 1).then_some((at, at + length, at + length))
    })?;
    let Some(Match::Rule(rule)) = keys.find(&text[start..end]) else { return None };
    let rest = text.get(close..)?;
    // `<Attribute Name="password"><AttributeValue>x</AttributeValue>`
    let child = rest.strip_prefix(b"\"").unwrap_or(rest).strip_prefix(b"><");
    if child.is_some_and(|child| child.first().is_some_and(u8::is_ascii_alphabetic)) {
        let (start, end) = super::element::next(text, text.len() - child?.len() - 1)?;
        return Some((start, end, rule));
    }
    if let Some(inner) = rest.strip_prefix(b">") {
        let length = inner.iter().take(1024).position(|byte| *byte == b'<')?;
        let said = inner[..length].trim_ascii();
        let good = inner[length..].starts_with(b"</") && !said.is_empty() && !value::is_placeholder(said);
        let from = close + 1 + inner.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        return good.then_some((from, from + said.len(), rule));
    }
    for line in [&b"\r\n\r\n"[..], b"\n\n", b"\\r\\n\\r\\n"] {
        // A part of a form: its value is the next line.
        if let Some(part) = rest.strip_prefix(b"\"").unwrap_or(rest).strip_prefix(line) {
            let length = part.iter().position(|byte| matches!(byte, b'\r' | b'\n' | b'\\')).unwrap_or(part.len());
            let from = text.len() - part.len();
            let good = length > 0 && !value::is_placeholder(&part[..length]);
            return good.then_some((from, from + length, rule));
        }
    }
    if let Some(inner) = rest.strip_prefix(b"\"").unwrap_or(rest).strip_prefix(b" ") {
        // `<setting name="ApiKey" serializeAs="String"><value>x</value>`
        let length = inner.iter().take(80).position(|byte| matches!(byte, b'>' | b'<' | b'{')).unwrap_or(0);
        let behind = text.len() - inner.len() + length + 1;
        if inner.get(length) == Some(&b'>') && text[behind..].trim_ascii_start().starts_with(b"<value>") {
            let (start, end) = super::element::next(text, behind)?;
            return Some((start, end, rule));
        }
    }
    if rest.starts_with(b"::") {
        let (start, end) = value::near(text, close + 2, false, b"")?;
        return Some((start, end, rule));
    }
    let mut at = close;
    if let Some(inner) = rest.strip_prefix(b"\"").unwrap_or(rest).strip_prefix(b" type=\"") {
        // `<input name="password" type="password" value="x"/>`
        at = text.len() - inner.len() + inner.iter().take(20).position(|byte| *byte == b'"')?;
    }
    let limit = text.len().min(at + 40);
    while at < limit {
        match (text[at], text.get(at + 1)) {
            (b'\\', Some(b'n' | b'r' | b't')) => at += 2,
            (b' ' | b',' | b';' | b'\n' | b'\r' | b'\t' | b'\\' | b'"' | b'\'', _) => at += 1,
            _ => break,
        }
    }
    let length = text[at..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    if at == close || role(&text[at..at + length]) != Role::PairValue && &text[at..at + length] != b"content" {
        return None;
    }
    let behind = at + length;
    let sign =
        behind + text[behind..].iter().take(8).take_while(|byte| matches!(byte, b' ' | b'"' | b'\'' | b'\\')).count();
    if !matches!(text.get(sign), Some(b':' | b'=')) {
        return None;
    }
    let (start, end) = value::near(text, sign + 1, true, b"")?;
    (!is_gone(&text[start..end])).then_some((start, end, rule))
}

/// Whether an OTLP value, `{"stringValue":"[REDACTED]"}`, says that what it held is gone.
fn is_gone(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"{\"stringValue\":\"").and_then(|rest| rest.strip_suffix(b"\"}"));
    inner.is_some_and(value::is_placeholder)
}

/// The second element of a list of two whose first, at `at`, is a sensitive name.
pub(super) fn second(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let (rule, next) = sensitive(text, at - 1, keys)?;
    // `["name"] =`: an index, no list.
    if text.get(next) == Some(&b']') || sensitive(text, next, keys).is_some() || is_program(text, at) {
        return None;
    }
    let (start, end) = value::near(text, next, true, b"")?;
    Some((start, end, rule))
}

/// The program `passwd` as strace prints it: `execve("/usr/bin/passwd", ["passwd", "bob"]`.
fn is_program(text: &[u8], at: usize) -> bool {
    text[at..].starts_with(b"passwd\"") && text[..at].ends_with(b"/passwd\", [\"")
}

/// Past the quote and the comma that end an element at `at`.
pub(super) fn after_quote(text: &[u8], at: usize) -> Option<usize> {
    let slashes = text.get(at..)?.iter().take_while(|byte| **byte == b'\\').count();
    matches!(text.get(at + slashes), Some(b'"' | b'\'')).then_some(())?;
    comma(text, at + slashes + 1)
}

fn comma(text: &[u8], at: usize) -> Option<usize> {
    let at = blanks(text, at);
    (text.get(at) == Some(&b',')).then_some(at + 1)
}

fn blanks(text: &[u8], at: usize) -> usize {
    at + text.get(at..).unwrap_or_default().iter().take(16).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// A quoted text at `at`: its span, and where its closing quote ends.
fn quoted(text: &[u8], at: usize) -> Option<(usize, usize, usize)> {
    let at = blanks(text, at);
    let slashes = text.get(at..)?.iter().take_while(|byte| **byte == b'\\').count();
    let quote = *text.get(at + slashes).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let start = at + slashes + 1;
    // Names are short: what is longer is none.
    let near = &text[..text.len().min(start + 80)];
    let end = value::closing(near, start, quote, slashes)?;
    Some((start, end, end + slashes + 1))
}

/// The rule of the sensitive name quoted at `at`, and the place behind the comma that follows it.
pub(super) fn sensitive(text: &[u8], at: usize, keys: &KeyRules) -> Option<(u16, usize)> {
    let (start, end, close) = quoted(text, at)?;
    let Some(Match::Rule(rule)) = keys.find(&text[start..end]) else { return None };
    Some((rule, comma(text, close).unwrap_or(close)))
}

/// Past the quoted key at `at` and its colon, where the key has this role.
fn key(text: &[u8], at: usize, wanted: Role) -> Option<usize> {
    let (start, end, close) = quoted(text, at)?;
    let colon = blanks(text, close);
    (role(&text[start..end]) == wanted && text.get(colon) == Some(&b':')).then_some(colon + 1)
}
