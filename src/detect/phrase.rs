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
const JOINS: [&[u8]; 22] = [
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
    b"->",
    b"\xe6\x98\xaf",
    b"\xe3\x81\xaf",
    b"\xe2\x86\x92",
];

/// Words before a name behind which the value may follow at once: `with password x`.
const BEFORE: [&[u8]; 9] = [b"with", b"using", b"and", b"bad", b"wrong", b"new", b"old", b"default", b"temporary"];

/// Words that may belong to a name, behind its first.
const MORE: [&[u8]; 7] = [b"key", b"token", b"code", b"number", b"value", b"phrase", b"secret"];

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
    let Some(Match::Rule(rule)) = rule else { return None };
    let (start_of_value, end_of_value) = match *text.get(end)? {
        b'(' => argument(text, start, end)?,
        b'"' | b'\'' | b'`' | b'\\' | b')' | b',' => {
            return second(text, (start, end), rule, keys).or_else(|| columns::find(text, (start, end), rule));
        }
        0xE3 if text[end..].starts_with("「".as_bytes()) => {
            let from = end + 3;
            let length = text[from..].iter().take(256).position(|byte| *byte == 0xE3)?;
            (from, from + length)
        }
        _ => joined(text, end, name).or_else(|| direct(text, (from, start), end)).or_else(|| cell(text, start, end))?,
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
        b'i' | b'w' | b'a' | b'l' | b'e' | b's' | b'c' | b'r' | b'u' | b'h' | b'-' | b'I' | b'W' | 0x80..
    ) {
        return None;
    }
    let join = JOINS.iter().find(|join| {
        rest.len() > join.len()
            && rest[..join.len()].eq_ignore_ascii_case(join)
            && !rest[join.len()].is_ascii_alphanumeric()
    })?;
    at += join.len();
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
    (certain && said.len() > 3 || is_quoted && !said.contains(&b' ') || is_code || looks::secret(said))
        .then_some((start, stop))
}

/// `with password x`, `login bob password x`, `aws_secret_access_key x`: the value looks like a secret.
fn direct(text: &[u8], (from, start): (usize, usize), end: usize) -> Option<(usize, usize)> {
    let blanks = text[end..].iter().take(64).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let first = *text.get(end + blanks)?;
    let run = &text[start..end];
    // A name that no prose has; or far apart, as in a table.
    let is_identifier = run.contains(&b'_') || blanks > 3 || text[end] == b'\t';
    let mut words = text[from.min(start)..start].split(|byte| *byte == b' ').filter(|word| !word.is_empty()).rev();
    let (one, two) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_after = BEFORE.iter().any(|word| one.eq_ignore_ascii_case(word));
    let is_login = [&b"login"[..], b"user", b"username"].iter().any(|word| two.eq_ignore_ascii_case(word));
    if blanks == 0 || !(is_identifier || is_after || is_login) || matches!(first, b'-' | b'|' | b'=' | b':') {
        return None;
    }
    let (start, stop) = value::value(text, end, true, run)?;
    let said = &text[start..stop];
    let is_quoted = matches!(first, b'"' | b'\'' | b'`') && !said.contains(&b' ');
    let good = is_quoted || looks::secret(said) && !matches!(text.get(stop), Some(b':' | b'=' | b'('));
    (good && !reference::is_state(said)).then_some((start, stop))
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
    (*rest == b')' && !columns).then_some((start, stop, rule))
}

fn is_dotted(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// Programs that take the secret by its place: `htpasswd -b FILE USER x`, `echo "user:x" | chpasswd`,
/// `echo x | docker login --password-stdin`, `rabbitmqctl change_password USER x`.
fn by_program(text: &[u8], run: &[u8], (start, end): (usize, usize), keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if !matches!(
        run,
        b"htpasswd" | b"change_password" | b"chpasswd" | b"--password-stdin" | b"passwd" | b"--passwd-stdin"
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
        b"change_password" => last(word(end)?.1),
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
