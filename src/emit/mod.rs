//! Records in other forms: ECS, OTLP, GELF, logfmt, and lines for people.
//!
//! What comes here has been made CP1 and redacted, and is JSON. It is only written anew, so what goes and what is found
//! never depend on the form. No tree, no recursion; numbers keep their text. `mapping.md` tells field by field what
//! becomes of what.
mod ecs;
mod flat;
mod gelf;
mod logfmt;
mod otlp;
mod pretty;
mod since;
mod text;

use crate::cp1::{self, Field};
use crate::members;
use crate::shape::{Kind, Member};

/// What a record is written as, where that is not its own JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Ecs,
    Otlp,
    Gelf,
    Logfmt,
    Pretty,
    /// The same, with colours for a terminal.
    Coloured,
}

impl Form {
    /// The form that a policy names; None: records stay what they are.
    pub(crate) fn named(name: &str, colour: bool) -> Option<Form> {
        Some(match name {
            "ecs" => Form::Ecs,
            "otlp" => Form::Otlp,
            "gelf" => Form::Gelf,
            "logfmt" => Form::Logfmt,
            "pretty" if colour => Form::Coloured,
            "pretty" => Form::Pretty,
            _ => return None,
        })
    }
}

/// Writes records; its room is used again for the next one.
#[derive(Default)]
pub(crate) struct Emitter {
    /// The record with its edits made.
    pub(crate) edited: Vec<u8>,
    whole: Vec<u8>,
    top: Vec<Member>,
    below: Vec<Member>,
    room: flat::Room,
}

/// A record as it is read: an object's text and its members.
#[derive(Clone, Copy)]
struct Record<'a> {
    text: &'a [u8],
    top: &'a [Member],
    /// The members of `context`, where that is an object.
    context: &'a [Member],
    /// The level's word, as fine as the source said it, and the member that says so.
    level: Option<&'a Member>,
}

impl Emitter {
    /// Writes the record `text`, which is JSON, to `out`, without a line end.
    pub(crate) fn record(&mut self, form: Form, text: &[u8], out: &mut Vec<u8>) {
        let Emitter { whole, top, below, room, .. } = self;
        let mut text = text.trim_ascii();
        if text.first() != Some(&b'{') {
            // What is no object is what an object says.
            whole.clear();
            whole.extend_from_slice(b"{\"message\":");
            whole.extend_from_slice(text);
            whole.push(b'}');
            text = whole;
        }
        members::members(text, (0, text.len()), top);
        below.clear();
        if let Some(context) = find(top, Field::Context).filter(|member| member.kind == Kind::Object) {
            members::members(text, context.value, below);
        }
        let mut record = Record { text, top, context: below, level: None };
        record.level = record.finest();
        match form {
            Form::Ecs => ecs::write(&record, out),
            Form::Otlp => otlp::write(&record, out),
            Form::Gelf => gelf::write(&record, room, out),
            Form::Logfmt => logfmt::write(&record, room, out),
            Form::Pretty => pretty::write(&record, room, false, out),
            Form::Coloured => pretty::write(&record, room, true, out),
        }
    }
}

/// The first member that is `field` under its own name.
fn find(members: &[Member], field: Field) -> Option<&Member> {
    members.iter().find(|member| cp1::field(member.name) == Some((field, 0)))
}

impl<'a> Record<'a> {
    /// The first member that is `field`, and of `kind`.
    fn field(&self, field: Field, kind: Kind) -> Option<&'a Member> {
        find(self.top, field).filter(|member| member.kind == kind)
    }

    /// The first member at the top that is called `name`.
    fn named(&self, name: &str) -> Option<&'a Member> {
        self.top.iter().find(|member| *self.key(member) == *name.as_bytes())
    }

    /// What a member's key says.
    fn key(&self, member: &Member) -> std::borrow::Cow<'a, [u8]> {
        crate::shape::said(self.text, member.key)
    }

    /// A value as it stands: JSON.
    fn raw(&self, member: &Member) -> &'a [u8] {
        &self.text[member.value.0..member.value.1]
    }

    /// What a conversion to CP1 has kept of the source: `context.original_…`.
    fn original(&self, name: &str) -> Option<&'a Member> {
        self.context.iter().find(|member| self.text[member.key.0..member.key.1] == *name.as_bytes())
    }

    fn finest(&self) -> Option<&'a Member> {
        let level = self.field(Field::Level, Kind::String)?;
        Some(self.original("original_level").filter(|finer| finer.kind == Kind::String).unwrap_or(level))
    }

    /// Whether `member` of `context` was said already, by `level`.
    fn is_said(&self, member: &Member) -> bool {
        self.level.is_some_and(|level| level.key == member.key)
    }
}
