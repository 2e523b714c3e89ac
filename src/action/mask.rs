//! Mask: a value's first and last characters stay, the rest becomes a sign. What is too short goes as a whole.

/// What a mask leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mask {
    /// Characters that stay.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// What stands for each of the others. Letters, punctuation that ends nothing in text or JSON.
    pub(crate) sign: char,
}

/// So many characters at least are masked; else all are.
const HIDDEN: usize = 4;
/// What becomes of an array or an object.
const CONTAINER: usize = 8;

impl Mask {
    /// Appends `value` masked. A kept character that may end a value in text is masked as well, so that what is
    /// written needs no escape anywhere, and masking it again changes nothing. `number`: what parts its groups stays,
    /// and does not count.
    pub(super) fn write(self, value: &[u8], number: bool, out: &mut Vec<u8>) {
        let parts = |letter: char| number && matches!(letter, ' ' | '-' | '.' | '/');
        let counted = |chunk: &str| chunk.chars().filter(|letter| !parts(*letter)).count();
        let letters: usize = value.utf8_chunks().map(|chunk| counted(chunk.valid()) + chunk.invalid().len()).sum();
        let short = letters < self.first + self.last + HIDDEN;
        let (first, last) = if short { (0, letters) } else { (self.first, letters - self.last) };
        let mut at = 0;
        let mut room = [0; 4];
        for chunk in value.utf8_chunks() {
            let letters = chunk.valid().chars().chain(chunk.invalid().iter().map(|_| '\0'));
            for letter in letters {
                let kept = parts(letter) || (at < first || at >= last) && stays(letter);
                at += usize::from(!parts(letter));
                let letter = if kept { letter } else { self.sign };
                out.extend_from_slice(letter.encode_utf8(&mut room).as_bytes());
            }
        }
    }

    /// What stands for an array or an object.
    pub(super) fn container(self) -> String {
        std::iter::repeat_n(self.sign, CONTAINER).collect()
    }
}

fn stays(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '@' | '.' | '_' | '-' | '+' | '*' | '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(mask: Mask, value: &str) -> String {
        let mut out = Vec::new();
        mask.write(value.as_bytes(), value.starts_with('4'), &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn the_ends_stay_and_what_is_short_goes() {
        let card = Mask { first: 6, last: 4, sign: '*' };
        assert_eq!(masked(card, "4111111111111111"), "411111******1111");
        assert_eq!(masked(card, "4111111111111"), "*************");
        assert_eq!(masked(card, "4111-1111-1111-1111"), "4111-11**-****-1111");
        assert_eq!(masked(card, "4111-11**-****-1111"), "4111-11**-****-1111");
        let last = Mask { first: 0, last: 4, sign: '•' };
        assert_eq!(masked(last, "großbürger"), "••••••rger");
        assert_eq!(masked(last, "hunter\"s"), "••••er•s");
        assert_eq!(masked(last, &masked(last, "hunter\"s")), "••••er•s");
        assert_eq!(masked(last, "short"), "•••••");
    }
}
