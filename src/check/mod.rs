//! Checks beyond CP1: what a policy asks for besides. Each makes its look at a record that has been read once more, as a
//! flat list of values; a policy without them pays nothing.
mod correlation;
mod drift;
mod level;
mod memory;
mod message;
mod naming;
mod rules;
mod shape;
mod size;
mod syntax;
mod tape;
mod time;

pub(crate) use memory::Memory;
pub(crate) use rules::{Check, RULES, family};
pub(crate) use shape::Schema;
pub(crate) use size::{Size, TARGETS};
pub(crate) use syntax::expected;
pub(crate) use time::micros;

use crate::cp1::Field;
use crate::pointer;
use crate::policy::Policy;
use crate::report::Report;
use crate::shape::Kind;
use tape::Tape;

/// What a policy asks for.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    /// Rules that are on, as bits.
    pub(crate) on: u64,
    /// CP1's own rules hold as well.
    pub(crate) cp1: bool,
    /// How far, in microseconds, a record may be before the one before it, and after `now`.
    pub(crate) order: i64,
    pub(crate) future: i64,
    /// The host's time, in microseconds.
    pub(crate) now: Option<i64>,
    pub(crate) size: Size,
    pub(crate) labels: Vec<String>,
    pub(crate) max_label_values: usize,
    /// The user's own schema.
    pub(crate) schema: Option<Schema>,
}

impl Checks {
    pub(crate) fn is_on(&self, check: Check) -> bool {
        self.on & check.bit() != 0
    }

    /// Whether the host's time is wanted.
    pub(crate) fn clock(&self) -> bool {
        self.now.is_none() && self.is_on(Check::Future)
    }

    /// Whether a record's verdict depends on the ones before it.
    pub(crate) fn in_order(&self) -> bool {
        self.on & (family("drift") | Check::OutOfOrder.bit() | Check::Values.bit()) != 0
    }
}

/// What is used again from record to record, and what is remembered.
#[derive(Default)]
pub(crate) struct Checker {
    tape: Tape,
    found: Vec<Found>,
    pub(crate) memory: Memory,
    /// The host's time, in microseconds.
    pub(crate) now: Option<i64>,
}

/// A rule that was broken.
struct Found {
    check: Check,
    span: (usize, usize),
    /// The value that is meant.
    at: usize,
    /// A member of it that is not there.
    missing: Option<String>,
    detail: String,
}

/// A look at one record.
struct Look<'a> {
    policy: &'a Policy,
    checks: &'a Checks,
    record: &'a [u8],
    tape: &'a Tape,
    line: u64,
    now: Option<i64>,
    memory: &'a mut Memory,
    found: &'a mut Vec<Found>,
}

impl Look<'_> {
    /// The top-level member that says a field of CP1, and how near its name is to the field's own.
    fn field(&self, field: Field) -> Option<(usize, u8)> {
        let named = self.tape.below(0).filter_map(|at| {
            let (found, preference) = time::named(&self.tape.name(self.record, at))?;
            // `log` is a message where it is a text, and an object of ECS else.
            let nested = preference > 0 && self.tape.nodes[at].kind == Kind::Object;
            (found == field && !nested).then_some((at, preference))
        });
        named.min_by_key(|(_, preference)| *preference)
    }

    fn add(&mut self, check: Check, span: (usize, usize), at: usize, detail: String) {
        if self.checks.is_on(check) {
            self.found.push(Found { check, span, at, missing: None, detail });
        }
    }

    /// The whole record breaks a rule.
    fn whole(&mut self, check: Check, detail: &str) {
        self.add(check, (0, self.record.len()), 0, detail.into());
    }

    fn value(&mut self, check: Check, at: usize, detail: String) {
        self.add(check, self.tape.nodes[at].value, at, detail);
    }

    fn key(&mut self, check: Check, at: usize) {
        self.add(check, self.tape.nodes[at].key, at, String::new());
    }
}

/// The checks of one family, of one record.
type Family = fn(&mut Look<'_>);

impl Checker {
    /// Looks at a record, `text[start..end]`; `json`: it was read as such.
    pub(crate) fn look(&mut self, text: &[u8], (start, end): (usize, usize), json: bool, report: &mut Report<'_>) {
        let policy = report.policy();
        let checks = &policy.checks;
        let Checker { tape, found, memory, now } = self;
        let record = &text[start..end];
        found.clear();
        let read = json && tape.read(policy, record);
        if !read {
            tape.nodes.clear();
        }
        let mut look =
            Look { policy, checks, record, tape, line: report.line(), now: checks.now.or(*now), memory, found };
        let on = |name: &str| checks.on & family(name) != 0;
        if let Some(most) = checks.size.line.filter(|most| record.len() as u64 > *most) {
            look.whole(Check::Line, &format!("{most} bytes at most"));
        }
        if read {
            if tape.nodes[0].kind == Kind::Object {
                let families: [(&str, Family); 5] = [
                    ("time", time::look),
                    ("level", level::look),
                    ("message", message::look),
                    ("cardinality", size::labels),
                    ("drift", drift::look),
                ];
                families.iter().filter(|(name, _)| on(name)).for_each(|(_, check)| check(&mut look));
            }
            let families: [(&str, Family); 3] =
                [("correlation", correlation::look), ("naming", naming::look), ("size", size::look)];
            families.iter().filter(|(name, _)| on(name)).for_each(|(_, check)| check(&mut look));
            if let Some(schema) = &checks.schema {
                shape::hold(&mut look, schema);
            }
        }
        for Found { check, span, at, missing, detail } in found.drain(..) {
            let pointer = || {
                let (mut pointer, whole) = if read { tape.pointer(policy, record, at) } else { (String::new(), true) };
                if let Some(name) = missing.filter(|_| whole) {
                    pointer::step(&mut pointer, &name);
                }
                pointer
            };
            report.checked(check, (start + span.0, start + span.1), pointer, &detail);
        }
    }
}
