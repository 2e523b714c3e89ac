//! The parser's events become a tree. Aliases are written out, and a key stands only once in its map.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, StrInput, Tag};

use crate::command::policy::yaml::scalar::{pairs_joined, scalar};
use crate::command::policy::yaml::{Error, Node, Place, Value};

/// The deepest nesting, and the most nodes after aliases are written out.
const DEPTH: usize = 100;
const NODES: usize = 200_000;

/// Reads one document.
pub(crate) fn parse(text: &str) -> Result<Node, Error> {
    let text = pairs_joined(text);
    let mut reader = Reader { events: Parser::new_from_str(&text), anchors: HashMap::new(), nodes: 0 };
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
    events: Parser<'a, StrInput<'a>>,
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

/// A tag may only say what the node is anyway.
pub(super) fn allowed(tag: Option<&Tag>, suffix: &str, place: Place) -> Result<(), Error> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == suffix) => {
            fail(place, format!("the tag {tag} means nothing here"))
        }
        _ => Ok(()),
    }
}

/// The policy is no good at `place`.
pub(super) fn fail<T>(place: Place, message: impl Into<String>) -> Result<T, Error> {
    Err(Error { place, message: message.into() })
}
