//! A tree as YAML: blocks, with short lists of scalars in one line.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::command::policy::yaml::{Node, Value};

/// Columns of a list that stands in one line.
const WIDTH: usize = 110;

/// The YAML of a tree. Its end is a line end.
pub(crate) fn yaml(root: &Node) -> String {
    let mut out = String::new();
    block(root, 0, &mut out);
    out.trim_start_matches('\n').to_owned() + if out.ends_with('\n') { "" } else { "\n" }
}

/// A text as YAML: without quotes where it can only be a text, else in JSON's, which are YAML's too.
pub(super) fn plain(text: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ' ');
    let first = text.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let meant = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&&*text.to_ascii_lowercase());
    if first && !meant && text.chars().all(word) && !text.ends_with(' ') {
        return text.to_owned();
    }
    Json::from(text).to_string()
}

/// Writes what stands behind `key:` or `-`, with the space before it or on lines of its own.
fn block(node: &Node, indent: usize, out: &mut String) {
    // Writing into a String does not fail.
    let _ = match &node.value {
        Value::Scalar(json) => writeln!(out, " {}", scalar(json)),
        Value::Map(members) if members.is_empty() => writeln!(out, " {{}}"),
        Value::List(items) if items.is_empty() => writeln!(out, " []"),
        Value::Map(members) => {
            out.push('\n');
            for (key, _, below) in members {
                let _ = write!(out, "{:indent$}{}:", "", plain(key));
                block(below, indent + 2, out);
            }
            Ok(())
        }
        Value::List(items) => {
            let scalars = items.iter().map(|item| match &item.value {
                Value::Scalar(json) => Some(scalar(json)),
                _ => None,
            });
            if let Some(items) = scalars.collect::<Option<Vec<_>>>() {
                return flow(&items, indent, out);
            }
            out.push('\n');
            for item in items {
                let mut below = String::new();
                block(item, indent + 2, &mut below);
                let _ = write!(out, "{:indent$}- {}", "", below.trim_start());
            }
            Ok(())
        }
    };
}

/// Writes a list of scalars in brackets, on as many lines as it takes.
fn flow(items: &[String], indent: usize, out: &mut String) {
    let whole = items.join(", ");
    if whole.len() + indent < WIDTH {
        out.push_str(" [");
        out.push_str(&whole);
        out.push_str("]\n");
        return;
    }
    out.push_str(" [");
    let mut column = WIDTH;
    for (at, item) in items.iter().enumerate() {
        if column + item.len() > WIDTH {
            let _ = write!(out, "\n{:indent$}", "", indent = indent + 2);
            column = indent + 2;
        } else {
            out.push(' ');
        }
        out.push_str(item);
        out.push_str(if at + 1 < items.len() { "," } else { "]\n" });
        column += item.len() + 2;
    }
}

/// A scalar's JSON text as YAML.
fn scalar(json: &str) -> String {
    serde_json::from_str::<String>(json).map_or_else(|_| json.to_owned(), |text| plain(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::policy::yaml::parse;

    #[test]
    fn what_is_written_reads_as_the_same() {
        let long = ["\"a fairly long name\""; 12].join(",");
        let json = format!(
            r#"{{"version":1,"a":[],"b":{{}},"no":["no","1","x y","-","a: b",null,1.50],"c":[[1,[2]],{{"d":[{{"e":"\n#"}}],"f":[{long}]}}]}}"#
        );
        let written = parse(&json).map(|node| yaml(&node)).unwrap_or_default();
        assert_eq!(parse(&written).map(|node| node.json()).unwrap_or_default(), json, "{written}");
        assert!(written.starts_with("version: 1\na: []\n"), "{written}");
    }

    #[test]
    fn scalars_alone_are_documents() {
        for json in ["1", "\"x\"", "[]", "{}"] {
            let written = parse(json).map(|node| yaml(&node)).unwrap_or_default();
            assert_eq!(parse(&written).map(|node| node.json()).unwrap_or_default(), json, "{written:?}");
        }
    }
}
