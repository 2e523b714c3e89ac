//! From a JSON Schema to its parts. A keyword that is not known is an error with its place.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::format::FORMATS;
use super::{Check, Members, Part, Scalar, Schema, TYPES, Word};
use crate::decimal::Decimal;
use crate::policy::{PolicyError, escape, invalid, regex, unknown};

type Read<T> = Result<T, PolicyError>;

/// How often all parts may be written out, references followed, and how deep they may stand in one another.
const SIZE: u64 = 20_000;
const DEPTH: usize = 64;

/// Keywords that say nothing about a value.
const SILENT: [&str; 12] = [
    "$schema",
    "$id",
    "$comment",
    "$defs",
    "definitions",
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// Keywords that are read where another one is.
const BESIDE: [&str; 6] = ["patternProperties", "additionalProperties", "propertyNames", "prefixItems", "then", "else"];

const KNOWN: [&str; 26] = [
    "type",
    "enum",
    "const",
    "properties",
    "items",
    "required",
    "dependentRequired",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "pattern",
    "format",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "$ref",
    "$defs",
];

/// Drafts, by a part of their names.
const DRAFTS: [&str; 3] = ["draft/2020-12/schema", "draft/2019-09/schema", "draft-07/schema"];

impl Schema {
    /// Compiles `value`, which stands at `at` in the policy.
    pub(crate) fn compile(value: &Value, at: &str) -> Read<Schema> {
        if let Some(draft) = value.get("$schema") {
            let known = |name: &str| DRAFTS.iter().any(|draft| name.trim_end_matches('#').ends_with(draft));
            if !draft.as_str().is_some_and(known) {
                let place = format!("{at}/$schema");
                return Err(invalid(&place, "drafts 2020-12, 2019-09 and 07 of JSON Schema are taken"));
            }
        }
        let mut work = Work { whole: value, base: at, parts: Vec::new(), known: BTreeMap::new() };
        let (root, _) = work.part(value, String::new(), 0)?;
        Ok(Schema { parts: work.parts, root })
    }
}

struct Work<'a> {
    whole: &'a Value,
    base: &'a str,
    parts: Vec<Part>,
    /// By pointer: the part and how large it is written out; none while it is being read.
    known: BTreeMap<String, Option<(usize, u64)>>,
}

/// A part's keywords, and how large it is so far.
struct Open<'a> {
    map: &'a Map<String, Value>,
    at: String,
    depth: usize,
    size: u64,
    words: Vec<Word>,
}

impl<'a> Work<'a> {
    fn wrong<T>(&self, at: &str, message: impl Into<String>) -> Read<T> {
        Err(invalid(format!("{}{at}", self.base), message.into()))
    }

    fn part(&mut self, value: &'a Value, at: String, depth: usize) -> Read<(usize, u64)> {
        match self.known.get(&at) {
            Some(Some(part)) => return Ok(*part),
            Some(None) => return self.wrong(&at, "a schema that goes round is not supported"),
            None => {}
        }
        if depth > DEPTH {
            return self.wrong(&at, format!("schemas stand in one another at most {DEPTH} deep"));
        }
        self.known.insert(at.clone(), None);
        let (words, size) = match value {
            Value::Bool(true) => (Vec::new(), 1),
            Value::Bool(false) => (vec![Word::Never], 1),
            Value::Object(map) => {
                let mut open = Open { map, at: at.clone(), depth, size: 1, words: Vec::new() };
                self.keywords(&mut open)?;
                (open.words, open.size)
            }
            _ => return self.wrong(&at, "a schema is wanted here: a map, true or false"),
        };
        if size > SIZE {
            return self.wrong(&at, "the schema is too large with its references followed");
        }
        self.parts.push(Part { words });
        let part = (self.parts.len() - 1, size);
        self.known.insert(at, Some(part));
        Ok(part)
    }

    fn keywords(&mut self, open: &mut Open<'a>) -> Read<()> {
        for (name, value) in open.map {
            let at = format!("{}/{}", open.at, escape(name));
            let number = || self.count(value, &at);
            let word = match name.as_str() {
                name if SILENT.contains(&name) || BESIDE.contains(&name) => continue,
                "type" => self.types(value, &at)?,
                "enum" => {
                    let list = self.list(value, &at)?.iter().enumerate();
                    let list: Read<Vec<Scalar>> =
                        list.map(|(n, value)| self.scalar(value, &format!("{at}/{n}"))).collect();
                    open.size += value.as_array().map_or(0, Vec::len) as u64 / 8;
                    Word::Enum(list?, told(value))
                }
                "const" => Word::Const(self.scalar(value, &at)?, told(value)),
                "required" => {
                    let names = self.names(value, &at)?;
                    open.size += names.len() as u64;
                    Word::Required(names)
                }
                "dependentRequired" => {
                    let each = |(name, list): (&String, &Value)| {
                        Ok((name.clone(), self.names(list, &format!("{at}/{}", escape(name)))?))
                    };
                    let all: Read<Vec<_>> = self.map(value, &at)?.iter().map(each).collect();
                    let all = all?;
                    open.size += all.iter().map(|(_, names)| 1 + names.len() as u64).sum::<u64>();
                    Word::DependentRequired(all)
                }
                "minLength" => Word::Count(Check::MinLength, number()?),
                "maxLength" => Word::Count(Check::MaxLength, number()?),
                "minItems" => Word::Count(Check::MinItems, number()?),
                "maxItems" => Word::Count(Check::MaxItems, number()?),
                "minProperties" => Word::Count(Check::MinProperties, number()?),
                "maxProperties" => Word::Count(Check::MaxProperties, number()?),
                "minimum" => self.bound(Check::Minimum, value, &at)?,
                "maximum" => self.bound(Check::Maximum, value, &at)?,
                "exclusiveMinimum" => self.bound(Check::ExclusiveMinimum, value, &at)?,
                "exclusiveMaximum" => self.bound(Check::ExclusiveMaximum, value, &at)?,
                "pattern" => match value.as_str() {
                    Some(text) => Word::Pattern(regex(text, false, &format!("{}{at}", self.base))?),
                    None => return self.wrong(&at, "a regular expression is wanted here"),
                },
                "format" => {
                    let name = value.as_str().unwrap_or_default();
                    match FORMATS.iter().find(|(known, _)| *known == name) {
                        Some((_, format)) => Word::Format(*format),
                        None => {
                            let at = format!("{}{at}", self.base);
                            return Err(unknown(&at, "format", name, &mut FORMATS.iter().map(|(name, _)| *name)));
                        }
                    }
                }
                "allOf" => Word::All(self.schemas(open, value, &at)?),
                "anyOf" => Word::Any(self.schemas(open, value, &at)?),
                "oneOf" => Word::One(self.schemas(open, value, &at)?),
                "not" => Word::Not(self.below(open, value, at)?),
                "properties" => Word::Members(Members::default()),
                "items" => Word::Elements { first: Vec::new(), rest: None },
                "if" => {
                    let test = self.below(open, value, at)?;
                    let then = self.beside(open, "then")?;
                    let otherwise = self.beside(open, "else")?;
                    Word::If { test, then, otherwise }
                }
                "$ref" => Word::All(vec![self.reference(open, value, &at)?]),
                _ => {
                    let known = KNOWN.iter().chain(&BESIDE).copied();
                    return Err(unknown(
                        &format!("{}{at}", self.base),
                        "keyword here (see `--explain shape/type`)",
                        name,
                        known,
                    ));
                }
            };
            if !matches!(word, Word::Members(_) | Word::Elements { .. }) {
                open.words.push(word);
            }
        }
        self.members(open)?;
        self.elements(open)
    }

    /// A schema that stands below this one.
    fn below(&mut self, open: &mut Open<'a>, value: &'a Value, at: String) -> Read<usize> {
        let (part, size) = self.part(value, at, open.depth + 1)?;
        open.size = open.size.saturating_add(size);
        Ok(part)
    }

    fn beside(&mut self, open: &mut Open<'a>, name: &str) -> Read<Option<usize>> {
        let Some(value) = open.map.get(name) else { return Ok(None) };
        let at = format!("{}/{name}", open.at);
        self.below(open, value, at).map(Some)
    }

    fn schemas(&mut self, open: &mut Open<'a>, value: &'a Value, at: &str) -> Read<Vec<usize>> {
        let list = self.list(value, at)?;
        list.iter().enumerate().map(|(n, value)| self.below(open, value, format!("{at}/{n}"))).collect()
    }

    /// What `$ref` names: a place in the same file.
    fn reference(&mut self, open: &mut Open<'a>, value: &'a Value, at: &str) -> Read<usize> {
        let silent = |name: &String| name == "$ref" || SILENT.contains(&name.as_str());
        let old = self.whole["$schema"].as_str().is_some_and(|name| name.contains("draft-07"));
        if old && !open.map.keys().all(silent) {
            return self.wrong(at, "draft 07 ignores what stands beside `$ref`: put both in `allOf`");
        }
        let pointer = value.as_str().and_then(|text| text.strip_prefix('#')).filter(|text| !text.contains('%'));
        let Some(target) = pointer.and_then(|pointer| self.whole.pointer(pointer)) else {
            return self.wrong(at, "a place in this file is wanted here: `#/$defs/name`");
        };
        self.below(open, target, pointer.unwrap_or_default().to_owned())
    }

    fn members(&mut self, open: &mut Open<'a>) -> Read<()> {
        let mut members = Members::default();
        for word in ["properties", "patternProperties"] {
            let Some(value) = open.map.get(word) else { continue };
            let at = format!("{}/{word}", open.at);
            for (name, schema) in self.map(value, &at)? {
                let place = format!("{at}/{}", escape(name));
                let part = self.below(open, schema, place.clone())?;
                if word == "properties" {
                    members.named.insert(name.as_bytes().to_vec(), part);
                } else {
                    members.matched.push((regex(name, false, &format!("{}{place}", self.base))?, part));
                }
            }
        }
        members.rest = self.beside(open, "additionalProperties")?;
        members.names = self.beside(open, "propertyNames")?;
        if let Some(part) = members.names {
            let of_names = |word: &Word| {
                let counted = matches!(word, Word::Count(Check::MinLength | Check::MaxLength, _));
                let said = matches!(word, Word::Enum(..) | Word::Const(..) | Word::Pattern(_) | Word::Format(_));
                counted || said || matches!(word, Word::Never | Word::Type(..))
            };
            if !self.parts[part].words.iter().all(of_names) {
                let at = format!("{}/propertyNames", open.at);
                return self.wrong(&at, "names are held against keywords about texts alone");
            }
        }
        let any = !members.named.is_empty() || !members.matched.is_empty();
        if any || members.rest.is_some() || members.names.is_some() {
            open.words.push(Word::Members(members));
        }
        Ok(())
    }

    fn elements(&mut self, open: &mut Open<'a>) -> Read<()> {
        let first = match open.map.get("prefixItems") {
            Some(value) => {
                let at = format!("{}/prefixItems", open.at);
                self.schemas(open, value, &at)?
            }
            None => Vec::new(),
        };
        if open.map.get("items").is_some_and(Value::is_array) {
            return self.wrong(&format!("{}/items", open.at), "a list of schemas is called `prefixItems`");
        }
        let rest = self.beside(open, "items")?;
        if !first.is_empty() || rest.is_some() {
            open.words.push(Word::Elements { first, rest });
        }
        Ok(())
    }

    fn types(&self, value: &Value, at: &str) -> Read<Word> {
        let names: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
        let (mut set, mut told) = (0, Vec::new());
        for name in names {
            let known = name.as_str().and_then(|name| TYPES.iter().find(|(known, _)| *known == name));
            let Some((name, bit)) = known else {
                let at = format!("{}{at}", self.base);
                return Err(unknown(
                    &at,
                    "type",
                    name.as_str().unwrap_or_default(),
                    TYPES.iter().map(|(name, _)| *name),
                ));
            };
            set |= bit;
            told.push(*name);
        }
        Ok(Word::Type(set, told.join(" or ")))
    }

    fn scalar(&self, value: &Value, at: &str) -> Read<Scalar> {
        Ok(match value {
            Value::String(text) => Scalar::Text(text.as_bytes().to_vec()),
            Value::Number(number) => Scalar::Number(Decimal::read(number.to_string().as_bytes())),
            Value::Bool(true) => Scalar::Word(b"true"),
            Value::Bool(false) => Scalar::Word(b"false"),
            Value::Null => Scalar::Word(b"null"),
            _ => return self.wrong(at, "objects and arrays are not compared: a text, a number, a word or null"),
        })
    }

    fn bound(&self, check: Check, value: &Value, at: &str) -> Read<Word> {
        match value {
            Value::Number(number) => {
                let text = number.to_string();
                Ok(Word::Bound(check, Decimal::read(text.as_bytes()), text))
            }
            _ => self.wrong(at, "a number is wanted here"),
        }
    }

    fn count(&self, value: &Value, at: &str) -> Read<u64> {
        value.as_u64().map_or_else(|| self.wrong(at, "a whole number, zero or more, is wanted here"), Ok)
    }

    fn list(&self, value: &'a Value, at: &str) -> Read<&'a Vec<Value>> {
        let list = value.as_array().filter(|list| !list.is_empty());
        list.map_or_else(|| self.wrong(at, "a list is wanted here, and not an empty one"), Ok)
    }

    fn map(&self, value: &'a Value, at: &str) -> Read<&'a Map<String, Value>> {
        value.as_object().map_or_else(|| self.wrong(at, "a map is wanted here"), Ok)
    }

    fn names(&self, value: &Value, at: &str) -> Read<Vec<String>> {
        let list = value.as_array().map(|list| list.iter().map(|name| name.as_str().map(str::to_owned)).collect());
        list.flatten().map_or_else(|| self.wrong(at, "a list of texts is wanted here"), Ok)
    }
}

/// Values of a schema, where they are few and short.
fn told(value: &Value) -> String {
    let list =
        value.as_array().map_or_else(|| vec![value.to_string()], |list| list.iter().map(Value::to_string).collect());
    let text = list.join(", ");
    if text.len() <= 120 { text } else { format!("one of {} values", list.len()) }
}
