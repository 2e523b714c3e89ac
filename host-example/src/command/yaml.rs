//! YAML 1.2 (and so JSON) as a tree of JSON text in which each node knows its place. Only for policies: logs are never
//! read here.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

/// A line and a column, one-based; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl From<Marker> for Place {
    fn from(marker: Marker) -> Place {
        Place { line: marker.line(), column: marker.col() + 1 }
    }
}

/// Where a text is no YAML that JSON could say, and why.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) place: Place,
    pub(crate) message: String,
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Value,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A string, number, boolean or null, as JSON text.
    Scalar(String),
    List(Vec<Node>),
    /// Keys in their order, each with its own place.
    Map(Vec<(String, Place, Node)>),
}

/// The deepest nesting, and the most nodes after aliases are written out.
const DEPTH: usize = 100;
const NODES: usize = 200_000;

/// Reads one document.
pub(crate) fn parse(text: &str) -> Result<Node, Error> {
    let mut reader = Reader { events: Parser::new_from_str(text), anchors: HashMap::new(), nodes: 0 };
    let mut root = None;
    loop {
        let (event, place) = reader.next()?;
        match event {
            Event::StreamStart | Event::Nothing | Event::DocumentEnd => {}
            Event::StreamEnd => break,
            Event::DocumentStart(_) if root.is_some() => {
                return fail(place, "a policy is one document; here a second one begins");
            }
            Event::DocumentStart(_) => {
                let (event, place) = reader.next()?;
                root = Some(reader.node(event, place, 0)?);
            }
            _ => return fail(place, "something stands outside of the document"),
        }
    }
    root.map_or_else(|| fail(Place { line: 1, column: 1 }, "the file is empty"), Ok)
}

struct Reader<'a> {
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Place), Error> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, span.start.into())),
            Some(Err(error)) => fail((*error.marker()).into(), error.info()),
            None => Ok((Event::StreamEnd, Place { line: 1, column: 1 })),
        }
    }

    fn node(&mut self, event: Event<'a>, place: Place, depth: usize) -> Result<Node, Error> {
        if depth > DEPTH {
            return fail(place, "nested too deeply");
        }
        self.count(1, place)?;
        let (anchor, value) = match event {
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return fail(place, "this alias stands within what it names");
                };
                self.count(size(&node), place)?;
                return Ok(Node { place, ..node });
            }
            Event::Scalar(text, style, anchor, tag) => (anchor, scalar(&text, style, tag.as_deref(), place)?),
            Event::SequenceStart(anchor, tag) => (anchor, self.list(tag.as_deref(), place, depth)?),
            Event::MappingStart(anchor, tag) => (anchor, self.map(tag.as_deref(), place, depth)?),
            _ => return fail(place, "a value is missing here"),
        };
        let node = Node { place, value };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, tag: Option<&Tag>, place: Place, depth: usize) -> Result<Value, Error> {
        allowed(tag, "seq", place)?;
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(items)),
                (event, place) => items.push(self.node(event, place, depth + 1)?),
            }
        }
    }

    fn map(&mut self, tag: Option<&Tag>, place: Place, depth: usize) -> Result<Value, Error> {
        allowed(tag, "map", place)?;
        let mut members: Vec<(String, Place, Node)> = Vec::new();
        loop {
            let (key, place) = match self.next()? {
                (Event::MappingEnd, _) => return Ok(Value::Map(members)),
                (Event::Scalar(text, ..), place) => (text.into_owned(), place),
                (_, place) => return fail(place, "a key must be a plain name"),
            };
            if key == "<<" {
                return fail(
                    place,
                    "merge keys (`<<`) are not of YAML 1.2: write the keys out, or alias the whole value",
                );
            }
            if let Some((_, first, _)) = members.iter().find(|(name, ..)| *name == key) {
                return fail(place, format!("`{key}` stands here a second time; the first is in line {}", first.line));
            }
            let (event, at) = self.next()?;
            members.push((key, place, self.node(event, at, depth + 1)?));
        }
    }

    fn count(&mut self, nodes: usize, place: Place) -> Result<(), Error> {
        self.nodes += nodes;
        if self.nodes > NODES { fail(place, "too large once its aliases are written out") } else { Ok(()) }
    }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 1,
        Value::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Map(members) => 1 + members.iter().map(|(_, _, node)| size(node)).sum::<usize>(),
    }
}

fn allowed(tag: Option<&Tag>, suffix: &str, place: Place) -> Result<(), Error> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == suffix) => {
            fail(place, format!("the tag {tag} means nothing here"))
        }
        _ => Ok(()),
    }
}

/// YAML 1.2's core schema: `no`, `yes`, `on` and `off` are strings.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, place: Place) -> Result<Value, Error> {
    if style != ScalarStyle::Plain || tag.is_some() {
        allowed(tag, "str", place)?;
        return Ok(Value::Scalar(quoted(text)));
    }
    Ok(Value::Scalar(match text {
        "" | "~" | "null" | "Null" | "NULL" => "null".to_owned(),
        "true" | "True" | "TRUE" => "true".to_owned(),
        "false" | "False" | "FALSE" => "false".to_owned(),
        _ => match number(text) {
            Some(Ok(number)) => number,
            Some(Err(message)) => return fail(place, message),
            None => quoted(text),
        },
    }))
}

/// The JSON of a YAML number. `None`: it is none.
fn number(text: &str) -> Option<Result<String, &'static str>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Err("JSON has no such number; quote it if it is a string"));
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix)
            && !digits.is_empty()
            && digits.chars().all(|digit| digit.is_digit(radix))
        {
            return Some(
                u64::from_str_radix(digits, radix).map(|n| n.to_string()).map_err(|_| "this number is too large"),
            );
        }
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_good = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['-', '+']).unwrap_or(e);
        !e.is_empty() && digits(e)
    });
    if !digits(whole)
        || !fraction.is_none_or(digits)
        || !exponent_good
        || (whole.is_empty() && fraction.is_none_or(str::is_empty))
    {
        return None;
    }
    let mut json = String::new();
    if text.starts_with('-') {
        json.push('-');
    }
    let stripped = whole.trim_start_matches('0');
    json += if stripped.is_empty() { "0" } else { stripped };
    if let Some(fraction) = fraction.filter(|fraction| !fraction.is_empty()) {
        json.push('.');
        json += fraction;
    }
    if let Some(exponent) = exponent {
        json.push('e');
        json += exponent;
    }
    Some(Ok(json))
}

/// A JSON string.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn fail<T>(place: Place, message: impl Into<String>) -> Result<T, Error> {
    Err(Error { place, message: message.into() })
}

impl Node {
    /// As JSON text.
    pub(crate) fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match &self.value {
            Value::Scalar(json) => out.push_str(json),
            Value::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    item.write(out);
                }
                out.push(']');
            }
            Value::Map(members) => {
                out.push('{');
                for (at, (key, _, node)) in members.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(&quoted(key));
                    out.push(':');
                    node.write(out);
                }
                out.push('}');
            }
        }
    }

    /// The place of what `pointer` (RFC 6901) names: of the key where it names a member. A pointer that goes on where the
    /// tree ends gives the last place on its way.
    pub(crate) fn find(&self, pointer: &str) -> Place {
        let (mut node, mut place) = (self, self.place);
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            let next = match &node.value {
                Value::Map(members) => {
                    members.iter().find(|(key, ..)| *key == step).map(|(_, place, node)| (*place, node))
                }
                Value::List(items) => {
                    step.parse().ok().and_then(|at: usize| items.get(at)).map(|node| (node.place, node))
                }
                Value::Scalar(_) => None,
            };
            let Some((at, below)) = next else { break };
            (node, place) = (below, at);
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Result<String, String> {
        parse(text).map(|node| node.json()).map_err(|e| format!("{}:{}: {}", e.place.line, e.place.column, e.message))
    }

    #[test]
    fn scalars_follow_yaml_1_2() {
        assert_eq!(
            json("[no, yes, on, off, Null, ~, True, false]").as_deref(),
            Ok(r#"["no","yes","on","off",null,null,true,false]"#)
        );
        assert_eq!(
            json("[1, 0x1F, 0o17, 017, +5, -2.50, .5, 1., 1e3, 1.2.3, 0x, 1_000]").as_deref(),
            Ok(r#"[1,31,15,17,5,-2.50,0.5,1,1e3,"1.2.3","0x","1_000"]"#)
        );
        assert_eq!(json("[!!str 5, '5', \"5\", 2025-01-27]").as_deref(), Ok(r#"["5","5","5","2025-01-27"]"#));
        assert!(json("a: .nan").is_err());
    }

    #[test]
    fn json_is_yaml() {
        assert_eq!(
            json("{\"a\":\t[1,{\"b\":\"\\u0041\\/\\n\"}], \"e\": {}}").as_deref(),
            Ok(r#"{"a":[1,{"b":"A/\n"}],"e":{}}"#)
        );
    }

    #[test]
    fn anchors_are_written_out_and_keys_stand_once() {
        assert_eq!(json("a: &x [1]\nb: *x\n").as_deref(), Ok(r#"{"a":[1],"b":[1]}"#));
        assert_eq!(
            json("a: 1\nb: 2\na: 3\n"),
            Err("3:1: `a` stands here a second time; the first is in line 1".to_owned())
        );
        assert!(json("a: 1\n---\nb: 2\n").is_err());
        assert!(json("").is_err());
    }

    #[test]
    fn pointers_lead_to_places() {
        let node = parse("version: 1\nredact:\n  keys:\n    - { match: [a, b], action: x }\n").ok();
        let find = |pointer| node.as_ref().map(|node| (node.find(pointer).line, node.find(pointer).column));
        assert_eq!(find("/redact/keys/0/action"), Some((4, 23)));
        assert_eq!(find("/redact/keys/0/match/1"), Some((4, 19)));
        assert_eq!(find("/redact/nothing"), Some((2, 1)));
        assert_eq!(find(""), Some((1, 1)));
    }
}
