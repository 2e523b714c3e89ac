//! Globs: `*` stands for any characters, `?` for one. The case of letters makes no difference.

/// A compiled glob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob {
    text: Vec<u8>,
    /// `-`, `_` and blanks are one.
    name: bool,
}

impl Glob {
    /// For names: `-`, `_` and blanks make no difference either.
    pub(crate) fn name(text: &str) -> Glob {
        Glob { text: text.bytes().map(|byte| fold(byte, true)).collect(), name: true }
    }

    /// For values.
    pub(crate) fn value(text: &str) -> Glob {
        Glob { text: text.bytes().map(|byte| fold(byte, false)).collect(), name: false }
    }

    /// Whether the whole of `text` matches. The work is at most the product of both lengths.
    pub(crate) fn matches(&self, text: &[u8]) -> bool {
        let (mut at, mut place) = (0, 0);
        // Where the last star stands, and how far it reaches.
        let mut star: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.text.get(place) {
                Some(b'*') => {
                    star = Some((place, at));
                    place += 1;
                }
                Some(byte) if *byte == b'?' || *byte == fold(text[at], self.name) => {
                    place += 1;
                    at += 1;
                }
                _ => {
                    let Some((stands, reaches)) = star else { return false };
                    star = Some((stands, reaches + 1));
                    (place, at) = (stands + 1, reaches + 1);
                }
            }
        }
        self.text[place..].iter().all(|byte| *byte == b'*')
    }

    /// The last two bytes, where both are letters: what every match ends with.
    pub(crate) fn end(&self) -> Option<(u8, u8)> {
        match self.text[..] {
            [.., a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Some((a, b)),
            _ => None,
        }
    }
}

fn fold(byte: u8, name: bool) -> u8 {
    match byte {
        b'-' | b' ' if name => b'_',
        _ => byte.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_take_any_characters() {
        let glob = Glob::name("x-*-token");
        assert!(glob.matches(b"X-Auth-Token") && glob.matches(b"x_a_b_token") && glob.matches(b"x--token"));
        assert!(!glob.matches(b"x-token") && !glob.matches(b"ax-b-token") && !glob.matches(b"x-b-tokens"));
        assert!(Glob::value("*@example.com").matches(b"No.Reply@Example.com"));
        assert!(!Glob::value("no-reply@example.com").matches(b"no_reply@example.com"));
        assert!(Glob::name("*").matches(b"") && Glob::name("a*b*c").matches(b"abbbcbc"));
        assert!(Glob::name("pin?").matches(b"pin1") && !Glob::name("pin?").matches(b"pin"));
    }
}
