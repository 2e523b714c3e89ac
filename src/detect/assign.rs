//! Sensitive names with a value in text: `password=x`, `"password": "x"`, `Authorization: Bearer x`, `--password x`.
//!
//! The same in logs, headers, broken JSON and JSON within a string, so quotes may be escaped any number of times. A
//! value whose end never comes goes to the end of its line. Placeholders stay.
use super::looks;
use super::value::{is_placeholder, is_trailing, value};
use crate::decode::Decoded;
use crate::keys::{KeyRules, Match, Role, role};
use crate::percent;

/// How far back a name is read.
const NAME: usize = 64;

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
    let odd = [&b"name"[..], b"auth", b"/p"].iter().any(|end| text[..at - 1].ends_with(end));
    if !may_name(text, at - 1, keys) && !odd && typed(text, at, keys).is_none() {
        return super::encoded::padded(text, at, keys);
    }
    let Some((start, end)) = name(text, at - 1) else {
        let rule = typed(text, at, keys)?;
        let (start, end) = value(text, at, true, b"password")?;
        return Some((start, end, rule));
    };
    let mut decoded = Decoded::default();
    let mut name = &text[start..end];
    if start > 0 && text[start - 1] == b'\\' || name.contains(&b'\\') {
        // An escaped name, in broken JSON: what it says counts.
        let start = quoted_name(text, end);
        decoded.decode(&text[start..end]);
        name = &decoded.text;
    }
    let before = start.checked_sub(1).map(|at| text[at]);
    let (rule, wants) = match keys.find(name) {
        Some(Match::Rule(rule)) => (rule, Wants::Nothing),
        _ if name.ends_with(b"issecret") && text[at..].starts_with(b"true]") => {
            // A variable of Azure's pipelines.
            let Some(Match::Rule(rule)) = keys.find(b"secret") else { return None };
            let (start, end) = value(text, at + 5, false, b"")?;
            return Some((start, end, rule));
        }
        found => match super::pair::find(text, at, name, keys) {
            Some(found) => return Some(found),
            None if found.is_none() => {
                let login = last_word(name) == b"p" && is_login(&text[..start]);
                let found = short(if login { Some(b'/') } else { before }, name, keys);
                match found.or_else(|| Some((typed(text, at, keys)?, Wants::Secret))) {
                    Some(found) => found,
                    None => return super::encoded::padded(text, at, keys),
                }
            }
            None => return None,
        },
    };
    let mut spaced = text[at - 1] == b':' || from > at || text[..at - 1].ends_with(b" ");
    if !spaced && text.get(at) == Some(&b' ') {
        // `password= x`, where no other pair follows.
        let next = text[at + 1..].iter().take(NAME).take_while(|byte| !matches!(byte, b' ' | b'\n'));
        spaced = next.clone().next().is_some() && !next.clone().any(|byte| matches!(byte, b'=' | b':'));
    }
    // `arn:aws:secretsmanager:…:secret:name`.
    let is_arn = text[start.saturating_sub(NAME)..start].windows(4).any(|part| part == b"arn:");
    let (start, end) = value(text, from, spaced, name)?;
    let said = &text[start..end];
    let good = match wants {
        Wants::Nothing => true,
        Wants::Secret => looks::secret(said) || is_quoted(text, start) && said.len() >= 4,
        Wants::Pair => super::encoded::is_pair(said),
    };
    let is_default = before == Some(b'{') && text[..from].windows(2).rev().take(NAME).any(|pair| pair == b"${");
    (good
        && !is_arn
        && !is_other(before, name, said)
        && !is_code(text, (at, end), name, said)
        && (!is_default || looks::secret(said)))
    .then_some((start, end, rule))
}

fn last_word(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b' ').next().unwrap_or(name)
}

/// Whether `u:` or the like ends `before`: then `p:` is the password.
fn is_login(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    [&b"u:"[..], b"user:", b"login:", b"username:"].iter().any(|end| before.ends_with(end))
}

/// What source code has behind a name and a sign: its type, the name once more, another name.
fn is_code(text: &[u8], (at, end): (usize, usize), name: &[u8], value: &[u8]) -> bool {
    const TYPES: [&[u8]; 6] = [b"str", b"string", b"String", b"&str", b"bytes", b"SecretStr"];
    let last = name.rsplit(|byte| matches!(byte, b' ' | b'.')).next().unwrap_or(name);
    let spaced = text[at - 1] == b'=' && text.get(at) == Some(&b' ') && text[..at - 1].ends_with(b" ");
    let compared = text[at - 1] == b'=' && text.get(at) == Some(&b'=');
    let is_name = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    text[at - 1] == b':' && TYPES.contains(&value) && text[end..].starts_with(b" = ")
        || spaced && value == last
        || compared && value.contains(&b'_') && value.iter().all(is_name)
}

fn is_quoted(text: &[u8], start: usize) -> bool {
    start > 0 && matches!(text[start - 1], b'"' | b'\'' | b'`')
}

/// The quoted text behind the arrow that follows a quoted value.
pub(super) fn changed(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let slashes = text[end..].iter().take(8).take_while(|byte| **byte == b'\\').count();
    let rest = text[end + slashes..].strip_prefix(b"\" -> ")?;
    let from = text.len() - rest.len();
    value(text, from, false, b"")
}

/// What a value has to be under a name that is no rule by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Nothing,
    /// A quoted text, or what looks like a secret.
    Secret,
    /// Base64 of `user:password`.
    Pair,
}

/// Names that are too short to be rules, and count where the value looks like a secret: `pass`, `pw`, `auth`. In openssl's
/// `-passin pass:x` that is no question.
fn short(before: Option<u8>, name: &[u8], keys: &KeyRules) -> Option<(u16, Wants)> {
    let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
    let name = name.trim_ascii_end();
    let mut words = name.rsplit(|byte| !byte.is_ascii_alphanumeric());
    let (last, earlier) = (words.next()?, words.next().unwrap_or_default());
    if last == b"pass" && matches!(earlier, b"passin" | b"passout") {
        return Some((rule, Wants::Nothing));
    }
    if last.eq_ignore_ascii_case(b"auth") {
        return Some((rule, if name.ends_with(b"_auth") && earlier.is_empty() { Wants::Secret } else { Wants::Pair }));
    }
    let known = [&b"pass"[..], b"pw", b"pswd"];
    let known = known.into_iter().any(|word| last.eq_ignore_ascii_case(word)) || last == b"p" && before == Some(b'/');
    known.then_some((rule, Wants::Secret))
}

/// A name with its type behind it: `var password string = "x"`, `secret: &str = "x"`.
fn typed(text: &[u8], at: usize, keys: &KeyRules) -> Option<u16> {
    if text[at - 1] != b'=' || !matches!(text.get(at), Some(b' ' | b'"')) {
        return None;
    }
    let before = text[..at - 1].trim_ascii_end();
    let near = &before[before.len().saturating_sub(NAME)..];
    if let Some(place) = near.windows(14).rposition(|part| part.eq_ignore_ascii_case(b" password for ")) {
        // `SET PASSWORD FOR bob =`
        let plain = !near[place..].contains(&b'=') && !near[place + 14..].contains(&b' ');
        return keys
            .find(b"password")
            .filter(|_| plain)
            .and_then(|found| if let Match::Rule(rule) = found { Some(rule) } else { None });
    }
    let kind = [&b"string"[..], b"String", b"&str", b"&'static str", b"char*", b"str"];
    let head = kind.iter().find_map(|kind| before.strip_suffix(*kind))?;
    let head = head.strip_suffix(b" ")?;
    let head = head.strip_suffix(b":").unwrap_or(head);
    let (start, end) = name(head, head.len())?;
    match keys.find(&head[start..end]) {
        Some(Match::Rule(rule)) => Some(rule),
        _ => None,
    }
}

/// What many programs write under a sensitive name, and means another thing: a working directory, a Go type, whether a
/// password was used, the fingerprint in a .NET assembly's name.
fn is_other(before: Option<u8>, name: &[u8], value: &[u8]) -> bool {
    let name = name.trim_ascii();
    let last = name.rsplit(|byte| *byte == b' ').next().unwrap_or(name);
    let ends = |with: &[u8]| name.len() >= with.len() && name[name.len() - with.len()..].eq_ignore_ascii_case(with);
    matches!(last, b"PWD" | b"OLDPWD") && value.starts_with(b"/")
        || before == Some(b'*') && name.contains(&b'.')
        || ends(b"unexpected token")
        || [&b"existingSecret"[..], b"imagePullSecrets", b"automountServiceAccountToken"].contains(&last)
        || ends(b"using password") && matches!(value, b"YES" | b"NO")
        || ends(b"publickeytoken") && value.len() == 16 && value.iter().all(u8::is_ascii_hexdigit)
        || ends(b"sid")
            && value.starts_with(b"S-1-")
            && value[4..].iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        // The number of a signal, of a rule, of a server.
        || (ends(b"sid") || ends(b"sig")) && (is_number(value, 10) || matches!(value, b"true" | b"false"))
        // What a mail server answered: `dsn=2.0.0`.
        || ends(b"dsn") && value.len() <= 9 && value.split(|byte| *byte == b'.').all(|part| is_number(part, 3))
        || (ends(b"sessionid") || ends(b"session_id") || ends(b"session id")) && is_number(value, 4)
        || is_object(value)
}

fn is_number(value: &[u8], longest: usize) -> bool {
    (1..=longest).contains(&value.len()) && value.iter().all(u8::is_ascii_digit)
}

/// What Java says of an object that says nothing itself: `android.os.Binder@2bd79ce`, `Token{78af589`.
fn is_object(value: &[u8]) -> bool {
    let Some(sign) = value.iter().position(|byte| matches!(byte, b'@' | b'{')) else { return false };
    let (class, hash) = (&value[..sign], value[sign + 1..].split(|byte| *byte == b' ').next().unwrap_or_default());
    let hash = hash.strip_suffix(b"}").unwrap_or(hash);
    let named = class.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'$'));
    let last = class.rsplit(|byte| matches!(byte, b'.' | b'$')).next().unwrap_or_default();
    let dotted = class.contains(&b'.') || value[sign] == b'{';
    let cased = last.first().is_some_and(u8::is_ascii_uppercase) && last.iter().any(u8::is_ascii_lowercase);
    named
        && dotted
        && cased
        && (5..=8).contains(&hash.len())
        && hash.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether the name before the separator at `end` may be one that counts, by how it ends.
#[inline]
fn may_name(text: &[u8], end: usize, keys: &KeyRules) -> bool {
    let mut end = end;
    while end > 0 && matches!(text[end - 1], b' ' | b'\t' | b':' | b'"' | b'\'' | b'`' | b'\\' | b']' | b'*') {
        end -= 1;
        // In quotes or brackets it may be part of a pair.
        if !matches!(text[end], b' ' | b'\t' | b':') {
            return true;
        }
    }
    // A number at its end does not count: the lines and columns of a stack trace are nearly all of them.
    let numbers = text[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    if numbers > 0 {
        let before = text[..end - numbers].trim_ascii_end();
        let marks = before.iter().rev().take(2).take_while(|byte| matches!(byte, b':' | b'_' | b'-' | b'.')).count();
        end = before.len() - marks;
        if end < 2 {
            return true;
        }
    }
    end >= 2 && keys.may_end(&text[..end])
}

/// Whether a sensitive name may end at the `:`, `=` or flag before `at`, in text whose escapes are not undone yet.
/// Too often yes, never a wrong no.
pub(crate) fn maybe(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    if at == 0 || text[at - 1] == b'-' {
        return true;
    }
    // `<add key="password" value="x"/>`: an attribute that names another.
    let word = text[..at - 1].iter().rev().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    if text[at - 1] == b'=' && role(&text[at - 1 - word..at - 1]) != Role::Plain {
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

/// Whether nothing follows from a name that a `=` stands behind, whatever its value. Too often no, never a wrong yes.
pub(crate) fn is_idle(name: &[u8], keys: &KeyRules) -> bool {
    let typed = [&b"string"[..], b"str", b"issecret"].iter().any(|end| {
        let from = name.len().saturating_sub(end.len());
        name[from..].eq_ignore_ascii_case(end)
    });
    !typed
        && role(name) == Role::Plain
        && match keys.find(name) {
            Some(Match::Rule(_)) => false,
            Some(_) => true,
            None => short(Some(b'/'), name, keys).is_none(),
        }
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
    let good = !value.is_empty() && !is_placeholder(value) && !is_other(None, &decoded, value);
    Some(good.then_some((at, at + value.len(), rule)))
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
    Some((start, end, rule))
}

/// `--key x` and `--value x`, where the value or the command says that it is one.
fn plain_flag(text: &[u8], at: usize, name: &[u8], keys: &KeyRules) -> Option<(usize, usize, u16)> {
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
    // `ENV["TOKEN"] =`, `**Token**:`.
    back(&mut end, &|byte| matches!(byte, b']' | b'*'));
    back(&mut end, &|byte| byte == b':');
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
