//! What was asked for.
use std::path::PathBuf;

use crate::Fault;
use crate::corpus::Kind;

const USAGE: &str = "usage: tests/bench/run [OPTION…]
  --quick            each engine once on a small corpus, for its answer and not for its time
  --only NAME,…      these engines (a name's beginning will do)
  --with vrl         Vector's language too: some ten minutes to build
  --part NAME,…      table, adversarial, start
  --corpus KIND,…    seed, dirty, wide
  --mb N             megabytes of each corpus (16)
  --rounds N         how often each engine has its turn (9)
  --markdown FILE    the report goes there too";

/// A part of the report.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Table,
    Adversarial,
    Start,
}

pub(crate) struct Options {
    pub(crate) quick: bool,
    only: Vec<String>,
    parts: Vec<Part>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) bytes: usize,
    pub(crate) rounds: usize,
    /// CPU time of one turn.
    pub(crate) millis: u32,
    pub(crate) markdown: Option<PathBuf>,
    /// Workers, made by `run`.
    pub(crate) bin: PathBuf,
    /// Corpora and outputs.
    pub(crate) work: PathBuf,
    /// The project.
    pub(crate) root: PathBuf,
}

impl Options {
    pub(crate) fn read(arguments: &[String]) -> Result<Options, Fault> {
        let mut options = Options {
            quick: false,
            only: vec![],
            parts: vec![],
            kinds: vec![],
            bytes: 16_000_000,
            rounds: 9,
            millis: 60,
            markdown: None,
            bin: PathBuf::new(),
            work: PathBuf::new(),
            root: PathBuf::new(),
        };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            if name == "--quick" {
                options.quick = true;
                continue;
            }
            let value = arguments.next().ok_or(USAGE)?;
            let number = || value.parse::<usize>().map_err(|_| format!("{name} wants a number\n{USAGE}"));
            match name.as_str() {
                "--only" => options.only.extend(value.split(',').map(str::to_owned)),
                "--with" => {}
                "--part" => {
                    for part in value.split(',') {
                        options.parts.push(Part::named(part).ok_or(USAGE)?);
                    }
                }
                "--corpus" => {
                    for kind in value.split(',') {
                        options.kinds.push(Kind::named(kind).ok_or(USAGE)?);
                    }
                }
                "--mb" => options.bytes = number()? * 1_000_000,
                "--rounds" => options.rounds = number()?.max(1),
                "--markdown" => options.markdown = Some(value.into()),
                "--bin" => options.bin = value.into(),
                "--work" => options.work = value.into(),
                "--root" => options.root = value.into(),
                _ => return Err(format!("no option {name}\n{USAGE}")),
            }
        }
        if options.kinds.is_empty() {
            options.kinds = Kind::ALL.to_vec();
        }
        if options.quick {
            options.bytes = 300_000;
        }
        Ok(options)
    }

    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| name.starts_with(only.as_str()))
    }

    /// With `--only`, the table alone, unless another part is asked for by name.
    pub(crate) fn does(&self, part: Part) -> bool {
        if self.parts.is_empty() { self.only.is_empty() || part == Part::Table } else { self.parts.contains(&part) }
    }

    pub(crate) fn policy(&self, name: &str) -> String {
        self.root.join("tests/policies").join(name).with_extension("json").display().to_string()
    }

    pub(crate) fn tool(&self, name: &str) -> String {
        self.bin.join(name).display().to_string()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }
}

impl Part {
    fn named(name: &str) -> Option<Part> {
        match name {
            "table" => Some(Part::Table),
            "adversarial" => Some(Part::Adversarial),
            "start" => Some(Part::Start),
            _ => None,
        }
    }
}
