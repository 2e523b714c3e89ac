//! What a line's parts say, and the CP1 record that is made of them.
//!
//! The fields of CP1 come first, in its own order; what has no place there goes to `context`. Nothing is invented: a
//! part that does not become what its field wants stays as `context.original_…`.
use super::compose;
use super::cri::Header;
use super::take::{Span, Take};
use crate::cp1::{self, Field, Level, NoTime, Scale, Time, Zone, name_of};
use crate::decode::Decoded;
use crate::order;
use crate::wrap;

/// A name in `context`.
#[derive(Clone, Copy)]
enum Name {
    Fixed(&'static str),
    Said(Span),
    /// Of a group, and in it.
    Under(Span, Span),
}

/// How a part's value is written.
#[derive(Clone)]
enum Value {
    /// As a string of what stands there.
    Text,
    /// As a string of what stands there, which needs no escape.
    Plain,
    /// It stands there as JSON would write it between quotes.
    Quoted,
    /// As it stands: a number, `true`, `false`.
    Bare,
    /// As this time.
    Time([u8; 27]),
    /// As a string of this, which needs no escape.
    Word(&'static str),
    /// As this JSON text.
    Made(String),
    /// As an error's message, or as its stack.
    Error,
    Stack,
}

struct Part {
    /// Where it goes: a field of CP1, or `Context` and the name there.
    to: Field,
    name: Name,
    span: Span,
    value: Value,
    /// How much its source is preferred to others of the same field: the lower the more.
    preference: u8,
}

/// The parts of one line.
pub(crate) struct Reading {
    zone: Option<Zone>,
    /// Where in the line its record begins.
    from: usize,
    parts: Vec<Part>,
    /// A time that only lacks its zone.
    pub(crate) no_zone: Option<Span>,
}

impl Reading {
    pub(crate) fn new(from: usize, zone: Option<Zone>) -> Reading {
        Reading { zone, from, parts: Vec::new(), no_zone: None }
    }

    /// The record's first byte, to be read from there.
    pub(super) fn begin<'a>(&self, line: &'a [u8]) -> Take<'a> {
        Take { line, at: self.from }
    }

    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.no_zone = None;
    }

    /// The zone of times that name none.
    pub(super) fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// Whether a field of CP1 is there.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.parts.iter().any(|part| part.to == field)
    }

    /// When it happened.
    pub(super) fn time(&mut self, span: Span, time: Result<Time, NoTime>) {
        self.timed(span, time, Name::Fixed("original_timestamp"), 0, false);
    }

    fn timed(&mut self, span: Span, time: Result<Time, NoTime>, name: Name, preference: u8, canonical: bool) {
        let keep = match time {
            Ok(_) if canonical => {
                self.put(Field::Timestamp, Name::Fixed(""), span, Value::Plain, preference);
                false
            }
            Ok(time) => {
                let value = Value::Time(time.bytes());
                self.put(Field::Timestamp, Name::Fixed(""), span, value, preference);
                time.cut
            }
            Err(error) => {
                if error == NoTime::NoZone {
                    self.no_zone = Some(span);
                }
                true
            }
        };
        if keep {
            self.put(Field::Context, name, span, Value::Text, 0);
        }
    }

    /// How severe it is, by a word or a letter.
    pub(super) fn level(&mut self, span: Span, line: &[u8]) -> Option<()> {
        let level = cp1::level_of(&line[span.0..span.1], Scale::Plain)?;
        self.severity(span, level, 0);
        Some(())
    }

    /// How severe it is.
    pub(super) fn severity(&mut self, span: Span, level: Level, preference: u8) {
        let value = Value::Word(level.name);
        self.put(Field::Level, Name::Fixed(""), span, value, preference);
        if level.finer {
            self.put(Field::Context, Name::Fixed("original_level"), span, Value::Text, 0);
        }
    }

    /// Who says it.
    pub(super) fn component(&mut self, span: Span) {
        self.put(Field::Component, Name::Fixed(""), span, Value::Text, 0);
    }

    /// What it says.
    pub(super) fn message(&mut self, span: Span) {
        self.put(Field::Message, Name::Fixed(""), span, Value::Text, 0);
    }

    /// Something else that it says: text.
    pub(super) fn more(&mut self, name: &'static str, span: Span) {
        self.put(Field::Context, Name::Fixed(name), span, Value::Text, 0);
    }

    /// Something else that it says: a number, where it is one.
    pub(super) fn number(&mut self, name: &'static str, span: Span, line: &[u8]) {
        self.put(Field::Context, Name::Fixed(name), span, bare(&line[span.0..span.1]), 0);
    }

    /// A pair of a name and a value. `quoted`: the value stood between quotes, with backslashes before what they escape.
    pub(super) fn pair(&mut self, name: Span, value: Span, quoted: bool, line: &[u8]) {
        let field = cp1::field(cp1::of(&line[name.0..name.1]));
        self.pair_of(field, name, value, quoted, line);
    }

    /// The same where it is known what the name means to CP1.
    pub(crate) fn pair_of(&mut self, field: Option<(Field, u8)>, name: Span, value: Span, quoted: bool, line: &[u8]) {
        let text = &line[value.0..value.1];
        let form = match quoted {
            true if wrap::is_quoted(text) => Value::Quoted,
            false if is_bare(text) => Value::Bare,
            _ => Value::Text,
        };
        let own = Name::Said(name);
        let Some((to, preference)) = field else {
            return self.put(Field::Context, own, value, form, 0);
        };
        match to {
            Field::Timestamp if cp1::is_time(text) => {
                let time = Time { seconds: 0, micros: 0, cut: false };
                self.timed(value, Ok(time), own, preference, true);
            }
            Field::Level if cp1::is_level(text) => self.put(to, own, value, Value::Plain, preference),
            Field::Timestamp => match Time::from_text(text, self.zone) {
                Err(NoTime::Form | NoTime::Impossible) => self.put(Field::Context, own, value, form, 0),
                time => self.timed(value, time, Name::Fixed("original_timestamp"), preference, false),
            },
            Field::Level => match cp1::level_of(text, Scale::Plain) {
                Some(level) => self.severity(value, level, preference),
                None => self.put(Field::Context, own, value, form, 0),
            },
            Field::LatencyMs if !matches!(form, Value::Bare) => self.put(Field::Context, own, value, form, 0),
            Field::LatencyMs => self.put(to, own, value, form, preference),
            Field::Context => self.put(Field::Context, own, value, form, 0),
            Field::Error => self.put(to, own, value, Value::Error, preference),
            id if id.is_id() && text.is_empty() => self.put(Field::Context, own, value, form, 0),
            _ => {
                let form = if matches!(form, Value::Bare) { Value::Text } else { form };
                self.put(to, own, value, form, preference);
            }
        }
    }

    /// As `pair`, behind a message that stands on its own: a name that means another message or component is only a name.
    pub(super) fn beside(&mut self, name: Span, value: Span, quoted: bool, line: &[u8]) {
        let field = cp1::field(cp1::of(&line[name.0..name.1]));
        if field.is_some_and(|(to, preference)| self.has(to) && preference > 0) {
            let form = if quoted { Value::Text } else { bare(&line[value.0..value.1]) };
            return self.put(Field::Context, Name::Said(name), value, form, 0);
        }
        self.pair(name, value, quoted, line);
    }

    /// A parameter of syslog's structured data; its name stands behind that of its element.
    pub(super) fn parameter(&mut self, element: Span, name: Span, value: Span, line: &[u8]) {
        let id = cp1::field(cp1::of(&line[name.0..name.1])).is_some_and(|(field, _)| field.is_id());
        if id {
            return self.pair(name, value, true, line);
        }
        let form = if wrap::is_quoted(&line[value.0..value.1]) { Value::Quoted } else { Value::Text };
        self.put(Field::Context, Name::Under(element, name), value, form, 0);
    }

    /// A name without a value.
    pub(super) fn flag(&mut self, name: Span) {
        self.put(Field::Context, Name::Said(name), (name.1, name.1), Value::Made("true".into()), 0);
    }

    fn put(&mut self, to: Field, name: Name, span: Span, value: Value, preference: u8) {
        self.parts.push(Part { to, name, span, value, preference });
    }

    /// A text of which nothing is known.
    pub(crate) fn text(span: Span) -> Reading {
        let mut reading = Reading::new(span.0, None);
        reading.message(span);
        reading
    }

    /// The lines of a stack trace.
    pub(crate) fn stack(&mut self, span: Span) {
        self.put(Field::Error, Name::Fixed("stack"), span, Value::Stack, 0);
    }

    /// Lines that go on with the record, whose first line ends at `first`: with its message, where that stands last.
    pub(crate) fn goes_on(&mut self, first: usize, end: usize) {
        let last = |part: &&mut Part| matches!(part.value, Value::Text | Value::Plain) && part.span.1 + 1 >= first;
        let told = self.has(Field::Message);
        match self.parts.iter_mut().find(|part| part.to == Field::Message).filter(last) {
            Some(message) => (message.span.1, message.value) = (end, Value::Text),
            None if told => {
                self.put(Field::Context, Name::Fixed("more"), (first + 1, end), Value::Text, 0);
            }
            None => self.message((first + 1, end)),
        }
    }

    /// What the carrier of a record has told: the time, where the record itself does not, and the stream.
    pub(crate) fn composed(&mut self, header: compose::Header) {
        let own = !self.has(Field::Component);
        let (to, name) = if own { (Field::Component, "") } else { (Field::Context, "container") };
        self.put(to, Name::Fixed(name), header.name, Value::Text, 0);
    }

    pub(crate) fn carried(&mut self, line: &[u8], header: Header) {
        let time = header.time(line).ok().filter(|_| !self.has(Field::Timestamp));
        if let Some(time) = time {
            let value = Value::Time(time.bytes());
            let span = (0, header.stream.0 - 1);
            self.put(Field::Timestamp, Name::Fixed(""), span, value, 0);
            let told = |part: &Part| matches!(part.name, Name::Fixed("original_timestamp"));
            if time.cut && !self.parts.iter().any(told) {
                self.put(Field::Context, Name::Fixed("original_timestamp"), span, Value::Text, 0);
            }
        }
        let said = String::from_utf8_lossy(&line[header.stream.0..header.stream.1]);
        let value = Value::Made(format!("\"{said}\""));
        self.put(Field::Context, Name::Fixed("stream"), header.stream, value, 0);
    }

    /// Writes the record that `line` becomes. `visible`: characters that do something to a reader are written so that
    /// they are seen. `ending`: what stands behind the record in its line.
    pub(crate) fn write(mut self, line: &[u8], ending: &[u8], visible: bool, fresh: &mut Decoded) {
        // A field's best source becomes it, the others keep their names.
        for at in 0..self.parts.len() {
            let Part { to, preference, .. } = self.parts[at];
            let better = |(other, part): (usize, &Part)| {
                part.to == to && (part.preference, other) < (preference, at) && to != Field::Context
            };
            if self.parts.iter().enumerate().any(better) {
                let part = &mut self.parts[at];
                part.to = Field::Context;
                part.value = Value::Text;
                if matches!(part.name, Name::Fixed("")) {
                    part.name = Name::Fixed("original");
                }
            }
        }
        order::by_key(&mut self.parts, |part| part.to);
        fresh.begin();
        fresh.put(0, b"{");
        let mut inside = false;
        for (place, part) in self.parts.iter().enumerate() {
            if place > 0 && (inside || part.to != Field::Context) {
                fresh.put(part.span.0, b",");
            }
            if part.to == Field::Context && !inside {
                fresh.put(part.span.0, if place > 0 { b",\"context\":{" } else { b"\"context\":{" });
                inside = true;
            }
            name(part, line, visible, fresh);
            value(part, line, visible, fresh);
            fresh.put(part.span.1, b"");
        }
        if inside {
            fresh.put(line.len(), b"}");
        }
        fresh.put(line.len(), b"}");
        fresh.put(line.len(), ending);
        fresh.end(line.len() + ending.len());
    }
}

fn name(part: &Part, line: &[u8], visible: bool, fresh: &mut Decoded) {
    match part.name {
        _ if part.to != Field::Context => fixed(part.span.0, name_of(part.to), fresh),
        Name::Fixed(name) => fixed(part.span.0, name, fresh),
        Name::Said(span) => {
            fresh.put(span.0, b"\"");
            wrap::escapes(line, span, visible, fresh);
            fresh.put(span.1, b"\":");
        }
        Name::Under(group, span) => {
            fresh.put(group.0, b"\"");
            wrap::escapes(line, group, visible, fresh);
            fresh.put(group.1, b".");
            wrap::escapes(line, span, visible, fresh);
            fresh.put(span.1, b"\":");
        }
    }
}

fn fixed(at: usize, name: &str, fresh: &mut Decoded) {
    fresh.put(at, b"\"");
    fresh.more(name.as_bytes());
    fresh.more(b"\":");
}

fn value(part: &Part, line: &[u8], visible: bool, fresh: &mut Decoded) {
    let (start, end) = part.span;
    match &part.value {
        Value::Time(said) => {
            fresh.put(start, b"\"");
            fresh.more(said);
            fresh.more(b"\"");
        }
        Value::Word(said) => {
            fresh.put(start, b"\"");
            fresh.more(said.as_bytes());
            fresh.more(b"\"");
        }
        Value::Made(said) => fresh.put(start, said.as_bytes()),
        Value::Bare => fresh.keep(line, start, end),
        Value::Plain => {
            fresh.put(start, b"\"");
            fresh.keep(line, start, end);
            fresh.put(end, b"\"");
        }
        Value::Quoted if !visible => {
            fresh.put(start, b"\"");
            fresh.keep(line, start, end);
            fresh.put(end, b"\"");
        }
        Value::Error | Value::Stack => {
            let part: &[u8] = if matches!(part.value, Value::Error) { b"{\"message\":\"" } else { b"{\"stack\":\"" };
            fresh.put(start, part);
            wrap::escapes(line, (start, end), visible, fresh);
            fresh.put(end, b"\"}");
        }
        Value::Text | Value::Quoted => {
            fresh.put(start, b"\"");
            wrap::escapes(line, part.span, visible, fresh);
            fresh.put(end, b"\"");
        }
    }
}

fn bare(text: &[u8]) -> Value {
    if is_bare(text) { Value::Bare } else { Value::Text }
}

/// Whether a text says the same as JSON's number or word: no zeros in front, no exponent, no more than 15 digits.
pub(crate) fn is_bare(text: &[u8]) -> bool {
    if matches!(text, b"true" | b"false") {
        return true;
    }
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let fraction = &digits[whole..];
    let zeros = digits.first() == Some(&b'0') && whole > 1;
    let fits = match fraction {
        [] => true,
        [b'.', rest @ ..] => !rest.is_empty() && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    whole > 0 && !zeros && fits && digits.len() <= 15
}
