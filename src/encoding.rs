//! Records that are UTF-16 or UTF-32: what is sensitive in them would not be seen, so they are refused.

use crate::contains::contains;

/// Characters in a row by which such a text is known; behind a mark two are enough.
const ROW: usize = 4;

/// Whether the record is such a text.
pub(crate) fn is_wide(record: &[u8]) -> bool {
    if !contains(record, 0) {
        return false;
    }
    let marked = record.starts_with(b"\xFF\xFE") || record.starts_with(b"\xFE\xFF");
    let rows = |unit: usize, long: usize| record.windows(unit * (long - 1) + 1).any(|row| is_row(row, unit));
    rows(2, if marked { 2 } else { ROW }) || rows(4, ROW)
}

/// Whether `row` is printable ASCII at each `unit` bytes, and nothing between.
fn is_row(row: &[u8], unit: usize) -> bool {
    row.iter().enumerate().all(|(at, byte)| if at % unit == 0 { matches!(byte, b' '..=b'~') } else { *byte == 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_either_width_and_order_is_known_and_other_zeros_are_not() {
        let utf16: Vec<u8> = "pin=1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let other: Vec<u8> = "pin=1".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let utf32: Vec<u8> = "pin=1".chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        assert!([&utf16, &other, &utf32].into_iter().all(|text| is_wide(text)));
        assert!(is_wide(b"\xFF\xFEa\0b\0"));
        assert!(is_wide(b"line: p\0w\0d\0x\0"));
        let others: [&[u8]; 6] =
            [b"", b"\xFF\xFE not JSON \0", b"plain", b"A=b\0C=d\0", b"\0\0\0\0\0\0\0\0up", b"a\0b"];
        assert!(!others.into_iter().any(is_wide));
    }
}
