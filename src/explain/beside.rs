//! Near misses by what stands around: numbers and ids that a detector takes only beside a word, and no such word is near.
//! Found by asking the detectors themselves, with the word put beside.
use crate::detect::ALL;
use crate::output::Verb;
use crate::pipeline::Pipeline;

/// The most candidates of one record.
const MOST: usize = 50;

/// Asks `pipeline` about each candidate in `record` that `is_free`; tells its span, the detector's name and the words.
pub(super) fn look(
    record: &[u8],
    pipeline: &mut Pipeline,
    is_free: impl Fn((usize, usize)) -> bool,
    mut tell: impl FnMut((usize, usize), &str, String),
) {
    let rules = pipeline.rules().iter().filter_map(|rule| rule.name.strip_prefix("leak/"));
    let names = ALL.iter().map(|about| about.name).filter(|name| is_of_a_number(name));
    let on: Vec<&str> = names.filter(|name| rules.clone().any(|on| on == *name)).collect();
    for span in candidates(record).into_iter().filter(|span| is_free(*span)).take(MOST) {
        let token = &record[span.0..span.1];
        let mut asked = Vec::new();
        for name in &on {
            asked.extend_from_slice(name.replace('_', " ").as_bytes());
            asked.push(b' ');
            asked.extend_from_slice(token);
            asked.push(b'\n');
        }
        // The verb is the same each time, so nothing is refused.
        let Ok(output) = pipeline.push(Verb::Validate, &asked) else { return };
        let _ = pipeline.finish();
        let found = output.findings.iter().find_map(|found| {
            let name = on.get((found.line as usize).checked_sub(1)?)?;
            let rule = pipeline.rules().get(found.rule as usize)?;
            let whole = found.start as usize <= name.len() + 1 && found.end as usize >= name.len() + 1 + token.len();
            (whole && rule.name.strip_prefix("leak/") == Some(*name)).then_some(*name)
        });
        if let Some(name) = found {
            tell(
                span,
                name,
                format!("it counts only beside a word such as `{}`, and none is near", name.replace('_', " ")),
            );
        }
    }
}

/// Whether a detector is of numbers. Behind `bearer` anything counts.
fn is_of_a_number(name: &str) -> bool {
    let of_a_country = name.as_bytes().get(2) == Some(&b'_');
    of_a_country || matches!(name, "pan" | "iban" | "phone")
}

/// Words of 8 to 20 letters and digits with five digits at least, and digits in groups.
fn candidates(record: &[u8]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < record.len() {
        if !record[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        let (mut digits, mut letters) = (0, 0);
        while at < record.len() {
            let next = record.get(at + 1).copied().unwrap_or(b' ');
            match record[at] {
                b'0'..=b'9' => digits += 1,
                b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
                b' ' | b'-' | b'.' | b'/' if record[at - 1].is_ascii_digit() && next.is_ascii_digit() => {}
                _ => break,
            }
            at += 1;
        }
        if digits >= 5 && (8..=20).contains(&(digits + letters)) {
            spans.push((start, at));
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_words_with_digits_and_digits_in_groups() {
        let text = b"id 219099999, AB123456C 485-777-3456 deadbeef 2025 a1b2c3d4e5f6g7h8i9j0k1 1.2.3.4.5";
        let found: Vec<&[u8]> = candidates(text).iter().map(|(start, end)| &text[*start..*end]).collect();
        assert_eq!(found, [&b"219099999"[..], b"AB123456C", b"485-777-3456"]);
        assert!(candidates(b"").is_empty() && candidates(b"-").is_empty());
    }
}
