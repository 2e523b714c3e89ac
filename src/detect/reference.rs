//! What stands where a secret would and is none: the name of a variable, a call that reads one, a template, a word that
//! says how it is with the secret.

/// How a bare value begins that names where the secret is.
const BEGINS: [&[u8]; 28] = [
    b"${{",
    b"$(",
    b"{{",
    b"process.env",
    b"os.environ",
    b"os.getenv(",
    b"os.Getenv(",
    b"getenv(",
    b"System.getenv(",
    b"env(",
    b"ENV[",
    b"ENV.fetch(",
    b"$ENV{",
    b"secrets.",
    b"!vault |",
    b"!secret ",
    b"!ref ",
    b"!Ref ",
    b"!Sub ",
    b"(sensitive",
    b"(known after apply)",
    b"/run/secrets/",
    b"/var/run/secrets/",
    b"op://",
    b"#{",
    b"%{",
    b"%(",
    b"<%",
];

/// The same with a name of Terraform behind the dot.
const SCOPES: [&[u8]; 5] = [b"var.", b"local.", b"module.", b"data.", b"each."];

/// Words that say how it is with a secret.
const STATES: [&[u8]; 47] = [
    b"required",
    b"missing",
    b"invalid",
    b"expired",
    b"incorrect",
    b"wrong",
    b"not",
    b"unset",
    b"empty",
    b"changed",
    b"unchanged",
    b"disabled",
    b"enabled",
    b"rejected",
    b"accepted",
    b"revoked",
    b"valid",
    b"absent",
    b"present",
    b"unknown",
    b"failed",
    b"updated",
    b"rotated",
    b"locked",
    b"mismatch",
    b"must",
    b"cannot",
    b"true",
    b"false",
    b"yes",
    b"no",
    b"removed",
    b"deleted",
    b"cleared",
    b"provided",
    b"supplied",
    b"configured",
    b"verified",
    b"refreshed",
    b"received",
    b"denied",
    b"forbidden",
    b"unauthorized",
    b"optional",
    b"hidden",
    b"omitted",
    b"n/a",
];

/// Whether a value without quotes, at the start of `text`, is none under `name`.
pub(super) fn stands(text: &[u8], name: &[u8]) -> bool {
    match text.first() {
        Some(b'0'..=b'9') => return is_status(text),
        Some(first) if !FIRST[usize::from(*first)] => return is_call(text),
        _ => {}
    }
    let length =
        text.iter().take(128).position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b'&'));
    let word = &text[..length.unwrap_or(text.len().min(128))];
    BEGINS.iter().any(|begin| text.starts_with(begin))
        || is_status(text)
        || SCOPES.iter().any(|scope| {
            word.strip_prefix(*scope).is_some_and(|rest| {
                let length = rest.iter().take_while(|byte| is_small(**byte) || **byte == b'.').count();
                length > 1 && matches!(rest.get(length), None | Some(b'[' | b')' | b'}'))
            })
        })
        || is_call(text)
        || is_braced(text)
        || is_template(text)
        || is_yours(text)
        || is_variable(word)
        || is_bound(word, name)
}

/// The bytes with which one may begin that is neither an answer of a server nor a call.
static FIRST: [bool; 256] = {
    let mut first = [false; 256];
    let mut at = 0;
    while at < BEGINS.len() {
        first[BEGINS[at][0] as usize] = true;
        at += 1;
    }
    at = 0;
    while at < SCOPES.len() {
        first[SCOPES[at][0] as usize] = true;
        at += 1;
    }
    let others = [b'y', b'Y', b'?', b':'];
    at = 0;
    while at < others.len() {
        first[others[at] as usize] = true;
        at += 1;
    }
    first
};

/// What stands behind a reference, where that says nothing: `process.env.DB_PASS || "x"`, `os.getenv("DB_PASS", "x")`,
/// `${?DB_PASS} fallback "x"`.
pub(super) fn default(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let from = from + usize::from(text.get(from) == Some(&b' '));
    let near = &text[from.min(text.len())..text.len().min(from + 96)];
    if !matches!(near.first(), Some(b'$' | b'p' | b'o' | b'g' | b'S' | b'e' | b'E')) {
        return None;
    }
    if !near.starts_with(b"${") && !BEGINS.iter().any(|begin| near.starts_with(begin)) {
        return None;
    }
    let line = near.iter().position(|byte| matches!(byte, b'\n' | b';')).unwrap_or(near.len());
    let near = &near[..line];
    let sign = |sign: &&[u8]| near.windows(sign.len()).position(|part| part == *sign).map(|place| place + sign.len());
    let behind = [&b" || "[..], b" ?? ", b" or ", b" ?: ", b" fallback "].iter().find_map(sign);
    let second = || sign(&&b", "[..]).filter(|place| near[..*place].contains(&b'('));
    let place = behind.or_else(second)?;
    let slashes = near[place..].iter().take_while(|byte| **byte == b'\\').count();
    let quote = *near.get(place + slashes).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let start = from + place + slashes + 1;
    let end = super::value::closing(&text[..text.len().min(start + 256)], start, quote, slashes)?;
    super::looks::secret(&text[start..end]).then_some((start, end))
}

/// `401 Unauthorized`: what a server answered.
fn is_status(text: &[u8]) -> bool {
    const SAID: [&[u8]; 10] = [
        b" Unauthorized",
        b" Forbidden",
        b" Not ",
        b" Bad ",
        b" OK",
        b" Internal",
        b" Service",
        b" Too ",
        b" Gateway",
        b" Conflict",
    ];
    text.len() > 4 && text[..3].iter().all(u8::is_ascii_digit) && SAID.iter().any(|said| text[3..].starts_with(said))
}

/// Whether all of a value in quotes is none.
pub(super) fn is_whole(value: &[u8]) -> bool {
    is_variable(value)
        || value.starts_with(b"{{") && value.ends_with(b"}}")
        || value.starts_with(b"$(") && value.ends_with(b")")
        || is_yours(value)
        || is_braced(value) && value.ends_with(b"}")
        || is_template(value) && value.iter().position(|byte| *byte == b'>') == Some(value.len() - 1)
}

/// Whether a value without quotes is a word that says how it is with the secret.
pub(super) fn is_state(value: &[u8]) -> bool {
    STATES.iter().any(|state| value.eq_ignore_ascii_case(state))
}

/// `$DB_PASS`, `$1`, `${DB_PASS}`, `%DB_PASS%`, `%s`, `?`.
fn is_variable(word: &[u8]) -> bool {
    let word = word.strip_suffix(b")").unwrap_or(word);
    let word = word.strip_suffix(b"\"").unwrap_or(word);
    let is_name = |name: &[u8]| name.len() > 1 && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    match word {
        [b'$', name @ ..] if is_name(name) || is_named(name) => true,
        [b'$', digits @ ..] => (1..=2).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        [b'%', name @ .., b'%'] => is_name(name),
        [b'%', b's' | b'v' | b'd' | b'q'] | [b'?'] | [b'{', b'}'] => true,
        _ => false,
    }
}

/// `$password`, `$apiToken)`: the variable's name says what it holds.
fn is_named(name: &[u8]) -> bool {
    const HOLDS: [&[u8]; 7] = [b"pass", b"pwd", b"token", b"secret", b"key", b"auth", b"cred"];
    let length = name.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'_').count();
    let ends = matches!(name.get(length), None | Some(b')' | b'}' | b']' | b'\'' | b'"' | b'-'));
    let holds = |part: &[u8]| {
        HOLDS.iter().any(|word| part.len() >= word.len() && part[..word.len()].eq_ignore_ascii_case(word))
    };
    ends && (0..length).any(|at| holds(&name[at..length]))
        || length <= 2 && matches!(name.get(length), Some(b')' | b'}'))
}

/// `getpass.getpass()`, `request.headers.get("X")`: a call by its full name.
fn is_call(text: &[u8]) -> bool {
    let length =
        text.iter().take(64).take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.')).count();
    let name = &text[..length];
    length > 3 && text.get(length) == Some(&b'(') && (name.contains(&b'.') || text.get(length + 1) == Some(&b')'))
}

/// `{password}`: a place in a template.
fn is_braced(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"{") else { return false };
    let length =
        rest.iter().take(64).take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.')).count();
    // Of LDAP: `{SSHA}x`.
    let is_scheme = rest[..length].iter().all(u8::is_ascii_uppercase)
        && rest.get(length + 1).is_some_and(|byte| *byte > b' ' && *byte != b'"');
    length > 1 && rest.get(length) == Some(&b'}') && !is_scheme
}

/// `YOUR_API_KEY`, `your-token-here`.
fn is_yours(text: &[u8]) -> bool {
    text.len() > 5 && text[..4].eq_ignore_ascii_case(b"your") && matches!(text[4], b'_' | b'-' | b' ')
}

/// `:password`, as a statement has it for a value that is bound to it.
fn is_bound(word: &[u8], name: &[u8]) -> bool {
    let Some(bound) = word.strip_prefix(b":") else { return false };
    bound.len() > 2 && name.trim_ascii().ends_with(bound)
}

/// `<your token>`, `<set to the key 'password' in secret 'db'>`.
fn is_template(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"<") else { return false };
    if rest.starts_with(b"set to the key ") {
        return true;
    }
    let part = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'_' | b'.');
    let length = rest.iter().take(64).position(|byte| !part(byte));
    length.is_some_and(|length| length > 2 && rest[length] == b'>')
}

fn is_small(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
}
