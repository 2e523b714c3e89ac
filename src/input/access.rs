//! Access logs of web servers: the Common Log Format, and the Combined one with referrer and agent.
use super::logfmt::quoted;
use super::reading::Reading;
use super::stamp;
use super::take::{Span, Take};
use crate::contains::contains;

/// `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326 "http://b" "Agent"`, and what follows.
pub(super) fn combined(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    start(&mut take, reading)?;
    for name in ["referrer", "user_agent"] {
        take.exactly(b" ")?;
        let (span, _) = quoted(&mut take)?;
        said(&take, span, name, reading);
    }
    if !take.rest().is_empty() {
        take.exactly(b" ")?;
        reading.more("rest", take.all());
    }
    Some(99)
}

/// The same without referrer and agent.
pub(super) fn common(line: &[u8], reading: &mut Reading, _forced: bool) -> Option<u8> {
    let mut take = reading.begin(line);
    start(&mut take, reading)?;
    take.rest().trim_ascii().is_empty().then_some(98)
}

fn start(take: &mut Take<'_>, reading: &mut Reading) -> Option<()> {
    let line = take.line;
    contains(take.rest(), b'[').then_some(())?;
    let host = take.until(b" ")?;
    // Some servers put their own name in front.
    let mut host = host;
    let mut identity = take.until(b" ")?;
    let mut user = take.until(b" ")?;
    if !take.rest().starts_with(b"[") {
        reading.more("virtual_host", host);
        (host, identity) = (identity, user);
        user = take.until(b" ")?;
    }
    take.exactly(b"[")?;
    let stamp = stamp::web(take, reading.zone())?;
    take.exactly(b"] ")?;
    let (request, _) = quoted(take)?;
    take.exactly(b" ")?;
    let status = take.some(|byte| byte != b' ')?;
    let code = take.text(status);
    (code == b"-" || code.len() == 3 && code.iter().all(u8::is_ascii_digit)).then_some(())?;
    take.exactly(b" ")?;
    let size = take.some(|byte| byte != b' ')?;
    stamp.tell(reading);
    reading.message(request);
    reading.more("remote_host", host);
    said(take, identity, "identity", reading);
    said(take, user, "remote_user", reading);
    if code != b"-" {
        reading.number("status", status, line);
    }
    if take.text(size) != b"-" {
        reading.number("bytes", size, line);
    }
    Some(())
}

/// A part, unless it is a dash: then the server had nothing to say.
fn said(take: &Take<'_>, span: Span, name: &'static str, reading: &mut Reading) {
    if take.text(span) != b"-" {
        reading.more(name, span);
    }
}
