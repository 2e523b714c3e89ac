//! Credentials in a URL: the password of its user info, a token in a path that is known to hold one.
//!
//! From the `://` on, split by hand. The user, the host and all else stay byte for byte. Parameters with sensitive
//! names are for `assign`.

/// The longest user info that is read.
const USER: usize = 512;

/// Passwords that say that the user name is the secret.
const NO_PASSWORD: [&[u8]; 3] = [b"x-oauth-basic", b"x-token-auth", b""];

/// What a URL gives away.
#[derive(Default)]
pub(super) struct Found {
    pub(super) secret: Option<(usize, usize)>,
    /// Where the `@` behind its user info stands: no email address.
    pub(super) at: Option<usize>,
}

/// What the URL gives away whose `//` stands at `start`, behind its colon.
pub(super) fn find(text: &[u8], start: usize) -> Found {
    let mut found = Found::default();
    if !text[start..].starts_with(b"//") || start < 2 || !text[start - 2].is_ascii_alphanumeric() {
        return found;
    }
    let begin = start + 2;
    let near = &text[begin..text.len().min(begin + USER)];
    let whole = near.iter().position(|byte| is_end(*byte)).unwrap_or(near.len());
    let authority = near[..whole].iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(whole);
    let mut sign = near[..authority].iter().rposition(|byte| *byte == b'@');
    if sign.is_none() && authority < whole && !is_host(&near[..authority]) {
        // A password with a `/` in it, as some writers leave it.
        sign = near[authority..whole].iter().position(|byte| *byte == b'@').map(|at| authority + at);
    }
    let Some(sign) = sign else {
        found.secret = path(text, begin, near, authority);
        return found;
    };
    let colon = near[..sign].iter().position(|byte| *byte == b':');
    let (user, password) = match colon {
        Some(colon) => (&near[..colon], &near[colon + 1..sign]),
        None => (&near[..sign], &b""[..]),
    };
    if colon.is_some() || !text[..start - 1].ends_with(b"mailto") {
        found.at = Some(begin + sign);
    }
    if !NO_PASSWORD.contains(&password) {
        if !is_placeholder(password) {
            found.secret = Some((begin + sign - password.len(), begin + sign));
        }
    } else if looks_random(user) {
        found.secret = Some((begin, begin + user.len()));
    }
    found
}

fn is_end(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\' | 0x7f)
}

/// A host, perhaps with its port.
fn is_host(text: &[u8]) -> bool {
    let colon = text.iter().rposition(|byte| *byte == b':');
    colon.is_none_or(|colon| text[colon + 1..].iter().all(u8::is_ascii_digit) || text.starts_with(b"["))
}

/// `***`, `[REDACTED]`, `${VAR}`, `<password>`, `{{ var }}`, `%s`: nothing to take out.
fn is_placeholder(password: &[u8]) -> bool {
    let within = |open: &[u8], close: &[u8]| password.starts_with(open) && password.ends_with(close);
    super::value::is_placeholder(password) || within(b"{", b"}") || within(b"<", b">") || password == b"%s"
}

/// A user name that is no name: long, with digits and letters.
fn looks_random(user: &[u8]) -> bool {
    // No name has such a sign in it.
    let signed = user.iter().any(|byte| matches!(byte, b'!' | b'#' | b'$' | b'^' | b'*'));
    signed && super::looks::strong(user)
        || user.len() >= 16
            && user.iter().any(u8::is_ascii_digit)
            && user.iter().any(u8::is_ascii_alphabetic)
            && user.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// The secret in the path of a host that is known for it.
fn path(text: &[u8], begin: usize, near: &[u8], authority: usize) -> Option<(usize, usize)> {
    let host = &near[..authority];
    let is = |name: &[u8]| host.len() >= name.len() && host[host.len() - name.len()..].eq_ignore_ascii_case(name);
    let digits = |at: usize| near[at.min(near.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &near[authority..];
    let start = if is(b"discord.com") || is(b"discordapp.com") {
        let api = rest.windows(10).position(|part| part == b"/webhooks/").filter(|at| *at <= 16)?;
        let id = authority + api + 10;
        let length = digits(id);
        (length >= 5 && near.get(id + length) == Some(&b'/')).then_some(id + length + 1)?
    } else if is(b"api.telegram.org") {
        let bot = rest.windows(4).position(|part| part == b"/bot").filter(|at| *at <= 8)?;
        let id = authority + bot + 4;
        let length = digits(id);
        (length >= 5 && near.get(id + length) == Some(&b':')).then_some(id + length + 1)?
    } else if is(b"webhook.office.com") {
        let hook = rest.windows(10).position(|part| part == b"webhookb2/").filter(|at| *at <= 8)?;
        let (start, tail) = (authority + hook + 10, &near[authority + hook + 10..]);
        let length = tail.iter().position(|byte| is_end(*byte) || matches!(byte, b'?' | b'#')).unwrap_or(tail.len());
        return (length >= 16).then_some((begin + start, begin + start + length));
    } else {
        return None;
    };
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = text[begin + start..].iter().take(256).take_while(|byte| is_token(byte)).count();
    (length >= 20).then_some((begin + start, begin + start + length))
}
