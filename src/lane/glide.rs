//! Along the glues of a record, from value to value, while these are as usual.
use super::Lane;
use super::step::{Ask, NEXT, Node};
use crate::detect::NUMBER;
use crate::judge::Judge;
use crate::walk;

/// How far a record has been passed.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// The last value's node, and its end.
    pub(super) node: usize,
    pub(super) at: usize,
    /// The bits of what was met.
    pub(super) met: u64,
}

/// What stops a glide.
pub(super) enum Met {
    /// The end of the record.
    End,
    /// A value, behind the glue of this node, that is to be looked at.
    Value(usize),
    /// No glue that is known, or a key for the second time.
    Other,
}

impl Lane {
    /// Goes on while values follow in which there is nothing to look at, as there is in nearly none. That is sure of those
    /// that end before `clear`.
    #[inline(never)]
    pub(super) fn glide(&mut self, judge: &Judge<'_>, way: &mut Way, (clear, end): (usize, usize)) -> Met {
        let clear = clear.min(end);
        loop {
            *way = self.texts(judge, *way, clear);
            if let Some(met) = self.one(judge, way, (clear, end)) {
                return met;
            }
        }
    }

    /// Short texts one after the other, each behind the first glue that is looked for: nearly all of a usual record.
    #[inline(always)]
    fn texts(&mut self, judge: &Judge<'_>, mut way: Way, clear: usize) -> Way {
        let (steps, places, buf) = (&self.steps[..], &mut self.places, judge.buf);
        while let Some(before) = steps.get(way.node)
            && let Some(step) = steps.get(usize::from(before.first))
            && step.ask <= Ask::Component
            && step.glue.is_seen(step.len(), buf, way.at) == Some(true)
        {
            let from = way.at + step.len();
            let Some(close) = judge.near_quote(from).filter(|close| *close < clear) else { break };
            if !step.ask.is_met(buf, from, close) || way.met & step.bits != 0 || !places.meet(step.keys) {
                break;
            }
            way = Way { node: usize::from(before.first), at: close, met: way.met | step.bits };
        }
        way
    }

    /// One value of any kind. None: there was nothing to look at.
    #[inline(never)]
    fn one(&mut self, judge: &Judge<'_>, way: &mut Way, (clear, end): (usize, usize)) -> Option<Met> {
        let (buf, record) = (judge.buf, &judge.buf[..end]);
        let Some(next) = self.step(way.node, buf, way.at, end) else { return Some(Met::Other) };
        let step = &self.steps[next];
        let from = way.at + step.len();
        let close = match step.ask {
            Ask::Text | Ask::Timestamp | Ask::Level | Ask::Component => {
                judge.next_quote(from, clear).filter(|close| step.ask.is_met(record, from, *close))
            }
            Ask::Scalar => walk::scalar(record, from).ok().filter(|end| *end < clear && *end - from < NUMBER),
            Ask::End => Some(from),
            Ask::More => None,
        };
        let Some(close) = close else { return Some(Met::Value(next)) };
        if way.met & step.bits != 0 || !self.places.meet(step.keys) {
            return Some(Met::Other);
        }
        let is_end = step.ask == Ask::End;
        *way = Way { node: next, at: close, met: way.met | step.bits };
        is_end.then_some(Met::End)
    }

    /// The node behind `node` whose glue stands at `at` of `buf[..end]`, which ends the record where the node says so.
    #[inline(always)]
    fn step(&mut self, node: usize, buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let first = usize::from(self.steps[node].first);
        // Nothing leads back to the first node: it stands for none.
        if first != 0 && self.fits(first, buf, at, end) { Some(first) } else { self.branch(node, buf, at, end) }
    }

    /// Whether the glue of `node` stands at `at`, and a value of its kind may begin behind it.
    #[inline(always)]
    fn fits(&self, node: usize, buf: &[u8], at: usize, end: usize) -> bool {
        let step = &self.steps[node];
        let all = || buf.get(at..).is_some_and(|rest| rest.starts_with(&self.nodes[node].bytes));
        step.glue.is_seen(step.len(), buf, at).unwrap_or_else(all)
            && (step.ask <= Ask::Component || self.nodes[node].begins(&buf[..end], at + step.len()))
    }

    /// One of the other branches, which moves towards the first place; or one that was met elsewhere.
    #[inline(never)]
    fn branch(&mut self, node: usize, buf: &[u8], at: usize, end: usize) -> Option<usize> {
        let Node { next, .. } = self.nodes[node];
        let known = next.iter().skip(1).position(|next| *next != 0 && self.fits(usize::from(*next), buf, at, end));
        let (place, found) = match known {
            Some(place) => (place + 1, next[place + 1]),
            None => {
                let text = buf.get(at..).unwrap_or_default();
                let found = self.others(node)?.at(text, &self.nodes).find(|next| self.fits(*next, buf, at, end))?;
                (next.iter().position(|next| *next == 0).unwrap_or(NEXT - 1), found as u16)
            }
        };
        let next = &mut self.nodes[node].next;
        next[place] = found;
        next.swap(place, place / 2);
        self.steps[node].first = next[0];
        Some(usize::from(found))
    }
}
