//! nginx's error log: `2025/01/27 12:00:00 [error] 1234#0: *5 message, client: …, server: …`.
use super::reading::Reading;
use super::stamp;

pub(super) fn error(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = stamp::iso(&mut take, reading.zone())?;
    take.exactly(b" ")?;
    let level = take.bracketed()?;
    let process = take.some(|byte| byte.is_ascii_digit())?;
    take.exactly(b"#")?;
    let thread = take.some(|byte| byte.is_ascii_digit())?;
    take.exactly(b": ")?;
    stamp.tell(reading);
    reading.level(level, line)?;
    reading.number("pid", process, line);
    reading.number("tid", thread, line);
    if take.exactly(b"*").is_some() {
        let connection = take.some(|byte| byte.is_ascii_digit())?;
        reading.number("connection", connection, line);
        take.blanks();
    }
    reading.message(take.all());
    Some(99)
}
