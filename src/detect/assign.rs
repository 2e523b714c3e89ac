//! Sensitive names with a value in text: `password=x`, `"password": "x"`, `Authorization: Bearer x`, `--password x`.
//!
//! The same in logs, headers, broken JSON and JSON within a string, so quotes may be escaped any number of times. A
//! value whose end never comes goes to the end of its line. Placeholders stay.
use crate::decode::Decoded;
use crate::keys::{KeyRules, Match, Role, role};
use crate::percent;

/// How far back a name is read.
const NAME: usize = 64;

/// Words in front of credentials: they stay.
const SCHEMES: [&[u8]; 8] =
    [b"bearer", b"basic", b"digest", b"token", b"negotiate", b"apikey", b"hawk", b"aws4-hmac-sha256"];

/// Values that say that there is none.
const PLACEHOLDERS: [&[u8]; 10] =
    [b"null", b"nil", b"none", b"undefined", b"[redacted]", b"<redacted>", b"[filtered]", b"redacted", b"\"\"", b"''"];

/// The value behind the `:`, `=` or flag that ends at `at`: its span and the rule of its name.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if text[at - 1] == b'-' {
        return flag(text, at, keys);
    }
    let mut from = at;
    if matches!((text[at - 1], text.get(at)), (b'=', Some(b'>' | b'=')) | (b':', Some(b'='))) {
        from += 1;
    } else if text[at - 1] == b':' && (text.get(at) == Some(&b':') || text[..at].ends_with(b"::")) {
        return None;
    }
    if text[at - 1] == b'='
        && let Some(found) = query(text, at, keys)
    {
        return found;
    }
    if !may_name(text, at - 1, keys) {
        return None;
    }
    let (start, end) = name(text, at - 1)?;
    let mut decoded = Decoded::default();
    let mut name = &text[start..end];
    if start > 0 && text[start - 1] == b'\\' || name.contains(&b'\\') {
        // An escaped name, in broken JSON: what it says counts.
        let start = quoted_name(text, end);
        decoded.decode(&text[start..end]);
        name = &decoded.text;
    }
    let Some(Match::Rule(rule)) = keys.find(name) else { return super::pair::find(text, at, name, keys) };
    let spaced = text[at - 1] == b':' || from > at || text[..at - 1].ends_with(b" ");
    let before = start.checked_sub(1).map(|at| text[at]);
    let (start, end) = value(text, from, spaced, name)?;
    (!is_other(before, name, &text[start..end])).then_some((start, end, rule))
}

/// What many programs write under a sensitive name, and means another thing: a working directory, a Go type, whether a
/// password was used, the fingerprint in a .NET assembly's name.
fn is_other(before: Option<u8>, name: &[u8], value: &[u8]) -> bool {
    let name = name.trim_ascii();
    let ends = |with: &[u8]| name.len() >= with.len() && name[name.len() - with.len()..].eq_ignore_ascii_case(with);
    matches!(name, b"PWD" | b"OLDPWD") && value.starts_with(b"/")
        || before == Some(b'*') && name.contains(&b'.')
        || ends(b"using password") && matches!(value, b"YES" | b"NO")
        || ends(b"publickeytoken") && value.len() == 16 && value.iter().all(u8::is_ascii_hexdigit)
}

/// Whether the name before the separator at `end` may be one that counts, by its last two letters.
#[inline]
fn may_name(text: &[u8], end: usize, keys: &KeyRules) -> bool {
    let mut end = end;
    while end > 0 && matches!(text[end - 1], b' ' | b'\t' | b':' | b'"' | b'\'' | b'`' | b'\\' | b']') {
        end -= 1;
        // In quotes or brackets it may be part of a pair.
        if !matches!(text[end], b' ' | b'\t' | b':') {
            return true;
        }
    }
    end >= 2 && keys.may_end(text[end - 2], text[end - 1])
}

/// Whether a sensitive name may end at the `:`, `=` or flag before `at`, in text whose escapes are not undone yet.
/// Too often yes, never a wrong no.
pub(crate) fn maybe(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    if at == 0 || text[at - 1] == b'-' {
        return true;
    }
    if !may_name(text, at - 1, keys) {
        return false;
    }
    let Some((start, end)) = name(text, at - 1) else { return true };
    // The first letter may belong to an escape: `\npassword`.
    let escaped = start > 0 && text[start - 1] == b'\\';
    role(&text[start..end]) != Role::Plain
        || keys.find(&text[start..end]).is_some()
        || (escaped && keys.find(&text[start + 1..end]).is_some())
}

/// The parameter of a URL whose value starts at `at`: `?token=x`, `&pass%77ord=x`, `#access_token=x`. None: it is none;
/// `Some(None)`: there is nothing to take out.
#[allow(clippy::option_option, reason = "no parameter, or none that counts")]
fn query(text: &[u8], at: usize, keys: &KeyRules) -> Option<Option<(usize, usize, u16)>> {
    let end = at - 1;
    let near = &text[end.saturating_sub(2 * NAME)..end];
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'%' | b'[' | b']');
    let length = near.iter().rev().take_while(is_name).count();
    let name = &near[near.len() - length..];
    let encoded = name.contains(&b'%');
    let opened = near[..near.len() - length].last().is_some_and(|byte| matches!(byte, b'?' | b'&' | b'#'));
    if length == 0 || !(opened || encoded) {
        return None;
    }
    let decoded = if encoded { percent::undone(name) } else { name.into() };
    let rule = match keys.find(&decoded) {
        Some(Match::Rule(rule)) => rule,
        _ if opened && is_signature(&decoded) => match keys.find(b"sig") {
            Some(Match::Rule(rule)) => rule,
            _ => return None,
        },
        _ => return None,
    };
    if !opened {
        let (start, end) = value(text, at, false, &decoded)?;
        return Some(Some((start, end, rule)));
    }
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'&' | b'#' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\')
    };
    let length = text[at..].iter().position(ends).unwrap_or(text.len() - at);
    let mut value = &text[at..at + length];
    while value.last().is_some_and(|byte| matches!(byte, b',' | b';')) || !value.is_empty() && is_trailing(value) {
        value = &value[..value.len() - 1];
    }
    Some((!value.is_empty() && !is_placeholder(value)).then_some((at, at + value.len(), rule)))
}

/// The name of a signature, or of what stands for one, in a URL that was signed in advance.
fn is_signature(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 5] =
        [b"signature", b"x-amz-signature", b"x-amz-credential", b"x-goog-signature", b"x-goog-credential"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// `--password x`: `at` is the first byte of the flag's name.
fn flag(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if at < 2 || text[at - 2] != b'-' || (at > 2 && text[at - 3].is_ascii_alphanumeric()) {
        return None;
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = text[at..].iter().take(NAME).take_while(|byte| is_name(byte)).count();
    let name = &text[at..at + length];
    let Some(Match::Rule(rule)) = keys.find(name) else { return None };
    let mut from = at + length;
    if let Some(next) = super::pair::after_quote(text, from) {
        // An element of a list: the next one is the value.
        from = next;
    } else if text.get(from) != Some(&b' ') || text.get(from + 1) == Some(&b'-') {
        return None;
    }
    let (start, end) = value(text, from, true, name)?;
    Some((start, end, rule))
}

/// The places behind `"name":` and `["` in text: there the index makes no stop, since JSON is full of them.
pub(crate) fn quoted_keys<'a>(text: &'a [u8], quotes: &'a [u32], base: usize) -> impl Iterator<Item = u32> + 'a {
    quotes.iter().filter_map(move |quote| {
        let mut at = *quote as usize - base + 1;
        if at > 1 && text[at - 2] == b'[' {
            return Some((at + base) as u32);
        }
        while matches!(text.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        matches!(text.get(at), Some(b':' | b'=')).then_some((at + 1 + base) as u32)
    })
}

/// The span of the name that ends before the separator at `end`.
pub(super) fn name(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let floor = end.saturating_sub(NAME);
    let mut end = end;
    let back = |end: &mut usize, wanted: &dyn Fn(u8) -> bool| {
        let before = *end;
        while *end > floor && wanted(text[*end - 1]) {
            *end -= 1;
        }
        *end < before
    };
    back(&mut end, &|byte| matches!(byte, b' ' | b'\t' | b':'));
    let quoted = back(&mut end, &|byte| matches!(byte, b'"' | b'\'' | b'`'));
    if quoted {
        back(&mut end, &|byte| byte == b'\\');
    }
    back(&mut end, &|byte| byte == b']');
    let mut start = end;
    // Words with blanks between them (`api key: x`) are read back too: rules look at the last ones.
    back(&mut start, &|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ') || byte >= 0x80);
    (start < end).then_some((start, end))
}

/// The start of the quoted name that ends at `end`; where no quote is near, of its last part without blanks.
fn quoted_name(text: &[u8], end: usize) -> usize {
    let near = &text[end.saturating_sub(4 * NAME)..end];
    let stop = near.iter().rposition(|byte| matches!(byte, b'"' | b'\'' | b',' | b'{' | b'\n'));
    end - near.len() + stop.map_or(0, |at| at + 1)
}

/// The span of the value that starts at or behind `from`. `spaced`: blanks may stand before it.
pub(super) fn value(text: &[u8], from: usize, spaced: bool, name: &[u8]) -> Option<(usize, usize)> {
    let mut start = from;
    while spaced && matches!(text.get(start), Some(b' ' | b'\t')) {
        start += 1;
    }
    let line = |from: usize| text[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| from + at);
    let slashes = text[start..].iter().take_while(|byte| **byte == b'\\').count();
    let (start, end) = match text.get(start + slashes)? {
        quote @ (b'"' | b'\'' | b'`') => {
            let start = start + slashes + 1;
            (start, closing(text, start, *quote, slashes).unwrap_or_else(|| line(start)))
        }
        b'{' | b'[' if slashes == 0 => {
            let near = &text[start..text.len().min(start + 64)];
            let placeholder = near.iter().position(|byte| *byte == b']').filter(|end| is_placeholder(&near[..=*end]));
            let end = match placeholder {
                Some(length) => start + length + 1,
                None => container(text, start).unwrap_or_else(|| line(start)),
            };
            // What goes on behind the bracket belongs to the value.
            if text.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
                bare(text, start, name)?
            } else {
                (start, end)
            }
        }
        _ => bare(text, start, name)?,
    };
    // A value in quotes may still begin with a scheme.
    let start = scheme(&text[start..end], name).map_or(start, |length| start + length);
    let value = text[start..end].trim_ascii_end();
    (!value.is_empty() && !is_placeholder(value)).then_some((start, start + value.len()))
}

/// The end of a quoted value: the next such quote with no more backslashes than the first had.
pub(super) fn closing(text: &[u8], start: usize, quote: u8, slashes: usize) -> Option<usize> {
    let mut run = 0;
    for (at, byte) in text.iter().enumerate().skip(start) {
        match *byte {
            b'\\' => run += 1,
            b'\n' => return None,
            byte if byte == quote => {
                if (slashes == 0 && run % 2 == 0) || (slashes > 0 && run <= slashes) {
                    return Some(at - run.min(slashes));
                }
                run = 0;
            }
            _ => run = 0,
        }
    }
    None
}

/// The end of a bracketed value. Its quotes may be escaped.
fn container(text: &[u8], start: usize) -> Option<usize> {
    let (mut depth, mut at, mut slashes) = (0usize, start, 0);
    while at < text.len() {
        if text[at] == b'\\' {
            slashes += 1;
            at += 1;
            continue;
        }
        match text[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' => at = closing(text, at + 1, b'"', slashes)? + slashes,
            b'\n' => return None,
            _ => {}
        }
        slashes = 0;
        at += 1;
    }
    None
}

/// A value without quotes.
fn bare(text: &[u8], start: usize, name: &[u8]) -> Option<(usize, usize)> {
    if text[start..].starts_with(b"//") || text[start] == b'\n' {
        return None;
    }
    let word = |from: usize| {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'&' | b'"' | b'`');
        text[from..].iter().position(ends).map_or(text.len(), |at| from + at)
    };
    let mut end = if are_cookies(name) { cookies_end(text, start) } else { word(start) };
    let mut from = start;
    if let Some(length) = scheme(&text[start..], name) {
        from = start + length;
        end = word(from);
        // Parameters of a scheme (`Credential=…, Signature=…`) go on behind the comma.
        let quoted = matches!(text.get(end..end + 2), Some([b'"', byte]) if byte.is_ascii_alphanumeric());
        if has_parameter(&text[from..end], quoted) && matches!(text.get(end), Some(b',' | b'"')) {
            end = text[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| from + at);
        }
    }
    // Numbers in groups: a card, a phone.
    let in_groups = |part: &[u8]| {
        part.iter().any(u8::is_ascii_digit)
            && part.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'(' | b')' | b'.'))
    };
    while in_groups(&text[from..end]) && text.get(end) == Some(&b' ') {
        let next = word(end + 1);
        if !in_groups(&text[end + 1..next]) {
            break;
        }
        end = next;
    }
    while end > from && is_trailing(&text[from..end]) {
        end -= 1;
    }
    (from < end).then_some((start, end))
}

/// Whether there is an `=` that is not the padding of base64. `quoted`: a value in quotes follows.
fn has_parameter(value: &[u8], quoted: bool) -> bool {
    let padding = value.iter().rev().take_while(|byte| **byte == b'=').count();
    value[..value.len() - padding].contains(&b'=') || padding == 1 && quoted
}

/// Whether the last byte of a word belongs to the sentence around it. A bracket stays where it closes one within.
fn is_trailing(word: &[u8]) -> bool {
    let opened = |open: u8| word.contains(&open);
    match word[word.len() - 1] {
        b')' => !opened(b'('),
        b']' => !opened(b'['),
        b'}' => !opened(b'{'),
        b'>' => !opened(b'<'),
        b'\'' | b'\\' | b'.' | b'!' | b'?' => true,
        _ => false,
    }
}

/// Names whose values run on over `;` and blanks.
fn are_cookies(name: &[u8]) -> bool {
    name.len() >= 6 && name[name.len() - 6..].eq_ignore_ascii_case(b"cookie")
}

/// The end of a line of cookies, or of the quotes around it. A value may stand in quotes of its own.
fn cookies_end(text: &[u8], start: usize) -> usize {
    let mut inside = false;
    for (at, byte) in text.iter().enumerate().skip(start) {
        match byte {
            b'\n' => return at,
            b'"' if inside => inside = false,
            b'"' if text[at - 1] == b'=' => inside = true,
            b'"' => return at,
            _ => {}
        }
    }
    text.len()
}

/// The length of an authorization scheme and its blanks at the start of a value, where `name` has such values.
fn scheme(value: &[u8], name: &[u8]) -> Option<usize> {
    if !name.windows(4).any(|part| part.eq_ignore_ascii_case(b"auth")) {
        return None;
    }
    let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let known = SCHEMES.iter().any(|scheme| value[..length].eq_ignore_ascii_case(scheme));
    let blanks = value[length..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    (known && blanks > 0 && length + blanks < value.len()).then_some(length + blanks)
}

/// `***`, `null`, `${VAR}`, `[REDACTED]`: nothing to take out.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    PLACEHOLDERS.iter().any(|word| value.eq_ignore_ascii_case(word))
        || value.iter().all(|byte| *byte == b'*')
        || (value.starts_with(b"[REDACTED") && value.ends_with(b"]"))
        || (value.starts_with(b"${") && value.ends_with(b"}"))
}
