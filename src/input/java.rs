//! logback, log4j and Spring Boot in their default patterns: `12:00:00.123 [main] INFO  c.e.App - message`.
use super::reading::Reading;
use super::stamp;
use super::take::{Span, Take};

const LEVELS: [&[u8]; 8] = [b"TRACE", b"DEBUG", b"INFO", b"WARN", b"ERROR", b"FATAL", b"SEVERE", b"WARNING"];

type Parts = (Option<Span>, Option<Span>, Option<Span>, Option<Span>);

pub(super) fn read(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    let stamp = stamp::iso(&mut take, reading.zone()).or_else(|| stamp::hours(&mut take))?;
    take.exactly(b" ")?;
    take.blanks();
    let (mut level, mut application, mut thread, mut process): Parts = (None, None, None, None);
    let mut spring = false;
    loop {
        let mut ahead = take;
        if let Some(group) = ahead.bracketed() {
            let text = ahead.text(group).trim_ascii();
            if level.is_none() && LEVELS.contains(&text) {
                level = Some(trimmed(&ahead, group));
            } else {
                (application, thread) = (thread, Some(trimmed(&ahead, group)));
            }
            take = ahead;
        } else if let Some(word) = ahead.word().filter(|word| LEVELS.contains(&take.text(*word)) && level.is_none()) {
            level = Some(word);
            take = ahead;
        } else {
            break;
        }
        let mut ahead = take;
        if let Some(number) = ahead.some(|byte| byte.is_ascii_digit())
            && ahead.exactly(b" --- ").is_some()
        {
            (process, spring) = (Some(number), true);
            take = ahead;
            take.blanks();
        }
    }
    let level = level?;
    thread.or(process)?;
    let logger = take.word()?;
    let text = take.text(logger);
    let letters =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$' | b'-' | b'/' | b'[' | b']');
    let (name, colon) = match text {
        [name @ .., b':'] => (name, true),
        name => (name, false),
    };
    name.iter().all(letters).then_some(())?;
    if !colon {
        take.exactly(b"-").or_else(|| take.exactly(b":"))?;
        if !take.rest().is_empty() {
            take.exactly(b" ")?;
        }
    }
    stamp.tell(reading);
    reading.level(level, line)?;
    reading.component((logger.0, logger.0 + name.len()));
    reading.message(take.all());
    if let Some(process) = process {
        reading.number("pid", process, line);
    }
    if let Some(thread) = thread {
        reading.more("thread", thread);
    }
    if let Some(application) = application {
        reading.more("application", application);
    }
    Some(if spring { 97 } else { 94 })
}

fn trimmed(take: &Take<'_>, (start, end): Span) -> Span {
    let text = take.text((start, end));
    let start = start + text.len() - text.trim_ascii_start().len();
    (start, start + text.trim_ascii().len())
}
