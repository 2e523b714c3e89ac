//! The value behind a name in text: where it ends, and whether it is one at all.
//!
//! Quotes may be escaped any number of times. A value whose end never comes goes to the end of its line. Placeholders,
//! references (`$DB_PASS`, `process.env.X`, `{{ x }}`) and words that say how it is with a secret (`required`) stay.

use super::{looks, reference};

/// Words in front of credentials: they stay.
const SCHEMES: [&[u8]; 8] =
    [b"bearer", b"basic", b"digest", b"token", b"negotiate", b"apikey", b"hawk", b"aws4-hmac-sha256"];

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

/// The span of the value that starts at or behind `from`. `spaced`: blanks may stand before it.
pub(super) fn value(text: &[u8], from: usize, spaced: bool, name: &[u8]) -> Option<(usize, usize)> {
    let mut start = from;
    while spaced && matches!(text.get(start), Some(b' ' | b'\t')) {
        start += 1;
    }
    start += opened(&text[start..]);
    let line = |from: usize| text[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| from + at);
    let slashes = text[start..].iter().take_while(|byte| **byte == b'\\').count();
    let mut stands_bare = false;
    let (start, end) = match text.get(start + slashes)? {
        quote @ (b'"' | b'\'' | b'`') => {
            let start = start + slashes + 1;
            (start, closing(text, start, *quote, slashes).unwrap_or_else(|| line(start)))
        }
        b'{' | b'[' if slashes == 0 => {
            if reference::stands(&text[start..], name) {
                return None;
            }
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
        _ => {
            if reference::stands(&text[start..], name) {
                return None;
            }
            if let Some(found) = below(text, start, spaced) {
                return Some(found);
            }
            if text[start..].starts_with(b"<<") {
                return None;
            }
            stands_bare = true;
            bare(text, start, name)?
        }
    };
    // A value in quotes may still begin with a scheme.
    let scheme = scheme(&text[start..end], name);
    let start = scheme.map_or(start, |length| start + length);
    if scheme.is_some() && reference::stands(&text[start..], name) {
        return None;
    }
    let value = text[start..end].trim_ascii_end();
    if stands_bare && reference::is_state(value) || !stands_bare && reference::is_whole(value) {
        return None;
    }
    (!value.is_empty() && !is_placeholder(value)).then_some((start, start + value.len()))
}

/// The length of what stands before a literal's quote: `b"x"`, `N'x'`, `Some("x")`, PHP's `string(9) "x"`; and of the
/// stars that end a bold name.
fn opened(text: &[u8]) -> usize {
    if text.starts_with(b"!!str ") {
        return 6;
    }
    let stars = text.iter().take(2).take_while(|byte| **byte == b'*').count();
    if stars > 0 && text.get(stars) == Some(&b' ') && text.get(stars + 1).is_some_and(|byte| *byte > b' ') {
        return stars + 1;
    }
    let word = text.iter().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let is_quote = |at: usize| {
        let slashes = text[at.min(text.len())..].iter().take(8).take_while(|byte| **byte == b'\\').count();
        matches!(text.get(at + slashes), Some(b'"' | b'\''))
    };
    match (word, text.first()) {
        (1, Some(b'b' | b'B' | b'r' | b'R' | b'u' | b'U' | b'N' | b'L')) if is_quote(1) => 1,
        (0, Some(b'@' | b'&')) if is_quote(1) => 1,
        (2.., Some(b'A'..=b'Z')) if text.get(word) == Some(&b'(') && is_quote(word + 1) => word + 1,
        (6, _) if text.starts_with(b"string(") => {
            let digits = text[7..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
            if text[7 + digits..].starts_with(b") ") && is_quote(9 + digits) { 9 + digits } else { 0 }
        }
        _ => 0,
    }
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

/// The value on the line below a name, alone there: `Password:` and its answer, or `<<EOT`.
fn below(text: &[u8], start: usize, spaced: bool) -> Option<(usize, usize)> {
    let open = text[start..].iter().take(20).take_while(|byte| matches!(byte, b'<' | b'-' | b'~' | b'\'')).count();
    let open = if open > 1 {
        open + text[start + open..].iter().take(20).take_while(|byte| byte.is_ascii_uppercase()).count()
    } else {
        0
    };
    let at = start + open;
    let from = match text.get(at)? {
        b'\n' => at + 1,
        b'\r' | b'\\' if matches!(text.get(at + 1), Some(b'\n' | b'n')) => at + 2,
        _ => return None,
    };
    let from = from + text[from..].iter().take(8).take_while(|byte| **byte == b' ').count();
    let length =
        text[from..].iter().take(256).position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\\'));
    let length = length.unwrap_or((text.len() - from).min(256));
    let alone = text.get(from + length) != Some(&b' ');
    (alone && (spaced || open > 0) && looks::secret(&text[from..from + length])).then_some((from, from + length))
}

/// Whether an escaped line end stands at `at`, and another line behind it: `\nNAME=`, `\n  name: `, or nothing.
fn breaks(text: &[u8], at: usize) -> bool {
    if !matches!(text.get(at + 1), Some(b'n' | b'r')) {
        return false;
    }
    let rest = &text[at + 2..text.len().min(at + 34)];
    let gap = rest.iter().take_while(|byte| matches!(byte, b' ' | b'-' | b'+' | b'\\')).count();
    let gap = gap + usize::from(gap > 0 && rest[gap - 1] == b'\\' && gap < rest.len());
    let rest = rest[gap..].trim_ascii_start();
    let name =
        rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')).count();
    match rest.get(name) {
        None => name == 0,
        Some(byte) => name > 0 && matches!(byte, b':' | b'=') || name == 0 && *byte == b'"',
    }
}

/// A value without quotes.
fn bare(text: &[u8], start: usize, name: &[u8]) -> Option<(usize, usize)> {
    if text[start..].starts_with(b"//") || text[start] == b'\n' || text[start] == b'\\' && breaks(text, start) {
        return None;
    }
    let word = |from: usize| {
        let mut at = from;
        while let Some(byte) = text.get(at) {
            match byte {
                b',' | b';' | b'&' | b'"' | b'`' => break,
                b'\\' if breaks(text, at) => break,
                byte if byte.is_ascii_whitespace() => break,
                _ => at += 1,
            }
        }
        at
    };
    let mut end = if are_cookies(name) { cookies_end(text, start) } else { word(start) };
    if name.len() >= 10 && name[name.len() - 10..].eq_ignore_ascii_case(b"jsessionid") {
        // In a path the query follows.
        end = text[start..end].iter().position(|byte| *byte == b'?').map_or(end, |at| start + at);
    }
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
pub(super) fn is_trailing(word: &[u8]) -> bool {
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
