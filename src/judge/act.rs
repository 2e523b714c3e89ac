//! Rules that do more to a value than to replace it: what is written instead, members that go, and what is our own.
use super::Judge;
use crate::action::Kind;
use crate::detect::is_nothing;

impl Judge<'_> {
    /// Does to a whole value what its rule says, unless it is our own output.
    #[inline(never)]
    pub(super) fn act(&mut self, (start, end): (usize, usize), rule: u16) {
        let policy = self.policy;
        let raw = &self.buf[start..end];
        if policy.actions.is_own(raw) {
            return;
        }
        if policy.actions.get(rule).kind == Kind::DropField && self.cut((start, end), rule) {
            return;
        }
        let mut fresh = Vec::new();
        policy.actions.whole(rule, raw, &mut fresh);
        if fresh != raw {
            self.edit((start, end), &fresh, rule);
        }
    }

    /// Whether a value has nothing in it that an action would hide.
    pub(super) fn is_nothing(&self, (start, end): (usize, usize), rule: u16) -> bool {
        matches!(self.policy.actions.get(rule).kind, Kind::Replace | Kind::Mask(..))
            && is_nothing(&self.buf[self.name.0..self.name.1], &self.buf[start..end])
    }

    /// The same for a part of the string whose content is `content`.
    pub(super) fn part(&mut self, content: (usize, usize), (start, end): (usize, usize), rule: u16) {
        let policy = self.policy;
        let action = policy.actions.get(rule);
        if policy.actions.simple {
            return self.edit((start, end), &action.in_json[1..action.in_json.len() - 1], rule);
        }
        if action.kind == Kind::DropField && self.cut((content.0 - 1, content.1 + 1), rule) {
            return;
        }
        let mut fresh = Vec::new();
        policy.actions.within(rule, &self.buf[start..end], &mut fresh);
        self.edit((start, end), &fresh, rule);
    }

    /// The same for an OTLP value, `{"stringValue":"x"}`: what stands in its place has to be one too.
    pub(super) fn any_value(&mut self, (start, end): (usize, usize), rule: u16) {
        let policy = self.policy;
        let raw = &self.buf[start..end];
        let inner = inner(raw);
        if policy.actions.is_own(inner) || inner == policy.actions.get(rule).in_json {
            return;
        }
        if policy.actions.get(rule).kind == Kind::DropField && self.cut((start, end), rule) {
            return;
        }
        let mut fresh = b"{\"stringValue\":".to_vec();
        let before = fresh.len();
        policy.actions.whole(rule, inner, &mut fresh);
        if fresh[before] != b'"' {
            fresh.truncate(before);
            fresh.extend_from_slice(&policy.actions.get(rule).in_json);
        }
        fresh.push(b'}');
        if fresh != raw {
            self.edit((start, end), &fresh, rule);
        }
    }

    /// Takes away the member whose value this is. False: it is none.
    fn cut(&mut self, (start, end): (usize, usize), rule: u16) -> bool {
        // A finding is told of the value.
        let Some(name) = self.member_start(start).filter(|_| !self.task.pointers) else { return false };
        self.room.edits.cut((name, end), rule, self.mark, self.name);
        true
    }

    /// Where the name of the member starts whose value starts at `start`: at its quote.
    fn member_start(&self, start: usize) -> Option<usize> {
        let colon = self.buf[..start].trim_ascii_end().strip_suffix(b":")?;
        let quoted = colon.trim_ascii_end().strip_suffix(b"\"")?;
        if self.name.1 == quoted.len() {
            return Some(self.name.0 - 1);
        }
        // A pair's value, which is known by a plain name.
        quoted.iter().rposition(|byte| *byte == b'"')
    }
}

/// The value in an object of one member.
fn inner(raw: &[u8]) -> &[u8] {
    let Some(colon) = raw.iter().position(|byte| *byte == b':') else { return raw };
    let inner = &raw[colon + 1..];
    inner.strip_suffix(b"}").unwrap_or(inner).trim_ascii()
}
