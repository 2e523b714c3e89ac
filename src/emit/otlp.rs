//! OTLP: a line is one `LogsData` of the OpenTelemetry protocol in its JSON form, with one record in it, as the
//! Collector's file exporter writes it and its file receiver reads it.
use super::text::quoted;
use super::{Record, since};
use crate::cp1::{self, Field};
use crate::decimal::Decimal;
use crate::members::{self, Token, Tokens};
use crate::shape::{Kind, Member, said};

/// Values nested deeper are written as their JSON text: readers of protobuf give up at a hundred messages, and a level
/// is three.
const DEEPEST: usize = 16;

pub(super) fn write(record: &Record<'_>, out: &mut Vec<u8>) {
    if let [only] = record.top
        && only.kind == Kind::Array
        && *record.key(only) == *b"resourceLogs"
    {
        // It is OTLP already.
        return out.extend_from_slice(record.text);
    }
    let place = Place::of(record);
    out.extend_from_slice(b"{\"resourceLogs\":[{\"resource\":{");
    let resource = [("service.name", place.service), ("host.name", place.host), ("process.pid", place.pid)];
    let mut list = Attributes::begin(out);
    for (name, member) in resource {
        if let Some(member) = member {
            list.one(record.text, name.as_bytes(), member);
        }
    }
    list.end();
    out.extend_from_slice(b"},\"scopeLogs\":[{\"scope\":{");
    if let Some(logger) = place.logger {
        out.extend_from_slice(b"\"name\":");
        string(record.raw(logger), out);
    }
    out.extend_from_slice(b"},\"logRecords\":[{");
    log_record(record, &place, out);
    out.extend_from_slice(b"}]}]}]}");
}

/// Which members have a place of their own.
#[derive(Default)]
struct Place<'a> {
    service: Option<&'a Member>,
    host: Option<&'a Member>,
    pid: Option<&'a Member>,
    logger: Option<&'a Member>,
    time: Option<(&'a Member, String)>,
    level: Option<&'a Member>,
    body: Option<&'a Member>,
    trace: Option<&'a Member>,
    span: Option<&'a Member>,
    flags: Option<(&'a Member, u8)>,
}

impl<'a> Place<'a> {
    fn of(record: &Record<'a>) -> Place<'a> {
        let any = |names: &[&str], kind: Kind| {
            names.iter().find_map(|name| record.named(name).filter(|member| member.kind == kind))
        };
        let id = |member: &&Member, digits: usize| {
            let said = member.said(record.text);
            said.len() == digits && said.iter().all(u8::is_ascii_hexdigit) && said.iter().any(|digit| *digit != b'0')
        };
        let time = record.field(Field::Timestamp, Kind::String).zip(since::time(record));
        let time = time.and_then(|(member, (seconds, digits))| {
            let nanos = digits.iter().fold(0, |nanos, digit| nanos * 10 + u64::from(digit - b'0'));
            Some((member, seconds.checked_mul(1_000_000_000)?.checked_add(nanos)?.to_string()))
        });
        let flags = record.named("trace_flags").and_then(|member| {
            let text = super::text::said(record, member);
            let text = std::str::from_utf8(&text).ok()?;
            let flags = match member.kind {
                Kind::String if text.len() == 2 => u8::from_str_radix(text, 16).ok()?,
                Kind::Number => text.parse().ok()?,
                _ => return None,
            };
            Some((member, flags))
        });
        Place {
            service: record.field(Field::Component, Kind::String),
            host: any(&["host", "hostname", "host.name"], Kind::String),
            pid: any(&["pid", "process.pid"], Kind::Number),
            logger: any(&["logger", "logger_name"], Kind::String),
            time,
            level: record.field(Field::Level, Kind::String),
            body: super::find(record.top, Field::Message),
            trace: record.field(Field::TraceId, Kind::String).filter(|member| id(member, 32)),
            span: any(&["span_id"], Kind::String).filter(|member| id(member, 16)),
            flags,
        }
    }

    fn has(&self, member: &Member) -> bool {
        let time = self.time.as_ref().map(|(member, _)| *member);
        let flags = self.flags.as_ref().map(|(member, _)| *member);
        [self.service, self.host, self.pid, self.logger, time, self.level, self.body, self.trace, self.span, flags]
            .into_iter()
            .flatten()
            .any(|placed| placed.key == member.key)
    }
}

/// What stands between the braces of a log record.
fn log_record(record: &Record<'_>, place: &Place<'_>, out: &mut Vec<u8>) {
    let (text, start) = (record.text, out.len());
    if let Some((_, nanos)) = &place.time {
        out.extend_from_slice(format!("\"timeUnixNano\":\"{nanos}\"").as_bytes());
    }
    if let Some(level) = record.level {
        comma(start, out);
        if let Some(number) = since::severity(&level.said(text)) {
            out.extend_from_slice(format!("\"severityNumber\":{number},").as_bytes());
        }
        out.extend_from_slice(b"\"severityText\":");
        string(record.raw(level), out);
    }
    if let Some(body) = place.body {
        comma(start, out);
        out.extend_from_slice(b"\"body\":");
        any_value(text, body, out);
    }
    let before = out.len();
    comma(start, out);
    let mut list = Attributes::begin(out);
    for member in record.top.iter().filter(|member| !place.has(member)) {
        list.member(record, member);
    }
    if !list.end() {
        out.truncate(before);
    }
    if let Some((_, flags)) = place.flags {
        comma(start, out);
        out.extend_from_slice(format!("\"flags\":{flags}").as_bytes());
    }
    for (name, id) in [("traceId", place.trace), ("spanId", place.span)] {
        if let Some(id) = id {
            comma(start, out);
            let digits = id.said(text).to_ascii_lowercase();
            out.extend([b"\"", name.as_bytes(), b"\":\"", &*digits, b"\""].concat());
        }
    }
}

fn comma(start: usize, out: &mut Vec<u8>) {
    if out.len() > start {
        out.push(b',');
    }
}

/// A list of attributes as it is written. An empty one is not written.
struct Attributes<'a> {
    out: &'a mut Vec<u8>,
    any: bool,
}

impl<'a> Attributes<'a> {
    fn begin(out: &'a mut Vec<u8>) -> Attributes<'a> {
        Attributes { out, any: false }
    }

    fn key(&mut self, name: &[u8]) {
        self.out.extend_from_slice(if self.any { b"," } else { b"\"attributes\":[" });
        self.any = true;
        self.out.extend_from_slice(b"{\"key\":");
        string(name, self.out);
        self.out.extend_from_slice(b",\"value\":");
    }

    /// One attribute; `name` is as it stands in JSON, without its quotes.
    fn one(&mut self, text: &[u8], name: &[u8], member: &Member) {
        self.key(&[b"\"", name, b"\""].concat());
        any_value(text, member, self.out);
        self.out.push(b'}');
    }

    /// What a member of the record becomes: one attribute, or one for each member of an error or a context.
    fn member(&mut self, record: &Record<'_>, member: &Member) {
        let text = record.text;
        let name = &text[member.key.0..member.key.1];
        match (cp1::field(member.name), member.kind) {
            (Some((Field::Error, 0)), Kind::Object) => {
                let mut parts = Vec::new();
                members::members(text, member.value, &mut parts);
                for part in &parts {
                    match (&text[part.key.0..part.key.1], part.kind) {
                        (b"type", Kind::String) => self.one(text, b"exception.type", part),
                        (b"message", Kind::String) => self.one(text, b"exception.message", part),
                        (b"stack", Kind::String) => self.one(text, b"exception.stacktrace", part),
                        (key, _) => self.one(text, &[b"error.", key].concat(), part),
                    }
                }
            }
            (Some((Field::Context, 0)), Kind::Object) => {
                for part in record.context.iter().filter(|part| !record.is_said(part)) {
                    let key = &text[part.key.0..part.key.1];
                    self.one(text, &[b"context.", key].concat(), part);
                }
            }
            _ => match (name, member.kind) {
                (b"thread" | b"thread_name" | b"threadName", Kind::String) => self.one(text, b"thread.name", member),
                _ => self.one(text, name, member),
            },
        }
    }

    /// Whether there were any.
    fn end(self) -> bool {
        if self.any {
            self.out.push(b']');
        }
        self.any
    }
}

/// Writes a value as an `AnyValue`.
fn any_value(text: &[u8], member: &Member, out: &mut Vec<u8>) {
    let mut levels: Vec<bool> = Vec::new();
    let mut tokens = Tokens::of(text, member.value);
    while let Some(token) = tokens.next() {
        if levels.last() == Some(&true) && !matches!(token, Token::Close(_)) && out.last() != Some(&b'[') {
            out.push(b',');
        }
        match token {
            Token::Key(start, end) => {
                if out.last() != Some(&b'[') {
                    out.push(b',');
                }
                out.extend_from_slice(b"{\"key\":");
                string(&text[start - 1..end + 1], out);
                out.extend_from_slice(b",\"value\":");
                continue;
            }
            Token::Open(start, _) if levels.len() >= DEEPEST => {
                let end = tokens.pass();
                out.extend_from_slice(b"{\"stringValue\":");
                quoted(&text[start..end], out);
                out.push(b'}');
            }
            Token::Open(_, array) => {
                out.extend_from_slice(if array {
                    b"{\"arrayValue\":{\"values\":["
                } else {
                    b"{\"kvlistValue\":{\"values\":["
                });
                levels.push(array);
                continue;
            }
            Token::Close(_) => {
                levels.pop();
                out.extend_from_slice(b"]}}");
            }
            Token::String(start, end) => {
                out.extend_from_slice(b"{\"stringValue\":");
                string(&text[start - 1..end + 1], out);
                out.push(b'}');
            }
            Token::Scalar(start, end) => scalar(&text[start..end], out),
        }
        // The value of a member has ended.
        if levels.last() == Some(&false) {
            out.push(b'}');
        }
    }
}

/// A number, `true`, `false` or `null`. A number that the protocol has no exact room for is a text.
fn scalar(raw: &[u8], out: &mut Vec<u8>) {
    let number = std::str::from_utf8(raw).unwrap_or_default();
    let whole = raw.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'-'));
    let (before, after): (&[u8], &[u8]) = match raw {
        b"null" => return out.extend_from_slice(b"{}"),
        b"true" | b"false" => (b"{\"boolValue\":", b"}"),
        _ if whole && raw != b"-0" && number.parse::<i64>().is_ok() => (b"{\"intValue\":\"", b"\"}"),
        _ if (!whole || raw == b"-0") && Decimal::read(raw).is_double() => (b"{\"doubleValue\":", b"}"),
        _ => (b"{\"stringValue\":\"", b"\"}"),
    };
    out.extend([before, raw, after].concat());
}

/// Writes a JSON string as it stands. Half a surrogate pair is no text to this protocol.
fn string(raw: &[u8], out: &mut Vec<u8>) {
    let halves = raw.windows(3).any(|three| three.eq_ignore_ascii_case(b"\\ud"));
    if halves { quoted(&said(raw, (1, raw.len() - 1)), out) } else { out.extend_from_slice(raw) }
}
