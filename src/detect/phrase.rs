//! A secret that a sentence names: `password is x`, `your PIN is 4711`, `with password x`, `setPassword("x")`, the column
//! of a statement or a table.
//!
//! Names are those of the policy's keys. Between name and value stands a word that joins them, or nothing where the value
//! looks like a secret by itself. "password is required" says how it is, and stays.
use super::{assign, by_place, call, columns, element, looks, reference, value};
use crate::keys::{KeyRules, Match};

/// How far back a name is read, and on for the words that belong to it.
pub(super) const NAME: usize = 64;

/// The longest word that is a name, on either side.
const RUN: usize = 24;

/// What joins a name and its value. Blanks stand around.
const JOINS: [&[u8]; 33] = [
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

/// Words before a name behind which the value may follow at once: `with password x`.
const BEFORE: [&[u8]; 30] = [
    b"my",
    b"with",
    b"using",
    b"and",
    b"bad",
    b"wrong",
    b"new",
    b"old",
    b"default",
    b"temporary",
    b"temp",
    b"initial",
    b"generated",
    b"current",
    b"root",
    b"admin",
    b"access",
    b"api",
    b"session",
    b"refresh",
    b"bearer",
    b"auth",
    b"enable",
    b"set",
    b"secret",
    // Of web servers.
    b"proxy_set_header",
    b"set-header",
    b"add-header",
    b"add_header",
    b"fastcgi_param",
];

/// The same where the value can be nothing else.
const KINDS: [&[u8]; 6] = [b"signing", b"webhook", b"shared", b"master", b"client", b"bot"];

/// Words before `token` of which parsers speak.
const UNLIKE: [&[u8]; 9] =
    [b"unexpected", b"next", b"illegal", b"special", b"got", b"lookahead", b"stop", b"unknown", b"eos"];

/// Words that may stand between a name and what joins it with its value: `password for user bob is x`.
pub(super) const BETWEEN: usize = 8;

/// Words that may belong to a name, behind its first, and begin no name themselves.
const MORE: [&[u8]; 5] = [b"key", b"code", b"number", b"value", b"phrase"];

/// Whether the word at `at` may be a name that `find` asks about, in text whose escapes are not undone yet: what follows it
/// is what follows a name. Too often yes, never a wrong no.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    let blank = usize::from(text.get(at + 1) == Some(&b' '));
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let rest = &text[at + 2 * blank..];
    match rest.iter().take(RUN).find(|byte| !is_word(byte)) {
        Some(b'.') => {
            // `random_password.db`, `pypi-token.pypi`
            text[..at].ends_with(b"random_pa")
                || text[..at].ends_with(b"pypi-")
                || rest.iter().skip_while(|byte| **byte != b'.').nth(1).is_none_or(|next| !next.is_ascii_alphanumeric())
        }
        Some(b':' | b'=' | b'/' | b'[' | b']' | b'{' | b'}' | b'|' | b'$' | b'#') => false,
        _ => true,
    }
}

/// The same for words of which only the end is known: `auth`, `pass`, and what ends as a name does.
pub(super) fn maybe_ends(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    let length = text[at..].iter().take(RUN).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let run = &text[..at + length];
    let ends = |word: &[u8]| run.len() >= word.len() && run[run.len() - word.len()..].eq_ignore_ascii_case(word);
    maybe(text, at) && (ends(b"auth") || ends(b"pass") || keys.may_end(run))
}

/// The value that belongs to the name around `at`: its span and the rule of the name.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let mut end = at + text[at..].iter().take(RUN).take_while(|byte| is_word(byte)).count();
    if text[at..].len() > 2 && text[at + 1] == b' ' {
        // `api key`
        end = at + 2 + text[at + 2..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    }
    // What follows most names: the rest of a path, a pair, the end of a key. Others read those.
    let next = text.get(end).copied().unwrap_or(b' ');
    if next == b'&' {
        return escaped(text, at, end, keys);
    }
    if next == b'.' && text[..end].ends_with(b"random_password") {
        return made(text, end, keys);
    }
    if matches!(next, b'?' | b'!' | b'.') && matches!(text.get(end + 1), None | Some(b' ' | b'"' | b'\n')) {
        // The end of a sentence.
        let (from, to) = assign::name(text, end)?;
        let Some(Match::Rule(rule)) = keys.find(&text[from..to]) else { return None };
        let start = at - text[..at].iter().rev().take(RUN).take_while(|byte| is_word(byte)).count();
        return earlier(text, start).map(|(start, end)| (start, end, rule));
    }
    if !matches!(next, b' ' | b'"' | b'\'' | b'`' | b'(' | b')' | b',' | b'\t' | 0xE3 | 0xE6 | b'\\' | b'>') {
        return None;
    }
    let mut start = at - text[..at].iter().rev().take(RUN).take_while(|byte| is_word(byte)).count();
    // `\r\nPASS x`
    start += usize::from(start > 0 && text[start - 1] == b'\\' && start < at && matches!(text[start], b'n' | b't'));
    let run = &text[start..end];
    if next == b'>' {
        let tag = text[..start].iter().rev().take(NAME).position(|byte| *byte == b'<')?;
        return element::find(text, start - tag - 1, keys);
    }
    if let Some(found) = by_place::by_program(text, run, (start, end), keys) {
        return Some(found);
    }
    if next == b' ' && is_prose(text, end) && !is_led(&text[..start]) {
        return None;
    }
    let (from, to) = assign::name(text, end)?;
    let mut name = &text[from..to];
    if to != end {
        return None;
    }
    let mut rule = keys.find(name);
    if rule.is_none() && run.len() >= 4 && run[run.len() - 4..].eq_ignore_ascii_case(b"auth") {
        let more = text[end..].starts_with(b" key") || text[end..].starts_with(b" token");
        let found = basic(text, end, keys);
        if found.is_some() || !more {
            return found;
        }
    }
    // `secret key`, `OTP code`
    for _ in 0..2 {
        if next != b' ' || end >= text.len() {
            break;
        }
        let length = text[end + 1..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = &text[end + 1..end + 1 + length];
        if length == 0 || text.get(end) != Some(&b' ') || !MORE.iter().any(|more| word.eq_ignore_ascii_case(more)) {
            break;
        }
        let Some(found @ Match::Rule(_)) = keys.find(&text[from..end + 1 + length]) else { break };
        (rule, end) = (Some(found), end + 1 + length);
        name = &text[from..end];
    }
    let rule = match rule {
        Some(Match::Rule(rule)) => rule,
        // `pw is x`
        _ if matches!(run, b"pw" | b"PW" | b"Pw" | b"pass" | b"PASS" | b"Pass")
            || run.len() > 5 && (run.ends_with(b"_PASS") || run.ends_with(b"_pass")) =>
        {
            match keys.find(b"password") {
                Some(Match::Rule(rule)) => rule,
                _ => return None,
            }
        }
        _ => return None,
    };
    if run == b"secret"
        && let Some((start, end)) = by_place::stored(text, end)
    {
        return Some((start, end, rule));
    }
    let (start_of_value, end_of_value) = match text.get(end).copied().unwrap_or(b' ') {
        b'(' => call::argument(text, start, end)?,
        b'"' | b'\'' | b'`' | b'\\' | b')' | b',' => {
            let other = || call::entry(text, start, rule).or_else(|| call::named(text, end, rule));
            return call::second(text, (start, end), rule, keys)
                .or_else(other)
                .or_else(|| columns::find(text, (start, end), rule));
        }
        0xE3 if text[end..].starts_with("「".as_bytes()) => {
            let from = end + 3;
            let length = text[from..].iter().take(256).position(|byte| *byte == 0xE3)?;
            (from, from + length)
        }
        _ => joined(text, end, name)
            .or_else(|| direct(text, (from, start), end))
            .or_else(|| distant(text, end))
            .or_else(|| earlier(text, start))
            .or_else(|| cell(text, start, end))?,
    };
    let said = &text[start_of_value..end_of_value];
    (!said.is_empty() && !value::is_placeholder(said)).then_some((start_of_value, end_of_value, rule))
}

/// Whether a word of a sentence follows that neither joins a name with its value nor is one: `password reset`.
fn is_prose(text: &[u8], end: usize) -> bool {
    let rest = text.get(end + 1..).unwrap_or_default();
    let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &rest[..length];
    let ends = matches!(rest.get(length), None | Some(b' ' | b',' | b'.' | b';' | b')'));
    let joins =
        |joins: &[&[u8]]| joins.iter().any(|join| join.len() >= length && join[..length].eq_ignore_ascii_case(word));
    ends && (1..16).contains(&length)
        && !joins(&JOINS)
        && !joins(&MORE)
        && !joins(&[b"for", b"of", b"to", b"set", b"put", b"proto", b"generated"])
}

/// Whether what stands before a name may bring its value: `x as password`, `'x' == user.password`, a cell of a table.
fn is_led(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let end = &before[before.len().saturating_sub(3)..];
    matches!(before.last(), Some(b'|' | b'.' | b'_' | b'=')) || end.eq_ignore_ascii_case(b"the") || end.ends_with(b"as")
}

/// `&lt;password&gt;x&lt;/password&gt;`: `at` is in the name.
fn escaped(text: &[u8], at: usize, end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = text[end..].strip_prefix(b"&gt;")?;
    let length =
        text[..at].iter().rev().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let head = text[..at - length].strip_suffix(b"&lt;");
    let Some(Match::Rule(rule)) = keys.find(&text[head?.len() + 4..end]) else { return None };
    let length = rest.iter().take(1024).position(|byte| *byte == b'&').filter(|length| *length > 0)?;
    (!value::is_placeholder(&rest[..length])).then_some((end + 4, end + 4 + length, rule))
}

/// `random_password.db: {"result":"x"`, a resource of Terraform.
fn made(text: &[u8], end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let near = &text[end..text.len().min(end + 2 * NAME)];
    let place = near.windows(9).position(|part| part == b"\"result\":")?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    value::near(text, end + place + 9, true, b"password").map(|(start, end)| (start, end, rule))
}

/// `auth dXNlcjp4`: base64 of `user:password` alone proves itself.
fn basic(text: &[u8], end: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let start = end + 1;
    let length = text.get(start..)?.iter().take(512).take_while(|byte| is_base64(**byte)).count();
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let good = text[end] == b' ' && super::encoded::is_pair(&text[start..start + length]);
    good.then_some((start, start + length, rule))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

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

/// `with password x`, `login bob password x`, `aws_secret_access_key x`: the value looks like a secret.
fn direct(text: &[u8], (from, start): (usize, usize), end: usize) -> Option<(usize, usize)> {
    let blanks = text[end..].iter().take(64).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let first = *text.get(end + blanks)?;
    let dashes = |word: &[u8]| word.iter().take_while(|byte| **byte == b'-').count();
    let run = &text[start..end];
    // A name that no prose has; or far apart, as in a table.
    let is_identifier =
        run.contains(&b'_') || run.len() > 4 && run.ends_with(b"pw") || blanks > 3 || text[end] == b'\t';
    let mut words = text[from.min(start)..start].split(|byte| *byte == b' ').filter(|word| !word.is_empty()).rev();
    let (one, two) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // `(pw x)`
    let is_opened = text[..start].ends_with(b"(") || text[..start].ends_with(b", ");
    let is_kind = KINDS.iter().any(|word| one.eq_ignore_ascii_case(word));
    let is_after = BEFORE.iter().any(|word| one[dashes(one)..].eq_ignore_ascii_case(word));
    // A switch of a router before it: `enable secret 5 x`.
    let kind = usize::from(first.is_ascii_digit() && text.get(end + blanks + 1) == Some(&b' ')) * 2;
    let (is_quote, open) = (matches!(first, b'"' | b'\'' | b'`'), matches!(first, b'[' | b'(' | b'<'));
    if (is_quote || open) && !one.eq_ignore_ascii_case(b"unexpected") && !one.eq_ignore_ascii_case(b"next") {
        // `token 'x' expired`, `token [x]`
        let start = end + blanks + 1;
        let close = match first {
            b'[' => b']',
            b'(' => b')',
            b'<' => b'>',
            quote => quote,
        };
        let length = text[start..].iter().take(512).position(|byte| *byte == close || byte.is_ascii_whitespace());
        if let Some(length) = length.filter(|length| text[start + length] == close) {
            let said = &text[start..start + length];
            let quotes =
                usize::from(length > 2 && open && matches!(said[0], b'"' | b'\'') && said[0] == said[length - 1]);
            let said = &said[quotes..length - quotes];
            if looks::secret(said) && !said.starts_with(b"{") {
                return Some((start + quotes, start + length - quotes));
            }
        }
    }
    let is_login = [&b"login"[..], b"user", b"username"].iter().any(|word| two.eq_ignore_ascii_case(word));
    // PowerShell's `Set-Item Env:API_TOKEN -Value 'x'`; a value of the registry.
    let kind = [&b"-Value "[..], b"REG_SZ    ", b"-AsPlainText "]
        .iter()
        .find(|sign| is_identifier && text[end + blanks..].starts_with(sign))
        .map_or(kind, |sign| blanks + sign.len());
    if blanks == 0 || kind <= 2 && matches!(first, b'-' | b'|' | b'=' | b':') {
        return None;
    }
    let bracket = usize::from(first == b'(' && matches!(text.get(end + blanks + 1), Some(b'"' | b'\'')));
    let kind = kind + if bracket > 0 { blanks + 1 } else { 0 };
    // What a server was told: `command: PASS x`.
    let is_told = run == b"PASS"
        && (text[..start].ends_with(b": ") || text[..start].ends_with(b"\"") || text[..start].ends_with(b"("));
    let (start, stop) = value::near(text, end + kind, true, run)?;
    let said = &text[start..stop];
    let lead = said.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    if lead > 0 && said[lead..].starts_with(b"=") && said[lead..].iter().any(|byte| *byte != b'=') {
        // `password $X token=${Y}`: a pair of its own.
        return None;
    }
    let word = run.rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or(run);
    let is_password =
        [&b"password"[..], b"passwd", b"passwort", b"passphrase"].iter().any(|name| word.eq_ignore_ascii_case(name));
    let is_token = word.eq_ignore_ascii_case(b"token") && !UNLIKE.iter().any(|other| one.eq_ignore_ascii_case(other));
    let takes_code = [&b"otp"[..], b"code"].iter().any(|name| word.eq_ignore_ascii_case(name));
    let is_code = || takes_code && looks::code(said, &text[stop..]);
    if !(is_identifier || is_after || is_login) {
        let named = is_password || is_opened || is_kind || is_token || is_told;
        return (named && looks::strong(said) || is_code()).then_some((start, stop));
    }
    let is_quoted = matches!(first, b'"' | b'\'' | b'`') && !said.contains(&b' ');
    let good = is_quoted || looks::secret(said) && !matches!(text.get(stop), Some(b':' | b'=' | b'('));
    (good && !reference::is_state(said)).then_some((start, stop))
}

/// `password for bob is x`, `password of root set to "x"`, `password for user bob: x`.
fn distant(text: &[u8], end: usize) -> Option<(usize, usize)> {
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

/// `log in with x as the password`
fn earlier(text: &[u8], start: usize) -> Option<(usize, usize)> {
    // `assert 'x' == user.password`
    let dots = text[..start].iter().rev().take(NAME).take_while(|byte| is_part(**byte)).count();
    let compared =
        text[..start - dots].strip_suffix(b" == ").filter(|head| head.ends_with(b"'") || head.ends_with(b"\""));
    let head = compared
        .or_else(|| text[..start].strip_suffix(b" as the "))
        .or_else(|| text[..start].strip_suffix(b" as "))
        .or_else(|| text[..start].strip_suffix(b" for the "))?;
    let head = if compared.is_some() { &head[..head.len() - 1] } else { head };
    let length = head
        .iter()
        .rev()
        .take(256)
        .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'`'))
        .count();
    let head = head.strip_suffix(b"\"").unwrap_or(head);
    let from = head.len().checked_sub(length)?;
    looks::strong(&head[from..]).then_some((from, head.len()))
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')
}

/// What follows ` to ` behind a value that was `from` something.
pub(super) fn onward(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].strip_prefix(b" to ").or_else(|| text[end..].strip_prefix(b"\" to \""))?;
    let (start, stop) = value::near(text, text.len() - rest.len(), false, b"password")?;
    looks::strong(&text[start..stop]).then_some((start, stop))
}

/// `| password | x |`
fn cell(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    if !text[..start].trim_ascii_end().ends_with(b"|") {
        return None;
    }
    let bar = end + text[end..].iter().take(NAME).take_while(|byte| **byte == b' ').count();
    let rest = text[bar..].strip_prefix(b"|")?;
    let length = rest.iter().take(512).position(|byte| matches!(byte, b'|' | b'\n'))?;
    let said = rest[..length].trim_ascii();
    let from = bar + 1 + rest[..length].iter().take_while(|byte| **byte == b' ').count();
    looks::secret(said).then_some((from, from + said.len()))
}
