//! klog and glog: `I0127 12:00:00.123456    1234 file.go:56] message "k"="v"`.
use super::reading::Reading;
use super::stamp;

pub(super) fn read(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let level = take.some(|byte| matches!(byte, b'I' | b'W' | b'E' | b'F')).filter(|(start, end)| end - start == 1)?;
    let stamp = stamp::klog(&mut take)?;
    take.exactly(b" ")?;
    take.blanks();
    let thread = take.some(|byte| byte.is_ascii_digit())?;
    take.exactly(b" ")?;
    let place = take.until(b"]")?;
    let file = take.text(place);
    let colon = file.iter().rposition(|byte| *byte == b':')?;
    file[colon + 1..].iter().all(u8::is_ascii_digit).then_some(())?;
    take.blanks();
    stamp.tell(reading);
    reading.level(level, line)?;
    reading.message(take.all());
    reading.number("pid", thread, line);
    reading.more("caller", place);
    Some(99)
}
