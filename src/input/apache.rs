//! Apache's error log: `[Mon Jan 27 12:00:00.123456 2025] [core:error] [pid 12:tid 34] [client …] message`.
use super::reading::Reading;
use super::stamp;
use super::take::Span;

pub(super) fn error(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    take.exactly(b"[")?;
    let stamp = stamp::c(&mut take, reading.zone())?;
    take.exactly(b"]")?;
    take.blanks();
    let group = take.bracketed()?;
    let text = take.text(group);
    let colon = text.iter().position(|byte| *byte == b':');
    let level = (group.0 + colon.map_or(0, |at| at + 1), group.1);
    stamp.tell(reading);
    // Traces of modules are numbered: `trace3`.
    let numbered = take.text(level).starts_with(b"trace");
    if reading.level(if numbered { (level.0, level.0 + 5) } else { level }, line).is_none() {
        reading.more("original_level", level);
    }
    if let Some(colon) = colon {
        let module: Span = (group.0, group.0 + colon);
        if module.0 < module.1 {
            reading.component(module);
        }
    }
    loop {
        let mut ahead = take;
        let Some(group) = ahead.bracketed() else { break };
        let text = ahead.text(group);
        let after = |name: &[u8]| text.starts_with(name).then_some((group.0 + name.len(), group.1));
        if let Some(process) = after(b"pid ") {
            reading.number("pid", process, line);
        } else if let Some(client) = after(b"client ") {
            reading.more("client", client);
        } else {
            break;
        }
        take = ahead;
    }
    reading.message(take.all());
    Some(99)
}
