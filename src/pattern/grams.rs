//! Where literals of users' patterns stand: one pass over a buffer, whatever their number.
//!
//! Three bytes with their case folded are a gram; a table of 65,536 bits says whether a gram may be of a literal. Where
//! all literals are long, only every so many bytes are looked at: of each literal so many grams are in the table that
//! one of them lies at such a place.
use crate::order;

/// How many bytes may lie between two looks.
const STRIDE: usize = 8;

/// The literals of all patterns.
#[derive(Default)]
pub(crate) struct Grams {
    /// A bit a hash; empty where there are no literals.
    bits: Option<Box<[u64; 1024]>>,
    stride: usize,
    /// Sorted: the gram, where it lies in its literal, the literal.
    grams: Vec<(u32, u8, u16)>,
    literals: Vec<Literal>,
}

struct Literal {
    /// In small letters.
    text: Vec<u8>,
    /// The patterns that ask for it.
    patterns: Vec<u16>,
}

/// Three bytes, their case folded. (Some signs are folded as well; literals are compared again.)
#[inline(always)]
fn gram(bytes: u32) -> u32 {
    (bytes | 0x0020_2020) & 0x00FF_FFFF
}

/// Four bytes of a block.
#[inline(always)]
fn word(block: &[u8; 32], place: usize) -> u32 {
    u32::from_le_bytes([block[place], block[place + 1], block[place + 2], block[place + 3]])
}

/// The lowest bit: whether a gram may be of a literal.
#[inline(always)]
fn bit(bits: &[u64; 1024], gram: u32) -> u64 {
    let hash = hash(gram);
    bits[(hash / 64) & 1023] >> (hash % 64)
}

#[inline(always)]
fn hash(gram: u32) -> usize {
    (gram.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

impl Grams {
    /// Literals of three bytes or more in small letters, and who asks for them.
    pub(crate) fn new(wanted: impl IntoIterator<Item = (Vec<u8>, u16)>) -> Grams {
        let mut grams = Grams::default();
        for (text, pattern) in wanted {
            match grams.literals.iter_mut().find(|literal| literal.text == text) {
                Some(literal) => literal.patterns.push(pattern),
                None => grams.literals.push(Literal { text, patterns: vec![pattern] }),
            }
        }
        let shortest = grams.literals.iter().map(|literal| literal.text.len()).min().unwrap_or(3);
        grams.stride = (shortest - 2).min(STRIDE);
        let mut bits = Box::new([0u64; 1024]);
        for (number, literal) in grams.literals.iter().enumerate() {
            for place in 0..grams.stride {
                let three = &literal.text[place..place + 3];
                let gram = gram(u32::from_le_bytes([three[0], three[1], three[2], 0]));
                bits[hash(gram) / 64] |= 1 << (hash(gram) % 64);
                grams.grams.push((gram, place as u8, number as u16));
            }
        }
        order::by(&mut grams.grams, |a, b| a > b);
        grams.bits = (!grams.literals.is_empty()).then_some(bits);
        grams
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.literals.is_empty()
    }

    /// Adds to `found` where a literal starts in `from..to` of `buf`; sorted, each place once.
    pub(crate) fn find(&self, buf: &[u8], from: usize, to: usize, found: &mut Vec<u32>) {
        let Some(bits) = &self.bits else { return };
        match self.stride {
            1 => self.run::<1>(bits, buf, (from, to), found),
            2 => self.run::<2>(bits, buf, (from, to), found),
            3 => self.run::<3>(bits, buf, (from, to), found),
            4 | 5 => self.run::<4>(bits, buf, (from, to), found),
            6 | 7 => self.run::<6>(bits, buf, (from, to), found),
            _ => self.run::<8>(bits, buf, (from, to), found),
        }
        found.sort_unstable();
        found.dedup();
    }

    /// Looks at every `S`th place: at several at a time, which are told apart only where one of them may be good.
    #[inline(always)]
    fn run<const S: usize>(&self, bits: &[u64; 1024], buf: &[u8], (from, to): (usize, usize), found: &mut Vec<u32>) {
        let end = buf.len().min(to + self.stride + 3);
        let looks = if S <= 3 { 8 } else { 4 };
        let mut at = from;
        while at < end
            && let Some(block) = buf[at..].first_chunk::<32>()
        {
            let mut any = 0;
            for look in 0..looks {
                any |= bit(bits, gram(word(block, look * S)));
            }
            if any & 1 != 0 {
                for place in (0..looks).map(|look| look * S) {
                    self.confirm(buf, at + place, gram(word(block, place)), (from, to), found);
                }
            }
            at += looks * S;
        }
        while at + 3 <= end {
            let gram = gram(u32::from_le_bytes([buf[at], buf[at + 1], buf[at + 2], 0]));
            self.confirm(buf, at, gram, (from, to), found);
            at += S;
        }
    }

    #[inline(never)]
    fn confirm(&self, buf: &[u8], at: usize, gram: u32, (from, to): (usize, usize), found: &mut Vec<u32>) {
        if self.bits.as_ref().is_none_or(|bits| bit(bits, gram) & 1 == 0) {
            return;
        }
        for (_, place, literal) in self.entries(gram) {
            let text = &self.literals[usize::from(*literal)].text;
            let Some(start) = at.checked_sub(usize::from(*place)) else { continue };
            if (from..to).contains(&start) && starts(&buf[start..], text) {
                found.push(start as u32);
            }
        }
    }

    fn entries(&self, gram: u32) -> &[(u32, u8, u16)] {
        let first = self.grams.partition_point(|(other, ..)| *other < gram);
        let rest = &self.grams[first..];
        &rest[..rest.partition_point(|(other, ..)| *other == gram)]
    }

    /// The patterns of the literals at the start of `text`.
    pub(crate) fn patterns(&self, text: &[u8], mut each: impl FnMut(u16)) {
        let Some(three) = text.first_chunk::<3>() else { return };
        if self.is_empty() {
            return;
        }
        for (_, place, literal) in self.entries(gram(u32::from_le_bytes([three[0], three[1], three[2], 0]))) {
            let literal = &self.literals[usize::from(*literal)];
            if *place == 0 && starts(text, &literal.text) {
                literal.patterns.iter().for_each(|pattern| each(*pattern));
            }
        }
    }
}

fn starts(text: &[u8], literal: &[u8]) -> bool {
    text.get(..literal.len()).is_some_and(|text| text.eq_ignore_ascii_case(literal))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the stride, and wherever the window's edges lie, each place is found once.
    #[test]
    fn every_place_is_found() {
        for literals in [&["abc"][..], &["abcdef", "xyzzyx"], &["abcdefghijklmnop", "defghijklmno"]] {
            let grams = Grams::new(literals.iter().enumerate().map(|(n, text)| (text.as_bytes().to_vec(), n as u16)));
            let text =
                format!("{0}..{1}ABC{0}_{2}x{0}ab", literals[0].to_uppercase(), literals[literals.len() - 1], "é");
            let text = text.as_bytes();
            let want: Vec<u32> = (0..text.len())
                .filter(|at| literals.iter().any(|literal| starts(&text[*at..], literal.as_bytes())))
                .map(|at| at as u32)
                .collect();
            for cut in 0..=text.len() {
                let (mut found, mut more) = (Vec::new(), Vec::new());
                grams.find(text, 0, cut, &mut found);
                grams.find(text, cut, text.len(), &mut more);
                found.extend(more);
                assert_eq!(found, want, "{literals:?} cut at {cut}");
            }
        }
    }
}
