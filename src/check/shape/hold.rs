//! A record held against a schema.
use std::borrow::Cow;
use std::cmp::Ordering;

use super::super::{Found, Look};
use super::{Check, Members, Scalar, Schema, TYPES, Word};
use crate::decimal::Decimal;
use crate::pointer;
use crate::shape::Kind;

/// Notes what the record breaks.
pub(crate) fn hold(look: &mut Look<'_>, schema: &Schema) {
    let mut hold = Hold { look, schema, quiet: false };
    hold.part(schema.root, 0);
}

struct Hold<'a, 'b> {
    look: &'a mut Look<'b>,
    schema: &'a Schema,
    /// Only the verdict counts.
    quiet: bool,
}

impl<'b> Hold<'_, 'b> {
    /// Whether the value at `at` keeps a part of the schema.
    fn part(&mut self, part: usize, at: usize) -> bool {
        let schema = self.schema;
        let mut good = true;
        for word in &schema.parts[part].words {
            good &= self.word(word, at);
            if self.quiet && !good {
                return false;
            }
        }
        good
    }

    /// The verdict alone.
    fn is(&mut self, part: usize, at: usize) -> bool {
        let before = std::mem::replace(&mut self.quiet, true);
        let good = self.part(part, at);
        self.quiet = before;
        good
    }

    fn word(&mut self, word: &Word, at: usize) -> bool {
        let (tape, kind) = (self.look.tape, self.look.tape.nodes[at].kind);
        match word {
            Word::Never => self.verdict(false, Check::Forbidden, at, String::new),
            Word::Type(set, names) => {
                let good = self.kind(at) & set != 0;
                self.verdict(good, Check::ShapeType, at, || names.clone())
            }
            Word::Enum(list, told) => {
                let good = list.iter().any(|scalar| self.equals(at, scalar));
                self.verdict(good, Check::Enum, at, || told.clone())
            }
            Word::Const(scalar, told) => {
                let good = self.equals(at, scalar);
                self.verdict(good, Check::Const, at, || told.clone())
            }
            Word::Members(members) if kind == Kind::Object => self.members(members, at),
            Word::Required(names) if kind == Kind::Object => self.required(Check::Required, names, at),
            Word::DependentRequired(all) if kind == Kind::Object => {
                let mut good = true;
                for (name, names) in all {
                    if self.has(at, name) {
                        good &= self.required(Check::DependentRequired, names, at);
                    }
                }
                good
            }
            Word::Count(check, bound) => {
                let Some(count) = self.count(*check, at) else { return true };
                let least = matches!(check, Check::MinLength | Check::MinItems | Check::MinProperties);
                let good = if least { count >= *bound } else { count <= *bound };
                let what = if least { "at least" } else { "at most" };
                self.verdict(good, *check, at, || format!("{what} {bound}; here {count}"))
            }
            Word::Bound(check, bound, text) if kind == Kind::Number => {
                let order = Decimal::read(&self.said(at)).compare(bound);
                let (good, what) = match check {
                    Check::Minimum => (order != Ordering::Less, "at least"),
                    Check::Maximum => (order != Ordering::Greater, "at most"),
                    Check::ExclusiveMinimum => (order == Ordering::Greater, "more than"),
                    _ => (order == Ordering::Less, "less than"),
                };
                self.verdict(good, *check, at, || format!("{what} {text}"))
            }
            Word::Elements { first, rest } if kind == Kind::Array => {
                let mut good = true;
                for (place, element) in tape.below(at).enumerate() {
                    if let Some(part) = first.get(place).copied().or(*rest) {
                        good &= self.part(part, element);
                    }
                }
                good
            }
            Word::Pattern(regex) if kind == Kind::String => {
                let good = regex.is_match(&String::from_utf8_lossy(&self.said(at)));
                self.verdict(good, Check::Pattern, at, String::new)
            }
            Word::Format(format) if kind == Kind::String => {
                let good = format.fits(&self.said(at));
                self.verdict(good, Check::Format, at, || format.name().to_owned())
            }
            Word::All(parts) => {
                // Each is held, whatever the others say: what is wrong is told of all.
                let mut good = true;
                for part in parts {
                    good &= self.part(*part, at);
                }
                good
            }
            Word::Any(parts) => {
                let good = parts.iter().any(|part| self.is(*part, at));
                self.verdict(good, Check::AnyOf, at, || format!("{} alternatives", parts.len()))
            }
            Word::One(parts) => {
                let fitting = parts.iter().filter(|part| self.is(**part, at)).count();
                self.verdict(fitting == 1, Check::OneOf, at, || format!("{fitting} of {} fit", parts.len()))
            }
            Word::Not(part) => {
                let good = !self.is(*part, at);
                self.verdict(good, Check::Not, at, String::new)
            }
            Word::If { test, then, otherwise } => {
                let part = if self.is(*test, at) { then } else { otherwise };
                part.is_none_or(|part| self.part(part, at))
            }
            _ => true,
        }
    }

    fn members(&mut self, members: &Members, object: usize) -> bool {
        let (tape, record) = (self.look.tape, self.look.record);
        let mut good = true;
        for at in tape.below(object) {
            let name = tape.name(record, at);
            let mut known = false;
            if let Some(part) = members.named.get(&*name) {
                known = true;
                good &= self.part(*part, at);
            }
            if !members.matched.is_empty() {
                let text = String::from_utf8_lossy(&name);
                for (regex, part) in &members.matched {
                    if regex.is_match(&text) {
                        known = true;
                        good &= self.part(*part, at);
                    }
                }
            }
            if let Some(part) = members.names {
                let fits = self.schema.parts[part].words.iter().all(|word| is_name(word, &name));
                good &= self.key(fits, Check::PropertyNames, at);
            }
            match members.rest.filter(|_| !known) {
                Some(part) if matches!(self.schema.parts[part].words[..], [Word::Never]) => {
                    good &= self.key(false, Check::AdditionalProperties, at);
                }
                Some(part) => good &= self.part(part, at),
                None => {}
            }
            if self.quiet && !good {
                return false;
            }
        }
        good
    }

    fn required(&mut self, check: Check, names: &[String], object: usize) -> bool {
        let mut good = true;
        for name in names {
            if self.has(object, name) {
                continue;
            }
            good = false;
            if !self.quiet && self.look.checks.is_on(check) {
                let (span, detail) = (self.look.tape.nodes[object].value, String::new());
                let missing = Some(pointer::escaped(name.as_bytes()));
                self.look.found.push(Found { check, span, at: object, missing, detail });
            }
        }
        good
    }

    fn has(&self, object: usize, name: &str) -> bool {
        let (tape, record) = (self.look.tape, self.look.record);
        tape.below(object).any(|at| *tape.name(record, at) == *name.as_bytes())
    }

    fn verdict(&mut self, good: bool, check: Check, at: usize, detail: impl FnOnce() -> String) -> bool {
        if !good && !self.quiet {
            self.look.value(check, at, detail());
        }
        good
    }

    fn key(&mut self, good: bool, check: Check, at: usize) -> bool {
        if !good && !self.quiet {
            self.look.key(check, at);
        }
        good
    }

    fn said(&self, at: usize) -> Cow<'b, [u8]> {
        self.look.tape.said(self.look.record, at)
    }

    /// The types of a value, as bits.
    fn kind(&self, at: usize) -> u8 {
        let bit = |name: &str| TYPES.iter().find(|(known, _)| *known == name).map_or(0, |(_, bit)| *bit);
        match self.look.tape.nodes[at].kind {
            Kind::Object => bit("object"),
            Kind::Array => bit("array"),
            Kind::String => bit("string"),
            Kind::Number if Decimal::read(&self.said(at)).is_whole() => bit("number") | bit("integer"),
            Kind::Number => bit("number"),
            Kind::Word if self.look.tape.is_null(self.look.record, at) => bit("null"),
            Kind::Word => bit("boolean"),
        }
    }

    fn equals(&self, at: usize, scalar: &Scalar) -> bool {
        match (scalar, self.look.tape.nodes[at].kind) {
            (Scalar::Text(text), Kind::String) => *self.said(at) == **text,
            (Scalar::Number(number), Kind::Number) => Decimal::read(&self.said(at)) == *number,
            (Scalar::Word(word), Kind::Word) => *self.said(at) == **word,
            _ => false,
        }
    }

    /// What a bound on a count counts, where it is about such values.
    fn count(&self, check: Check, at: usize) -> Option<u64> {
        let kind = self.look.tape.nodes[at].kind;
        match (check, kind) {
            (Check::MinLength | Check::MaxLength, Kind::String) => Some(characters(&self.said(at))),
            (Check::MinItems | Check::MaxItems, Kind::Array)
            | (Check::MinProperties | Check::MaxProperties, Kind::Object) => {
                Some(self.look.tape.below(at).count() as u64)
            }
            _ => None,
        }
    }
}

/// Characters are bytes that continue none.
fn characters(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64
}

/// Whether a name keeps a keyword of `propertyNames`: those that are about texts.
fn is_name(word: &Word, name: &[u8]) -> bool {
    match word {
        Word::Never => false,
        Word::Type(set, _) => set & 4 != 0,
        Word::Enum(list, _) => list.iter().any(|scalar| matches!(scalar, Scalar::Text(text) if *text == name)),
        Word::Const(scalar, _) => matches!(scalar, Scalar::Text(text) if *text == name),
        Word::Count(Check::MinLength, bound) => characters(name) >= *bound,
        Word::Count(Check::MaxLength, bound) => characters(name) <= *bound,
        Word::Pattern(regex) => regex.is_match(&String::from_utf8_lossy(name)),
        Word::Format(format) => format.fits(name),
        _ => true,
    }
}
