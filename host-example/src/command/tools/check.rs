//! `policy check`: compiles a policy, and tells what is no mistake of form and still not meant so.

use logveil_host::{Note, Severity};
use serde::Serialize;

use crate::command::arguments::{FailOn, ReportFormat};
use crate::command::exit::{Exit, Failure};
use crate::command::output::target;
use crate::command::policy::chosen::Chosen;
use crate::command::terminal::paint::{self, Paint};
use crate::command::terminal::say::{ascii, printable, say};
use crate::command::tools::asked::Asked;
use crate::command::work::session::Plugin;

/// A note in the document.
#[derive(Serialize)]
struct Listed<'a> {
    place: String,
    pointer: &'a str,
    name: &'a str,
    severity: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    policy: String,
    /// It can keep records out of the output.
    withholds: bool,
    /// Ids of the keys that it needs; "": any.
    keys: &'a [String],
    notes: Vec<Listed<'a>>,
}

/// Checks.
pub(crate) fn run(policy: &Chosen, form: ReportFormat, fail_on: FailOn) -> Result<Exit, Failure> {
    let asked = Asked::new(policy, &Plugin::load()?)?;
    let notes = asked.instance()?.lint(&asked.text).map_err(|error| asked.policy.explain(error))?;
    let listed = notes.iter().map(|note| Listed {
        place: asked.policy.place(&note.pointer),
        pointer: &note.pointer,
        name: &note.name,
        severity: paint::name(note.severity),
        message: &note.message,
    });
    if form == ReportFormat::Json {
        let (policy, withholds, keys) = (policy.name(), asked.withholds, &asked.needed[..]);
        let document = Document { version: 1, policy, withholds, keys, notes: listed.collect() };
        let text = ascii(&serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n";
        target::once(None, text.as_bytes())?;
        return Ok(verdict(&notes, fail_on));
    }
    let paint = Paint::stdout();
    let line = |(note, listed): (&Note, Listed<'_>)| {
        let severity = paint.severity(note.severity, &format!("{}[{}]", listed.severity, listed.name));
        format!("{} {severity}: {}\n", paint.strong(&listed.place), printable(listed.message))
    };
    target::once(None, notes.iter().zip(listed).map(line).collect::<String>().as_bytes())?;
    say(format_args!("{}: {}", policy.name(), if notes.is_empty() { "good" } else { "it compiles" }));
    if asked.withholds {
        say(format_args!("it can keep records out of the output: it wants --quarantine FILE or --quarantine discard"));
    }
    for id in &asked.needed {
        match id.as_str() {
            "" => say(format_args!("it wants a key: --key ID=FILE")),
            id => say(format_args!("it wants the key {id}: --key {id}=FILE")),
        }
    }
    Ok(verdict(&notes, fail_on))
}

fn verdict(notes: &[Note], fail_on: FailOn) -> Exit {
    let bad = |note: &Note| match fail_on {
        FailOn::Error => note.severity == Severity::Error,
        FailOn::Warning => note.severity != Severity::Info,
        FailOn::Never => false,
    };
    if notes.iter().any(bad) { Exit::Findings } else { Exit::Clean }
}
