//! What becomes CP1: names and values rewritten in place, ids moved up from `context`, nothing invented.
//!
//! The answer is a list of changes. A record that is CP1 already has none, and comes out byte for byte the same. What a
//! conversion would lose stays as `context.original_…`.
use std::cell::OnceCell;

use super::level::{self, Scale};
use super::names::{self, Field, IDS, name_of};
use super::rules::Cp1;
use super::time::{self, NoTime, Time, Zone};
use crate::keys::{Role, role};
use crate::members;
use crate::order;
use crate::shape::{Kind, Member, Shape, said};

/// A span of the buffer and what is written in its place.
pub(crate) struct Change {
    pub(crate) span: (usize, usize),
    pub(crate) fresh: Vec<u8>,
}

/// How a record becomes CP1, and what stands in the way of it.
#[derive(Default)]
pub(crate) struct Conversion {
    /// In order, apart from each other.
    pub(crate) changes: Vec<Change>,
    /// Rule, span, and the field's pointer.
    pub(crate) found: Vec<(Cp1, (usize, usize), String)>,
}

/// What becomes of one field: a name, a value, and what is kept beside.
#[derive(Default)]
struct Plan {
    rename: bool,
    value: Option<Vec<u8>>,
    original: bool,
}

/// How the object at `object` (braces included) becomes CP1. `zone` is that of times which name none, `received` the
/// time of records that tell none.
pub(crate) fn convert(
    buf: &[u8],
    object: (usize, usize),
    shape: &Shape,
    (zone, received): (Option<Zone>, Option<Time>),
) -> Conversion {
    let (python, pair) = (OnceCell::new(), OnceCell::new());
    let mut sources: Vec<Source<'_>> = Vec::with_capacity(shape.top.len());
    sources.extend(shape.top.iter().filter_map(|member| names::field(member.name).map(|of| (of, member))));
    order::by_key(&mut sources, |(of, _)| *of);
    let (out, originals) = (Conversion::default(), Vec::new());
    let mut work = Work { buf, object, shape, sources: &sources, zone, python, pair, out, originals, dropped: 0 };
    let received = received.filter(|_| work.sources(Field::Timestamp).is_empty());
    if received.is_none() && is_plain(buf, shape) && !work.may_lift() {
        return work.out;
    }
    work.field(Field::Timestamp, Work::timestamp);
    work.field(Field::Level, Work::level);
    work.field(Field::Component, Work::component);
    work.field(Field::Message, |_, member| (member.kind == Kind::String).then(Plan::default));
    work.field(Field::Error, Work::error);
    work.lift();
    work.ids();
    work.keep_originals();
    if let Some(time) = received {
        let comma = if shape.top.is_empty() && !shape.others { "" } else { "," };
        let at = object.0 + 1;
        let fresh = format!("\"{}\":\"{}\"{comma}", name_of(Field::Timestamp), time.write()).into();
        work.out.changes.push(Change { span: (at, at), fresh });
    }
    order::by_key(&mut work.out.changes, |change| change.span);
    work.out
}

/// Nothing in a record asks for a change: the usual case.
fn is_plain(buf: &[u8], shape: &Shape) -> bool {
    shape.odd.is_empty()
        && shape.context.iter().all(|member| names::field(member.name).is_none_or(|(field, _)| !field.is_id()))
        && shape.top.iter().all(|member| {
            let text = &*member.said(buf);
            match names::field(member.name) {
                None => true,
                Some((_, 1..)) => false,
                Some((Field::Timestamp, 0)) => time::canonical(text).is_ok(),
                Some((Field::Level, 0)) => level::canonical(text),
                Some((Field::Error, 0)) => member.kind == Kind::Object,
                Some((field, 0)) if field.is_id() => member.kind == Kind::String,
                Some(_) => true,
            }
        })
}

/// Where some loggers write a field: Rust's tracing its message, ECS its level.
const BELOW: [(Field, &[u8], &[u8]); 2] = [(Field::Message, b"fields", b"message"), (Field::Level, b"log", b"level")];

/// The span that goes with a member of an object, one of the commas beside it included.
fn without(members: &[Member], place: usize) -> (usize, usize) {
    let member = members[place];
    match (place.checked_sub(1), members.get(place + 1)) {
        (Some(before), _) => (members[before].value.1, member.value.1),
        (None, Some(next)) => (member.key.0 - 1, next.key.0 - 1),
        (None, None) => (member.key.0 - 1, member.value.1),
    }
}

/// A member of the top level that is, or may become, a field, and by which preference.
type Source<'a> = ((Field, u8), &'a Member);

struct Work<'a> {
    buf: &'a [u8],
    object: (usize, usize),
    shape: &'a Shape,
    /// By field, then by preference.
    sources: &'a [Source<'a>],
    zone: Option<Zone>,
    /// Some name says that levels are Python's; some name is that of a pair's value. Asked once: names may be many.
    python: OnceCell<bool>,
    pair: OnceCell<bool>,
    out: Conversion,
    /// What goes into `context`: the name behind `original_`, and the source's JSON text.
    originals: Vec<(&'static str, (usize, usize))>,
    /// How many members leave `context`.
    dropped: usize,
}

impl<'a> Work<'a> {
    /// The members that are, or may become, `field`: its own name first, then by preference.
    fn sources(&self, field: Field) -> &'a [Source<'a>] {
        let from = self.sources.partition_point(|((other, _), _)| *other < field);
        let length = self.sources[from..].iter().take_while(|((other, _), _)| *other == field).count();
        &self.sources[from..from + length]
    }

    /// Whether a member has the field's own name.
    fn has(&self, field: Field) -> bool {
        self.sources(field).first().is_some_and(|((_, preference), _)| *preference == 0)
    }

    /// Takes `field` from the first source that `plan` can use.
    fn field(&mut self, field: Field, plan: impl Fn(&Self, &Member) -> Option<Plan>) {
        let mut usable = Vec::new();
        for ((_, preference), member) in self.sources(field) {
            usable.extend(plan(self, member).map(|plan| (*preference, **member, plan)));
        }
        if matches!(field, Field::Timestamp | Field::Level) && usable.len() > 1 {
            let said = |(_, member, plan): &'_ (u8, Member, Plan)| {
                plan.value.clone().unwrap_or_else(|| self.buf[member.value.0..member.value.1].to_vec())
            };
            let first = said(&usable[0]);
            if let Some((_, other, _)) = usable[1..].iter().find(|other| said(other) != first) {
                self.out.found.push((Cp1::TwoSources, other.value, format!("/{}", name_of(field))));
                return;
            }
        }
        let own = self.has(field);
        let Some((preference, member, plan)) = usable.into_iter().next() else {
            self.no_zone(field);
            return;
        };
        if preference > 0 && own {
            // The field is there, and can't be read: what else says the same is left alone.
            return;
        }
        if plan.original {
            if !self.has_context() {
                return;
            }
            self.originals.push((name_of(field), member.value));
        }
        if preference > 0 || plan.rename {
            self.out.changes.push(Change { span: member.key, fresh: name_of(field).into() });
        }
        if let Some(fresh) = plan.value {
            self.out.changes.push(Change { span: member.value, fresh });
        }
    }

    /// A time that only lacks its zone is worth a word.
    fn no_zone(&mut self, field: Field) {
        if field != Field::Timestamp {
            return;
        }
        for ((_, preference), member) in self.sources(field) {
            if *preference > 0 && member.kind == Kind::String {
                let said = member.said(self.buf);
                if Time::from_text(&said, self.zone) == Err(NoTime::NoZone) {
                    self.out.found.push((Cp1::TimestampNoZone, member.value, "/timestamp".into()));
                    return;
                }
            }
        }
    }

    fn context(&self) -> Option<&'a Member> {
        self.sources(Field::Context).first().filter(|((_, preference), _)| *preference == 0).map(|(_, member)| *member)
    }

    /// Whether `context` is there as an object, or may be added.
    fn has_context(&self) -> bool {
        self.context().is_none_or(|member| member.kind == Kind::Object)
    }

    /// `name` beside a `value` names that: as another word it would name nothing, and what is sensitive stay.
    fn component(&self, member: &Member) -> Option<Plan> {
        let is = |member: &Member, wanted| role(&said(self.buf, member.key)) == wanted;
        let is_pair = || {
            let mut beside = Vec::new();
            members::members(self.buf, self.object, &mut beside);
            // Bunyan's `v` is a version.
            let version = |member: &Member| self.buf[member.value.0..member.value.1] == *b"0";
            beside.iter().any(|member| is(member, Role::PairValue) && !version(member))
        };
        let is_name = is(member, Role::PairName) && *self.pair.get_or_init(is_pair);
        (member.kind == Kind::String && !is_name).then(Plan::default)
    }

    fn timestamp(&self, member: &Member) -> Option<Plan> {
        let raw = &self.buf[member.value.0..member.value.1];
        let time = match member.kind {
            Kind::String if time::canonical(&member.said(self.buf)).is_ok() => return Some(Plan::default()),
            Kind::String => Time::from_text(&member.said(self.buf), self.zone).ok()?,
            Kind::Number => Time::from_number(raw).ok()?,
            _ => return None,
        };
        let value = [b"\"", &time.bytes()[..], b"\""].concat();
        Some(Plan { value: Some(value), original: time.cut, ..Plan::default() })
    }

    fn level(&self, member: &Member) -> Option<Plan> {
        let raw = &self.buf[member.value.0..member.value.1];
        let level = match member.kind {
            Kind::String if level::canonical(&member.said(self.buf)) => return Some(Plan::default()),
            Kind::String => level::from_text(&member.said(self.buf), self.scale(member))?,
            Kind::Number => level::from_number(raw, self.scale(member))?,
            _ => return None,
        };
        let value = [b"\"", level.name.as_bytes(), b"\""].concat();
        Some(Plan { value: Some(value), original: level.finer, ..Plan::default() })
    }

    /// The scale of a level's number: its own name tells, or one beside it.
    fn scale(&self, member: &Member) -> Scale {
        let is = |member: &Member, names: &[&[u8]]| {
            let key = &self.buf[member.key.0..member.key.1];
            names.iter().any(|name| key.eq_ignore_ascii_case(name))
        };
        let is_python = || self.shape.top.iter().any(|beside| is(beside, &[b"levelname", b"levelno"]));
        if is(member, &[b"severityNumber", b"severity_number"]) {
            Scale::Otel
        } else if *self.python.get_or_init(is_python) {
            Scale::Python
        } else {
            Scale::Plain
        }
    }

    /// An object is the error; a text becomes its stack, or its message.
    fn error(&self, member: &Member) -> Option<Plan> {
        let text = &self.buf[member.value.0..member.value.1];
        let key = &self.buf[member.key.0..member.key.1];
        match member.kind {
            Kind::Object => Some(Plan::default()),
            Kind::String => {
                let lines = text.windows(2).any(|pair| pair == b"\\n");
                let part = if lines || key.eq_ignore_ascii_case(b"stack") { "stack" } else { "message" };
                let value = [b"{\"", part.as_bytes(), b"\":", text, b"}"].concat();
                Some(Plan { value: Some(value), ..Plan::default() })
            }
            _ => None,
        }
    }

    /// Whether a field is missing that may stand one level down, and something is there that it may stand in.
    fn may_lift(&self) -> bool {
        let holder = |member: &Member| {
            member.kind == Kind::Object && names::field(member.name).is_some_and(|(field, _)| field == Field::Message)
        };
        (self.shape.others || self.shape.top.iter().any(holder))
            && BELOW.iter().any(|(field, ..)| self.sources(*field).is_empty())
    }

    /// Fields that stand one level down, as some loggers write them, move up where the top level has none.
    fn lift(&mut self) {
        if !self.may_lift() {
            return;
        }
        let missing = BELOW.iter().filter(|(field, ..)| self.sources(*field).is_empty());
        let (mut top, mut inner) = (Vec::new(), Vec::new());
        members::members(self.buf, self.object, &mut top);
        let is = |member: &Member, name: &[u8]| *said(self.buf, member.key) == *name;
        let mut moved = Vec::new();
        for (field, outer, name) in missing.collect::<Vec<_>>() {
            let Some(outer) = top.iter().find(|member| member.kind == Kind::Object && is(member, outer)) else {
                continue;
            };
            inner.clear();
            members::members(self.buf, outer.value, &mut inner);
            let Some(place) = inner.iter().position(|member| is(member, name)) else { continue };
            let member = inner[place];
            let plan = match field {
                Field::Level => self.level(&member),
                _ => (member.kind == Kind::String).then(Plan::default),
            };
            let Some(plan) = plan.filter(|plan| !plan.original || self.has_context()) else { continue };
            let value = plan.value.unwrap_or_else(|| self.buf[member.value.0..member.value.1].to_vec());
            let fresh = [b"\"", name_of(*field).as_bytes(), b"\":", &value, b","].concat();
            let at = outer.key.0 - 1;
            moved.push(Change { span: (at, at), fresh });
            moved.push(Change { span: without(&inner, place), fresh: Vec::new() });
            if plan.original {
                self.originals.push((name_of(*field), member.value));
            }
        }
        self.out.changes.extend(moved);
    }

    /// The correlation ids: other spellings, numbers, and those that stand in `context`.
    fn ids(&mut self) {
        let is_id = |member: &Member| names::field(member.name).is_some_and(|(field, _)| field.is_id());
        let stays =
            |((field, preference), member): &Source| !field.is_id() || *preference == 0 && member.kind != Kind::Number;
        // As nearly always.
        if self.sources.iter().all(stays) && !self.shape.context.iter().any(is_id) {
            return;
        }
        let mut moved: Vec<(Field, Member)> = Vec::new();
        let mut dropped = vec![false; self.shape.context.len()];
        for id in IDS {
            let sources = self.sources(id);
            let value = |work: &Self, member: &Member| {
                let raw = &work.buf[member.value.0..member.value.1];
                match member.kind {
                    Kind::String => (raw != b"\"\"").then(|| raw.to_vec()),
                    Kind::Number => Some([b"\"", raw, b"\""].concat()),
                    _ => None,
                }
            };
            let top = sources
                .iter()
                .find_map(|((_, preference), member)| Some((*preference, **member, value(self, member)?)));
            let own = self.has(id);
            let mut said = top.as_ref().map(|(.., said)| said.clone());
            if let Some((preference, member, fresh)) = top.filter(|(preference, ..)| *preference == 0 || !own) {
                if preference > 0 {
                    self.out.changes.push(Change { span: member.key, fresh: name_of(id).into() });
                }
                if member.kind == Kind::Number {
                    self.out.changes.push(Change { span: member.value, fresh });
                }
            }
            for (place, member) in self.shape.context.iter().enumerate() {
                if names::field(member.name).is_none_or(|(field, _)| field != id) {
                    continue;
                }
                let Some(found) = value(self, member) else { continue };
                match &said {
                    None if !own => {
                        moved.push((id, *member));
                        said = Some(found);
                        dropped[place] = true;
                    }
                    Some(said) if *said == found => dropped[place] = true,
                    _ => self.out.found.push((Cp1::TwoSources, member.key, format!("/{}", name_of(id)))),
                }
            }
        }
        self.drop(&dropped);
        self.insert(&moved);
    }

    /// Takes members out of `context`, each with one of the commas beside it.
    fn drop(&mut self, dropped: &[bool]) {
        let members = &self.shape.context;
        let mut kept = None;
        for (place, member) in members.iter().enumerate() {
            if !dropped[place] {
                kept = Some(place);
                continue;
            }
            self.dropped += 1;
            let span = match (kept, members.get(place + 1)) {
                (Some(_), _) => (members[place - 1].value.1, member.value.1),
                (None, Some(next)) => (member.key.0 - 1, next.key.0 - 1),
                (None, None) => (member.key.0 - 1, member.value.1),
            };
            self.out.changes.push(Change { span, fresh: Vec::new() });
        }
    }

    /// Puts moved ids in front of `context`.
    fn insert(&mut self, moved: &[(Field, Member)]) {
        let Some(context) = self.context().filter(|_| !moved.is_empty()) else { return };
        let mut fresh = Vec::new();
        for (id, member) in moved {
            let raw = &self.buf[member.value.0..member.value.1];
            let quote: &[u8] = if member.kind == Kind::Number { b"\"" } else { b"" };
            fresh.extend([b"\"", name_of(*id).as_bytes(), b"\":", quote, raw, quote, b","].concat());
        }
        let at = context.key.0 - 1;
        self.out.changes.push(Change { span: (at, at), fresh });
    }

    /// Adds what conversions would lose to `context`.
    fn keep_originals(&mut self) {
        if self.originals.is_empty() {
            return;
        }
        let mut members = Vec::new();
        for (name, (start, end)) in &self.originals {
            if !members.is_empty() {
                members.push(b',');
            }
            members.extend([b"\"original_", name.as_bytes(), b"\":", &self.buf[*start..*end]].concat());
        }
        let (at, fresh) = match self.context() {
            Some(context) => {
                // Behind the last member that stays.
                let comma: &[u8] = if self.dropped == self.shape.context.len() { b"" } else { b"," };
                (context.value.1 - 1, [comma, &members].concat())
            }
            None => {
                let alone = self.shape.top.is_empty() && !self.shape.others;
                let comma: &[u8] = if alone { b"" } else { b"," };
                (self.object.1 - 1, [comma, b"\"context\":{", &members, b"}"].concat())
            }
        };
        self.out.changes.push(Change { span: (at, at), fresh });
    }
}
