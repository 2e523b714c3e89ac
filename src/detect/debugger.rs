//! The value of a name that a debugger was asked for: `(gdb) print cfg->password` and, on the next line, `$1 = 0x55 "x"`.
use super::value;

/// What asks for a value.
const ASKS: [&[u8]; 10] = [b"p", b"pp", b"po", b"print", b"inspect", b"display", b"puts", b"echo", b"x", b"v"];

/// The text in quotes on the line below the name at `start..end`.
pub(super) fn find(text: &[u8], (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let rest = &text[end..];
    let rest = [&b"\r\n"[..], b"\n", b"\\r\\n", b"\\n"].into_iter().find_map(|line| rest.strip_prefix(line))?;
    // `cfg->password`, `self.user.password`
    let is_path = |byte: &&u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'>' | b'$' | b'@' | b'*' | b'&')
    };
    let head = text[..start].iter().rev().take(64).take_while(is_path).count();
    let before = text[..start - head].strip_suffix(b" ")?;
    let length = before.iter().rev().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !ASKS.contains(&&before[before.len() - length..]) {
        return None;
    }
    // `$1 = 0x5555 `, `(char *) 0x5555 `, `=> `
    let lead = rest.iter().take(64).take_while(|byte| !matches!(byte, b'"' | b'\'' | b'\\' | b'\n')).count();
    let told = rest[..lead].trim_ascii_end();
    let word = told.rsplit(|byte| *byte == b' ').next().unwrap_or(told);
    let is_lead = word.is_empty() || matches!(word.last(), Some(b'=' | b'>' | b')')) || word.starts_with(b"0x");
    let from = text.len() - rest.len() + lead;
    let (start, stop) = value::value(text, from, false, b"password").filter(|_| is_lead)?;
    matches!(text[start - 1], b'"' | b'\'').then_some((start, stop))
}
