//! Any line that begins with a time or a level, whoever wrote it: `2025-01-27 12:00:00 [info] message`. What stands
//! between them is kept where it is clear what it is: a process's number, a thread between brackets, a logger.
use super::reading::Reading;
use super::take::{Span, Take};
use super::{dates, stamp};
use crate::cp1::{self, Scale};

pub(super) fn read(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    if ruby(&mut take, reading).is_some() || redis(&mut take, reading).is_some() {
        return Some(70);
    }
    let front = in_front(&mut take);
    let stamp = time(&mut take, reading);
    if front.is_none() && stamp.is_none() {
        return None;
    }
    let timed = stamp.is_some();
    if let Some(stamp) = stamp {
        stamp.tell(reading);
        separator(&mut take);
    }
    match front {
        Some(level) => {
            reading.level(level, line)?;
        }
        None => parts(&mut take, reading),
    }
    reading.message(take.all());
    Some(if timed { 70 } else { 60 })
}

/// A time, between brackets or not.
fn time(take: &mut Take<'_>, reading: &Reading) -> Option<stamp::Stamp> {
    let zone = reading.zone();
    let mut ahead = *take;
    let bracket = ahead.exactly(b"[").is_some();
    stamp::may_begin(&ahead).then_some(())?;
    let stamp = stamp::iso(&mut ahead, zone)
        .or_else(|| stamp::web(&mut ahead, zone))
        .or_else(|| stamp::c(&mut ahead, zone))
        .or_else(|| stamp::syslog(&mut ahead))
        .or_else(|| dates::any(&mut ahead, zone))
        .or_else(|| stamp::hours(&mut ahead))?;
    if bracket {
        ahead.exactly(b"]")?;
    }
    *take = ahead;
    Some(stamp)
}

/// What parts a time from what follows.
fn separator(take: &mut Take<'_>) {
    let _ = take.exactly(b",");
    take.blanks();
    if take.exactly(b"- ").or_else(|| take.exactly(b"|")).is_some() {
        take.blanks();
    } else {
        let mut ahead = *take;
        if ahead.exactly(b":").is_some() && level(&mut ahead).is_some() {
            take.at += 1;
        }
    }
}

/// `[error] message`, `WARN: message`, `ERROR 2025-…`: a level that stands in front.
fn in_front(take: &mut Take<'_>) -> Option<Span> {
    let mut ahead = *take;
    if let Some(group) = ahead.bracketed() {
        let span = trimmed(&ahead, group);
        is_level(ahead.text(span)).then_some(())?;
        *take = ahead;
        return Some(span);
    }
    let word = ahead.some(|byte| byte.is_ascii_uppercase()).filter(|span| is_level(take.text(*span)))?;
    let colon = ahead.exactly(b":").is_some();
    ahead.rest().starts_with(b" ").then_some(())?;
    ahead.blanks();
    let dated = ahead.rest().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_digit));
    (colon || dated).then_some(())?;
    *take = ahead;
    Some(word)
}

/// The level behind a time, and what stands before and behind it. Where there is no level nothing is taken.
fn parts(take: &mut Take<'_>, reading: &mut Reading) {
    let line = take.line;
    let mut ahead = *take;
    let (mut process, mut groups) = (None, [None, None]);
    let found = loop {
        let mut next = ahead;
        if let Some(found) = level(&mut next) {
            ahead = next;
            break found;
        }
        if let Some(number) = bracketed_number(&mut next).filter(|_| process.is_none()) {
            process = Some(number);
            next.blanks();
        } else if let Some(group) = next.bracketed().filter(|(start, end)| end - start <= 64) {
            let Some(free) = groups.iter_mut().find(|free| free.is_none()) else { return };
            *free = Some(trimmed(&next, group));
        } else if let Some(number) = next.some(|byte| byte.is_ascii_digit()).filter(|_| process.is_none())
            && next.rest().starts_with(b" ")
        {
            process = Some(number);
            next.blanks();
        } else if let Some(found) = session(&mut next).filter(|_| process.is_some()) {
            ahead = next;
            break found;
        } else {
            return;
        }
        ahead = next;
    };
    if reading.level(found.level, line).is_none() {
        return;
    }
    *take = ahead;
    if let Some(process) = process.or(found.process) {
        reading.number("pid", process, line);
    }
    if let Some(session) = found.session {
        reading.more("session", session);
    }
    let mut logger = found.logger;
    for (group, name) in groups.into_iter().flatten().zip(["thread", "source"]) {
        // Rust's and Java's loggers are paths.
        let path = take.text(group).windows(2).any(|two| two == b"::");
        if path && logger.is_none() {
            logger = Some(group);
        } else {
            reading.more(name, group);
        }
    }
    if let Some(thread) = thread(take) {
        reading.more(if groups[0].is_some() { "source" } else { "thread" }, thread);
    }
    if let Some(logger) = logger.or_else(|| self::logger(take, &found)) {
        reading.component(logger);
    }
}

/// `[main] - `, as log4j's patterns write a thread behind the level. There may be brackets in it.
fn thread(take: &mut Take<'_>) -> Option<Span> {
    let mut ahead = *take;
    ahead.exactly(b"[")?;
    let span = ahead.until(b"] - ").filter(|(start, end)| end - start <= 160)?;
    *take = ahead;
    Some(span)
}

/// A level, and what stands with it.
struct Found {
    level: Span,
    logger: Option<Span>,
    process: Option<Span>,
    session: Option<Span>,
    /// Parts stand between bars, or in columns.
    bar: bool,
    columns: bool,
}

impl Found {
    fn new(level: Span) -> Found {
        Found { level, logger: None, process: None, session: None, bar: false, columns: false }
    }
}

/// A level here, between brackets, before a colon or a bar, or as a word, with what parts it from what follows.
fn level(take: &mut Take<'_>) -> Option<Found> {
    let mut ahead = *take;
    if let Some(group) = ahead.bracketed() {
        let found = Found::new(trimmed(&ahead, group));
        is_level(ahead.text(found.level)).then_some(())?;
        let _ = ahead.exactly(b"- ").or_else(|| ahead.exactly(b": "));
        *take = ahead;
        return Some(found);
    }
    let word = ahead.some(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))?;
    let mut found = Found::new(word);
    if word.1 - word.0 == 1 {
        return letter(take);
    }
    // A logger of PHP's: `channel.ERROR: message`.
    if let Some(dot) = take.text(word).iter().rposition(|byte| *byte == b'.') {
        (found.logger, found.level) = (Some((word.0, word.0 + dot)), (word.0 + dot + 1, word.1));
        (ahead.rest().starts_with(b":") && dot > 0).then_some(())?;
    }
    let text = take.text(found.level);
    is_level(text).then_some(())?;
    let upper = text.iter().all(u8::is_ascii_uppercase);
    found.logger.is_none_or(|_| upper).then_some(())?;
    if upper && let Some(number) = bracketed_number(&mut ahead) {
        found.process = Some(number);
    }
    let blanks = ahead.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if ahead.exactly(b":").is_some() {
        // `ERROR:  `, as databases write it, and `:INFO:name:`.
    } else if blanks > 0 {
        // `Error while reading` is what a message may begin with.
        let begins_a_message = text[0].is_ascii_uppercase() && !upper && !matches!(text, b"Info" | b"Warn" | b"Debug");
        (!begins_a_message || blanks > 1).then_some(())?;
    } else if ahead.rest().iter().position(|byte| *byte == b'|').is_some_and(|at| at == 0) {
        found.bar = true;
    } else if !ahead.rest().is_empty() {
        return None;
    }
    found.columns = blanks > 1;
    ahead.blanks();
    if upper && let Some(number) = parenthesized(&mut ahead) {
        found.process = Some(number);
    }
    let _ = ahead.exactly(b"|").or_else(|| ahead.exactly(b"- ")).or_else(|| ahead.exactly(b": "));
    found.bar |= line_bar(take.line, &ahead);
    ahead.blanks();
    *take = ahead;
    Some(found)
}

/// PostgreSQL's `user@database LOG:  message`: what stands before the level, and the level.
fn session(take: &mut Take<'_>) -> Option<Found> {
    let near = &take.rest()[..take.rest().len().min(160)];
    let colon = take.at + near.windows(3).position(|window| window == b":  ")?;
    let blank = take.at + take.line[take.at..colon].iter().rposition(|byte| *byte == b' ')?;
    let level = (blank + 1, colon);
    is_level(take.text(level)).then_some(())?;
    let session = (take.at, blank);
    take.at = colon + 1;
    take.blanks();
    Some(Found { session: Some(session), ..Found::new(level) })
}

/// MongoDB's `I NETWORK  [conn1] message`: one letter, and the component in capitals.
fn letter(take: &mut Take<'_>) -> Option<Found> {
    let mut ahead = *take;
    let level = ahead.some(|byte| matches!(byte, b'D' | b'I' | b'W' | b'E' | b'F'))?;
    ahead.exactly(b" ")?;
    let name = ahead.some(|byte| byte.is_ascii_uppercase() || byte == b'_').filter(|(from, to)| to - from > 2)?;
    ahead.exactly(b" ")?;
    ahead.blanks();
    *take = ahead;
    Some(Found { logger: Some(name), ..Found::new(level) })
}

/// Whether what was taken last is a bar.
fn line_bar(line: &[u8], take: &Take<'_>) -> bool {
    take.at.checked_sub(1).and_then(|at| line.get(at)) == Some(&b'|')
}

/// Whether a word says how severe something is. One letter does not.
fn is_level(text: &[u8]) -> bool {
    text.len() > 2 && text.iter().all(u8::is_ascii_alphabetic) && cp1::level_of(text, Scale::Plain).is_some()
}

/// `[1234]`, directly behind a word.
fn bracketed_number(take: &mut Take<'_>) -> Option<Span> {
    let mut ahead = *take;
    let group = ahead.bracketed()?;
    ahead.text(group).iter().all(u8::is_ascii_digit).then_some(())?;
    *take = Take { line: take.line, at: group.1 + 1 };
    Some(group)
}

/// `(1234): `, as pino-pretty writes a process behind the level.
fn parenthesized(take: &mut Take<'_>) -> Option<Span> {
    let mut ahead = *take;
    ahead.exactly(b"(")?;
    let number = ahead.some(|byte| byte.is_ascii_digit())?;
    ahead.exactly(b"): ")?;
    *take = ahead;
    Some(number)
}

/// Who says it: `dfs.DataNode$PacketResponder: `, `nova.compute.manager [`, `logger|` between bars, `CBS    ` in columns.
fn logger(take: &mut Take<'_>, found: &Found) -> Option<Span> {
    let bar = found.bar;
    let mut ahead = *take;
    let is_name =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$' | b'-' | b'/' | b'[' | b']');
    let mut name = ahead.some(|byte| is_name(byte) || bar && byte == b':')?;
    if bar {
        ahead.blanks();
        ahead.exactly(b"|")?;
    } else {
        while ahead.rest().starts_with(b"::") {
            ahead.at += 2;
            name.1 = ahead.some(is_name)?.1;
        }
        let text = ahead.text(name);
        let dotted = !text[0].is_ascii_digit() && text.iter().any(|byte| matches!(byte, b'.' | b'$' | b':'));
        let column = found.columns && ahead.rest().starts_with(b"  ");
        if column || dotted && ahead.rest().starts_with(b" [") {
            ahead.blanks();
        } else {
            (dotted && ahead.exactly(b": ").is_some()).then_some(())?;
        }
    }
    *take = ahead;
    Some(name)
}

/// Ruby's: `I, [2025-01-27T12:00:00.123456 #12]  INFO -- app: message`.
fn ruby(take: &mut Take<'_>, reading: &mut Reading) -> Option<()> {
    let mut ahead = *take;
    let line = take.line;
    ahead.some(|byte| matches!(byte, b'D' | b'I' | b'W' | b'E' | b'F' | b'A')).filter(|(from, to)| to - from == 1)?;
    ahead.exactly(b", [")?;
    let stamp = stamp::iso(&mut ahead, reading.zone())?;
    ahead.blanks();
    ahead.exactly(b"#")?;
    let process = ahead.some(|byte| byte.is_ascii_digit())?;
    ahead.exactly(b"]")?;
    ahead.blanks();
    let word = ahead.word()?;
    ahead.exactly(b"-- ")?;
    let level = if is_level(ahead.text(word)) { word } else { (take.at, take.at + 1) };
    reading.level(level, line)?;
    stamp.tell(reading);
    reading.number("pid", process, line);
    if let Some(name) = ahead.until(b": ") {
        reading.component(name);
    } else {
        let _ = ahead.exactly(b": ");
    }
    reading.message(ahead.all());
    *take = ahead;
    Some(())
}

/// Redis': `1234:M 27 Jan 2025 12:00:00.123 * message`.
fn redis(take: &mut Take<'_>, reading: &mut Reading) -> Option<()> {
    let mut ahead = *take;
    let line = take.line;
    let process = ahead.some(|byte| byte.is_ascii_digit())?;
    ahead.exactly(b":")?;
    let role = ahead.some(|byte| matches!(byte, b'X' | b'C' | b'S' | b'M')).filter(|(from, to)| to - from == 1)?;
    ahead.exactly(b" ")?;
    let stamp = dates::any(&mut ahead, reading.zone())?;
    ahead.exactly(b" ")?;
    let sign = ahead.some(|byte| matches!(byte, b'.' | b'-' | b'*' | b'#')).filter(|(from, to)| to - from == 1)?;
    ahead.exactly(b" ")?;
    stamp.tell(reading);
    let name: &[u8] = match line[sign.0] {
        b'.' => b"debug",
        b'-' => b"verbose",
        b'#' => b"warning",
        _ => b"notice",
    };
    reading.severity(sign, cp1::level_of(name, Scale::Plain)?, 0);
    reading.number("pid", process, line);
    reading.more("role", role);
    reading.message(ahead.all());
    *take = ahead;
    Some(())
}

fn trimmed(take: &Take<'_>, (start, end): Span) -> Span {
    let text = take.text((start, end));
    let start = start + text.len() - text.trim_ascii_start().len();
    (start, start + text.trim_ascii().len())
}
