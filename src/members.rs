//! Reading text that is known to be JSON: its tokens, and the members of an object. Nothing is checked; where it is no JSON
//! after all the tokens end.
use crate::cp1;
use crate::shape::{Kind, Member, said};

/// What stands in JSON text. Spans are offsets; those of strings and keys without their quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A brace or bracket; whether it opens an array.
    Open(usize, bool),
    /// One past the closing one.
    Close(usize),
    Key(usize, usize),
    String(usize, usize),
    /// A number, `true`, `false` or `null`.
    Scalar(usize, usize),
}

/// The tokens of `text[at..end]`.
pub(crate) struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(text: &'a [u8], (at, end): (usize, usize)) -> Tokens<'a> {
        Tokens { text, at, end }
    }

    /// Past what was opened last; where it ends.
    pub(crate) fn pass(&mut self) -> usize {
        let mut depth = 1;
        for token in self.by_ref() {
            match token {
                Token::Open(..) => depth += 1,
                Token::Close(end) if depth == 1 => return end,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
        }
        self.end
    }

    /// Past the string that opens at `at`; where its closing quote stands.
    fn close(&self, at: usize) -> Option<usize> {
        let mut at = at + 1;
        loop {
            at += self.text[at..self.end].iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if self.text[at] == b'"' {
                return Some(at);
            }
            at = (at + 2).min(self.end);
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            let byte = *self.text[..self.end].get(start)?;
            self.at += 1;
            return Some(match byte {
                b'{' | b'[' => Token::Open(start, byte == b'['),
                b'}' | b']' => Token::Close(self.at),
                b'"' => {
                    let close = self.close(start)?;
                    self.at = close + 1;
                    let blanks = self.text[self.at..self.end].iter().take_while(|byte| **byte <= b' ').count();
                    if self.text[..self.end].get(self.at + blanks) == Some(&b':') {
                        self.at += blanks + 1;
                        Token::Key(start + 1, close)
                    } else {
                        Token::String(start + 1, close)
                    }
                }
                b',' | b':' | 0..=b' ' => continue,
                _ => {
                    let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | 0..=b' ');
                    let rest = &self.text[self.at..self.end];
                    self.at += rest.iter().position(ends).unwrap_or(rest.len());
                    Token::Scalar(start, self.at)
                }
            });
        }
    }
}

/// What a scalar is.
pub(crate) fn scalar(text: &[u8], start: usize) -> Kind {
    if matches!(text[start], b'-' | b'0'..=b'9') { Kind::Number } else { Kind::Word }
}

/// The members of the object at `span`, in order; of names only a field's own counts.
pub(crate) fn members(text: &[u8], span: (usize, usize), into: &mut Vec<Member>) {
    into.clear();
    let mut tokens = Tokens::of(text, span);
    if tokens.next().is_none() {
        return;
    }
    let mut key = None;
    while let Some(token) = tokens.next() {
        let (value, kind) = match token {
            Token::Key(start, end) => {
                key = Some((start, end));
                continue;
            }
            Token::String(start, end) => ((start - 1, end + 1), Kind::String),
            Token::Scalar(start, end) => ((start, end), scalar(text, start)),
            Token::Open(start, array) => ((start, tokens.pass()), if array { Kind::Array } else { Kind::Object }),
            Token::Close(_) => return,
        };
        if let Some(key) = key.take() {
            into.push(Member { key, value, kind, name: cp1::own(&said(text, key)) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objects_members_are_its_own_alone() {
        let text = br#"{ "a" : {"b":[1,{"c":"}"}]} ,"d\"":"x\\","e":-1.50e3,"f":null,"g":[],"h":{}}"#;
        let mut found = Vec::new();
        members(text, (0, text.len()), &mut found);
        let said = |(start, end): (usize, usize)| std::str::from_utf8(&text[start..end]).unwrap_or_default();
        let all: Vec<_> = found.iter().map(|member| (said(member.key), said(member.value), member.kind)).collect();
        assert_eq!(
            all,
            [
                ("a", r#"{"b":[1,{"c":"}"}]}"#, Kind::Object),
                ("d\\\"", r#""x\\""#, Kind::String),
                ("e", "-1.50e3", Kind::Number),
                ("f", "null", Kind::Word),
                ("g", "[]", Kind::Array),
                ("h", "{}", Kind::Object),
            ]
        );
    }

    #[test]
    fn text_that_is_no_json_ends_the_tokens() {
        for text in [&b"{\"a"[..], b"{\"a\\", b"{\"a\":", b"{\"a\":{\"b\"", b"}", b"", b"{\"a\":[[["] {
            let mut found = Vec::new();
            members(text, (0, text.len()), &mut found);
            assert!(found.len() <= 1);
        }
    }
}
