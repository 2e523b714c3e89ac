//! Statements and calls that have a secret in a known place: `requirepass x`, `net user bob x`, `db.auth("bob", "x")`.
use super::{looks, reference, value};
use crate::keys::{KeyRules, Match};

/// One of them.
struct Form {
    /// What it begins with, in small letters.
    begins: &'static [u8],
    /// Where in that the index finds it.
    at: usize,
    /// How many words stand before the secret.
    skip: usize,
}

const fn form(begins: &'static [u8], at: usize, skip: usize) -> Form {
    Form { begins, at, skip }
}

const FORMS: [Form; 20] = [
    form(b"requirepass ", 6, 0),
    form(b"requirepass\" ", 6, 0),
    form(b"masterauth ", 5, 0),
    form(b"masterauth\" ", 5, 0),
    form(b"vault encrypt_string ", 0, 0),
    form(b"login incorrect: ", 2, 0),
    form(b"vault login ", 0, 0),
    form(b"vault operator unseal ", 0, 0),
    form(b"cargo login ", 8, 0),
    form(b"setapikey ", 4, 0),
    form(b"sp_addlogin ", 8, 1),
    form(b" login ", 3, 1),
    form(b"pypi-token.", 5, 1),
    form(b"server key ", 5, 0),
    form(b"convertto-securestring ", 14, 0),
    form(b"net user ", 2, 1),
    form(b"net use ", 2, 1),
    form(b"/rp ", 0, 0),
    form(b"http-basic.", 3, 2),
    form(b"isql -v ", 0, 2),
];

/// The statement around `at`.
fn around(text: &[u8], at: usize) -> Option<&'static Form> {
    let letter = text.get(at)?.to_ascii_lowercase();
    FORMS.iter().filter(|form| form.begins[form.at] == letter).find(|form| {
        let Some(rest) = at.checked_sub(form.at).and_then(|from| text.get(from..)) else { return false };
        // The first letter tells most others apart.
        rest[0].eq_ignore_ascii_case(&form.begins[0])
            && rest.get(..form.begins.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(form.begins))
    })
}

/// Whether there may be one, in text whose escapes are not undone yet.
pub(super) fn maybe(text: &[u8], at: usize) -> bool {
    around(text, at).is_some()
}

/// The secret of the statement around `at`.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let form = around(text, at)?;
    let start = at - form.at;
    let spaced = form.begins[0] == b' ';
    if spaced && !text[start..].starts_with(b" LOGIN ") {
        // IMAP's.
        return None;
    }
    if start > 0 && !spaced && (text[start - 1].is_ascii_alphanumeric() || text[start - 1] == b'_') {
        return None;
    }
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let mut from = start + form.begins.len();
    if form.begins.ends_with(b": ") {
        // FreeRADIUS': `Login incorrect: [bob/x]`, or with its module's name between.
        let open = from + text[from..].iter().take(64).position(|byte| *byte == b'[')?;
        let length = text[open..].iter().take(256).position(|byte| *byte == b']')?;
        let slash = text[open..open + length].iter().position(|byte| *byte == b'/')?;
        let said = &text[open + slash + 1..open + length];
        let good = !said.is_empty() && !matches!(said[0], b'<' | b'[') && !value::is_placeholder(said);
        return good.then_some((open + slash + 1, open + length, rule));
    }
    for _ in 0..form.skip {
        from += text[from..].iter().take(128).position(|byte| matches!(byte, b' ' | b'\n'))? + 1;
    }
    for switch in [&b"-String "[..], b"/user:"] {
        if text[from..].len() > switch.len() && text[from..from + switch.len()].eq_ignore_ascii_case(switch) {
            from += text[from..].iter().take(128).position(|byte| *byte == b' ')? + 1;
        }
    }
    let (start, end) = value::near(text, from, false, b"password")?;
    let said = &text[start..end];
    if said.iter().position(|byte| !byte.is_ascii_alphabetic()).is_some_and(|at| said[at] == b'=') {
        // `token=x`: others read that.
        return None;
    }
    let quoted = start > from && !reference::is_whole(said);
    (quoted || looks::secret(said) && !matches!(said[0], b'-' | b'/' | b'<')).then_some((start, end, rule))
}

/// The last of two arguments of `.auth("bob", "x")`, or of three of `mysqli_connect('db', 'app', 'x')`: `at` is where the index
/// finds the name.
pub(super) fn call(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = &text[at..text.len().min(at + 256)];
    let (open, skip) = if rest.starts_with(b".auth(") {
        (6, 1)
    } else if rest.starts_with(b"li_connect(") || rest.starts_with(b"li_real_connect(") {
        (rest.iter().position(|byte| *byte == b'(')? + 1, 2)
    } else {
        return None;
    };
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let (start, end) = argument(text, at + open, skip)?;
    Some((start, end, rule))
}

/// The argument in quotes behind so many others, of which the first starts at `from`.
pub(super) fn argument(text: &[u8], mut from: usize, skip: usize) -> Option<(usize, usize)> {
    for _ in 0..skip {
        let near = |from: usize| text[from..].iter().take(128).position(|byte| matches!(byte, b'\'' | b'"'));
        let quote = from + near(from)? + 1;
        from = super::pair::after_quote(text, quote + near(quote)?.saturating_sub(slashes(text, quote)))?;
    }
    let (start, end) = value::near(text, from, true, b"")?;
    matches!(text[start - 1], b'\'' | b'"').then_some((start, end))
}

/// `WiFi.begin("office", "x")`: `at` is the `gin` within.
pub(super) fn wifi(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let named = text[..at].ends_with(b"WiFi.be") && text[at..].starts_with(b"gin(");
    let (start, end) = named.then(|| argument(text, at + 4, 1))??;
    Some((start, end, rule))
}

/// The key of `pgp_sym_encrypt(column, 'x')`: `at` is the `ym_` within.
pub(super) fn second(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = &text[at..text.len().min(at + 256)];
    let call = [&b"ym_encrypt("[..], b"ym_decrypt("].into_iter().find(|call| rest.starts_with(call))?;
    let comma = rest[call.len()..].iter().position(|byte| matches!(byte, b',' | b')'))?;
    let from = at + call.len() + comma + 1;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let (start, end) = value::near(text, from, true, b"password")?;
    (text[from - 1] == b',' && matches!(text[start - 1], b'\'' | b'"')).then_some((start, end, rule))
}

/// Backslashes before the quote that closes what starts at `at`.
fn slashes(text: &[u8], at: usize) -> usize {
    let close = text[at..].iter().take(128).position(|byte| matches!(byte, b'\'' | b'"')).unwrap_or(0);
    text[at..at + close].iter().rev().take_while(|byte| **byte == b'\\').count()
}

/// `ACL SETUSER bob on >x`: `at` is the `ETU` within.
pub(super) fn user(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let rest = text[at..].strip_prefix(b"ETUSER ")?;
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let place = rest.iter().take(128).position(|byte| matches!(byte, b'>' | b'\n'))?;
    let start = at + 7 + place + 1;
    let length =
        text[start..].iter().take(256).position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\''));
    let length = length.unwrap_or((text.len() - start).min(256));
    (rest[place] == b'>' && length > 0 && !value::is_placeholder(&text[start..start + length])).then_some((
        start,
        start + length,
        rule,
    ))
}
