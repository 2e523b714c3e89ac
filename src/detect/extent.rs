//! Where a value in text ends: at the quote that closes it, at its bracket, at a blank, with its line.
use super::looks;

/// The length of what stands before a literal's quote: `b"x"`, `N'x'`, `Some("x")`, PHP's `string(9) "x"`; and of the
/// stars that end a bold name.
pub(super) fn opened(text: &[u8]) -> usize {
    if text.starts_with(b"!!str ") {
        return 6;
    }
    if let Some(rest) = text.strip_prefix(b"{") {
        // How a directory keeps it: `{SSHA}x`.
        let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
        let behind =
            rest.get(length + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'$' | b'/' | b'+'));
        return if length > 1 && rest.get(length) == Some(&b'}') && behind { length + 2 } else { 0 };
    }
    let stars = text.iter().take(2).take_while(|byte| **byte == b'*').count();
    if stars > 0 && text.get(stars) == Some(&b' ') && text.get(stars + 1).is_some_and(|byte| *byte > b' ') {
        return stars + 1;
    }
    if let Some(rest) = text.strip_prefix(b"string '") {
        // As Xdebug prints it.
        return if rest.iter().take(1024).any(|byte| *byte == b'\'') { 7 } else { 0 };
    }
    let word = text.iter().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let is_quote = |at: usize| {
        let slashes = text[at.min(text.len())..].iter().take(8).take_while(|byte| **byte == b'\\').count();
        matches!(text.get(at + slashes), Some(b'"' | b'\''))
    };
    match (word, text.first()) {
        (1, Some(b'b' | b'B' | b'r' | b'R' | b'u' | b'U' | b'N' | b'L')) if is_quote(1) => 1,
        (0, Some(b'@' | b'&')) if is_quote(1) => 1,
        (2.., Some(b'A'..=b'Z')) if text.get(word) == Some(&b'(') && is_quote(word + 1) => word + 1,
        (6, _) if text.starts_with(b"string(") => {
            let digits = text[7..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
            if text[7 + digits..].starts_with(b") ") && is_quote(9 + digits) { 9 + digits } else { 0 }
        }
        _ => 0,
    }
}

/// The end of a quoted value: the next such quote with no more backslashes than the first had.
pub(super) fn closing(text: &[u8], start: usize, quote: u8, slashes: usize) -> Option<usize> {
    let mut run = 0;
    for (at, byte) in text.iter().enumerate().skip(start) {
        match *byte {
            b'\\' => run += 1,
            b'\n' => return None,
            byte if byte == quote => {
                if (slashes == 0 && run % 2 == 0) || (slashes > 0 && run <= slashes) {
                    return Some(at - run.min(slashes));
                }
                run = 0;
            }
            _ => run = 0,
        }
    }
    None
}

/// The end of a bracketed value. Its quotes may be escaped.
pub(super) fn container(text: &[u8], start: usize) -> Option<usize> {
    let (mut depth, mut at, mut slashes) = (0usize, start, 0);
    while at < text.len() {
        if text[at] == b'\\' {
            slashes += 1;
            at += 1;
            continue;
        }
        match text[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' => at = closing(text, at + 1, b'"', slashes)? + slashes,
            b'\n' => return None,
            _ => {}
        }
        slashes = 0;
        at += 1;
    }
    None
}

/// Whether the text of a block of YAML follows on the next line: `|`, `>-`.
pub(super) fn is_block(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"|").or_else(|| text.strip_prefix(b">")) else { return false };
    let rest = rest.strip_prefix(b"-").or_else(|| rest.strip_prefix(b"+")).unwrap_or(rest);
    rest.starts_with(b"\\n") || rest.starts_with(b"\n")
}

/// The value on the line below a name, alone there: `Password:` and its answer, or `<<EOT`.
pub(super) fn below(text: &[u8], start: usize, spaced: bool) -> Option<(usize, usize)> {
    let open = text[start..].iter().take(20).take_while(|byte| matches!(byte, b'<' | b'-' | b'~' | b'\'')).count();
    let open = if matches!(text.get(start), Some(b'|' | b'>')) {
        // A block of YAML.
        1 + usize::from(matches!(text.get(start + 1), Some(b'-' | b'+')))
    } else if open > 1 {
        open + text[start + open..].iter().take(20).take_while(|byte| byte.is_ascii_uppercase()).count()
    } else {
        0
    };
    let at = start + open;
    let from = match text.get(at)? {
        b'\n' => at + 1,
        b'\r' | b'\\' if matches!(text.get(at + 1), Some(b'\n' | b'n')) => at + 2,
        _ => return None,
    };
    let from = from + text[from..].iter().take(8).take_while(|byte| **byte == b' ').count();
    let length =
        text[from..].iter().take(256).position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\\'));
    let length = length.unwrap_or((text.len() - from).min(256));
    let alone = text.get(from + length) != Some(&b' ');
    (alone && (spaced || open > 0) && looks::secret(&text[from..from + length])).then_some((from, from + length))
}

/// PHP's `string(20) "x"` on the line below its name: where it begins.
pub(super) fn printed(text: &[u8], start: usize) -> Option<usize> {
    let rest = text[start..].strip_prefix(b"\\n").or_else(|| text[start..].strip_prefix(b"\n"))?;
    let rest = rest.trim_ascii_start();
    let is_printed = [&b"string("[..], b"NULL", b"int(", b"bool("].iter().any(|kind| rest.starts_with(kind));
    is_printed.then_some(text.len() - rest.len())
}

/// The end of a call or of an object, `Credentials(user=bob, secret=x)`, whose bracket is within `start..end`.
pub(super) fn closed(text: &[u8], start: usize, end: usize) -> usize {
    let word = &text[start..end];
    let name = word.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if !word.first().is_some_and(u8::is_ascii_uppercase) || word.get(name) != Some(&b'(') || word.contains(&b')') {
        return end;
    }
    let mut depth = 0;
    for (at, byte) in text.iter().enumerate().skip(start + name).take(512) {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'\n' | b'"' => break,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    end
}

/// The end of a connection string, `Data Source=db;User ID=sa;Password=x`, that starts at `start`.
pub(super) fn connection_end(text: &[u8], start: usize, end: usize) -> usize {
    let line = text[start..]
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\'' | b'\n' | b'\\' | b'<'))
        .unwrap_or(text.len() - start);
    let first = text[start..start + line].iter().position(|byte| matches!(byte, b';' | b'='));
    if first.is_none_or(|at| text[start + at] == b';') {
        return end;
    }
    let Some(last) = text[start..start + line].iter().rposition(|byte| *byte == b';') else { return end };
    let behind = start + last + 1;
    (behind + text[behind..start + line].iter().take_while(|byte| !byte.is_ascii_whitespace()).count()).max(end)
}

/// Whether an escaped line end stands at `at`, and another line behind it: `\nNAME=`, `\n  name: `, or nothing.
pub(super) fn breaks(text: &[u8], at: usize) -> bool {
    if !matches!(text.get(at + 1), Some(b'n' | b'r' | b't')) {
        return false;
    }
    let tab = text[at + 1] == b't';
    let rest = &text[at + 2..text.len().min(at + 34)];
    let gap = rest.iter().take_while(|byte| matches!(byte, b' ' | b'-' | b'+' | b'\\')).count();
    let gap = gap + usize::from(gap > 0 && rest[gap - 1] == b'\\' && gap < rest.len());
    let rest = rest[gap..].trim_ascii_start();
    let name =
        rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')).count();
    match rest.get(name) {
        _ if tab => name > 1 && rest.get(name) == Some(&b'='),
        None => name == 0,
        Some(byte) => name > 0 && matches!(byte, b':' | b'=') || name == 0 && *byte == b'"',
    }
}

/// Whether the last byte of a word belongs to the sentence around it. A bracket stays where it closes one within.
pub(super) fn is_trailing(word: &[u8]) -> bool {
    let opened = |open: u8| word.contains(&open);
    match word[word.len() - 1] {
        b')' => !opened(b'('),
        b']' => !opened(b'['),
        b'}' => !opened(b'{'),
        b'>' => !opened(b'<'),
        b'\'' | b'\\' | b'.' | b'!' | b'?' => true,
        _ => false,
    }
}

/// Names whose values run on over `;` and blanks.
pub(super) fn are_cookies(name: &[u8]) -> bool {
    name.len() >= 6 && name[name.len() - 6..].eq_ignore_ascii_case(b"cookie")
}

/// The end of a line of cookies, or of the quotes around it. A value may stand in quotes of its own.
pub(super) fn cookies_end(text: &[u8], start: usize) -> usize {
    let mut inside = false;
    for (at, byte) in text.iter().enumerate().skip(start) {
        match byte {
            b'\n' => return at,
            b'"' if inside => inside = false,
            b'"' if text[at - 1] == b'=' => inside = true,
            b'"' => return at,
            _ => {}
        }
    }
    text.len()
}
