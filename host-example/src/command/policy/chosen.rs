//! Policies as the user names them: a preset, or a file in YAML or JSON. The component gets JSON, and its complaints are
//! told with the file's line and column.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use logveil_host::{OpenError, PolicyError};

use crate::command::exit::Failure;
use crate::command::policy::yaml::{self, Node, Value};

/// A policy as named on the command line.
pub(crate) enum Chosen {
    Preset(String),
    File(PathBuf),
}

impl Chosen {
    /// An argument with `/` or `.` is a file.
    pub(crate) fn of(argument: OsString) -> Chosen {
        match argument.into_string() {
            Ok(name) if !name.contains(['/', '.']) => Chosen::Preset(name),
            Ok(file) => Chosen::File(file.into()),
            Err(file) => Chosen::File(file.into()),
        }
    }

    /// As messages name it.
    pub(crate) fn name(&self) -> String {
        match self {
            Chosen::Preset(name) => name.clone(),
            Chosen::File(path) => path.display().to_string(),
        }
    }

    /// Reads it.
    pub(crate) fn load(&self) -> Result<Policy, Failure> {
        let (name, text) = match self {
            Chosen::Preset(name) => (name, format!("{{\"version\":1,\"extends\":[{}]}}", yaml::quoted(name))),
            Chosen::File(path) => {
                let name = self.name();
                let bytes = fs::read(path).map_err(|e| Failure::usage(format_args!("policy {name}: {e}")))?;
                let text = String::from_utf8(bytes)
                    .map_err(|_| Failure::usage(format_args!("policy {name}: is not UTF-8")))?;
                (&self.name(), text)
            }
        };
        let mut policy = Policy::of(name.clone(), matches!(self, Chosen::File(_)), &text)?;
        let beside = if let Chosen::File(path) = self { path.parent() } else { None };
        policy.inline(beside.unwrap_or(Path::new("")))?;
        Ok(policy)
    }
}

/// A policy that was read.
pub(crate) struct Policy {
    name: String,
    /// It has lines that the user can look at.
    file: bool,
    root: Node,
    /// Pointers of what the command line has set.
    set: Vec<String>,
    /// The file that was put in place of its name, and what it says.
    inlined: Option<(String, Node)>,
}

/// Where a JSON Schema is put into the policy.
const INLINE: &str = "/validate/schema/inline";

impl Policy {
    /// Reads `text`. `file`: it has lines that the user can look at.
    pub(crate) fn of(name: String, file: bool, text: &str) -> Result<Policy, Failure> {
        let root = yaml::parse(text.trim_start_matches('\u{feff}'))
            .map_err(|e| Failure::usage(format_args!("{name}:{}:{}: {}", e.place.line, e.place.column, e.message)))?;
        Ok(Policy { name, file, root, set: Vec::new(), inlined: None })
    }

    /// Reads the file that `validate.schema.file` names, relative to `folder`.
    fn inline(&mut self, folder: &Path) -> Result<(), Failure> {
        let Value::Map(parts) = &mut self.root.value else { return Ok(()) };
        let validate = parts.iter_mut().find(|(key, ..)| key == "validate").map(|(_, _, node)| &mut node.value);
        let Some(Value::Map(members)) = validate else { return Ok(()) };
        let schema = members.iter_mut().find(|(key, ..)| key == "schema").map(|(_, _, node)| node);
        let Some(Node { place, value: Value::Map(members) }) = schema else { return Ok(()) };
        let Some(file) = members.iter().find(|(key, ..)| key == "file").and_then(|(_, _, node)| node.text()) else {
            return Ok(());
        };
        let path = folder.join(file);
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|e| Failure::usage(format_args!("schema {name}: {e}")))?;
        let node = yaml::parse(text.trim_start_matches('\u{feff}'))
            .map_err(|e| Failure::usage(format_args!("{name}:{}:{}: {}", e.place.line, e.place.column, e.message)))?;
        members.retain(|(key, ..)| key != "inline");
        members.push(("inline".to_owned(), *place, node.clone()));
        self.inlined = Some((name, node));
        Ok(())
    }

    /// Sets a member of one of the policy's parts to a JSON value; `None` leaves it as it is.
    pub(crate) fn set(&mut self, part: &str, name: &str, value: Option<serde_json::Value>) {
        let Some(value) = value else { return };
        let place = self.root.place;
        let node = |value| Node { place, value };
        // Where the policy isn't a map of maps the component says so.
        let Value::Map(members) = &mut self.root.value else { return };
        if !members.iter().any(|(key, ..)| key == part) {
            members.push((part.to_owned(), place, node(Value::Map(Vec::new()))));
        }
        for (key, _, below) in members {
            if let (true, Value::Map(below)) = (key == part, &mut below.value) {
                below.retain(|(key, ..)| key != name);
                below.push((name.to_owned(), place, node(Value::Scalar(value.to_string()))));
            }
        }
        self.set.push(format!("/{part}/{name}"));
    }

    /// What a member of one of the policy's own parts says, as JSON. What its presets say is not known here.
    pub(crate) fn says(&self, part: &str, name: &str) -> Option<&str> {
        match &self.root.member(part)?.member(name)?.value {
            Value::Scalar(json) => Some(json),
            _ => None,
        }
    }

    /// Where `pointer` leads to: `FILE:LINE:COLUMN`, or the preset's name.
    pub(crate) fn place(&self, pointer: &str) -> String {
        if !self.file {
            return self.name.clone();
        }
        if let (Some((name, node)), Some(pointer)) = (&self.inlined, pointer.strip_prefix(INLINE)) {
            let at = node.find(pointer);
            return format!("{name}:{}:{}", at.line, at.column);
        }
        let at = self.root.find(pointer);
        format!("{}:{}:{}", self.name, at.line, at.column)
    }

    /// Its own tests, each with its pointer.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (String, &Node)> {
        let tests = match self.root.member("tests").map(|node| &node.value) {
            Some(Value::List(tests)) => &tests[..],
            _ => &[],
        };
        tests.iter().enumerate().map(|(number, node)| (format!("/tests/{number}"), node))
    }

    /// Has all rules use the key `id`, whichever they name.
    pub(crate) fn use_key(&mut self, id: &str) {
        let Value::Map(parts) = &mut self.root.value else { return };
        for (_, _, part) in parts.iter_mut().filter(|(key, ..)| key == "redact") {
            part.set_all("key", &yaml::quoted(id));
        }
    }

    /// What the component gets.
    pub(crate) fn json(&self) -> String {
        self.root.json()
    }

    /// The component's complaint, for a person.
    pub(crate) fn explain(&self, error: OpenError) -> Failure {
        let place = match error {
            OpenError::Host(error) => {
                return Failure::failed(format_args!("the component fails on this policy: {error:#}"));
            }
            OpenError::Policy(PolicyError::Syntax(p) | PolicyError::UnknownName(p) | PolicyError::Invalid(p)) => p,
        };
        let nearest = place.nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        let complaint = format!("{}{nearest}", place.message);
        if let Some(option) = self.set.iter().find(|set| **set == place.pointer) {
            let option = match option.as_str() {
                "/format/input" => "--from",
                "/format/output" => "--to",
                "/format/color" => "--color",
                "/validate/now" => "--now",
                _ => "--errors-to",
            };
            return Failure::usage(format_args!("{option}: {complaint}"));
        }
        if !self.file {
            return Failure::usage(format_args!("policy {}: {complaint}", self.name));
        }
        Failure::usage(format_args!("{}: {complaint}", self.place(&place.pointer)))
    }
}
