//! Words near a candidate that say what it is: whole words, before it in the text, or in the name of its member.

/// How far back words are read, in bytes.
const NEAR: usize = 64;
/// Bytes of the longest word that is compared.
const LONGEST: usize = 64;

/// Whether one of `words` (small letters; a blank parts the words of a phrase) stands in `name`, or in the text not far
/// before `start`. Humps and underscores part words.
pub(super) fn called(text: &[u8], start: usize, name: &[u8], words: &[&str]) -> bool {
    called_within(text, start, name, words, NEAR)
}

/// The same, with `near` bytes to read back.
pub(super) fn called_within(text: &[u8], start: usize, name: &[u8], words: &[&str], near: usize) -> bool {
    names(name, words) || names(&text[start.saturating_sub(near)..start], words)
}

/// Whether there is any word for `called` to look at.
pub(super) fn any(text: &[u8], start: usize, name: &[u8]) -> bool {
    let letter = |mask: u8, byte: &u8| mask | u8::from(byte.is_ascii_alphabetic() || *byte >= 0x80);
    !name.is_empty() || text[start.saturating_sub(NEAR)..start].iter().fold(0, letter) != 0
}

/// Whether one of `words` ends with a word of `text`.
fn names(text: &[u8], words: &[&str]) -> bool {
    if text.iter().fold(0, |mask, byte| mask | u8::from(byte.is_ascii_alphabetic() || *byte >= 0x80)) == 0 {
        return false;
    }
    let mut rest = text;
    while let Some((run, before)) = last_run(rest) {
        // The run as a whole, and its last words: `personNummer` is both.
        if words.iter().any(|known| run.eq_ignore_ascii_case(known.as_bytes())) {
            return true;
        }
        let mut within = run;
        while let Some(part) = last_part(within) {
            let head = &rest[..before.len() + within.len()];
            if words.iter().any(|known| ends(head, known)) {
                return true;
            }
            within = &within[..within.len() - part.len()];
        }
        rest = before;
    }
    false
}

/// Whether `text`, which ends with a word, ends with the words of `phrase`.
fn ends(text: &[u8], phrase: &str) -> bool {
    let mut rest = text;
    phrase.rsplit(' ').all(|word| {
        let Some((run, before)) = last_run(rest) else { return false };
        let Some(part) = last_part(run) else { return false };
        rest = &rest[..before.len() + run.len() - part.len()];
        part.eq_ignore_ascii_case(word.as_bytes())
    })
}

/// The last run of letters, and what stands before it.
fn last_run(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    let end = text.iter().rposition(is_letter)? + 1;
    let start = text[..end].iter().rposition(|byte| !is_letter(byte)).map_or(0, |at| at + 1);
    Some((&text[start..end], &text[..start]))
}

/// The last word of a run of letters: from its last hump on.
fn last_part(run: &[u8]) -> Option<&[u8]> {
    if run.is_empty() {
        return None;
    }
    if run.len() > LONGEST {
        return None;
    }
    let hump = |at: &usize| {
        let before = run[at - 1].is_ascii_lowercase();
        let after = run.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        run[*at].is_ascii_uppercase() && (before || after)
    };
    let start = (1..run.len()).rev().find(hump).unwrap_or(0);
    Some(&run[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        for text in ["my SIN is ", "sin=", "customer_sin: ", "theSin ", "SINNumber ", "sinNumber"] {
            assert!(names(text.as_bytes(), &["sin"]), "{text}");
        }
        for text in ["using ", "since ", "business: ", "sins "] {
            assert!(!names(text.as_bytes(), &["sin"]), "{text}");
        }
    }

    #[test]
    fn phrases_go_over_humps_and_separators() {
        for text in ["Person nr ", "person_nr", "personNr: 1 ", "my person-nr"] {
            assert!(names(text.as_bytes(), &["person nr"]), "{text}");
        }
        assert!(names("個人番号=".as_bytes(), &["個人番号"]));
        assert!(!names(b"nr of a person ", &["person nr"]));
    }
}
