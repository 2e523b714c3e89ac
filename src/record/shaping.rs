//! The shape of a record: walked where it stands, and made anew where its shape is not right.
use std::borrow::Cow;

use super::{Shaped, Way};
use crate::action::Kind;
use crate::contains::contains;
use crate::cp1::{self, Cp1, Field};
use crate::decode::Decoded;
use crate::edits::{Edit, Edits};
use crate::emit::Form;
use crate::frame::{self, Line};
use crate::index::Index;
use crate::input::compose::{self, Header};
use crate::input::{self, Reading, color, cri};
use crate::judge::{self, Judge, Room, TooDeep};
use crate::lane::{Lane, Lesson, Pairs};
use crate::order;
use crate::output::Verb;
use crate::policy::Policy;
use crate::report::Report;
use crate::walk::{self, Cursor, Stopped};
use crate::wrap::{self, Change};

/// Records up to this length are learned, in bytes.
const LESSON: usize = 64 * 1024;

/// How a record begins that is OTLP already, and tells its times within.
const OTLP: &[u8] = b"{\"resourceLogs\":[";

/// Walks the record where it stands, and makes it anew where its shape is not right.
pub(super) fn shape(
    way: &mut Way<'_>,
    (room, levels, fresh, lane, pairs): (&mut Room, &mut Vec<bool>, &mut Decoded, &mut Lane, &mut Pairs),
    report: &mut Report<'_>,
) -> Shaped {
    let is_text = way.is_text();
    let mut judge = Judge::new(way.task, way.policy, way.buf, way.index, &mut way.place.stop, room);
    let span = (way.start, way.line.end);
    let depth = way.policy.max_depth;
    let walked = if is_text {
        Err(Stopped::NotJson)
    } else {
        walk::walk(way.buf, span, way.index, &mut way.place.cursor, levels, depth, &mut judge)
    };
    if walked.is_err() {
        judge.abandon();
        // Some stops may have been passed already.
        way.place.stop = way.index.stops.partition_point(|at| (*at as usize) < way.start);
    }
    room.is_json = walked.is_ok();
    room.shape.clean = way.task.shape && walked.is_ok() && cp1::is_clean(way.buf, &mut room.shape);
    let changes = match walked {
        Ok(()) => reshape(way, room, report),
        Err(Stopped::NotJson) => {
            let Ok(anew) = text(way, (room, levels, fresh, pairs), report) else { return Shaped::Refused };
            room.is_json = anew;
            return if anew { Shaped::Anew } else { Shaped::AsIs };
        }
        Err(Stopped::TooDeep) => {
            way.place.cursor.skip_to(way.index, way.line.next);
            return Shaped::Refused;
        }
    };
    if changes.is_empty() {
        if way.start == way.line.head {
            learn(way, (way.buf, way.index), span, (room, levels, lane));
        }
        return Shaped::AsIs;
    }
    let base = way.line.start;
    let bom = (way.start > base).then(|| ((base, way.start), Cow::default()));
    let changes: Vec<Change> = bom.into_iter().chain(changes).collect();
    let spans = changes.iter().map(|((start, end), fresh)| ((start - base, end - base), &fresh[..]));
    fresh.substitute(&way.buf[base..way.line.end], spans);
    room.is_json = true;
    Shaped::Anew
}

/// Learns the form of a record that has been walked, where that is as it should be.
fn learn(
    way: &Way<'_>,
    (buf, index): (&[u8], &Index),
    span: (usize, usize),
    (room, levels, lane): (&mut Room, &mut Vec<bool>, &mut Lane),
) {
    let good = room.injections.is_empty() && (!way.task.shape || room.shape.clean);
    if good && way.has_lane() && lane.learns() && span.1 - span.0 <= LESSON {
        lane.learn(Lesson { buf, index, memo: &mut room.memo, shape: way.task.shape }, span, levels);
    }
}

/// What changes in a JSON record so that its shape is right.
fn reshape(way: &Way<'_>, room: &Room, report: &mut Report<'_>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    if !way.formats() && !way.checks() {
        return changes;
    }
    let record = way.record();
    let utf8 = way.is_utf8();
    if !utf8 && way.checks() {
        report.invalid_utf8(record, way.start);
    }
    if !way.formats() {
        return changes;
    }
    let told = way.received.is_some() && room.shape.remark.missing != 0;
    if room.shape.is_object && (!room.shape.clean || told) {
        let is_otlp = way.form() == Some(Form::Otlp) && record.trim_ascii_start().starts_with(OTLP);
        let received = way.received.filter(|_| !is_otlp && carried(way, room).is_none());
        let made = cp1::convert(way.buf, way.trimmed(), &room.shape, (way.policy.zone, received));
        for (rule, span, pointer) in made.found {
            report.found(rule, span, &pointer);
        }
        changes.extend(made.changes.into_iter().map(|change| (change.span, change.fresh.into())));
    }
    order::by_key(&mut changes, |(span, _)| *span);
    let seen = |span: (usize, usize)| -> Change { (span, wrap::visible(&way.buf[span.0..span.1]).into()) };
    add(&mut changes, room.unseen.iter().map(|span| seen(*span)));
    if !utf8 {
        // What moves is written anew as well.
        for (_, fresh) in &mut changes {
            wrap::escape_invalid(fresh.to_mut(), way.task.visible);
        }
        let bytes = wrap::invalid_bytes(record, way.task.visible).into_iter();
        add(&mut changes, bytes.map(|((start, end), fresh)| ((start + way.start, end + way.start), fresh)));
    }
    if let Some(change) = carried(way, room) {
        changes.insert(0, change);
    }
    if changes.is_empty() && way.start > way.line.head {
        // The byte order mark goes, though nothing else does.
        changes.push(((way.start, way.start), Cow::default()));
    }
    changes
}

/// Takes in more changes, those of them that lie in none which are there. Both are in order.
fn add(changes: &mut Vec<Change>, more: impl Iterator<Item = Change>) {
    let (mut passed, mut reach) = (0, 0);
    let count = changes.len();
    for change in more {
        let (start, end) = change.0;
        while passed < count && changes[passed].0.0 <= start {
            reach = reach.max(changes[passed].0.1);
            passed += 1;
        }
        if reach < end {
            changes.push(change);
        }
    }
    order::by_key(changes, |(span, _)| *span);
}

/// What the record's carrier has told, the time or the container, where the record itself tells none.
fn carried(way: &Way<'_>, room: &Room) -> Option<Change> {
    if !way.unwraps() || !room.shape.is_object {
        return None;
    }
    let line = &way.buf[way.line.start..way.line.end];
    let (to, member) = match (cri::header(line), compose::header(line)) {
        (Some(header), _) => (Field::Timestamp, format!("\"timestamp\":\"{}\"", header.time(line).ok()?.write())),
        (_, Some(Header { name: (from, to), .. })) => {
            (Field::Component, format!("\"component\":\"{}\"", String::from_utf8_lossy(&line[from..to])))
        }
        _ => return None,
    };
    let told = |name| cp1::field(name).is_some_and(|(field, _)| field == to);
    if room.shape.top.iter().any(|member| told(member.name)) {
        return None;
    }
    let (start, end) = way.trimmed();
    let alone = way.buf[start + 1..end].trim_ascii_start().starts_with(b"}");
    let member = format!("{member}{}", if alone { "" } else { "," });
    Some(((start + 1, start + 1), member.into_bytes().into()))
}

/// Redacts text, and makes it the message of a record, where it is to become one: then true.
fn text(
    way: &mut Way<'_>,
    (room, levels, fresh, pairs): (&mut Room, &mut Vec<bool>, &mut Decoded, &mut Pairs),
    report: &mut Report<'_>,
) -> Result<bool, TooDeep> {
    let stopped = way.place.cursor.at;
    if way.formats() && known(way, pairs, fresh, report) {
        way.place.cursor.skip_to(way.index, way.line.next);
        return Ok(true);
    }
    let mut read = Ok(());
    let is_pairs = way.task.redact && is_pairs(way, pairs);
    if way.task.redact && (!is_pairs || !pairs.left.is_empty()) {
        let span = (way.start, way.line.end);
        let lists = (way.place.cursor.quote, way.place.stop, is_pairs.then_some(&pairs.left[..]));
        read = judge::text(way.policy, (way.buf, way.index), span, lists, way.task.pointers, levels, room);
    }
    way.place.cursor.skip_to(way.index, way.line.next);
    read?;
    if way.formats() {
        report.replaced(room.edits.settle(way.buf));
        room.dropped = dropped(way.policy, &room.edits);
        let carriage = way.line.end < way.line.next && way.record().ends_with(b"\r");
        let base = way.line.start;
        let span = (way.start - base, way.line.end - base - usize::from(carriage));
        wrap::message(&way.buf[base..way.line.end], span, base, &room.edits, way.policy.visible, fresh);
        return Ok(true);
    }
    // Without a schema text is as good as JSON; but what starts as JSON should be it.
    if way.verb == Verb::Validate && (way.checks() || way.starts_as_json()) || way.checks() {
        let (start, end) = way.trimmed();
        let stopped = if way.starts_as_json() { stopped.clamp(start, end) } else { start };
        report.not_json(way.buf, (start, end), stopped);
    }
    Ok(false)
}

/// What a line of pairs says, where that is sure to be logfmt.
fn of_pairs(line: &[u8], base: usize, from: usize, way: &Way<'_>, pairs: &Pairs) -> Option<Reading> {
    let Policy { input, zone, .. } = *way.policy;
    let told =
        |field| matches!(cp1::field(field), Some((cp1::Field::Timestamp | cp1::Field::Level | cp1::Field::Message, _)));
    let sure = pairs.list.len() >= 2 && pairs.list.iter().any(|pair| told(pair.field));
    if !sure || !input.may_be(input::Format::Logfmt) {
        return None;
    }
    // Linux' audit log is none, though it may look so.
    if pairs.list.iter().take(3).any(|pair| way.buf[pair.value().0..pair.value().1].starts_with(b"audit(")) {
        return None;
    }
    let mut reading = Reading::new(from, zone);
    let within = |(start, end): (usize, usize)| (start - base, end - base);
    for pair in &pairs.list {
        reading.pair_of(cp1::field(pair.field), within(pair.name()), within(pair.value()), pair.quoted, line);
    }
    Some(reading)
}

/// Whether the record is a line of pairs.
pub(super) fn is_pairs(way: &Way<'_>, pairs: &mut Pairs) -> bool {
    if way.policy.needs_walk() {
        return false;
    }
    if let Some(told) = pairs.told {
        return told;
    }
    let end = way.line.end - usize::from(way.record().ends_with(b"\r"));
    let mut stops = &way.index.stops[way.place.stop.min(way.index.stops.len())..];
    if stops.first().is_some_and(|stop| (*stop as usize) < way.start) {
        stops = &stops[stops.partition_point(|at| (*at as usize) < way.start)..];
    }
    let told = pairs.read(way.policy, (way.buf, way.index), (way.start, end, way.line.end), stops);
    pairs.told = Some(told);
    told
}

/// Makes the record of a line whose format is known, or that others go on with. False: nothing is known.
fn known(way: &Way<'_>, pairs: &mut Pairs, fresh: &mut Decoded, report: &mut Report<'_>) -> bool {
    let Line { start: base, end, next, .. } = way.line;
    let carriage = end < next && way.record().ends_with(b"\r");
    let (line, ending) = way.buf[base..end].split_at(end - base - usize::from(carriage));
    let bare = color::undone(line, way.start - base);
    let (text, pairs) = bare.as_ref().map_or((line, Some(pairs)), |bare| (&bare.text[..], None));
    let Some(no_zone) = read(way, (text, ending), pairs, fresh) else { return false };
    let source = |(from, to)| bare.as_ref().map_or((from, to), |bare| bare.source(from, to));
    if let Some((from, to)) = no_zone.filter(|_| way.checks()).map(source) {
        report.found(Cp1::TimestampNoZone, (base + from, base + to), "/timestamp");
    }
    if let Some(bare) = &bare {
        fresh.through(bare);
    }
    true
}

/// The same for `line`, which is the record's, or that without colours: then there are no `pairs`. Where it is known: the time
/// in it that has no zone.
fn read(
    way: &Way<'_>,
    (line, ending): (&[u8], &[u8]),
    pairs: Option<&mut Pairs>,
    fresh: &mut Decoded,
) -> Option<Option<(usize, usize)>> {
    let base = way.line.start;
    let Policy { input, zone, visible, .. } = *way.policy;
    let from = way.start - base;
    let feed = contains(&line[from..], b'\n').then(|| line[from..].iter().position(|byte| *byte == b'\n'));
    let first = feed.flatten().map_or(line.len(), |at| from + at);
    let header = if way.unwraps() { cri::header(line) } else { None };
    let container = if way.unwraps() { compose::header(line) } else { None };
    let quick = pairs.filter(|_| first == line.len()).and_then(|pairs| {
        let is_pairs = is_pairs(way, pairs);
        is_pairs.then(|| of_pairs(line, base, from, way, pairs)).flatten()
    });
    let read = match quick {
        Some(reading) => Some(reading),
        None => input::read(frame::content(&line[..first]), from, input, zone).map(|(.., reading)| reading),
    };
    let lines = if first < line.len() { input::read_lines(line, from, input, zone) } else { None };
    let whole = lines.is_some();
    let mut reading = match lines.or(read) {
        Some(reading) => reading,
        None if header.is_some() || container.is_some() || first < line.len() => Reading::text((from, first)),
        None => return None,
    };
    if first < line.len() && !whole {
        match input::is_trace(&line[first..]) {
            true => reading.stack((first + 1, line.len())),
            false => reading.goes_on(first, line.len()),
        }
    }
    if let Some(header) = header {
        reading.carried(line, header);
    }
    if let Some(container) = container {
        reading.composed(container);
    }
    let no_zone = reading.no_zone;
    reading.write(line, ending, visible, fresh);
    Some(no_zone)
}

/// The rule that keeps the record out of the output, if any does.
pub(super) fn dropped(policy: &Policy, edits: &Edits) -> Option<u16> {
    let drops = |edit: &&Edit| policy.actions.get(edit.rule).kind == Kind::DropRecord;
    edits.list().iter().find(drops).map(|edit| edit.rule).filter(|_| policy.actions.drops)
}

/// Looks at the fresh record, which is JSON unless it became too deep.
pub(super) fn look_again(
    way: &Way<'_>,
    (fresh, index): (&Decoded, &mut Index),
    (room, levels, lane): (&mut Room, &mut Vec<bool>, &mut Lane),
    shaped: Shaped,
) -> Shaped {
    let (text, span, task) = (&fresh.text[..], (0, fresh.text.len()), way.task);
    index.scan(text, way.policy.inspecting());
    if way.has_lane() && lane.open(task) {
        let mut stop = 0;
        let mut judge = Judge::new(task, way.policy, text, index, &mut stop, room);
        if lane.pass(&mut judge, span) {
            (room.is_json, room.shape.clean) = (true, task.shape);
            return shaped;
        }
    }
    index.list(0, text.len());
    let (mut cursor, mut stop) = (Cursor::default(), 0);
    let mut judge = Judge::new(task, way.policy, text, index, &mut stop, room);
    let depth = way.policy.max_depth;
    if walk::walk(text, span, index, &mut cursor, levels, depth, &mut judge).is_err() {
        return Shaped::Refused;
    }
    room.shape.clean = task.shape && cp1::is_clean(text, &mut room.shape);
    learn(way, (text, index), span, (room, levels, lane));
    shaped
}
