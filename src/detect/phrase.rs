//! A secret that a sentence names: `password is x`, `your PIN is 4711`, `with password x`, `setPassword("x")`, the column
//! of a statement or a table.
//!
//! Names are those of the policy's keys. Between name and value stands a word that joins them, or nothing where the value
//! looks like a secret by itself. "password is required" says how it is, and stays.
use super::{assign, columns, element, looks, reference, value};
use crate::keys::{KeyRules, Match};

/// How far back a name is read, and on for the words that belong to it.
const NAME: usize = 64;

/// The longest word that is a name, on either side.
const RUN: usize = 24;

/// What joins a name and its value. Blanks stand around.
const JOINS: [&[u8]; 24] = [
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
    b"has been set to",
    b"will be",
    b"from",
    b"to",
    b"->",
    b"\xe6\x98\xaf",
    b"\xe3\x81\xaf",
    b"\xe2\x86\x92",
];

/// Words before a name behind which the value may follow at once: `with password x`.
const BEFORE: [&[u8]; 24] = [
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
];

/// Words that may stand between a name and what joins it with its value: `password for user bob is x`.
const BETWEEN: usize = 4;

/// Names of passwords in other languages: the word, and where in it the index finds it.
const FOREIGN: [(&str, usize); 11] = [
    ("contraseña", 8),
    ("mot de passe", 9),
    ("senha", 1),
    ("wachtwoord", 3),
    ("hasło", 2),
    ("пароль", 9),
    ("密码", 1),
    ("密碼", 1),
    ("パスワード", 8),
    ("비밀번호", 7),
    ("parola d'ordine", 7),
];

/// Words that may belong to a name, behind its first.
const MORE: [&[u8]; 7] = [b"key", b"token", b"code", b"number", b"value", b"phrase", b"secret"];

/// Whether the word at `at` may be a name that `find` asks about, in text whose escapes are not undone yet: what follows it
/// is what follows a name. Too often yes, never a wrong no.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    let blank = usize::from(text.get(at + 1) == Some(&b' '));
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let rest = &text[at + 2 * blank..];
    match rest.iter().take(RUN).find(|byte| !is_word(byte)) {
        Some(b'.') => {
            rest.iter().skip_while(|byte| **byte != b'.').nth(1).is_none_or(|next| !next.is_ascii_alphanumeric())
        }
        Some(b':' | b'=' | b'/' | b'[' | b']' | b'{' | b'}' | b'|' | b'$' | b'#') => false,
        _ => true,
    }
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
    if !matches!(next, b' ' | b'"' | b'\'' | b'`' | b'(' | b')' | b',' | b'\t' | 0xE3 | 0xE6 | b'\\' | b'>') {
        return None;
    }
    let start = at - text[..at].iter().rev().take(RUN).take_while(|byte| is_word(byte)).count();
    let run = &text[start..end];
    if next == b'>' {
        let tag = text[..start].iter().rev().take(NAME).position(|byte| *byte == b'<')?;
        return element::find(text, start - tag - 1, keys);
    }
    if let Some(found) = by_program(text, run, (start, end), keys) {
        return Some(found);
    }
    let (from, to) = assign::name(text, end)?;
    let mut name = &text[from..to];
    if to != end {
        return None;
    }
    let mut rule = keys.find(name);
    // `secret key`, `OTP code`
    while next == b' ' && end < text.len() {
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
        _ if matches!(run, b"pw" | b"PW" | b"Pw") => match keys.find(b"password") {
            Some(Match::Rule(rule)) => rule,
            _ => return None,
        },
        _ => return None,
    };
    if run == b"secret"
        && let Some((start, end)) = stored(text, end)
    {
        return Some((start, end, rule));
    }
    let (start_of_value, end_of_value) = match text.get(end).copied().unwrap_or(b' ') {
        b'(' => argument(text, start, end)?,
        b'"' | b'\'' | b'`' | b'\\' | b')' | b',' => {
            return second(text, (start, end), rule, keys).or_else(|| columns::find(text, (start, end), rule));
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

/// `password is x`, `password is: x`, `password set to "x"`.
fn joined(text: &[u8], end: usize, name: &[u8]) -> Option<(usize, usize)> {
    let rest = text[end..].trim_ascii_start();
    let mut at = text.len() - rest.len();
    if !matches!(
        *rest.first()?,
        b'i' | b'w' | b'a' | b'l' | b'e' | b's' | b'c' | b'r' | b'u' | b'h' | b'-' | b'I' | b'W' | b'f' | b't' | 0x80..
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
    let (start, stop) = value::value(text, at, true, name)?;
    let said = &text[start..stop];
    if reference::is_state(said) {
        return None;
    }
    let is_quoted = matches!(first, b'"' | b'\'' | b'`' | b'\\');
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
    let is_identifier = run.contains(&b'_') || blanks > 3 || text[end] == b'\t';
    let mut words = text[from.min(start)..start].split(|byte| *byte == b' ').filter(|word| !word.is_empty()).rev();
    let (one, two) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
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
            if looks::secret(said) && !said.starts_with(b"{") {
                return Some((start, start + length));
            }
        }
    }
    let is_login = [&b"login"[..], b"user", b"username"].iter().any(|word| two.eq_ignore_ascii_case(word));
    if blanks == 0 || matches!(first, b'-' | b'|' | b'=' | b':') {
        return None;
    }
    let (start, stop) = value::value(text, end + kind, true, run)?;
    let said = &text[start..stop];
    let word = run.rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or(run);
    let is_password =
        [&b"password"[..], b"passwd", b"passwort", b"passphrase"].iter().any(|name| word.eq_ignore_ascii_case(name));
    let takes_code = [&b"otp"[..], b"code"].iter().any(|name| word.eq_ignore_ascii_case(name));
    let is_code = || takes_code && looks::code(said, &text[stop..]);
    if !(is_identifier || is_after || is_login) {
        return (is_password && looks::strong(said) || is_code()).then_some((start, stop));
    }
    let is_quoted = matches!(first, b'"' | b'\'' | b'`') && !said.contains(&b' ');
    let good = is_quoted || looks::secret(said) && !matches!(text.get(stop), Some(b':' | b'=' | b'('));
    (good && !reference::is_state(said)).then_some((start, stop))
}

/// `password for bob is x`, `password of root set to "x"`, `password for user bob: x`.
fn distant(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let near = &text[end..text.len().min(end + NAME)];
    let first = near.strip_prefix(b" ").filter(|rest| rest.starts_with(b"for ") || rest.starts_with(b"of "))?;
    let mut at = end + 1;
    let mut rest = first;
    for _ in 0..BETWEEN {
        let length = rest.iter().position(|byte| matches!(byte, b' ' | b'\n' | b',' | b';' | b'(' | b'='))?;
        if rest[length] != b' ' || length == 0 {
            return None;
        }
        at += length + 1;
        let word = &rest[..length];
        rest = &rest[length + 1..];
        let joined = match word {
            [.., b':'] => word.len() > 1,
            b"is" | b"was" => true,
            b"to" => text[..at - 4].ends_with(b"set") || text[..at - 4].ends_with(b"changed"),
            _ => false,
        };
        if joined {
            let (start, stop) = value::value(text, at, true, b"password")?;
            let said = &text[start..stop];
            let quoted = matches!(text[start - 1], b'"' | b'\'' | b'`') && looks::secret(said);
            return (quoted || looks::strong(said)).then_some((start, stop));
        }
    }
    None
}

/// `log in with x as the password`
fn earlier(text: &[u8], start: usize) -> Option<(usize, usize)> {
    let head = text[..start].strip_suffix(b" as the ").or_else(|| text[..start].strip_suffix(b" as "))?;
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

/// What follows ` to ` behind a value that was `from` something.
pub(super) fn onward(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].strip_prefix(b" to ").or_else(|| text[end..].strip_prefix(b"\" to \""))?;
    let (start, stop) = value::value(text, text.len() - rest.len(), false, b"password")?;
    looks::strong(&text[start..stop]).then_some((start, stop))
}

/// `gh secret set NAME --body x`, `wrangler secret put NAME <<< x`: `end` is behind the `secret`.
fn stored(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let rest = text[end..].strip_prefix(b" set ").or_else(|| text[end..].strip_prefix(b" put "))?;
    let name = rest.iter().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let flag =
        [&b" -b "[..], b" --body ", b" --body=", b" <<< "].into_iter().find(|flag| rest[name..].starts_with(flag))?;
    let at = text.len() - rest.len() + name + flag.len();
    value::value(text, at, false, b"secret").filter(|_| name > 0)
}

/// A name of a password in another language, around `at`, and its value.
pub(super) fn foreign(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let stands = |(word, offset): &(&str, usize)| {
        let from = at.checked_sub(*offset)?;
        let found = text.get(from..from + word.len())?;
        found.eq_ignore_ascii_case(word.as_bytes()).then_some((from, from + word.len()))
    };
    let (start, end) = FOREIGN.iter().find_map(stands)?;
    let Some(Match::Rule(rule)) = keys.find(&text[start..end]) else { return None };
    let mut end = end;
    // `la contraseña nueva es x`, `пароль для bob: x`: other words may stand between.
    for _ in 0..BETWEEN {
        if let Some((from, to)) = told(text, end) {
            return Some((from, to, rule));
        }
        let word = text[end..].strip_prefix(b" ")?;
        let length =
            word.iter().take(NAME).position(|byte| byte.is_ascii_punctuation() || byte.is_ascii_whitespace())?;
        end += length + 1;
        if length == 0 || text.get(end) != Some(&b' ') && text.get(end) != Some(&b':') {
            return None;
        }
    }
    None
}

/// The value right behind `end`: with a word or a sign that joins it, or so that it looks like one by itself.
fn told(text: &[u8], end: usize) -> Option<(usize, usize)> {
    const SIGNS: [&str; 6] = ["：", "は", "は、", "는", "은", "为"];
    if let Some(found) = joined(text, end, b"password") {
        return Some(found);
    }
    let rest = &text[end..];
    let sign = SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes())).map_or(0, |sign| sign.len());
    let colon = usize::from(sign == 0 && rest.first() == Some(&b':'));
    if sign + colon == 0 && rest.first() != Some(&b' ') {
        return None;
    }
    let (start, stop) = value::value(text, end + sign + colon, true, b"password")?;
    let said = &text[start..stop];
    let said = &said[..said.iter().position(|byte| *byte >= 0x80).unwrap_or(said.len())];
    let quoted = matches!(text[start - 1], b'"' | b'\'' | b'`') && said.len() >= 4;
    let good = quoted || if sign + colon > 0 { looks::secret(said) } else { looks::strong(said) };
    good.then_some((start, start + said.len()))
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

/// `setPassword("x")`, `.password("x")`.
fn argument(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let run = &text[start..end];
    let sets = [&b"set"[..], b"with", b"add"]
        .iter()
        .any(|verb| run.len() > 3 && run[..verb.len().min(run.len())].eq_ignore_ascii_case(verb));
    let builds = start > 0 && text[start - 1] == b'.';
    if !(sets || builds) {
        return None;
    }
    let slashes = text[end + 1..].iter().take(8).take_while(|byte| **byte == b'\\').count();
    matches!(text.get(end + 1 + slashes), Some(b'"' | b'\'')).then_some(())?;
    value::value(text, end + 1, false, run)
}

/// `put("password", "x")`, `define('DB_PASSWORD', 'x')`: two arguments, the first of them the name.
fn second(text: &[u8], (start, end): (usize, usize), rule: u16, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if let Some(rest) = text[end..].strip_prefix(b",<<\"") {
        // Erlang's.
        let start = text.len() - rest.len();
        let length = rest.iter().take(256).position(|byte| *byte == b'"')?;
        return (length > 0).then_some((start, start + length, rule));
    }
    let head = text[..start].strip_suffix(b"\"").or_else(|| text[..start].strip_suffix(b"'")).or_else(|| {
        // `db.password`
        let dot = text[..start].iter().rev().take(NAME).take_while(|byte| is_dotted(**byte)).count();
        let head = &text[..start - dot];
        head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'"))
    })?;
    let slashes = head.iter().rev().take(8).take_while(|byte| **byte == b'\\').count();
    if !head[..head.len() - slashes].ends_with(b"(") {
        return None;
    }
    let behind = super::pair::after_quote(text, end)?;
    let next = text[behind..].trim_ascii_start().iter().take(8).find(|byte| **byte != b'\\')?;
    if !matches!(next, b'"' | b'\'') || super::pair::sensitive(text, behind, keys).is_some() {
        return None;
    }
    let (start, stop) = value::value(text, behind, true, b"")?;
    let rest = text[stop..].iter().take(12).find(|byte| !matches!(byte, b'\\' | b'"' | b'\''))?;
    // The columns of a statement.
    let tail =
        text[stop..].iter().take(16).position(|byte| *byte == b')').map_or(&b""[..], |place| &text[stop + place + 1..]);
    let tail = tail.trim_ascii_start();
    let columns = tail.len() > 5 && tail[..6].eq_ignore_ascii_case(b"values");
    let more = *rest == b',' && looks::secret(&text[start..stop]);
    ((*rest == b')' || more) && !columns).then_some((start, stop, rule))
}

fn is_dotted(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// Programs that take the secret by its place: `htpasswd -b FILE USER x`, `echo "user:x" | chpasswd`,
/// `echo x | docker login --password-stdin`, `rabbitmqctl change_password USER x`.
fn by_program(text: &[u8], run: &[u8], (start, end): (usize, usize), keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if !matches!(
        run,
        b"htpasswd"
            | b"wpa_passphrase"
            | b"change_password"
            | b"chpasswd"
            | b"--password-stdin"
            | b"passwd"
            | b"--passwd-stdin"
    ) {
        return None;
    }
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let word = |at: usize| {
        let from = at + text[at..].iter().take(4).take_while(|byte| **byte == b' ').count();
        let length = text[from..].iter().take(256).take_while(|byte| !byte.is_ascii_whitespace()).count();
        (length > 0).then_some((from, from + length))
    };
    let last = |at: usize| {
        let (start, end) = value::value(text, at, true, b"password")?;
        (text.get(at) == Some(&b' ') && text[start] != b'-').then_some((start, end, rule))
    };
    match run {
        b"htpasswd" => {
            let (from, mut to) = word(end)?;
            if !text[from..to].starts_with(b"-") || !text[from..to].contains(&b'b') {
                return None;
            }
            for _ in 0..2 {
                to = word(to)?.1;
            }
            last(to)
        }
        b"change_password" | b"wpa_passphrase" => last(word(end)?.1),
        b"chpasswd" | b"--password-stdin" | b"passwd" | b"--passwd-stdin" => {
            if run == b"passwd" && !text[end..].starts_with(b" --stdin") {
                return None;
            }
            // Back to the pipe, and to the `echo` before it.
            let near = &text[start.saturating_sub(256)..start];
            let pipe = near.iter().rposition(|byte| *byte == b'|')?;
            let echo = near[..pipe].windows(5).rposition(|part| part == b"echo ")?;
            let mut from = start - near.len() + echo + 5;
            if text[from..].starts_with(b"-n ") {
                from += 3;
            }
            let (from, to) = value::value(text, from, true, b"password")?;
            let user = text[from..to].iter().position(|byte| *byte == b':').filter(|_| run == b"chpasswd");
            let from = user.map_or(from, |length| from + length + 1);
            (from < to && !reference::is_whole(&text[from..to])).then_some((from, to, rule))
        }
        _ => None,
    }
}

/// `your verification code is 123456`, `123456 is your verification code`: `at` is where `your` stands.
pub(super) fn yours(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let from = at + 4;
    if !text.get(at..from)?.eq_ignore_ascii_case(b"your") || text.get(from) != Some(&b' ') {
        return None;
    }
    let near = &text[from..text.len().min(from + NAME)];
    let sentence =
        near.iter().position(|byte| matches!(byte, b'.' | b'\n' | b',' | b'"' | b'\\')).unwrap_or(near.len());
    let near = &near[..sentence];
    let code = near.windows(4).position(|part| part.eq_ignore_ascii_case(b"code")).map(|place| place + 4);
    let pin = || near.windows(4).position(|part| part.eq_ignore_ascii_case(b" pin")).map(|place| place + 4);
    let length = code.or_else(pin)?;
    let before = text[..at].strip_suffix(b" is ");
    if let Some(before) = before {
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = before.len() - digits;
        let rule = looks::code(&before[start..], b"").then(|| keys.find(&near[..length])).flatten();
        return if let Some(Match::Rule(rule)) = rule { Some((start, before.len(), rule)) } else { None };
    }
    let rest = &text[from + length..];
    let rest = rest.strip_prefix(b" is ").or_else(|| rest.strip_prefix(b" is: "))?;
    let start = text.len() - rest.len();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rule = looks::code(&rest[..digits], &rest[digits..]).then(|| keys.find(&near[..length])).flatten();
    if let Some(Match::Rule(rule)) = rule { Some((start, start + digits, rule)) } else { None }
}
