//! syslog: RFC 5424 with its structured data, and RFC 3164 as it is sent and as it is kept in files.
use super::reading::Reading;
use super::take::{Span, Take};
use super::{dates, stamp};
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
    let Some(priority) = priority(&mut take) else { return kept(take, reading, None, forced) };
    if let Some(confidence) = kept(take, reading, Some(priority), forced) {
        return Some(confidence);
    }
    // The priority is enough: whatever follows is the message.
    reading.clear();
    severity(&take, priority, reading);
    reading.message(take.all());
    Some(75)
}

/// What stands behind the priority.
fn kept(mut take: Take<'_>, reading: &mut Reading, priority: Option<Span>, forced: bool) -> Option<u8> {
    let line = take.line;
    stamp::may_begin(&take).then_some(())?;
    let stamp = stamp::syslog(&mut take).or_else(|| stamp::iso(&mut take, reading.zone()));
    let stamp = stamp.or_else(|| dates::worded(&mut take, reading.zone()))?;
    take.exactly(b" ")?;
    take.blanks();
    let dated = take.line.get(stamp.span.0).is_some_and(u8::is_ascii_alphabetic);
    let said = facility(&mut take);
    let mut host = None;
    let mut ahead = take;
    let mut tag = tag(&mut ahead).filter(|(_, process)| process.is_some());
    // Some leave the host out.
    if tag.is_none() || !dated {
        let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
        let span = take.until(b" ")?;
        let name = take.text(span);
        (name.iter().all(|byte| named(*byte)) && !name.ends_with(b":")).then_some(())?;
        take.blanks();
        ahead = take;
        tag = self::tag(&mut ahead);
        host = Some(span);
    }
    // Without a priority and with an ISO time many other formats look alike: only a whole tag tells.
    let sure = priority.is_some() || dated || matches!(tag, Some((_, Some(_))));
    (forced || sure).then_some(())?;
    let word = host.unwrap_or((0, 0));
    if !dated && priority.is_none() && cp1::level_of(take.text(word), Scale::Plain).is_some() {
        return None;
    }
    stamp.tell(reading);
    if let Some(priority) = priority {
        severity(&take, priority, reading);
    } else if let Some((facility, level)) = said {
        reading.severity(facility, level, 0);
    }
    if let Some((facility, _)) = said {
        reading.more("facility", facility);
    }
    if let Some(host) = host {
        reading.more("host", host);
    }
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

/// `<4.3>`, `<auth.info>`, as BSD's writes facility and severity behind the time: the span, and the severity.
fn facility(take: &mut Take<'_>) -> Option<(Span, cp1::Level)> {
    let mut ahead = *take;
    ahead.exactly(b"<")?;
    let span = ahead.until(b"> ").filter(|(start, end)| end - start <= 20)?;
    let text = ahead.text(span);
    let dot = text.iter().position(|byte| *byte == b'.')?;
    let level = &text[dot + 1..];
    let level = match level {
        [digit @ b'0'..=b'7'] => cp1::level_of_number(&[*digit], Scale::Plain),
        word => cp1::level_of(word, Scale::Plain),
    }?;
    *take = ahead;
    Some((span, cp1::Level { finer: false, ..level }))
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
    // The highest facility is 23.
    (ahead.text(span).iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0')) < 192).then_some(())?;
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
