//! Linux' audit log: `type=SYSCALL msg=audit(1738000000.123:456): arch=c000003e syscall=59 …`.
use super::reading::Reading;
use super::stamp;
use crate::cp1::Time;

pub(super) fn read(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let mut node = None;
    if take.exactly(b"node=").is_some() {
        node = Some(take.word()?);
    }
    take.exactly(b"type=")?;
    let kind = take.some(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'[' | b']'))?;
    take.exactly(b" msg=audit(")?;
    let start = take.at;
    take.some(|byte| byte.is_ascii_digit() || byte == b'.')?;
    let time = stamp::stamp(&take, start, Time::from_number(take.text((start, take.at))));
    take.exactly(b":")?;
    let serial = take.some(|byte| byte.is_ascii_digit())?;
    take.exactly(b"):")?;
    take.blanks();
    time.tell(reading);
    reading.message(take.all());
    reading.more("type", kind);
    reading.number("serial", serial, line);
    if let Some(node) = node {
        reading.more("host", node);
    }
    Some(99)
}
