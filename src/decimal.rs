//! Numbers as they are written, compared exactly whatever their length.
use std::cmp::Ordering;

/// What is as much as this, or more, is no number of 64 bits: 2^1024 - 2^970.
const DOUBLE: (&[u8], i64) = (b"17976931348623158079372897140530341507993413271", 309);

/// `0.DIGITS` times ten to `power`, without zeros at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    power: i64,
}

impl Decimal {
    /// Reads a number of JSON.
    pub(crate) fn read(text: &[u8]) -> Decimal {
        let (negative, text) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
        let place = text.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (number, exponent) = place.map_or((text, &b""[..]), |at| (&text[..at], &text[at + 1..]));
        let (minus, exponent) = match exponent {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            rest => (false, rest),
        };
        let exponent = exponent.iter().fold(0i64, |sum, byte| {
            sum.saturating_mul(10).saturating_add(i64::from(byte.wrapping_sub(b'0'))).min(1 << 60)
        });
        let dot = number.iter().position(|byte| *byte == b'.').unwrap_or(number.len());
        let mut digits: Vec<u8> = number.iter().copied().filter(u8::is_ascii_digit).collect();
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..zeros);
        let kept = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |at| at + 1);
        digits.truncate(kept);
        if digits.is_empty() {
            return Decimal { negative: false, digits, power: 0 };
        }
        let power = dot as i64 - zeros as i64 + if minus { -exponent } else { exponent };
        Decimal { negative, digits, power }
    }

    /// Whether it has no fraction.
    pub(crate) fn is_whole(&self) -> bool {
        self.digits.len() as i64 <= self.power || self.digits.is_empty()
    }

    /// Whether a floating-point number of 64 bits can stand for it.
    pub(crate) fn is_double(&self) -> bool {
        (self.power, &self.digits[..]) < (DOUBLE.1, DOUBLE.0)
    }

    pub(crate) fn compare(&self, other: &Decimal) -> Ordering {
        let sign = |number: &Decimal| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        };
        let size = || self.power.cmp(&other.power).then_with(|| self.digits.cmp(&other.digits));
        sign(self).cmp(&sign(other)).then_with(|| match sign(self) {
            0 => Ordering::Equal,
            1 => size(),
            _ => size().reverse(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_their_order() {
        let ordered = [
            "-1e400",
            "-12",
            "-1.5",
            "-0.001",
            "0",
            "1e-400",
            "0.5",
            "1",
            "1.0000000000000000000001",
            "2",
            "10",
            "12345678901234567890",
            "12345678901234567891",
            "1e400",
            "1e99999999999999999999",
        ];
        for (place, text) in ordered.iter().enumerate() {
            for (other, more) in ordered.iter().enumerate() {
                let (one, two) = (Decimal::read(text.as_bytes()), Decimal::read(more.as_bytes()));
                assert_eq!(one.compare(&two), place.cmp(&other), "{text} {more}");
            }
        }
        for same in ["100", "1e2", "100.00", "0.1E+3", "1000e-1"] {
            assert_eq!(Decimal::read(same.as_bytes()), Decimal::read(b"100"), "{same}");
            assert!(Decimal::read(same.as_bytes()).is_whole());
        }
        for text in
            ["0", "-1.5", "1e308", "1.7976931348623157e308", "1e-999999", "-0.0000", "1.79769313486231580e308", "1e309"]
        {
            let finite = text.parse().is_ok_and(f64::is_finite);
            assert_eq!(Decimal::read(text.as_bytes()).is_double(), finite, "{text}");
        }
        for text in ["1.797693134862315808e308", "-2e308", "1e400", "1e99999999999999999999"] {
            assert!(!Decimal::read(text.as_bytes()).is_double(), "{text}");
        }
        assert!(Decimal::read(b"-0").is_whole() && !Decimal::read(b"1.5").is_whole());
    }
}
