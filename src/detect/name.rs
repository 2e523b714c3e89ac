//! The name that ends before a `:`, `=` or flag: where it begins, and whether it may be one that counts.
use crate::keys::KeyRules;

/// How far back a name is read.
pub(super) const NAME: usize = 64;

/// Whether the name before the separator at `end` may be one that counts, by how it ends.
#[inline]
pub(super) fn may_name(text: &[u8], end: usize, keys: &KeyRules) -> bool {
    let mut end = end - colour(&text[..end]);
    while end > 0 && matches!(text[end - 1], b' ' | b'\t' | b':' | b'"' | b'\'' | b'`' | b'\\' | b']' | b'*') {
        end -= 1;
        // In quotes or brackets it may be part of a pair.
        if !matches!(text[end], b' ' | b'\t' | b':') {
            return true;
        }
    }
    // A number at its end does not count: the lines and columns of a stack trace are nearly all of them.
    let numbers = text[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    if numbers > 0 {
        let before = text[..end - numbers].trim_ascii_end();
        let marks = before.iter().rev().take(2).take_while(|byte| matches!(byte, b':' | b'_' | b'-' | b'.')).count();
        end = before.len() - marks;
        if end < 2 {
            return true;
        }
    }
    end >= 2 && keys.may_end(&text[..end])
}

/// The span of the name that ends before the separator at `end`.
pub(super) fn name(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let floor = end.saturating_sub(NAME);
    let mut end = end;
    let back = |end: &mut usize, wanted: &dyn Fn(u8) -> bool| {
        let before = *end;
        while *end > floor && wanted(text[*end - 1]) {
            *end -= 1;
        }
        *end < before
    };
    end -= colour(&text[..end]);
    end -= if text[..end].ends_with(b"(s)") { 3 } else { 0 };
    back(&mut end, &|byte| matches!(byte, b' ' | b'\t' | b':'));
    // `ENV["TOKEN"] =`, `**Token**:`.
    back(&mut end, &|byte| matches!(byte, b']' | b'*'));
    back(&mut end, &|byte| byte == b':');
    let quoted = back(&mut end, &|byte| matches!(byte, b'"' | b'\'' | b'`'));
    if quoted {
        back(&mut end, &|byte| byte == b'\\');
    }
    back(&mut end, &|byte| byte == b']');
    let mut start = end;
    // Words with blanks between them (`api key: x`) are read back too: rules look at the last ones.
    back(&mut start, &|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ') || byte >= 0x80);
    if start > 0 && text[start - 1] == b'[' {
        // The rest of a written escape sequence before it.
        let digits = text[start..end].iter().take_while(|byte| byte.is_ascii_digit()).count();
        start += if digits > 0 && text[start + digits..end].starts_with(b"m") { digits + 1 } else { 0 };
    }
    (start < end).then_some((start, end))
}

/// The length of a written escape sequence at the end of `text`: `\x1b[0m`, `\033[1;32m`.
pub(super) fn colour(text: &[u8]) -> usize {
    let Some(inner) = text.strip_suffix(b"m") else { return 0 };
    let digits = inner.iter().rev().take(8).take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    let open = inner[..inner.len() - digits].strip_suffix(b"[");
    let escape =
        open.and_then(|head| [&b"\\x1b"[..], b"\\033", b"\\e", b"\\u001b"].into_iter().find(|end| head.ends_with(end)));
    escape.map_or(0, |escape| escape.len() + digits + 2)
}

/// The start of the quoted name that ends at `end`; where no quote is near, of its last part without blanks.
pub(super) fn quoted_name(text: &[u8], end: usize) -> usize {
    let near = &text[end.saturating_sub(4 * NAME)..end];
    let stop = near.iter().rposition(|byte| matches!(byte, b'"' | b'\'' | b',' | b'{' | b'\n'));
    end - near.len() + stop.map_or(0, |at| at + 1)
}
