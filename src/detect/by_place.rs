//! Programs that take a secret by its place: `htpasswd -b FILE USER x`, `echo "user:x" | chpasswd`, `gh secret set NAME -b x`.
use super::phrase::NAME;
use super::{looks, reference, value};
use crate::keys::{KeyRules, Match};

/// Programs that take the secret by its place: `htpasswd -b FILE USER x`, `echo "user:x" | chpasswd`,
/// `echo x | docker login --password-stdin`, `rabbitmqctl change_password USER x`.
pub(super) fn by_program(
    text: &[u8],
    run: &[u8],
    (start, end): (usize, usize),
    keys: &KeyRules,
) -> Option<(usize, usize, u16)> {
    if !matches!(
        run,
        b"htpasswd"
            | b"wpa_passphrase"
            | b"change_password"
            | b"chpasswd"
            | b"--password-stdin"
            | b"passwd"
            | b"--passwd-stdin"
            | b"basicauth"
            | b"basic_auth"
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
        b"basicauth" | b"basic_auth" => {
            // Caddy's: `basicauth bob x`.
            let (_, user) = word(end)?;
            last(user).filter(|(start, end, _)| {
                let said = &text[*start..*end];
                looks::secret(said) && (said.starts_with(b"$") || !said.iter().any(|byte| matches!(byte, b'.' | b'/')))
            })
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

/// `echo x | sudo -S`, `sudo -S id <<< "x"`: `at` is behind the `sudo`.
pub(super) fn piped(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let near = &text[at.saturating_sub(128)..at];
    let head = near.strip_suffix(b"sudo").unwrap_or(near).trim_ascii_end();
    let (start, end) = if head.ends_with(b"|") {
        let echo = head.windows(5).rposition(|part| part == b"echo ")?;
        let from = at - near.len() + echo + 5;
        value::value(text, from + if text[from..].starts_with(b"-n ") { 3 } else { 0 }, true, b"password")?
    } else {
        let near = &text[at..text.len().min(at + 128)];
        let line = near.iter().position(|byte| matches!(byte, b'\n' | b';' | b'|')).unwrap_or(near.len());
        let place = near[..line].windows(4).position(|part| part == b"<<< ")?;
        value::value(text, at + place + 4, true, b"password")?
    };
    let said = &text[start..end];
    (looks::secret(said) && !reference::is_whole(said)).then_some((start, end))
}

/// `Sec-WebSocket-Protocol: token, x`: `start..end` is the word before the comma.
pub(super) fn protocol(text: &[u8], (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let head = &text[..start];
    let named = head.len() > 10 && head[head.len() - 10..].eq_ignore_ascii_case(b"protocol: ");
    let (start, stop) = value::near(text, end + 1, true, b"token").filter(|_| named && text.get(end) == Some(&b','))?;
    looks::secret(&text[start..stop]).then_some((start, stop))
}

/// `gh secret set NAME --body x`, `wrangler secret put NAME <<< x`,
/// `docker secret create NAME - <<< x`: `end` is behind the `secret`.
pub(super) fn stored(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let rest = &text[end..];
    let rest = [&b" set "[..], b" put ", b" create "].into_iter().find_map(|verb| rest.strip_prefix(verb))?;
    let name = rest.iter().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let flag = [&b" -b "[..], b" --body ", b" --body=", b" <<< ", b" - <<< "]
        .into_iter()
        .find(|flag| rest[name..].starts_with(flag))?;
    let at = text.len() - rest.len() + name + flag.len();
    value::value(text, at, false, b"secret").filter(|_| name > 0)
}
