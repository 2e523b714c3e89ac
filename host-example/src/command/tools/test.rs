//! `policy test`: the policy's own tests, run in the component. What is told are the policy's own texts, which may be shown.

use std::path::PathBuf;

use logveil_host::{Failure as Call, Verb};
use serde::Serialize;

use crate::command::arguments::policies::Results;
use crate::command::exit::{Exit, Failure};
use crate::command::output::target::{self, Target};
use crate::command::policy::chosen::{Chosen, Policy};
use crate::command::terminal::paint::Paint;
use crate::command::terminal::say::{ascii, printable, say};
use crate::command::tools::asked::Asked;
use crate::command::tools::junit;
use crate::command::work::session::Plugin;

/// What is asked.
pub(crate) struct Wish {
    pub(crate) policy: Chosen,
    pub(crate) keys: Vec<(String, PathBuf)>,
    pub(crate) form: Results,
    pub(crate) junit: Option<PathBuf>,
}

/// What became of one test.
#[derive(Serialize)]
pub(crate) struct Tested {
    pub(crate) name: String,
    /// `FILE:LINE:COLUMN`.
    pub(crate) place: String,
    pub(crate) passed: bool,
    #[serde(rename = "in")]
    pub(crate) given: String,
    #[serde(rename = "out")]
    pub(crate) wanted: String,
    /// What came out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) got: Option<String>,
    /// Why nothing came out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    policy: &'a str,
    passed: usize,
    failed: usize,
    tests: &'a [Tested],
}

/// Runs them.
pub(crate) fn run(wish: &Wish) -> Result<Exit, Failure> {
    let plugin = Plugin::load()?;
    let preset = match &wish.policy {
        Chosen::Preset(name) => Some(preset(&plugin, name)?),
        Chosen::File(_) => None,
    };
    let asked = Asked::new(&wish.policy, &plugin)?.keyed_for_tests(&wish.keys)?;
    let tests = preset.as_ref().unwrap_or(&asked.policy).tests().map(|(pointer, node)| {
        let text = |name: &str| node.member(name).and_then(|node| node.text());
        let place = asked.policy.place(&pointer);
        let name = text("name").unwrap_or_else(|| format!("test {}", pointer.rsplit('/').next().unwrap_or_default()));
        let (Some(given), Some(wanted)) = (text("in"), text("out")) else {
            return Err(Failure::usage(format_args!("{place}: a test wants `in` and `out`")));
        };
        let got = became(&asked, &given)?;
        let passed = got.as_ref() == Ok(&wanted);
        let (got, why) = got.map_or_else(|why| (None, Some(why)), |got| (Some(got), None));
        Ok(Tested { passed, name, place, given, wanted, got, why })
    });
    let tests: Vec<Tested> = tests.collect::<Result<_, _>>()?;
    let failed = tests.iter().filter(|test| !test.passed).count();
    let name = wish.policy.name();
    let text = match wish.form {
        Results::Text => text(&tests, Paint::stdout()),
        Results::Junit => junit::document(&name, &tests),
        Results::Json => {
            let document = Document { version: 1, policy: &name, passed: tests.len() - failed, failed, tests: &tests };
            ascii(&serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n"
        }
    };
    target::once(None, text.as_bytes())?;
    if let Some(file) = &wish.junit {
        let mut target = Target::open(file)?;
        target::all(&mut target, junit::document(&name, &tests).as_bytes())?;
        target.keep()?;
    }
    match tests.len() {
        0 => say(format_args!("{}: there are no tests (`tests:` with `name`, `in` and `out`)", printable(&name))),
        all => say(format_args!("{}: {} of {all} tests passed", printable(&name), all - failed)),
    }
    Ok(if failed > 0 { Exit::Findings } else { Exit::Clean })
}

/// A preset's own text.
fn preset(plugin: &Plugin, name: &str) -> Result<Policy, Failure> {
    let presets = plugin.presets()?;
    let text = presets.iter().find(|preset| preset.name == name).map_or("{}", |preset| preset.policy.as_str());
    Policy::of(name.to_owned(), false, text)
}

/// What the component makes of a text.
fn became(asked: &Asked, given: &str) -> Result<Result<String, String>, Failure> {
    let mut stream = asked.stream()?;
    let pushed = stream.push(Verb::Redact, given.as_bytes(), 0).and_then(|output| {
        let last = stream.finish(given.len())?.last;
        Ok([output.bytes, output.errors, last.bytes, last.errors].concat())
    });
    Ok(match pushed {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| "what came out is not UTF-8".to_owned()),
        Err(Call::Stopped(stop)) => Err(format!("the component stopped ({})", stop.rule())),
        Err(Call::Refused(_)) => Err("the component refused it".to_owned()),
    })
}

fn text(tests: &[Tested], paint: Paint) -> String {
    let mut out = String::new();
    for test in tests {
        let name = printable(&test.name);
        if test.passed {
            out += &format!("{} {name}\n", paint.added("ok    "));
            continue;
        }
        out += &format!("{} {name}\n  at    {}\n  in    {}\n", paint.removed("FAILED"), test.place, shown(&test.given));
        match &test.got {
            Some(got) => {
                let (wanted, got) = (shown(&test.wanted), shown(got));
                let same = wanted.chars().zip(got.chars()).take_while(|(a, b)| a == b).count();
                out += &format!("  want  {wanted}\n  got   {got}\n        {:same$}^\n", "");
            }
            None => {
                let why = test.why.as_deref().unwrap_or_default();
                out += &format!("  want  {}\n  got   nothing: {why}\n", shown(&test.wanted));
            }
        }
    }
    out
}

/// On one line, harmless to a terminal.
pub(crate) fn shown(text: &str) -> String {
    let kept = |c: char| c.is_ascii_graphic() || c == ' ' || c.is_alphanumeric();
    text.chars().map(|c| if kept(c) { c.to_string() } else { c.escape_default().to_string() }).collect()
}
