//! A name and its value that a sentence joins: `password is x`, `password set to "x"`, `password for bob is x`.
use super::phrase::NAME;
use super::{looks, reference, value};

/// What joins a name and its value. Blanks stand around.
pub(super) const JOINS: [&[u8]; 33] = [
    b"has been set to",
    b"has been reset to",
    b"has been changed to",
    b"was changed to",
    b"was reset to",
    b"was set to",
    b"is set to",
    b"has changed to",
    b"set on",
    b".",
    b"is now",
    b"is",
    b"was",
    b"are",
    b"lautet",
    b"ist",
    b"war",
    b"es",
    b"\xc3\xa9",
    b"\xc3\xa8",
    b"est",
    b"set to",
    b"changed to",
    b"reset to",
    b"updated to",
    b"rotated to",
    b"will be",
    b"from",
    b"to",
    b"->",
    b"\xe6\x98\xaf",
    b"\xe3\x81\xaf",
    b"\xe2\x86\x92",
];

/// Words that may stand between a name and what joins it with its value: `password for user bob is x`.
pub(super) const BETWEEN: usize = 8;

/// `password is x`, `password is: x`, `password set to "x"`.
pub(super) fn joined(text: &[u8], end: usize, name: &[u8]) -> Option<(usize, usize)> {
    let rest = text[end..].trim_ascii_start();
    let mut at = text.len() - rest.len();
    if !matches!(
        *rest.first()?,
        b'i' | b'w'
            | b'a'
            | b'l'
            | b'e'
            | b's'
            | b'c'
            | b'r'
            | b'u'
            | b'h'
            | b'-'
            | b'I'
            | b'W'
            | b'f'
            | b't'
            | b'.'
            | 0x80..
    ) {
        return None;
    }
    let join = JOINS.iter().find(|join| {
        rest.len() > join.len()
            && rest[..join.len()].eq_ignore_ascii_case(join)
            && !rest[join.len()].is_ascii_alphanumeric()
    })?;
    at += join.len();
    // `password from x to y`; `hasło to x`.
    let loose = matches!(*join, b"from" | b"to");
    let mut certain = join[0] == b'-';
    // MySQL's first start: `A temporary password is generated for root@localhost: x`.
    if let Some(rest) = text[at..].strip_prefix(b" generated for ") {
        let colon = rest.iter().take(NAME).position(|byte| *byte == b':')?;
        let word = rest[colon + 1..].trim_ascii_start();
        let length =
            word.iter().take(64).position(|byte| matches!(byte, b' ' | b'\n' | b'"' | b'\\')).unwrap_or(word.len());
        let start = text.len() - word.len();
        return (length > 0).then_some((start, start + length));
    } else if text.get(at) == Some(&b':') {
        (at, certain) = (at + 1, true);
    }
    let wide = text[at..].starts_with("：".as_bytes());
    at += if wide { 3 } else { 0 };
    let rest = text.get(at..)?;
    let blanks = rest.iter().take(8).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if blanks == 0 && join[0] < 0x80 && !wide && !certain {
        return None;
    }
    let first = *rest.get(blanks)?;
    let (start, stop) = value::near(text, at, true, name)?;
    let said = &text[start..stop];
    if reference::is_state(said) {
        return None;
    }
    let is_quoted = matches!(first, b'"' | b'\'' | b'`' | b'\\');
    if *join == b"." && !is_quoted {
        return None;
    }
    let last = name.rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or(name);
    let takes_code = [&b"otp"[..], b"totp", b"pin", b"code", b"passcode", b"password"];
    let is_code = takes_code.iter().any(|word| last.eq_ignore_ascii_case(word)) && looks::code(said, &text[stop..]);
    if loose {
        return looks::strong(said).then_some((start, stop));
    }
    let is_short = last.eq_ignore_ascii_case(b"token") && said.len() < 4;
    (certain && said.len() > 3 || is_quoted && !said.contains(&b' ') && !is_short || is_code || looks::secret(said))
        .then_some((start, stop))
}

/// `token expired, new one: x`: `end` is where the name ends.
pub(super) fn renewed(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let near = &text[end..text.len().min(end + NAME)];
    if [&b" emailed to "[..], b" sent to ", b" mailed to ", b" given to "].iter().any(|sign| near.starts_with(sign)) {
        // `password emailed to bob: x`
        let colon = near.iter().position(|byte| matches!(byte, b':' | b'.' | b',' | b'\n'))?;
        let (start, stop) =
            value::near(text, end + colon + 1, true, b"password").filter(|_| near[colon..].starts_with(b": "))?;
        return looks::secret(&text[start..stop]).then_some((start, stop));
    }
    let place = near.windows(4).position(|part| part.eq_ignore_ascii_case(b" new"))?;
    let rest = &near[place + 4..];
    let sign =
        [&b" one: "[..], b" one is ", b" one is: ", b" value: "].into_iter().find(|sign| rest.starts_with(sign))?;
    let (start, stop) = value::near(text, end + place + 4 + sign.len(), false, b"password")?;
    looks::secret(&text[start..stop]).then_some((start, stop))
}

/// `password for bob is x`, `password of root set to "x"`, `password for user bob: x`.
pub(super) fn distant(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let near = &text[end..text.len().min(end + NAME)];
    for sign in [&b" to sign in: "[..], b" to log in: ", b" to login: "] {
        // `Use this password to sign in: x`
        if near.starts_with(sign) {
            let (start, stop) = value::near(text, end + sign.len(), false, b"password")?;
            return looks::secret(&text[start..stop]).then_some((start, stop));
        }
    }
    let first = near
        .strip_prefix(b" ")
        .filter(|rest| [&b"for "[..], b"of ", b"to "].iter().any(|word| rest.starts_with(word)))?;
    let told = first.starts_with(b"to ");
    let mut at = end + 1;
    let mut rest = first;
    for _ in 0..BETWEEN {
        let length = rest.iter().position(|byte| matches!(byte, b' ' | b'\n' | b'\\' | b',' | b';' | b'='))?;
        if length > 1 && rest[length - 1] == b':' && rest[length] != b' ' {
            // On the line below.
            let (start, stop) = value::near(text, at + length, true, b"password")?;
            return looks::strong(&text[start..stop]).then_some((start, stop));
        }
        if rest[length] != b' ' || length == 0 {
            return None;
        }
        at += length + 1;
        let word = &rest[..length];
        rest = &rest[length + 1..];
        let joined = match word {
            [.., b':'] => word.len() > 1,
            b"is" | b"was" => !told,
            b"to" => text[..at - 4].ends_with(b"set") || text[..at - 4].ends_with(b"changed"),
            _ => false,
        };
        if joined {
            let (start, stop) = value::near(text, at, true, b"password")?;
            let said = &text[start..stop];
            let quoted = matches!(text[start - 1], b'"' | b'\'' | b'`') && looks::secret(said);
            let code = [&b"otp"[..], b"OTP", b"pin", b"PIN", b"ode"].iter().any(|name| text[..end].ends_with(name));
            let code = code && looks::code(said, &text[stop..]);
            let last = told && matches!(text.get(stop), None | Some(b'\n' | b'"')) && looks::secret(said);
            return (quoted || code || last || looks::strong(said)).then_some((start, stop));
        }
    }
    None
}
