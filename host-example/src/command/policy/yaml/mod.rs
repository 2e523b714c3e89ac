//! YAML 1.2 (and so JSON) as a tree of JSON text in which each node knows its place. Only for policies: logs are never
//! read here.

mod reader;
mod scalar;
mod write;

use saphyr_parser::Marker;

pub(crate) use reader::parse;
pub(crate) use scalar::quoted;
pub(crate) use write::yaml;

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

    /// A member of a map.
    pub(crate) fn member(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(members) => members.iter().find(|(key, ..)| key == name).map(|(_, _, node)| node),
            _ => None,
        }
    }

    /// Puts the members of all maps in this order of their names; others stay behind them as they stand.
    pub(crate) fn sort(&mut self, order: &[&str]) {
        match &mut self.value {
            Value::Map(members) => {
                let place = |name: &str| order.iter().position(|known| *known == name).unwrap_or(order.len());
                members.sort_by_key(|(key, ..)| place(key));
                members.iter_mut().for_each(|(_, _, below)| below.sort(order));
            }
            Value::List(items) => items.iter_mut().for_each(|item| item.sort(order)),
            Value::Scalar(_) => {}
        }
    }

    /// Sets all members of this name that are scalars, at any depth.
    pub(crate) fn set_all(&mut self, name: &str, json: &str) {
        match &mut self.value {
            Value::Map(members) => {
                for (key, _, below) in members {
                    match &mut below.value {
                        Value::Scalar(scalar) if key == name => json.clone_into(scalar),
                        _ => below.set_all(name, json),
                    }
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| item.set_all(name, json)),
            Value::Scalar(_) => {}
        }
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.value {
            Value::Scalar(json) => serde_json::from_str(json).ok(),
            _ => None,
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
    fn json_escapes_in_pairs_are_one_character() {
        let smile = "[\"\\ud83d\\uDE00 \\\\ud83d\\\\ude00\", \"é\"]";
        assert_eq!(json(smile).as_deref(), Ok("[\"\u{1f600} \\\\ud83d\\\\ude00\",\"é\"]"));
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
        assert_eq!(find("/redact/keys/0/action"), Some((4, 24)));
        assert_eq!(find("/redact/keys/0/match/1"), Some((4, 20)));
        assert_eq!(find("/redact/nothing"), Some((2, 1)));
        assert_eq!(find(""), Some((1, 1)));
    }
}
