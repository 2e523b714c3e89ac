//! Where a record goes: to the output, among errors, into another form; or nowhere, when a limit or an action says so.
use super::{Records, Shaped, Way};
use crate::cp1;
use crate::emit::Form;
use crate::frame::Line;
use crate::judge::Room;
use crate::keys::{Mark, Memo};
use crate::output::{Output, Verb};
use crate::refuse;
use crate::report::Report;
use crate::shape::Kind;
use crate::tally::Tallies;

impl Records {
    /// Writes a record, with its edits made, to where it belongs.
    pub(super) fn write(&mut self, way: &mut Way<'_>, shaped: Shaped, output: &mut Output) {
        let Way { policy, buf, line, .. } = *way;
        let text = if shaped == Shaped::Anew { &self.fresh.text[..] } else { buf };
        let split = policy.split_errors && is_error(text, &self.room);
        let edits = &mut self.room.edits;
        let edited = !edits.is_empty();
        if !edited && !split && shaped == Shaped::AsIs && way.form().is_none() && !way.unwraps() {
            return;
        }
        for edit in edits.settle(text) {
            let field = field(&mut self.tallies, &mut self.room.memo, text, edit.key, edit.name);
            output.counts.redactions += 1;
            self.tallies.count(edit.rule, field, policy.actions.word(edit.rule));
        }
        if let Some(form) = way.form() {
            return self.emit(form, way, (shaped, split), output);
        }
        output.counts.changed += u64::from(edited || shaped == Shaped::Anew || way.unwraps());
        let start = if way.unwraps() { line.head } else { line.start };
        if shaped == Shaped::AsIs && !split {
            if way.unwraps() {
                output.bytes.extend_from_slice(&buf[way.place.copied..line.start]);
                way.place.copied = start;
            }
            return edits.splice(buf, &mut way.place.copied, &mut output.bytes);
        }
        output.bytes.extend_from_slice(&buf[way.place.copied..line.start]);
        way.place.copied = line.next;
        let out = if split { &mut output.errors } else { &mut output.bytes };
        let (mut copied, end) = if shaped == Shaped::Anew { (0, text.len()) } else { (start, line.end) };
        edits.splice(text, &mut copied, out);
        out.extend_from_slice(&text[copied..end]);
        out.extend_from_slice(&buf[line.end..line.next]);
    }

    /// Writes a record, with its edits made, in another form than its own.
    fn emit(&mut self, form: Form, way: &mut Way<'_>, (shaped, split): (Shaped, bool), output: &mut Output) {
        let Way { buf, line, .. } = *way;
        output.bytes.extend_from_slice(&buf[way.place.copied..line.start]);
        way.place.copied = line.next;
        let (text, mut copied, end) = match shaped {
            Shaped::Anew => (&self.fresh.text[..], 0, self.fresh.text.len()),
            _ => (buf, line.head, line.end),
        };
        let mut edited = std::mem::take(&mut self.emitter.edited);
        edited.clear();
        self.room.edits.splice(text, &mut copied, &mut edited);
        edited.extend_from_slice(&text[copied..end]);
        let out = if split { &mut output.errors } else { &mut output.bytes };
        let start = out.len();
        self.emitter.record(form, &edited, out);
        self.emitter.edited = edited;
        out.extend_from_slice(&buf[line.end..line.next]);
        output.counts.changed += u64::from(out[start..] != buf[line.start..line.next]);
    }
}

/// The record is over a limit: a finding, or refused.
pub(super) fn limit(way: &mut Way<'_>, rule: u16, mut report: Report<'_>) {
    let Line { start, end, next, number, .. } = way.line;
    if way.verb == Verb::Validate {
        return report.rule(rule, (start, end), "");
    }
    let output = report.output;
    output.bytes.extend_from_slice(&way.buf[way.place.copied..start]);
    way.place.copied = next;
    refuse::whole(way.policy, (way.verb, rule), number, &way.buf[start..end], &way.buf[end..next], output);
    report.tallies.count(rule, 0, refuse::action(way.policy, way.verb));
}

/// The policy keeps the record out of the output.
pub(super) fn withhold(way: &mut Way<'_>, rule: u16, action: &'static str, output: &mut Output, tallies: &mut Tallies) {
    let Line { start, end, next, number, .. } = way.line;
    output.bytes.extend_from_slice(&way.buf[way.place.copied..start]);
    way.place.copied = next;
    refuse::withhold(way.policy, rule, number, &way.buf[start..end], &way.buf[end..next], output);
    tallies.count(rule, 0, action);
}

/// Whether the record's level is ERROR.
fn is_error(text: &[u8], room: &Room) -> bool {
    room.is_json
        && room.shape.top.iter().any(|member| {
            cp1::field(member.name) == Some((cp1::Field::Level, 0))
                && member.kind == Kind::String
                && &text[member.value.0..member.value.1] == b"\"ERROR\""
        })
}

/// The tallies' number of a key. One with a secret in it is not named.
fn field(tallies: &mut Tallies, memo: &mut Memo, buf: &[u8], key: Mark, (start, end): (usize, usize)) -> u32 {
    if key.tainted {
        return Tallies::OTHER;
    }
    if key.id == 0 {
        return tallies.decoded(&buf[start..end]);
    }
    let number = memo.field(key.id);
    if *number == 0 {
        *number = tallies.decoded(&buf[start..end]);
    }
    *number
}
