//! journald's export format: a field a line, `MESSAGE=…`, and a blank line behind each record.
use super::reading::Reading;

/// Whether a record begins with `line`.
pub(crate) fn begins(line: &[u8]) -> bool {
    line.starts_with(b"__CURSOR=") || line.starts_with(b"__REALTIME_TIMESTAMP=")
}

/// Reads a record of several lines. A field whose value is bytes and no text is none that is known here: then nothing is.
pub(crate) fn read(lines: &[u8], reading: &mut Reading) -> Option<()> {
    let mut take = reading.begin(lines);
    begins(take.rest()).then_some(())?;
    while !take.rest().is_empty() {
        let name = take.some(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')?;
        take.exactly(b"=")?;
        let start = take.at;
        let end = take.some(|byte| byte != b'\n').map_or(start, |(_, end)| end);
        reading.pair(name, (start, end), false, lines);
        while take.exactly(b"\n").is_some() {}
    }
    Some(())
}
