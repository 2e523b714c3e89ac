//! Payment card numbers: 13 to 19 digits, with single spaces or dashes between groups.
//!
//! Luhn alone passes one number in ten. So beside it: an issuer's prefix at one of its lengths, or the grouping that is
//! printed on cards. A number never lies inside letters, a longer number or a fraction.

/// The most digits of one run of groups that are looked at; a longer run is no list of cards.
const DIGITS: usize = 4096;

/// What a card number is called.
const CALLED: [&[u8]; 10] =
    [b"card", b"cards", b"cardnumber", b"creditcard", b"credit", b"debit", b"pan", b"cc", b"ccnum", b"payment"];

/// A group of digits: where it starts, how many.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    length: usize,
    /// Digits of the run before this group.
    before: usize,
}

/// Calls `found` for each card number in the run of digits and separators around `at`, none before `done`.
/// Returns where it stopped to read.
pub(super) fn find(text: &[u8], at: usize, done: usize, mut found: impl FnMut(usize, usize)) -> usize {
    // The stop is the run's thirteenth byte, so its start is near.
    let separates = |place: usize| matches!(text[place], b' ' | b'-');
    let mut start = at;
    loop {
        if start > done && text[start - 1].is_ascii_digit() {
            start -= 1;
        } else if start > done + 1 && separates(start - 1) && text[start - 2].is_ascii_digit() {
            start -= 2;
        } else {
            break;
        }
    }
    if !text[start].is_ascii_digit() || at - start < 12 {
        return 0;
    }
    // A card, and what is usual beside it, needs no more room.
    let mut groups: Vec<Group> = Vec::with_capacity(8);
    let mut sums = Vec::with_capacity(32);
    let mut at = start;
    // Sums of the digits so far, doubled (Luhn) at even places and at odd places.
    let mut sum = [0u32; 2];
    sums.push(sum);
    while at < text.len() && sums.len() <= DIGITS {
        let byte = text[at];
        if byte.is_ascii_digit() {
            let joins = at > start && text[at - 1].is_ascii_digit();
            match groups.last_mut() {
                Some(group) if joins => group.length += 1,
                _ => groups.push(Group { start: at, length: 1, before: sums.len() - 1 }),
            }
            let digit = u32::from(byte - b'0');
            let double = if digit > 4 { digit * 2 - 9 } else { digit * 2 };
            let odd = (sums.len() - 1) % 2;
            sum[odd] += double;
            sum[1 - odd] += digit;
            sums.push(sum);
        } else if !matches!(byte, b' ' | b'-') || at == start || !text[at - 1].is_ascii_digit() {
            break;
        }
        at += 1;
    }
    let run = Run { text, groups: &groups, sums: &sums };
    let mut first = 0;
    while first < groups.len() {
        match run.card_at(first) {
            Some(last) => {
                found(groups[first].start, groups[last].start + groups[last].length);
                first = last + 1;
            }
            None => first += 1,
        }
    }
    at
}

struct Run<'a> {
    text: &'a [u8],
    groups: &'a [Group],
    sums: &'a [[u32; 2]],
}

impl Run<'_> {
    /// The last group of the card number that starts with group `first`.
    fn card_at(&self, first: usize) -> Option<usize> {
        let from = self.groups[first];
        for (last, group) in self.groups.iter().enumerate().skip(first) {
            let digits = group.before + group.length - from.before;
            if digits > 19 {
                return None;
            }
            if digits >= 13 && self.is_card(first, last, digits) {
                return Some(last);
            }
        }
        None
    }

    fn is_card(&self, first: usize, last: usize, digits: usize) -> bool {
        let (from, to) = (self.groups[first], self.groups[last]);
        let end = to.start + to.length;
        let whole = first == 0 && last == self.groups.len() - 1;
        let lengths = |expected: &[usize]| {
            expected.len() == last - first + 1
                && self.groups[first..=last].iter().zip(expected).all(|(group, length)| group.length == *length)
        };
        let printed = lengths(&[4, 4, 4, 4]) || lengths(&[4, 6, 5]);
        let usual = first == last || printed || lengths(&[4, 6, 4]) || lengths(&[4, 4, 4, 4, 3]);
        (usual || whole)
            && self.luhn(from.before, from.before + digits)
            && (printed || is_issued(self.prefix(from.before), digits) || self.is_called_card(from.start))
            && self.one_separator(first, last)
            && !self.text[from.start..end].iter().all(|byte| !matches!(byte, b'1'..=b'9'))
            && self.is_bounded(from.start, end, usual)
            && !self.is_numbered(from.start, digits)
            && !(digits > 16 && self.is_query(from.start))
            && (!printed || !self.is_listed(first, last) || self.is_called_card(from.start))
    }

    /// Four of a list of numbers that are all of four digits.
    fn is_listed(&self, first: usize, last: usize) -> bool {
        let four = |place: Option<usize>| {
            place.and_then(|place| self.groups.get(place)).is_some_and(|group| group.length == 4)
        };
        !self.groups.len().is_multiple_of(4) && (four(first.checked_sub(1)) || four(Some(last + 1)))
    }

    /// The number of something that is named in front of it: `blk_-4162832865986721185`. Cards of these lengths are rare.
    fn is_numbered(&self, start: usize, digits: usize) -> bool {
        let before = &self.text[..start];
        let before = before.strip_suffix(b"-").unwrap_or(before);
        let named = before.strip_suffix(b"_").is_some_and(|name| name.last().is_some_and(u8::is_ascii_alphabetic));
        named && (digits == 13 || digits > 16) && !self.is_called_card(start)
    }

    fn luhn(&self, from: usize, to: usize) -> bool {
        // Every second digit counts double, the one before the last first.
        let doubled = to % 2;
        (self.sums[to][doubled] - self.sums[from][doubled]).is_multiple_of(10)
    }

    /// The first six digits as a number.
    fn prefix(&self, from: usize) -> u32 {
        let mut prefix = 0;
        for place in from..from + 6 {
            // A digit is what it adds where it is not doubled.
            let plain = 1 - place % 2;
            prefix = prefix * 10 + (self.sums[place + 1][plain] - self.sums[place][plain]);
        }
        prefix
    }

    /// What PostgreSQL calls a statement by: `queryid=…`.
    fn is_query(&self, start: usize) -> bool {
        let before = self.text[..start].trim_ascii_end();
        let name = before.iter().rposition(|byte| byte.is_ascii_alphabetic()).map_or(&b""[..], |at| &before[..=at]);
        before.len() - name.len() < 6 && (name.ends_with(b"queryid") || name.ends_with(b"query_id"))
    }

    /// A word near by, before the number, says what it is.
    fn is_called_card(&self, start: usize) -> bool {
        let near = &self.text[start.saturating_sub(32)..start];
        let words = near.split(|byte| !byte.is_ascii_alphabetic());
        words.into_iter().any(|word| CALLED.iter().any(|name| word.eq_ignore_ascii_case(name)))
    }

    fn one_separator(&self, first: usize, last: usize) -> bool {
        let mut separators = self.groups[first + 1..=last].iter().map(|group| self.text[group.start - 1]);
        separators.next().is_none_or(|one| separators.all(|other| other == one))
    }

    /// Nothing that makes it a part of something longer on either side.
    fn is_bounded(&self, start: usize, end: usize, usual: bool) -> bool {
        let byte = |place: Option<usize>| place.and_then(|place| self.text.get(place)).copied();
        let (before, beyond) = (byte(start.checked_sub(1)), byte(start.checked_sub(2)));
        let (after, behind) = (byte(Some(end)), byte(Some(end + 1)));
        let letter = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
        let joined = |byte: Option<u8>, next: Option<u8>| match byte {
            Some(b'.' | b',') => digit(next),
            // Without a usual grouping it may be a part of a UUID.
            Some(b'-') => digit(next) || (!usual && next.is_some_and(|byte| byte.is_ascii_hexdigit())),
            _ => letter(byte),
        };
        !joined(before, beyond) && !joined(after, behind)
    }
}

/// Whether an issuer gives out numbers that start with `prefix` (six digits) at this length.
fn is_issued(prefix: u32, digits: usize) -> bool {
    let (two, three, four) = (prefix / 10_000, prefix / 1_000, prefix / 100);
    match digits {
        // Visa. Maestro's have this length on paper: there a word has to stand near by, since many counters have it too.
        13 => prefix / 100_000 == 4,
        // Diners.
        14 => matches!(three, 300..=305 | 309) || matches!(two, 36 | 38 | 39),
        // American Express.
        15 => matches!(two, 34 | 37),
        16 => {
            prefix / 100_000 == 4
                || matches!(two, 51..=55 | 50 | 56..=58 | 60 | 62 | 64 | 65 | 67 | 81 | 82)
                // Mastercard's second range, Mir, JCB, Diners.
                || matches!(four, 2221..=2720 | 2200..=2204 | 3528..=3589)
                || matches!(three, 300..=305)
        }
        17 | 18 => matches!(two, 50 | 56..=58 | 62 | 67) || matches!(four, 2200..=2204 | 3528..=3589),
        19 => {
            prefix / 100_000 == 4
                || matches!(two, 50 | 56..=58 | 62 | 64 | 65 | 67)
                || matches!(four, 2200..=2204 | 3528..=3589 | 6011)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(text: &str) -> Vec<&str> {
        let mut cards = Vec::new();
        let at = text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(0);
        find(text.as_bytes(), (at + 12).min(text.len() - 1), 0, |start, end| cards.push(&text[start..end]));
        cards
    }

    #[test]
    fn cards_in_their_printed_forms() {
        for card in ["4111111111111111", "4111 1111 1111 1111", "3782-822463-10005", "30569309025904"] {
            assert_eq!(cards(card), [card]);
        }
        assert_eq!(cards("12 4111 1111 1111 1111 3"), ["4111 1111 1111 1111"]);
        assert_eq!(cards("4111111111111111 5555555555554444"), ["4111111111111111", "5555555555554444"]);
    }

    #[test]
    fn numbers_that_are_no_cards() {
        for number in ["4111111111111112", "1738000000123", "41111111111111110000", "4111-1111 1111-1111"] {
            assert_eq!(cards(number), [""; 0], "{number}");
        }
    }
}
