//! A value that stands beside its name with no word to join them: `with password x`, `x as the password`, `| password | x |`.
use super::phrase::NAME;
use super::{looks, reference, value};

/// Words before a name behind which the value may follow at once: `with password x`.
const BEFORE: [&[u8]; 32] = [
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
    b"console.log",
    b"HMAC",
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

/// `with password x`, `login bob password x`, `aws_secret_access_key x`: the value looks like a secret.
pub(super) fn direct(text: &[u8], (from, start): (usize, usize), end: usize) -> Option<(usize, usize)> {
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
    let is_login = [&b"login"[..], b"user", b"username", b"neighbor", b"peer", b"machine", b"connect"]
        .iter()
        .any(|word| two.eq_ignore_ascii_case(word));
    // `set user password 3 x`
    let is_login = is_login || kind > 0 && one.eq_ignore_ascii_case(b"user");
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
    // What follows has no sign of a file's name: a test's `PASS src/app.test.js`.
    let next = text[end..].iter().skip(1).take(64).take_while(|byte| **byte > b' ');
    let is_plain = !next.clone().any(|byte| matches!(byte, b'.' | b'/' | b':'));
    let is_line = is_plain
        && run == b"PASS"
        && [&b"\n"[..], b"\\n", b"command: ", b"cmd: "].iter().any(|end| text[..start].ends_with(end));
    let is_auth_key = is_plain && run.eq_ignore_ascii_case(b"auth key");
    // `alice> passwd x`
    let is_prompt = text[..start].ends_with(b"> ");
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
    let ends = matches!(text.get(stop), None | Some(b'\n'));
    let is_drawn = is_kind && ends && said.len() > 15;
    if !(is_identifier || is_after || is_auth_key || is_login || is_line || is_prompt || is_drawn) {
        let named = is_password || is_opened || is_kind || is_token || is_told;
        return (named && looks::strong(said) || is_code()).then_some((start, stop));
    }
    let is_quoted = matches!(first, b'"' | b'\'' | b'`') && !said.contains(&b' ');
    let good = is_quoted || looks::secret(said) && !matches!(text.get(stop), Some(b':' | b'=' | b'('));
    (good && !reference::is_state(said)).then_some((start, stop))
}

/// `log in with x as the password`
pub(super) fn earlier(text: &[u8], start: usize) -> Option<(usize, usize)> {
    // `assert 'x' == user.password`
    let dots = text[..start].iter().rev().take(NAME).take_while(|byte| is_part(**byte)).count();
    let compared =
        text[..start - dots].strip_suffix(b" == ").filter(|head| head.ends_with(b"'") || head.ends_with(b"\""));
    if let Some(head) = text[..start].strip_suffix(b", ") {
        // `I changed it from x to y, password still fails`
        let word = |head: &[u8]| head.iter().rev().take(256).position(|byte| byte.is_ascii_whitespace());
        let two = head.len() - word(head)?;
        let head_of_two = head[..two].strip_suffix(b" to ")?;
        let one = head_of_two.len() - word(head_of_two)?;
        let good =
            looks::strong(&head_of_two[one..]) && looks::strong(&head[two..]) && head[..one].ends_with(b" from ");
        return good.then_some((one, head_of_two.len()));
    }
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
pub(super) fn cell(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
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
