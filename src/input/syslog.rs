//! syslog: RFC 5424 with its structured data, and RFC 3164 as it is sent and as it is kept in files.
use super::reading::Reading;
use super::stamp;
use super::take::{Span, Take};
use crate::cp1::{self, Scale};

/// `<34>1 2025-01-27T12:00:00.003Z host app 1234 ID47 [id@1 k="v"] message`.
pub(super) fn rfc5424(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let priority = priority(&mut take)?;
    take.exactly(b"1 ")?;
    if take.exactly(b"- ").is_none() {
        let stamp = stamp::iso(&mut take, reading.zone())?;
        take.exactly(b" ")?;
        stamp.tell(reading);
    }
    let parts = [(); 4].map(|()| take.until(b" "));
    let [Some(host), Some(app), Some(process), Some(id)] = parts else { return None };
    severity(&take, priority, reading);
    let said = |span: Span| (take.text(span) != b"-").then_some(span);
    if let Some(app) = said(app) {
        reading.component(app);
    }
    if let Some(host) = said(host) {
        reading.more("host", host);
    }
    if let Some(process) = said(process) {
        reading.number("pid", process, line);
    }
    if let Some(id) = said(id) {
        reading.more("message_id", id);
    }
    structured(&mut take, reading)?;
    if !take.rest().is_empty() {
        take.exactly(b" ")?;
        let _ = take.exactly(b"\xEF\xBB\xBF");
        reading.message(take.all());
    }
    Some(99)
}

/// `[id k="v" …]…`, or a dash.
fn structured(take: &mut Take<'_>, reading: &mut Reading) -> Option<()> {
    if take.exactly(b"-").is_some() {
        return Some(());
    }
    let start = take.at;
    while take.exactly(b"[").is_some() {
        let id = take.some(|byte| !matches!(byte, b' ' | b']' | b'"' | b'='))?;
        while take.exactly(b" ").is_some() {
            let name = take.some(|byte| !matches!(byte, b' ' | b']' | b'"' | b'='))?;
            take.exactly(b"=")?;
            take.rest().starts_with(b"\"").then_some(())?;
            let (value, _) = super::logfmt::quoted(take)?;
            reading.parameter(id, name, value, take.line);
        }
        take.exactly(b"]")?;
    }
    (take.at > start).then_some(())
}

/// `<34>Jan 27 12:00:00 host app[1234]: message`; in files without what stands before the time, and the time may be ISO.
pub(super) fn rfc3164(line: &[u8], reading: &mut Reading, forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let priority = priority(&mut take);
    let stamp = match stamp::syslog(&mut take) {
        Some(stamp) => stamp,
        None => stamp::iso(&mut take, reading.zone())?,
    };
    take.exactly(b" ")?;
    let dated = take.line.get(stamp.span.0).is_some_and(u8::is_ascii_alphabetic);
    let host = take.until(b" ")?;
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    take.text(host).iter().all(|byte| named(*byte)).then_some(())?;
    let mut ahead = take;
    let tag = tag(&mut ahead);
    // Without a priority and with an ISO time many other formats look alike: only a whole tag tells.
    let sure = priority.is_some() || dated || matches!(tag, Some((_, Some(_))));
    (forced || sure).then_some(())?;
    if !dated && priority.is_none() && cp1::level_of(take.text(host), Scale::Plain).is_some() {
        return None;
    }
    stamp.tell(reading);
    if let Some(priority) = priority {
        severity(&take, priority, reading);
    }
    reading.more("host", host);
    let certain = tag.is_some();
    if let Some((name, process)) = tag {
        take = ahead;
        reading.component(name);
        if let Some(process) = process {
            reading.number("pid", process, line);
        }
    }
    reading.message(take.all());
    Some(if priority.is_some() || certain { 97 } else { 80 })
}

/// `app[1234]: `, `app: `.
fn tag(take: &mut Take<'_>) -> Option<(Span, Option<Span>)> {
    let name = take.some(|byte| byte > b' ' && !matches!(byte, b'[' | b':' | b'"' | b'{'))?;
    let process = take.rest().starts_with(b"[").then(|| take.bracketed()).flatten();
    take.exactly(b":")?;
    take.blanks();
    Some((name, process))
}

/// `<34>`: facility times eight, and severity.
fn priority(take: &mut Take<'_>) -> Option<Span> {
    let mut ahead = *take;
    ahead.exactly(b"<")?;
    let span = ahead.some(|byte| byte.is_ascii_digit()).filter(|(start, end)| end - start <= 3)?;
    ahead.exactly(b">")?;
    *take = ahead;
    Some(span)
}

fn severity(take: &Take<'_>, priority: Span, reading: &mut Reading) {
    let number = take.text(priority).iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
    if let Some(level) = cp1::level_of_number((number % 8).to_string().as_bytes(), Scale::Plain) {
        reading.severity(priority, cp1::Level { finer: false, ..level }, 0);
        reading.number("priority", priority, take.line);
    }
}
