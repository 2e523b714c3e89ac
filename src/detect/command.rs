//! Passwords in the arguments of known programs: `mysql -px`, `redis-cli -a x`, `curl -u user:x`.
//!
//! `-p` is a port, a path or a project for most others, so a program's name has to stand before the flag in the same
//! command. Flags whose names say it (`-storepass x`) need none.
use super::{by_place, looks, reference, value};
use crate::keys::{KeyRules, Match};

/// How a program takes a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// `-px`, the flag and the value in one word.
    Attached(u8),
    /// `-p x`, or in one word.
    Next(u8),
    /// `-k x`, and never in one word.
    Alone(u8),
    /// `-u user:x`, with the sign between the two.
    Pair(u8, u8),
}
use Takes::{Alone, Attached, Next, Pair};

const PROGRAMS: &[(&[u8], &[Takes])] = &[
    (b"mysql", &[Attached(b'p')]),
    (b"mysqldump", &[Attached(b'p')]),
    (b"mysqladmin", &[Attached(b'p')]),
    (b"mysqlimport", &[Attached(b'p')]),
    (b"mysqlshow", &[Attached(b'p')]),
    (b"mysqlcheck", &[Attached(b'p')]),
    (b"mysqlbinlog", &[Attached(b'p')]),
    (b"mysqlsh", &[Attached(b'p')]),
    (b"mariadb", &[Attached(b'p')]),
    (b"mariadb-dump", &[Attached(b'p')]),
    (b"mariadb-admin", &[Attached(b'p')]),
    (b"sshpass", &[Next(b'p')]),
    (b"7z", &[Attached(b'p')]),
    (b"7za", &[Attached(b'p')]),
    (b"rar", &[Attached(b'p')]),
    (b"unrar", &[Attached(b'p')]),
    (b"redis-cli", &[Next(b'a')]),
    (b"mongo", &[Next(b'p')]),
    (b"mongosh", &[Next(b'p')]),
    (b"mongodump", &[Next(b'p')]),
    (b"mongorestore", &[Next(b'p')]),
    (b"mongoexport", &[Next(b'p')]),
    (b"mongoimport", &[Next(b'p')]),
    // docker login, oc login, az login.
    (b"login", &[Next(b'p')]),
    (b"twine", &[Next(b'p')]),
    (b"psexec", &[Next(b'p')]),
    (b"psexec64", &[Next(b'p')]),
    (b"rdesktop", &[Next(b'p')]),
    (b"sqlcmd", &[Next(b'P')]),
    (b"bcp", &[Next(b'P')]),
    (b"isql", &[Next(b'P')]),
    (b"ipmitool", &[Next(b'P')]),
    (b"mosquitto_pub", &[Next(b'P')]),
    (b"mosquitto_sub", &[Next(b'P')]),
    (b"zip", &[Next(b'P')]),
    (b"unzip", &[Next(b'P')]),
    (b"ldapsearch", &[Next(b'w')]),
    (b"ldapmodify", &[Next(b'w')]),
    (b"ldapadd", &[Next(b'w')]),
    (b"ldapdelete", &[Next(b'w')]),
    (b"ldapwhoami", &[Next(b'w')]),
    (b"ldappasswd", &[Next(b's'), Next(b'w')]),
    (b"snmpwalk", &[Next(b'A'), Next(b'X'), Next(b'c')]),
    (b"snmpget", &[Next(b'A'), Next(b'X'), Next(b'c')]),
    (b"snmpset", &[Next(b'A'), Next(b'X'), Next(b'c')]),
    (b"snmpbulkwalk", &[Next(b'A'), Next(b'X'), Next(b'c')]),
    (b"doctl", &[Next(b't')]),
    (b"hdbsql", &[Next(b'p')]),
    (b"knife", &[Next(b'P')]),
    (b"snowsql", &[Next(b'p')]),
    (b"cqlsh", &[Next(b'p')]),
    (b"beeline", &[Next(b'p')]),
    (b"rabbitmqadmin", &[Next(b'p')]),
    (b"evil-winrm", &[Next(b'p')]),
    (b"smbmap", &[Next(b'p')]),
    (b"curl", &[Pair(b'u', b':'), Pair(b'U', b':')]),
    (b"http", &[Pair(b'a', b':')]),
    (b"https", &[Pair(b'a', b':')]),
    (b"ab", &[Pair(b'A', b':')]),
    (b"smbclient", &[Pair(b'U', b'%')]),
    (b"rpcclient", &[Pair(b'U', b'%')]),
    (b"winexe", &[Pair(b'U', b'%')]),
    (b"lftp", &[Pair(b'u', b',')]),
    (b"openssl", &[Alone(b'k')]),
    (b"winrs", &[Next(b'p')]),
    (b"unlock-keychain", &[Next(b'p')]),
    (b"create-keychain", &[Next(b'p')]),
    (b"useradd", &[Next(b'p')]),
    (b"usermod", &[Next(b'p')]),
    (b"net", &[Pair(b'U', b'%')]),
    (b"etcdctl", &[Pair(b'u', b':')]),
];

/// How far before a flag its program is looked for.
const NEAR: usize = 256;

/// The program of the command that was read last.
#[derive(Default)]
pub(super) struct Command {
    /// Read up to here.
    end: usize,
    takes: Option<&'static [Takes]>,
}

impl Command {
    /// The program in whose command `at` stands.
    fn program(&mut self, text: &[u8], at: usize) -> Option<&'static [Takes]> {
        if at < self.end || at - self.end > NEAR {
            (self.end, self.takes) = (at.saturating_sub(NEAR), None);
        }
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let mut start = self.end;
        for here in self.end..=at {
            let byte = text[here];
            if is_part(byte) {
                continue;
            }
            let word = &text[start..here];
            if word.len() > 1
                && let Some((_, takes)) = PROGRAMS.iter().find(|(name, _)| *name == word)
            {
                self.takes = Some(takes);
            }
            if matches!(byte, b';' | b'|' | b'&' | b'\n') {
                self.takes = None;
            }
            start = here + 1;
        }
        self.end = start.min(at);
        self.takes
    }

    /// The secret behind the flag whose dash stands at `at + 1`, behind a blank or a quote.
    pub(super) fn find(&mut self, text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
        let letter = *text.get(at + 2)?;
        if letter == b'S' && text[..at].ends_with(b"sudo") {
            let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
            return by_place::piped(text, at).map(|(start, end)| (start, end, rule));
        }
        let length = text[at + 2..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if length > 5 && text.get(at + 2 + length) == Some(&b' ') {
            // `-storepass x`
            let Some(Match::Rule(rule)) = keys.find(&text[at + 2..at + 2 + length]) else { return None };
            let (start, end) = value::value(text, at + 2 + length, true, b"password")?;
            return (text[start] != b'-').then_some((start, end, rule));
        }
        let takes = self.program(text, at);
        let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
        let behind = at + 3;
        let known = |takes: &&[Takes]| takes.iter().any(|take| matches!(take, Attached(_) | Next(_) | Alone(_)));
        let takes = match takes {
            Some(takes) if known(&takes) || !matches!(letter, b'p' | b'P') => takes,
            _ if matches!(letter, b'p' | b'P') && length == 1 && has_user(text, at) => {
                let (start, end) = argument(text, behind)?;
                let said = &text[start..end];
                // `-p ssl:host:1666` is a place.
                let port = said.rsplit(|byte| *byte == b':').next().unwrap_or(said);
                let is_place = port.len() < said.len() && port.iter().all(u8::is_ascii_digit);
                let good = looks::secret(said) && !said.contains(&b'/') && !is_place && is_secret(said);
                return good.then_some((start, end, rule));
            }
            _ => return None,
        };
        for take in takes {
            let (flag, attached) = match *take {
                Attached(flag) => (flag, true),
                Alone(flag) if length == 1 => (flag, false),
                Alone(_) => continue,
                Next(flag) | Pair(flag, _) => (flag, false),
            };
            // curl's flags may stand together: `-sSu`.
            let together = flag == b'u' && letter != flag && length > 1 && text[at + 1 + length] == flag;
            if letter != flag && !together {
                continue;
            }
            let behind = if together { at + 2 + length } else { behind };
            if attached && text.get(behind) == Some(&b' ') {
                return None;
            }
            let (start, end) = if attached { word(text, behind)? } else { argument(text, behind)? };
            return match *take {
                Pair(_, sign) => pair(text, (start, end), sign).map(|(start, end)| (start, end, rule)),
                _ => is_secret(&text[start..end]).then_some((start, end, rule)),
            };
        }
        None
    }

    /// `--user name:x` of curl, `--auth name:x` of httpie: `at` is where the flag's name starts.
    pub(super) fn long(&mut self, text: &[u8], at: usize, keys: &KeyRules) -> Option<(usize, usize, u16)> {
        let flags = [&b"user"[..], b"proxy-user", b"auth"];
        let flag = flags.into_iter().find(|flag| text[at..].starts_with(flag))?;
        let behind = at + flag.len();
        if !matches!(text.get(behind), Some(b' ' | b'=')) {
            return None;
        }
        let takes = self.program(text, at.saturating_sub(2))?;
        let Some(Match::Rule(rule)) = keys.find(b"password") else { return None };
        if !takes.iter().any(|take| matches!(take, Pair(..))) {
            return None;
        }
        let span = word(text, behind + 1)?;
        pair(text, span, b':').map(|(start, end)| (start, end, rule))
    }
}

/// Whether a flag for a user's name stands not far before the one at `at`: `-u bob -p x`.
fn has_user(text: &[u8], at: usize) -> bool {
    let near = &text[at.saturating_sub(64)..at];
    let flag =
        |part: &[u8]| part[0] == b' ' && part[1] == b'-' && matches!(part[2], b'u' | b'U' | b'x') && part[3] == b' ';
    near.windows(4).any(flag) || text[at..].len() > 8 && text[..at].ends_with(b"conan user")
}

/// What an element of a list of arguments gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// From here on.
    Here(usize),
    /// The next element.
    Next,
    /// What stands behind this sign in the next element.
    Behind(u8),
}

/// How the program takes a secret that the first element of a list of arguments names.
pub(crate) fn program(word: &[u8]) -> Option<&'static [Takes]> {
    let name = word.rsplit(|byte| *byte == b'/').next()?;
    PROGRAMS.iter().find(|(known, _)| *known == name).map(|(_, takes)| *takes)
}

/// What `word`, an argument of a program that takes secrets so, gives away.
pub(crate) fn given(takes: &[Takes], word: &[u8]) -> Option<Argument> {
    let [b'-', letter, rest @ ..] = word else { return None };
    takes.iter().find_map(|take| match *take {
        Attached(flag) if flag == *letter && !rest.is_empty() && is_secret(rest) => Some(Argument::Here(2)),
        Next(flag) | Alone(flag) if flag == *letter && rest.is_empty() => Some(Argument::Next),
        Next(flag) if flag == *letter && is_secret(rest) => Some(Argument::Here(2)),
        Pair(flag, sign) if flag == *letter && rest.is_empty() => Some(Argument::Behind(sign)),
        Pair(flag, sign) if flag == *letter => secret_behind(rest, sign).map(|at| Argument::Here(at + 2)),
        _ => None,
    })
}

/// Where the secret starts in `user:x`.
pub(crate) fn secret_behind(word: &[u8], sign: u8) -> Option<usize> {
    pair(word, (0, word.len()), sign).map(|(start, _)| start)
}

/// The argument behind a flag: in the same word, the next one, or the next element of a list.
fn argument(text: &[u8], at: usize) -> Option<(usize, usize)> {
    match text.get(at)? {
        b' ' => word(text, at + 1),
        b':' => word(text, at + 1),
        b'"' | b'\'' | b'\\' => word(text, super::pair::after_quote(text, at)?),
        _ => word(text, at),
    }
}

/// One word of a command, without its quotes.
fn word(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let at = at + text.get(at..)?.iter().take(8).take_while(|byte| **byte == b' ').count();
    let slashes = text[at..].iter().take(8).take_while(|byte| **byte == b'\\').count();
    if let Some(quote @ (b'"' | b'\'')) = text.get(at + slashes) {
        let start = at + slashes + 1;
        let end = value::closing(text, start, *quote, slashes)?;
        return (start < end).then_some((start, end));
    }
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b';' | b'|' | b'\\');
    let length = text[at..].iter().take(512).position(ends).unwrap_or((text.len() - at).min(512));
    let length = length - usize::from(text[at..at + length].ends_with(b","));
    (length > 0).then_some((at, at + length))
}

fn is_secret(word: &[u8]) -> bool {
    !word.starts_with(b"-") && !word.starts_with(b"$(") && !word.starts_with(b"=") && !is_reference(word)
}

fn is_reference(word: &[u8]) -> bool {
    reference::is_whole(word)
        || word.starts_with(b"/dev/")
        || value::is_placeholder(word)
        || word.starts_with(b"${")
        || word.starts_with(b"{{")
}

/// What stands behind the sign in `user:x`.
fn pair(text: &[u8], (start, end): (usize, usize), sign: u8) -> Option<(usize, usize)> {
    let word = &text[start..end];
    // `<user:password>`: what is to be filled in.
    let place =
        word.iter().position(|byte| *byte == sign).filter(|_| !(word.starts_with(b"<") && word.ends_with(b">")))?;
    let secret = &word[place + 1..];
    if secret.is_empty() && !matches!(text[..start].last(), Some(b'"' | b'\'')) {
        // `user:'x'`
        let slashes = text[end..].iter().take(8).take_while(|byte| **byte == b'\\').count();
        let quote = *text.get(end + slashes).filter(|byte| matches!(byte, b'"' | b'\''))?;
        let start = end + slashes + 1;
        let end = value::closing(text, start, quote, slashes)?;
        return (start < end && is_secret(&text[start..end])).then_some((start, end));
    }
    (!secret.is_empty() && !secret.starts_with(b"//") && is_secret(secret)).then_some((start + place + 1, end))
}
