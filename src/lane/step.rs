//! What is known of a value and of the glue before it: at a glance ([`Step`]), and all ([`Node`]).
use super::glue::Glue;
use super::places::Sign;
use crate::cp1::{self, Field};
use crate::detect::NUMBER;
use crate::judge::Judge;
use crate::keys::{Mark, Role};

/// How many glues are remembered behind one value.
pub(super) const NEXT: usize = 4;

/// What stands behind a glue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Value {
    String,
    /// A number, `true`, `false` or `null`.
    Scalar,
    /// An object or an array that goes as a whole.
    Container,
    /// The end of the record.
    #[default]
    End,
}

/// What is asked of a value where there is nothing to look at in it. First what texts are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ask {
    /// Not to be empty.
    Text,
    /// To be what CP1 wants of these fields.
    Timestamp,
    Level,
    Component,
    /// To be a number that is not long, or a word.
    Scalar,
    /// Nothing: it is the end of the record.
    End,
    /// More than can be said at a glance.
    #[default]
    More,
}

impl Ask {
    /// What the text of a field is asked for.
    pub(super) fn of(field: Option<Field>) -> Ask {
        match field {
            Some(Field::Timestamp) => Ask::Timestamp,
            Some(Field::Level) => Ask::Level,
            Some(Field::Component) => Ask::Component,
            Some(field) if !cp1::takes_any_text(field) => Ask::More,
            _ => Ask::Text,
        }
    }

    /// Whether the text at `from..to` is what it is asked for.
    #[inline(always)]
    pub(super) fn is_met(self, buf: &[u8], from: usize, to: usize) -> bool {
        from < to && (self == Ask::Text || buf.get(from..to).is_some_and(|text| self.is_good(text)))
    }

    /// Apart from the loop over texts: what this holds in registers is too much there, in WebAssembly above all.
    #[inline(never)]
    fn is_good(self, text: &[u8]) -> bool {
        match self {
            Ask::Timestamp => cp1::is_time(text),
            Ask::Level => cp1::is_level(text),
            Ask::Component => cp1::is_good(Field::Component, text),
            _ => false,
        }
    }
}

/// What each value asks for first: one line of the cache.
#[derive(Clone, Default)]
#[repr(align(64))]
pub(super) struct Step {
    pub(super) glue: Glue,
    /// The bits of the value's field and of the glue's keys: none may be met twice.
    pub(super) bits: u64,
    /// How long the glue is.
    pub(super) length: u8,
    pub(super) ask: Ask,
    /// The first of the glues behind its value; 0: none.
    pub(super) first: u16,
    /// The keys in the glue without a bit, two at most; 0: none.
    pub(super) keys: [u16; 2],
}

impl Step {
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        usize::from(self.length)
    }
}

/// A glue and what is known of the value behind it.
#[derive(Clone, Default)]
pub(super) struct Node {
    /// All of the glue.
    pub(super) bytes: Box<[u8]>,
    pub(super) value: Value,
    /// It stands in an array: where there is anything to look at in it, the record is walked.
    pub(super) in_array: bool,
    /// What CP1 wants of the value, where it is one of its fields.
    pub(super) field: Option<Field>,
    pub(super) mark: Mark,
    /// Levels around the value.
    pub(super) depth: usize,
    /// Where the value's key stands in the glue; empty: none.
    pub(super) name: (u32, u32),
    /// The keys in the glue.
    pub(super) signs: Box<[Sign]>,
    /// Where the value stands.
    pub(super) place: u16,
    /// The glues that were met behind this one's value; the usual ones first. 0: none.
    pub(super) next: [u16; NEXT],
}

impl Node {
    /// Whether a value of its kind, which is no string, may begin at `at`.
    pub(super) fn begins(&self, record: &[u8], at: usize) -> bool {
        match self.value {
            Value::String => true,
            Value::Scalar => !matches!(record.get(at), Some(b'"' | b'[' | b'{') | None),
            Value::Container => matches!(record.get(at), Some(b'[' | b'{')),
            Value::End => at == record.len(),
        }
    }
}

impl Node {
    /// Judges its value at `at..close`, behind its glue at `glue`. False: the record has to be walked. `near` is where the
    /// next stop is, at the latest; `soft`: there are escapes that matter.
    #[inline(always)]
    pub(super) fn value(
        &self,
        judge: &mut Judge<'_>,
        (glue, at, close): (usize, usize, usize),
        near: &mut usize,
        soft: bool,
    ) -> bool {
        let string = self.value == Value::String;
        let long = !string && close - at >= NUMBER && !self.mark.protected;
        let mut looks = false;
        if *near < close || soft {
            looks = judge.looks(at, close);
            *near = judge.next_stop();
        }
        if looks || long || self.mark.rule != Mark::CLEAN {
            let name = (glue + self.name.0 as usize, glue + self.name.1 as usize);
            if self.in_array || !judge.value(string, (at, close), self.mark, name) {
                return false;
            }
        }
        // The first of a pair, if its text is a sensitive name.
        if string
            && (self.in_array || matches!(self.mark.role, Role::PairName | Role::Basic))
            && judge.is_name((at, close))
        {
            return false;
        }
        let Some(field) = self.field else { return true };
        cp1::is_good(field, &judge.buf[at..close])
            || field == Field::Component && string && judge.is_other_component((at, close))
    }
}
