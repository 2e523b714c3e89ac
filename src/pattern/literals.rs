//! What every match of a regular expression must contain: its required literals, and how long a match may be.
//!
//! A plain reading of the expression, which `regex-lite` has taken already. What is not understood requires nothing.
//! The case of ASCII letters is folded, so literals ask too little where case counts, never too much.
use crate::order;

/// The most literals that stand for one expression.
const MOST: usize = 64;
/// The longest literal that is put together.
const LONGEST: usize = 32;

/// What is known of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Every match contains one of these, in small letters; empty: nothing is known.
    pub(crate) literals: Vec<Vec<u8>>,
    /// The longest match, in bytes; None: any length.
    pub(crate) longest: Option<usize>,
}

/// Reads `regex`.
pub(crate) fn needs(regex: &str) -> Needs {
    let mut reader = Reader { text: regex.chars().collect(), at: 0, odd: false };
    let node = reader.alternatives();
    if reader.odd || reader.at < reader.text.len() {
        return Needs { literals: Vec::new(), longest: None };
    }
    let best = [node.exact, node.needed].into_iter().flatten().map(usable).max_by_key(|list| worth(list));
    let literals = best.filter(|list| worth(list).0 >= 3).unwrap_or_default();
    Needs { literals, longest: node.longest }
}

/// A part of an expression.
#[derive(Clone)]
struct Node {
    /// It matches these and nothing else.
    exact: Option<Vec<Vec<u8>>>,
    /// Each match contains one of these.
    needed: Option<Vec<Vec<u8>>>,
    longest: Option<usize>,
}

impl Node {
    fn exact(texts: Vec<Vec<u8>>) -> Node {
        let longest = texts.iter().map(Vec::len).max();
        Node { exact: Some(texts), needed: None, longest }
    }

    /// Any of many characters, each of so many bytes at most.
    fn any(bytes: usize) -> Node {
        Node { exact: None, needed: None, longest: Some(bytes) }
    }

    fn needed(&self) -> Option<Vec<Vec<u8>>> {
        better(self.needed.clone(), self.exact.clone())
    }
}

/// What logs are full of: no good to look for.
const COMMON: [&[u8]; 10] =
    [b"https:", b"http:", b"https", b"http", b"www.", b".com", b"token", b"key", b"api", b"error"];

/// The shortest literal's length, and that few are better than many.
fn worth(list: &[Vec<u8>]) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = list.iter().map(Vec::len).min().unwrap_or(0);
    let common = list.iter().any(|text| COMMON.contains(&&**text));
    (if common { shortest.min(3) } else { shortest.min(8) }, std::cmp::Reverse(list.len()))
}

fn better(a: Option<Vec<Vec<u8>>>, b: Option<Vec<Vec<u8>>>) -> Option<Vec<Vec<u8>>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if worth(&cut(&a)) >= worth(&cut(&b)) { a } else { b }),
        (a, b) => a.or(b),
    }
}

fn cut(list: &[Vec<u8>]) -> Vec<Vec<u8>> {
    usable(list.to_vec())
}

/// Literals without what JSON may write in another way, in small letters.
fn usable(list: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let longest = |text: Vec<u8>| {
        let parts = text.split(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\' | b'/'));
        parts.max_by_key(|part| part.len()).unwrap_or_default().to_ascii_lowercase()
    };
    let mut list: Vec<Vec<u8>> = list.into_iter().map(longest).collect();
    order::by(&mut list, |a, b| a > b);
    list.dedup();
    list
}

struct Reader {
    text: Vec<char>,
    at: usize,
    /// Something was met that is not understood.
    odd: bool,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        self.at += usize::from(found);
        found
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek();
        self.at += usize::from(letter.is_some());
        letter
    }

    fn alternatives(&mut self) -> Node {
        let mut node = self.sequence();
        while self.take('|') {
            let other = self.sequence();
            let join = |a: Option<Vec<Vec<u8>>>, b: Option<Vec<Vec<u8>>>| {
                let all = [a?, b?].concat();
                (all.len() <= MOST).then_some(all)
            };
            let needed = join(node.needed(), other.needed());
            let exact = join(node.exact, other.exact);
            let longest = node.longest.zip(other.longest).map(|(a, b)| a.max(b));
            node = Node { exact, needed, longest };
        }
        node
    }

    fn sequence(&mut self) -> Node {
        // What has been put together since the last break, the best before it, and the length of all.
        let mut run: Vec<Vec<u8>> = vec![Vec::new()];
        let mut best: Option<Vec<Vec<u8>>> = None;
        let (mut broken, mut longest) = (false, Some(0usize));
        while !self.odd && !matches!(self.peek(), None | Some('|' | ')')) {
            let node = self.repeated();
            longest = longest.zip(node.longest).and_then(|(a, b)| a.checked_add(b));
            let fits = |list: &Vec<Vec<u8>>| {
                list.len() * run.len() <= MOST && run.iter().all(|text| text.len() < LONGEST) && !list.is_empty()
            };
            match node.exact.as_ref().filter(|list| fits(list)) {
                Some(list) => {
                    run = run.iter().flat_map(|a| list.iter().map(move |b| [&a[..], b].concat())).collect();
                }
                None => {
                    broken = true;
                    best = better(best, Some(std::mem::replace(&mut run, vec![Vec::new()])));
                    best = better(best, node.needed());
                }
            }
        }
        if !broken {
            return Node { exact: Some(run), needed: None, longest };
        }
        Node { exact: None, needed: better(best, Some(run)), longest }
    }

    fn repeated(&mut self) -> Node {
        let mut node = self.atom();
        loop {
            let (from, to) = match self.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => match self.bounds() {
                    Some(bounds) => bounds,
                    None => {
                        self.odd = true;
                        return node;
                    }
                },
                _ => return node,
            };
            if !matches!(self.text.get(self.at - 1), Some('}')) || matches!(self.peek(), Some('*' | '+' | '?')) {
                self.at += usize::from(matches!(self.peek(), Some('*' | '+' | '?')));
            }
            self.take('?');
            node = repeat(node, from, to);
        }
    }

    /// `{2}`, `{2,}`, `{2,5}`.
    fn bounds(&mut self) -> Option<(usize, Option<usize>)> {
        let end = self.text[self.at..].iter().position(|letter| *letter == '}')? + self.at;
        let inner: String = self.text[self.at + 1..end].iter().filter(|letter| !letter.is_whitespace()).collect();
        self.at = end + 1;
        match inner.split_once(',') {
            None => inner.parse().ok().map(|n| (n, Some(n))),
            Some((from, "")) => Some((from.parse().ok()?, None)),
            Some((from, to)) => Some((from.parse().ok()?, Some(to.parse().ok()?))),
        }
    }

    fn atom(&mut self) -> Node {
        let letter = |letter: char| Node::exact(vec![letter.to_string().into_bytes()]);
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('.') => Node::any(4),
            Some('^' | '$') => Node::exact(vec![Vec::new()]),
            Some('\\') => self.escape(),
            Some(other) => letter(other),
            None => {
                self.odd = true;
                Node::any(0)
            }
        }
    }

    fn group(&mut self) -> Node {
        if self.take('?') {
            if self.take('P')
                || matches!(self.text.get(self.at..self.at + 2), Some(['<', other]) if !matches!(other, '=' | '!'))
            {
                while !matches!(self.next(), None | Some('>')) {}
            } else {
                loop {
                    match self.next() {
                        Some(':') => break,
                        Some(')') => return Node::exact(vec![Vec::new()]),
                        // White space that means nothing, and greed turned around, are not followed.
                        Some('i' | 's' | 'm' | '-') => {}
                        _ => {
                            self.odd = true;
                            return Node::any(0);
                        }
                    }
                }
            }
        }
        let node = self.alternatives();
        if !self.take(')') {
            self.odd = true;
        }
        node
    }

    fn escape(&mut self) -> Node {
        match self.next() {
            Some('b' | 'B') => {
                if self.peek() == Some('{') {
                    self.odd = true;
                }
                Node::exact(vec![Vec::new()])
            }
            Some('A' | 'z' | '<' | '>') => Node::exact(vec![Vec::new()]),
            Some('d') => Node::any(1),
            Some('w' | 's') => Node::any(1),
            Some('D' | 'W' | 'S') => Node::any(4),
            Some('n' | 'r' | 't' | 'a' | 'f' | 'v') => Node::any(1),
            Some(letter) if !letter.is_ascii_alphanumeric() => Node::exact(vec![letter.to_string().into_bytes()]),
            _ => {
                self.odd = true;
                Node::any(0)
            }
        }
    }

    /// A class: its letters where they are few and plain.
    fn class(&mut self) -> Node {
        let mut letters: Vec<char> = Vec::new();
        let mut plain = !self.take('^');
        let (mut first, mut wide) = (true, !plain);
        loop {
            let Some(letter) = self.next() else {
                self.odd = true;
                return Node::any(0);
            };
            match letter {
                ']' if !first => break,
                '[' if self.peek() == Some(':') => {
                    while !matches!(self.next(), None | Some(']')) {}
                    plain = false;
                }
                '[' | '&' | '~' => {
                    // Sets of sets.
                    if letter == '[' || self.peek() == Some(letter) {
                        self.odd = true;
                        return Node::any(0);
                    }
                    letters.push(letter);
                }
                '\\' => match self.next() {
                    Some('d' | 'w' | 's' | 'n' | 't' | 'r' | 'f' | 'v') => plain = false,
                    Some('D' | 'W' | 'S') => (plain, wide) = (false, true),
                    Some(letter) if !letter.is_ascii_alphanumeric() => letters.push(letter),
                    _ => {
                        self.odd = true;
                        return Node::any(0);
                    }
                },
                '-' if !first && self.peek() != Some(']') => {
                    plain = false;
                    wide |= self.peek().is_none_or(|letter| !letter.is_ascii());
                }
                letter => letters.push(letter),
            }
            first = false;
        }
        wide |= letters.iter().any(|letter| !letter.is_ascii());
        if plain && letters.len() <= 8 {
            return Node::exact(letters.iter().map(|letter| letter.to_string().into_bytes()).collect());
        }
        Node::any(if wide { 4 } else { 1 })
    }
}

fn repeat(node: Node, from: usize, to: Option<usize>) -> Node {
    let longest = to.zip(node.longest).and_then(|(to, length)| to.checked_mul(length));
    let longest = if node.longest == Some(0) { Some(0) } else { longest };
    if from == 0 {
        let mut exact = node.exact.filter(|list| to == Some(1) && list.len() < MOST);
        if let Some(list) = &mut exact {
            list.push(Vec::new());
        }
        return Node { exact, needed: None, longest };
    }
    let needed = node.needed();
    let exact = node.exact.filter(|list| list.len() == 1 && to == Some(from) && list[0].len() * from <= LONGEST);
    match exact {
        Some(list) => Node { exact: Some(vec![list[0].repeat(from)]), needed: None, longest },
        None => Node { exact: None, needed, longest },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(regex: &str) -> Vec<String> {
        needs(regex).literals.into_iter().map(|text| String::from_utf8_lossy(&text).into_owned()).collect()
    }

    #[test]
    fn what_must_be_there() {
        assert_eq!(literals("TCK-[0-9]{8}"), ["tck-"]);
        assert_eq!(literals(r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"), ["akia", "asia"]);
        assert_eq!(literals("gh[pousr]_[A-Za-z0-9]{36}"), ["gho_", "ghp_", "ghr_", "ghs_", "ghu_"]);
        assert_eq!(literals("(?i)sk_(live|test)_[a-z]+"), ["sk_live_", "sk_test_"]);
        assert_eq!(literals(r"xox[baprs]-([0-9]{10,13})"), ["xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-"]);
        assert_eq!(literals("abc(?:def)?ghi"), ["abcdefghi", "abcghi"]);
        assert_eq!(literals("a{3}b+cde"), ["aaa"]);
        assert_eq!(literals("(?P<key>secret)=(.*)"), ["secret="]);
        assert_eq!(literals(r"https://hooks.slack\.com/x"), ["slack.com"]);
        assert_eq!(literals("[0-9]{6}|abc"), [""; 0]);
        assert_eq!(literals("(abc)*"), [""; 0]);
        assert_eq!(literals("(?x) a b c"), [""; 0]);
        assert_eq!(literals(r"ab\d"), [""; 0]);
    }

    #[test]
    fn how_long_a_match_may_be() {
        assert_eq!(needs("TCK-[0-9]{8}").longest, Some(12));
        assert_eq!(needs("a(b|cde)?.").longest, Some(8));
        assert_eq!(needs("ab+").longest, None);
        assert_eq!(needs(r"^\bab\b$").longest, Some(2));
    }
}
