//! Sensitive names with a value in text: `password=x`, `"password": "x"`, `Authorization: Bearer x`, `--password x`.
//!
//! The same in logs, headers, broken JSON and JSON within a string, so quotes may be escaped any number of times. A
//! value whose end never comes goes to the end of its line. Placeholders stay.
use super::name::{NAME, colour, may_name, name, quoted_name};
use super::other::{is_code, is_other};
use super::unsure::{Wants, is_drawn, is_login, is_odd, last_word, short, typed};
use super::value::{near, value};
use super::{flag, login, looks, query, signs, statement};
use crate::decode::Decoded;
use crate::hidden;
use crate::keys::{KeyRules, Match, Role, role};

/// The value behind the `:`, `=` or flag that ends at `at`: its span and the rule of its name.
pub(super) fn find(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if text[at - 1] == b'-' {
        return flag::flag(text, at, keys);
    }
    let mut from = at;
    if matches!((text[at - 1], text.get(at)), (b'=', Some(b'>' | b'=')) | (b':', Some(b'='))) {
        from += 1;
    } else if text[at - 1] == b':' && (text.get(at) == Some(&b':') || text[..at].ends_with(b"::")) {
        return doubled(text, at, keys);
    }
    if text[at - 1] == b':'
        && let Some(found) = quoted_oddly(text, at, keys)
    {
        return found;
    }
    if text[at - 1] == b'='
        && let Some(found) = query::query(text, at, keys)
    {
        return found;
    }
    if !may_name(text, at - 1, keys) && !is_odd(&text[..at - 1]) && typed(text, at, keys).is_none() {
        return super::encoded::padded(text, at, keys);
    }
    if text[at - 1] == b'=' && text[..at - 1].ends_with(b")") && text.get(at) == Some(&b'(') {
        return column(text, at, keys);
    }
    if let Some(found) = printed(text, at, keys) {
        return Some(found);
    }
    if let Some((start, end)) = said_oddly(text, at)
        && let Some(Match::Rule(rule)) = keys.find(b"password")
    {
        return Some((start, end, rule));
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
    let unbroken;
    if name.contains(&0xAD)
        && let Some(said) = hidden::name(name)
    {
        unbroken = said;
        name = &unbroken;
    }
    let before = start.checked_sub(1).map(|at| text[at]);
    let (rule, wants) = match keys.find(name) {
        Some(Match::Rule(rule)) => (rule, Wants::Nothing),
        _ if name.ends_with(b"APP_KEY") && text[at..].starts_with(b"base64:") => {
            // Laravel's.
            let Some(Match::Rule(rule)) = keys.find(b"secret") else { return None };
            (rule, Wants::Nothing)
        }
        _ if name.ends_with(b"issecret") && text[at..].starts_with(b"true]") => {
            // A variable of Azure's pipelines.
            let Some(Match::Rule(rule)) = keys.find(b"secret") else { return None };
            let (start, end) = value(text, at + 5, false, b"")?;
            return Some((start, end, rule));
        }
        None if name.ends_with(b"value") && matches!(before, Some(b'[' | b'(' | b'{')) => {
            // `Token[value=x, ttl=60]`
            let class =
                text[..start - 1].iter().rev().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let Some(Match::Rule(rule)) = keys.find(&text[start - 1 - class..start - 1]) else { return None };
            (rule, Wants::Secret)
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
    if matches!(wants, Wants::Pair) {
        let named = [&b"basic auth"[..], b"http auth", b"proxy auth"].iter().any(|end| ends(name, end));
        if let Some((start, end)) =
            login::slashed(text, from).filter(|(start, end)| named || looks::strong(&text[*start..*end]))
        {
            return Some((start, end, rule));
        }
        // `auth=basic("neo4j", "x")`
        if let Some((start, end)) =
            text[from..].strip_prefix(b"basic(").and_then(|_| statement::argument(text, from + 6, 1))
        {
            return Some((start, end, rule));
        }
    }
    let mut spaced =
        text[at - 1] == b':' || from > at || text[..at - 1].ends_with(b" ") || text[..at - 1].ends_with(b"\t");
    if text[..at - 1].ends_with(b"\\t") && text[from..].starts_with(b"\\t") {
        from += 2;
    }
    if !spaced && text.get(at) == Some(&b' ') {
        // `password= x`, where no other pair follows.
        let next = text[at + 1..].iter().take(NAME).take_while(|byte| !matches!(byte, b' ' | b'\n'));
        spaced = next.clone().next().is_some() && !next.clone().any(|byte| matches!(byte, b'=' | b':'));
    }
    // `arn:aws:secretsmanager:…:secret:name`.
    let is_arn = text[start.saturating_sub(NAME)..start].windows(4).any(|part| part == b"arn:");
    if let Some(rest) = text[from..].strip_prefix(b" changed [old ") {
        // Puppet's.
        let start = text.len() - rest.len();
        let length = rest.iter().take(512).position(|byte| *byte == b']')?;
        let said = &rest[..length];
        return (looks::secret(said)).then_some((start, start + length, rule));
    }
    let (mut start, mut end) = match wants {
        _ if is_arn => return None,
        Wants::Nothing => value(text, from, spaced, name)?,
        _ => near(text, from, spaced, name)?,
    };
    if text[start..end].ends_with(b":") && text.get(end) == Some(&b' ') && !text[start..end].contains(&b' ') {
        // `token: SecretID: x`
        (start, end) = value(text, end, true, name)?;
    }
    let said = &text[start..end];
    if text[from - 1] == b':' && is_torn(said) && end == text.len() || is_empty_field(text, (from, start, end)) {
        return None;
    }
    let coloured = text[from.min(at) - 1] == b':' && colour(&text[..at - 1]) > 0;
    let wants = if coloured { Wants::Secret } else { wants };
    let good = match wants {
        Wants::Nothing => true,
        Wants::Secret => looks::secret(said) || is_quoted(text, start) && said.len() >= 4,
        Wants::Drawn => looks::secret(said) && !said.starts_with(b"arn:"),
        Wants::Pair => super::encoded::is_pair(said),
    };
    let is_default = before == Some(b'{') && text[..from].windows(2).rev().take(NAME).any(|pair| pair == b"${");
    (good
        && !is_other(before, name, said)
        && !is_code(text, (at, end), name, said)
        && (!is_default || looks::secret(said)))
    .then_some((start, end, rule))
}

/// A value whose name stands in quotes that are written as something else. None: it does not; `Some(None)`: there is nothing to
/// take out.
#[allow(clippy::option_option, reason = "no such quotes, or none that count")]
fn quoted_oddly(text: &[u8], at: usize, keys: &KeyRules) -> Option<Option<(usize, usize, u16)>> {
    signs::may_end(text, at - 1).then(|| signs::find(text, at - 1, at, keys))
}

/// `PASSWORD::x`, where the value can be no name of a language.
fn doubled(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    if !text[..at].ends_with(b"::") || text.get(at) == Some(&b':') {
        return None;
    }
    let (start, end) = name(text, at - 2)?;
    let Some(Match::Rule(rule)) = keys.find(&text[start..end]) else { return None };
    let (start, end) = near(text, at, false, b"password")?;
    let is_loud = said_loud(&text[..at - 2]);
    (looks::strong(&text[start..end]) || is_loud && looks::secret(&text[start..end])).then_some((start, end, rule))
}

/// Whether no small letter is in the word that ends `text`: no name of a language is written so.
fn said_loud(text: &[u8]) -> bool {
    text.iter()
        .rev()
        .take(NAME)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .all(|byte| !byte.is_ascii_lowercase())
}

/// The beginning of `null`, `true` or `false`, where a text was cut off.
fn is_torn(said: &[u8]) -> bool {
    [&b"null"[..], b"true", b"false"].iter().any(|word| word.starts_with(said))
}

/// `{Name:bob Password: Age:7}`, as Go prints fields: nothing stands between the colon and its value.
fn is_empty_field(text: &[u8], (from, start, end): (usize, usize, usize)) -> bool {
    let said = &text[start..end];
    let field = said.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let near = &text[from.saturating_sub(NAME)..from];
    start == from + 1
        && said[0].is_ascii_uppercase()
        && said.get(field) == Some(&b':')
        && near
            .iter()
            .rposition(|byte| *byte == b'{')
            .is_some_and(|open| near[open..].windows(2).all(|pair| pair[0] != b':' || pair[1] != b' '))
}

/// `dd($user->password): "x"`: what prints a value, with its name.
fn printed(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let inner = text[..at - 1].strip_suffix(b")")?;
    let (start, end) = name(inner, inner.len())?;
    let Some(Match::Rule(rule)) = keys.find(&inner[start..end]) else { return None };
    let path = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'>' | b'$');
    let head = inner[..start].len() - inner[..start].iter().rev().take(NAME).take_while(path).count();
    let calls = [&b"dd("[..], b"dump(", b"debug(", b"print(", b"inspect(", b"repr(", b" p("];
    let (from, to) =
        value(text, at, true, b"password").filter(|_| calls.iter().any(|call| inner[..head].ends_with(call)))?;
    is_quoted(text, from).then_some((from, to, rule))
}

/// The password of FIX (`554=x`), where the line is of that protocol; a wallet's words: `recovery phrase: winter dragon …`.
fn said_oddly(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let head = &text[..at - 1];
    if head.ends_with(b"554") && text[at - 1] == b'=' {
        let near = &head[head.len().saturating_sub(4 * NAME)..];
        let length = text[at..].iter().take(256).position(|byte| matches!(byte, b'|' | 1 | b'^' | b' ' | b'"'))?;
        let said = &text[at..at + length];
        let named = near.windows(6).any(|part| part == b"8=FIX.");
        return (named && length > 0 && !super::value::is_placeholder(said)).then_some((at, at + length));
    }
    if !(head.ends_with(b" phrase") || head.ends_with(b"mnemonic")) {
        return None;
    }
    let from = at + text[at..].iter().take(3).take_while(|byte| matches!(byte, b' ' | b'"')).count();
    let (mut end, mut words) = (from, 0);
    while words < 24 {
        let length = text[end..].iter().take(9).take_while(|byte| byte.is_ascii_lowercase()).count();
        if !(3..=8).contains(&length) {
            break;
        }
        (end, words) = (end + length, words + 1);
        if text.get(end) != Some(&b' ') {
            break;
        }
        end += 1;
    }
    let end = from + text[from..end].trim_ascii_end().len();
    (words >= 12).then_some((from, end))
}

/// PostgreSQL's `Key (token)=(x) already exists`.
fn column(text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
    let near = &text[at.saturating_sub(NAME)..at - 2];
    let open = near.iter().rposition(|byte| *byte == b'(')?;
    let Some(Match::Rule(rule)) = keys.find(&near[open + 1..]) else { return None };
    let length = text[at + 1..].iter().take(512).position(|byte| *byte == b')')?;
    (length > 0).then_some((at + 1, at + 1 + length, rule))
}

fn ends(name: &[u8], with: &[u8]) -> bool {
    let name = name.trim_ascii_end();
    name.len() >= with.len() && name[name.len() - with.len()..].eq_ignore_ascii_case(with)
}

fn is_quoted(text: &[u8], start: usize) -> bool {
    start > 0 && matches!(text[start - 1], b'"' | b'\'' | b'`')
}

/// The quoted text behind the arrow that follows a quoted value.
pub(super) fn changed(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let slashes = text[end..].iter().take(8).take_while(|byte| **byte == b'\\').count();
    if let Some(rest) = text[end..].strip_prefix(b"] to [new ") {
        let start = text.len() - rest.len();
        let length = rest.iter().take(512).position(|byte| *byte == b']')?;
        return looks::secret(&rest[..length]).then_some((start, start + length));
    }
    let rest = text[end + slashes..].strip_prefix(b"\" -> ")?;
    let from = text.len() - rest.len();
    value(text, from, false, b"")
}

/// Whether a sensitive name may end at the `:`, `=` or flag before `at`, in text whose escapes are not undone yet.
/// Too often yes, never a wrong no.
#[inline(always)]
pub(crate) fn maybe(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    match text[..at] {
        // As nearly all: `Upload.java:17`, `main.go:17`. Behind an `m` may stand what ends an escape sequence.
        [.., one, two, b':'] if two != b'm' && !UNSURE[usize::from(two)] && keys.ends_otherwise(one, two) => false,
        [] | [.., b'-'] => true,
        _ => may_stand(text, at, keys),
    }
}

/// The same behind `:` or `=`.
#[inline(never)]
fn may_stand(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    // `<add key="password" value="x"/>`: an attribute that names another.
    let word = text[..at - 1].iter().rev().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    if text[at - 1] == b'=' && role(&text[at - 1 - word..at - 1]) != Role::Plain {
        return true;
    }
    let head = &text[..at - 1];
    let unsure = || {
        head.last().is_some_and(|last| *last != b'm' && UNSURE[usize::from(*last)])
            && (is_drawn(head) || text[at - 1] == b'=' && query::maybe(head))
    };
    if !may_name(text, at - 1, keys) {
        return unsure();
    }
    let Some((start, end)) = name(text, at - 1) else { return true };
    // The first letter may belong to an escape: `\npassword`.
    let escaped = start > 0 && text[start - 1] == b'\\';
    role(&text[start..end]) != Role::Plain
        || keys.find(&text[start..end]).is_some()
        || (escaped && keys.find(&text[start + 1..end]).is_some())
        || unsure()
}

/// The last letters of names that count where the value looks drawn.
static UNSURE: [bool; 256] = {
    let mut unsure = [false; 256];
    let letters = *b"dDyYltTeEh";
    let mut at = 0;
    while at < letters.len() {
        unsure[letters[at] as usize] = true;
        at += 1;
    }
    unsure
};

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
