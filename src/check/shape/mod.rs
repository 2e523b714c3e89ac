//! A JSON Schema of the user's: compiled before the first byte, and records held against it. Linear: no schema goes round,
//! so that each value meets each part of the schema at most as often as that part is written out.
mod compile;
mod format;
mod hold;

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::Check;
use crate::decimal::Decimal;
use format::Format;

pub(crate) use hold::hold;

/// A schema and its parts.
#[derive(Debug)]
pub(crate) struct Schema {
    parts: Vec<Part>,
    root: usize,
}

/// One schema object, or `true` or `false`.
#[derive(Debug, Default)]
struct Part {
    words: Vec<Word>,
}

/// A keyword. Numbers are places in `Schema::parts`.
#[derive(Debug)]
enum Word {
    /// The schema `false`.
    Never,
    /// Types that are allowed, as bits, and how they are called.
    Type(u8, String),
    Enum(Vec<Scalar>, String),
    Const(Scalar, String),
    Members(Members),
    Required(Vec<String>),
    DependentRequired(Vec<(String, Vec<String>)>),
    /// A count that is bounded: of characters, elements or members.
    Count(Check, u64),
    Bound(Check, Decimal, String),
    Elements {
        first: Vec<usize>,
        rest: Option<usize>,
    },
    Pattern(Regex),
    Format(Format),
    All(Vec<usize>),
    Any(Vec<usize>),
    One(Vec<usize>),
    Not(usize),
    If {
        test: usize,
        then: Option<usize>,
        otherwise: Option<usize>,
    },
}

/// What holds for an object's members.
#[derive(Debug, Default)]
struct Members {
    named: BTreeMap<Vec<u8>, usize>,
    matched: Vec<(Regex, usize)>,
    rest: Option<usize>,
    names: Option<usize>,
}

/// A value of `enum` or `const`.
#[derive(Debug, PartialEq)]
enum Scalar {
    Text(Vec<u8>),
    Number(Decimal),
    /// `true`, `false` or `null`.
    Word(&'static [u8]),
}

/// Types by name, each with its bit.
const TYPES: [(&str, u8); 7] =
    [("object", 1), ("array", 2), ("string", 4), ("number", 8), ("integer", 16), ("boolean", 32), ("null", 64)];
