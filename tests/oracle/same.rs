//! Whether an output differs from its input only where something was redacted.
use super::tree::{Kind, Node, parse};

/// What differs beyond redactions, in words. What was JSON must be JSON still.
pub(crate) fn beyond_redactions(input: &[u8], output: &[u8]) -> Option<String> {
    match (parse(input), parse(output)) {
        (Some(old), Some(new)) => (!same(input, &old, output, &new)).then(|| "more than values changed".into()),
        (Some(_), None) => Some("no JSON any more".into()),
        // A redaction may take away what was wrong, and write a text where a number or a list stood.
        (None, _) => {
            let output = String::from_utf8_lossy(output).replace("\"[REDACTED]\"", "[REDACTED]");
            let input = String::from_utf8_lossy(input);
            (!spliced(input.as_bytes(), output.as_bytes())).then(|| "more than spans changed".into())
        }
    }
}

fn same(input: &[u8], old: &Node, output: &[u8], new: &Node) -> bool {
    let (before, after) = (&input[old.span.clone()], &output[new.span.clone()]);
    if before == after || after == b"\"[REDACTED]\"" {
        return true;
    }
    match (&old.kind, &new.kind) {
        (Kind::Text, Kind::Text) => spliced(before, after),
        (Kind::Array(olds), Kind::Array(news)) => {
            let spans = olds.iter().map(|node| node.span.clone());
            let new_spans = news.iter().map(|node| node.span.clone());
            gaps(input, &old.span, spans) == gaps(output, &new.span, new_spans)
                && olds.iter().zip(news).all(|(old, new)| same(input, old, output, new))
        }
        (Kind::Object(olds), Kind::Object(news)) => {
            let spans = olds.iter().flat_map(|(key, value)| [key.clone(), value.span.clone()]);
            let new_spans = news.iter().flat_map(|(key, value)| [key.clone(), value.span.clone()]);
            gaps(input, &old.span, spans) == gaps(output, &new.span, new_spans)
                && olds.iter().zip(news).all(|((old_key, old), (new_key, new))| {
                    spliced(&input[old_key.clone()], &output[new_key.clone()]) && same(input, old, output, new)
                })
        }
        _ => false,
    }
}

/// The bytes of `whole` that belong to none of `spans`, one piece for each gap.
fn gaps(
    text: &[u8],
    whole: &std::ops::Range<usize>,
    spans: impl Iterator<Item = std::ops::Range<usize>>,
) -> Vec<Vec<u8>> {
    let (mut pieces, mut from) = (Vec::new(), whole.start);
    for span in spans {
        pieces.push(text[from..span.start].to_vec());
        from = span.end;
    }
    pieces.push(text[from..whole.end].to_vec());
    pieces
}

/// Without the quote at its end, escaped or not.
fn without_quote(piece: &[u8]) -> &[u8] {
    let Some(mut rest) = piece.strip_suffix(b"\"") else { return piece };
    while let Some(shorter) = rest.strip_suffix(b"\\") {
        rest = shorter;
    }
    rest
}

/// Whether `after` is `before` with spans of it replaced: the pieces between replacements stand in `before` in order.
pub(crate) fn spliced(before: &[u8], after: &[u8]) -> bool {
    const MARK: &[u8] = b"[REDACTED]";
    let mut pieces: Vec<&[u8]> = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < after.len() {
        if after[at..].starts_with(MARK) {
            pieces.push(without_quote(&after[from..at]));
            at += MARK.len();
            // What stands in a string may get quotes of its own.
            let slashes = after[at..].iter().take_while(|&&byte| byte == b'\\').count();
            at += if after.get(at + slashes) == Some(&b'"') { slashes + 1 } else { 0 };
            from = at;
        } else {
            at += 1;
        }
    }
    let tail = &after[from..];
    let Some((head, middle)) = pieces.split_first() else { return before == after };
    if !before.starts_with(head) || !before.ends_with(tail) || before.len() < head.len() + tail.len() {
        return false;
    }
    let mut rest = &before[head.len()..before.len() - tail.len()];
    middle.iter().all(|piece| match rest.windows(piece.len().max(1)).position(|window| window == *piece) {
        _ if piece.is_empty() => true,
        Some(found) => {
            rest = &rest[found + piece.len()..];
            true
        }
        None => false,
    })
}
