//! Words near a candidate that say what it is: whole words, before it in the text, or in the name of its member.

/// How far back words are read, in bytes.
const NEAR: usize = 64;
/// Letters of the longest word that is compared.
const LONGEST: usize = 24;

/// Whether one of `words` (small letters) stands in `name`, or in the text not far before `start`. Camel humps and
/// underscores part words; `nhs number` is two, and `nhsnumber` one, so both are asked for where both are written.
pub(super) fn called(text: &[u8], start: usize, name: &[u8], words: &[&str]) -> bool {
    names(name, words) || names(&text[start.saturating_sub(NEAR)..start], words)
}

/// Whether one of `words` is a word of `text`, or a run of letters in it.
fn names(text: &[u8], words: &[&str]) -> bool {
    let mut rest = text;
    while let Some(end) = rest.iter().rposition(u8::is_ascii_alphabetic) {
        let run = &rest[..=end];
        let start = run.iter().rposition(|byte| !byte.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        if is_one(&run[start..], words) || humps(&run[start..], words) {
            return true;
        }
        rest = &rest[..start];
    }
    false
}

fn is_one(word: &[u8], words: &[&str]) -> bool {
    word.len() <= LONGEST && words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

/// The same for the parts of a word with capitals in it: `patientNhsNumber`.
fn humps(run: &[u8], words: &[&str]) -> bool {
    if run.len() > 2 * LONGEST || !run.iter().skip(1).any(u8::is_ascii_uppercase) {
        return false;
    }
    let hump = |at: usize| {
        let before = run[at - 1].is_ascii_lowercase();
        let after = run.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        run[at].is_ascii_uppercase() && (before || after)
    };
    let mut start = 0;
    (1..=run.len()).any(|end| {
        let ends = end == run.len() || hump(end);
        let found = ends && is_one(&run[start..end], words);
        if ends {
            start = end;
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        for text in ["my SIN is ", "sin=", "customer_sin: ", "theSin ", "SINNumber "] {
            assert!(names(text.as_bytes(), &["sin"]), "{text}");
        }
        for text in ["using ", "since ", "business: ", "sins "] {
            assert!(!names(text.as_bytes(), &["sin"]), "{text}");
        }
    }
}
