//! ECS: the Elastic Common Schema, as its logging libraries write it: dotted names, the four that begin a line first.
//! What ECS has no field for stays under its own name; where ECS would refuse it there, it is a label.
use super::Record;
use super::text::{self, Members};
use crate::cp1::{self, Field};
use crate::members;
use crate::shape::{Kind, Member};

/// The version whose names these are.
const VERSION: &[u8] = b"\"8.17.0\"";

/// Names that members become; the first four begin the line. A record that has such a name already keeps it, and what
/// would have become it stays as it is.
const TARGETS: [&str; 13] = [
    "@timestamp",
    "log.level",
    "message",
    "ecs.version",
    "service.name",
    "trace.id",
    "span.id",
    "transaction.id",
    "error.code",
    "log.logger",
    "process.thread.name",
    "process.pid",
    "host.name",
];
const ECS_VERSION: usize = 3;

/// Whether ECS has fields of its own under a name: it refuses a record with anything but an object there.
fn is_set(name: &[u8]) -> bool {
    matches!(
        name,
        b"agent"
            | b"as"
            | b"client"
            | b"cloud"
            | b"code_signature"
            | b"container"
            | b"data_stream"
            | b"destination"
            | b"device"
            | b"dll"
            | b"dns"
            | b"ecs"
            | b"elf"
            | b"email"
            | b"error"
            | b"event"
            | b"faas"
            | b"file"
            | b"gen_ai"
            | b"geo"
            | b"group"
            | b"hash"
            | b"host"
            | b"http"
            | b"interface"
            | b"labels"
            | b"log"
            | b"macho"
            | b"network"
            | b"observer"
            | b"orchestrator"
            | b"organization"
            | b"os"
            | b"package"
            | b"pe"
            | b"process"
            | b"registry"
            | b"related"
            | b"risk"
            | b"rule"
            | b"server"
            | b"service"
            | b"source"
            | b"span"
            | b"threat"
            | b"tls"
            | b"trace"
            | b"transaction"
            | b"url"
            | b"user"
            | b"user_agent"
            | b"vlan"
            | b"volume"
            | b"vulnerability"
            | b"x509"
    )
}

pub(super) fn write(record: &Record<'_>, out: &mut Vec<u8>) {
    let places = places(record);
    let mut line = Members::begin(out);
    for (target, place) in places.iter().enumerate().take(ECS_VERSION + 1) {
        match place {
            Some(place) => value(record, &record.top[*place], Some(target), &mut line),
            None if target == ECS_VERSION && record.named("ecs").is_none() => {
                line.value("ecs.version").extend_from_slice(VERSION);
            }
            None => {}
        }
    }
    for (place, member) in record.top.iter().enumerate() {
        let target = places.iter().position(|at| *at == Some(place));
        if target.is_none_or(|target| target > ECS_VERSION) {
            value(record, member, target, &mut line);
        }
    }
    line.end();
}

/// By target: the member that is it, or becomes it.
fn places(record: &Record<'_>) -> [Option<usize>; TARGETS.len()] {
    let mut places = [None; TARGETS.len()];
    for (place, member) in record.top.iter().enumerate() {
        let key = record.key(member);
        let may_be = key.contains(&b'.') || key.starts_with(b"@") || *key == *b"message";
        if may_be && let Some(target) = TARGETS.iter().position(|target| target.as_bytes() == &*key) {
            places[target].get_or_insert(place);
        }
    }
    for (place, member) in record.top.iter().enumerate() {
        if let Some(target) = target(record, member) {
            places[target].get_or_insert(place);
        }
    }
    places
}

/// What a member may become.
fn target(record: &Record<'_>, member: &Member) -> Option<usize> {
    let name = match cp1::field(member.name) {
        Some((Field::Timestamp, 0)) => {
            cp1::seconds(&member.said(record.text))?;
            "@timestamp"
        }
        Some((Field::ErrorCode, 0)) if matches!(member.kind, Kind::String | Kind::Number) => "error.code",
        Some((field, 0)) if member.kind == Kind::String => match field {
            Field::Level => "log.level",
            Field::Component => "service.name",
            Field::TraceId => "trace.id",
            _ => return None,
        },
        _ => match (&*record.key(member), member.kind) {
            (b"span_id", Kind::String) => "span.id",
            (b"transaction_id", Kind::String) => "transaction.id",
            (b"logger" | b"logger_name", Kind::String) => "log.logger",
            (b"thread" | b"thread_name" | b"threadName", Kind::String) => "process.thread.name",
            (b"pid", Kind::Number) => "process.pid",
            (b"host" | b"hostname", Kind::String) => "host.name",
            _ => return None,
        },
    };
    TARGETS.iter().position(|target| *target == name)
}

fn value(record: &Record<'_>, member: &Member, target: Option<usize>, line: &mut Members<'_>) {
    let raw = record.raw(member);
    match (target, cp1::field(member.name)) {
        (Some(1), _) => {
            let finer = record.level.filter(|_| cp1::field(member.name) == Some((Field::Level, 0)));
            line.value(TARGETS[1]).extend_from_slice(record.raw(finer.unwrap_or(member)));
        }
        (Some(2), _) if raw != b"null" => text::string(record, member, line.value(TARGETS[2])),
        (Some(target), _) => line.value(TARGETS[target]).extend_from_slice(raw),
        (None, Some((Field::Error, 0))) if member.kind == Kind::Object => {
            error(record.text, member, line.value("error"));
        }
        (None, Some((Field::Context, 0))) if member.kind == Kind::Object => context(record, member, line),
        (None, _) => own(record, member, line),
    }
}

/// Under its own name, or as a label, where ECS would refuse it.
fn own(record: &Record<'_>, member: &Member, line: &mut Members<'_>) {
    let raw = record.raw(member);
    let is_of_objects = || raw[1..].trim_ascii_start().starts_with(b"{") || raw[1..].trim_ascii_start() == b"]";
    let fits = match member.kind {
        Kind::Object => true,
        Kind::Array => is_of_objects(),
        _ => raw == b"null",
    };
    let key = record.key(member);
    if fits || !is_set(&key) {
        return line.raw(&record.text[member.key.0..member.key.1], raw);
    }
    let out = line.raw_key(&[b"labels.", &*key].concat());
    match member.kind {
        Kind::Array => text::quoted(raw, out),
        _ => out.extend_from_slice(raw),
    }
}

fn error(text: &[u8], member: &Member, out: &mut Vec<u8>) {
    let mut members = Vec::new();
    members::members(text, member.value, &mut members);
    let has_trace = members.iter().any(|member| text[member.key.0..member.key.1] == *b"stack_trace");
    let mut object = Members::begin(out);
    for member in &members {
        let key = match &text[member.key.0..member.key.1] {
            b"stack" if !has_trace => b"stack_trace",
            key => key,
        };
        object.raw(key, &text[member.value.0..member.value.1]);
    }
    object.end();
}

/// `context` as it stands, less a level that was said already.
fn context(record: &Record<'_>, member: &Member, line: &mut Members<'_>) {
    let said = record.context.iter().filter(|member| record.is_said(member)).count();
    if said == 0 {
        return line.raw(&record.text[member.key.0..member.key.1], record.raw(member));
    }
    if record.context.len() == said {
        return;
    }
    let mut object = Members::begin(line.value("context"));
    for member in record.context.iter().filter(|member| !record.is_said(member)) {
        object.raw(&record.text[member.key.0..member.key.1], record.raw(member));
    }
    object.end();
}
