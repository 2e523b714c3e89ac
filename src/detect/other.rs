//! What stands under a sensitive name and means another thing: a directory, a type of a language, the number of a signal, an
//! object that says nothing.

/// What many programs write under a sensitive name, and means another thing: a working directory, a Go type, whether a
/// password was used, the fingerprint in a .NET assembly's name.
pub(super) fn is_other(before: Option<u8>, name: &[u8], value: &[u8]) -> bool {
    let name = name.trim_ascii();
    let last = name.rsplit(|byte| *byte == b' ').next().unwrap_or(name);
    let ends = |with: &[u8]| name.len() >= with.len() && name[name.len() - with.len()..].eq_ignore_ascii_case(with);
    matches!(last, b"PWD" | b"OLDPWD") && value.starts_with(b"/")
        || before == Some(b'*') && name.contains(&b'.')
        || ends(b"unexpected token")
        || [&b"existingSecret"[..], b"imagePullSecrets", b"automountServiceAccountToken"].iter().any(|name| last.ends_with(name))
        || value == b"username"
        || last.eq_ignore_ascii_case(b"pan") && is_angle(value)
        || ends(b"using password") && matches!(value, b"YES" | b"NO")
        || ends(b"publickeytoken") && value.len() == 16 && value.iter().all(u8::is_ascii_hexdigit)
        || ends(b"sid")
            && value.starts_with(b"S-")
            && value[2..].iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        // The number of a signal, of a rule, of a server.
        || is_numbered(name, value)
        || (ends(b"sid") || ends(b"sig")) && matches!(value, b"true" | b"false")
        || ends(b"dsn") && value.len() <= 12 && value.iter().all(u8::is_ascii_lowercase)
        || last == b"serviceAccountToken" && value.starts_with(b"{")
        || is_setting(last, value)
        // A process of PostgreSQL: when it began, and its number.
        || (ends(b"session_id") || ends(b"sessionid") || ends(b"session id")) && is_process(value)
        || ends(b"cookie") && matches!(value, b"0" | b"1" | b"true" | b"false")
        // Of a host or in memory: no place where somebody lives.
        || ends(b"address") && is_location(value)
        // What a mail server answered: `dsn=2.0.0`.
        || ends(b"dsn") && value.len() <= 9 && value.split(|byte| *byte == b'.').all(|part| is_number(part, 3))
        || (ends(b"sessionid") || ends(b"session_id") || ends(b"session id")) && is_number(value, 4)
        || is_object(value)
}

/// The same in JSON: a session of PostgreSQL, an account of Windows.
pub(super) fn is_quiet(name: &[u8], value: &[u8]) -> bool {
    match value {
        [b'S', b'-', rest @ ..] => {
            let last = &name[name.len().saturating_sub(3)..];
            last.eq_ignore_ascii_case(b"sid") && rest.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-')
        }
        _ => name.ends_with(b"session_id") && is_process(value),
    }
}

/// `6383b33a.258`
fn is_process(value: &[u8]) -> bool {
    let hex = |part: &[u8]| part.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    value.len() > 9 && value.len() <= 15 && value[8] == b'.' && hex(&value[..8]) && hex(&value[9..])
}

/// `0x7fff12a0`, `10.0.0.1:80`, `[::]:8080`
fn is_location(value: &[u8]) -> bool {
    let part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':' | b'[' | b']' | b'/' | b'x');
    value.iter().all(part) && value.iter().any(|byte| matches!(byte, b'.' | b':' | b'x'))
}

/// How far a camera has turned: `pan=12.5`.
fn is_angle(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"-").unwrap_or(value);
    value.len() < 8
        && value[..value.len().min(1)].iter().all(u8::is_ascii_digit)
        && value.contains(&b'.')
        && value.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}

/// A setting of Ansible, of a browser's `fetch`.
pub(super) fn is_setting(name: &[u8], value: &[u8]) -> bool {
    match value {
        b"on_create" | b"always" => name.ends_with(b"update_password"),
        b"include" | b"omit" | b"same-origin" => name == b"credentials",
        _ => false,
    }
}

/// The number of a signal, of a rule, of a server: `sig=11`, `"sid":7`.
pub(super) fn is_numbered(name: &[u8], value: &[u8]) -> bool {
    let name = name.trim_ascii();
    let last = &name[name.len().saturating_sub(3)..];
    (last.eq_ignore_ascii_case(b"sid") || last.eq_ignore_ascii_case(b"sig")) && is_number(value, 10)
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

/// What source code has behind a name and a sign: its type, the name once more, another name.
pub(super) fn is_code(text: &[u8], (at, end): (usize, usize), name: &[u8], value: &[u8]) -> bool {
    const TYPES: [&[u8]; 12] = [
        b"str",
        b"string",
        b"String",
        b"&str",
        b"bytes",
        b"SecretStr",
        b"String!",
        b"Option<String>",
        b"Vec<u8>",
        b"SecretString",
        b"[]byte",
        b"Buffer",
    ];
    let last = name.rsplit(|byte| matches!(byte, b' ' | b'.')).next().unwrap_or(name);
    let spaced = text[at - 1] == b'=' && text.get(at) == Some(&b' ') && text[..at - 1].ends_with(b" ");
    let compared = text[at - 1] == b'=' && text.get(at) == Some(&b'=');
    let is_name = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    if value.starts_with(b"String!") {
        return true;
    }
    let next = text.get(end).copied().unwrap_or(b'\n');
    text[at - 1] == b':'
        && TYPES.contains(&value)
        && (text[end..].starts_with(b" = ") || matches!(next, b')' | b',' | b'!' | b'}') || text[end..].starts_with(b" }"))
        // `volume "token" : secret "api-token" not found`
        || matches!(value, b"secret" | b"configmap") && text[end..].starts_with(b" \"")
        // `password: String should have at least 12 characters`
        || matches!(value, b"String" | b"Field" | b"Value" | b"Input") && (text[end..].starts_with(b" should ") || text[end..].starts_with(b" must "))
        // A key of Redis: `"token:count"`.
        || text[at - 1] == b':' && last == b"token" && at > 7 && text[..at - 6].ends_with(b"\"") && next == b'"' && value.iter().all(u8::is_ascii_lowercase)
        || spaced && value == last
        || compared && value.contains(&b'_') && value.iter().all(is_name)
}
