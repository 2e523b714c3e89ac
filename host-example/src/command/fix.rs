//! `validate --fix`: `format`, written into the files themselves or told as a diff, and a look at what remains wrong.
//! A file is replaced as a whole or not at all, and only where each of its records could be read.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use logveil_host::{Counts, Verb};

use crate::command::exit::{Exit, Failure};
use crate::command::flow::open;
use crate::command::input::batch::{Batch, End, lines};
use crate::command::input::feed::{Feed, Input};
use crate::command::input::signals::Halt;
use crate::command::output::target::{Target, WriteError};
use crate::command::settings::{Fix, Settings};
use crate::command::tell::findings::{Findings, Form};
use crate::command::tell::totals::Totals;
use crate::command::tell::{diff, summary};
use crate::command::terminal::paint::Paint;
use crate::command::terminal::say::{count, grouped, plain, say};
use crate::command::work::done::Done;
use crate::command::work::lane::Lane;
use crate::command::work::session::Session;

/// The work on one run.
struct Fixing<'a> {
    settings: &'a Settings,
    how: Fix,
    formats: Lane,
    validates: Lane,
    findings: Findings,
    /// What remains.
    totals: Totals,
    stdout: Target,
}

/// The input at hand.
struct Current {
    input: usize,
    name: String,
    /// Where the fixed records go; `None`: nowhere.
    target: Option<Target>,
    counts: Counts,
    /// The next line of the output.
    line: u64,
    /// Read, and not yet told as a diff.
    pending: Vec<u8>,
    /// The diff's head was printed.
    told: bool,
    /// What the two streams carry into the next batch.
    formatted: Vec<u8>,
    validated: Vec<u8>,
}

/// Fixes the inputs.
pub(crate) fn run(settings: &Settings, how: Fix) -> Result<Exit, Failure> {
    settings.inputs.iter().try_for_each(Input::check)?;
    settings.inputs.iter().try_for_each(|input| fits(input, how))?;
    let formats = Arc::new(open::session(settings, Verb::Format)?);
    if formats.withholds {
        return Err(Failure::usage("--fix: this policy can keep records out of the output, and no file may lose any"));
    }
    let validates = Session { verb: Verb::Validate, ..(*formats).clone() };
    let mut validates = Lane::new(Arc::new(validates));
    let paint = if how == Fix::Write { Paint::stdout() } else { Paint::stderr() };
    let findings = Findings::new(validates.rules()?, Form::Text(paint), settings.findings);
    let halt = Arc::new(Halt::watch()?);
    let mut feed = Feed::new(&settings.inputs, Arc::clone(&halt), Arc::new(AtomicU64::new(0)));
    let (formats, totals) = (Lane::new(formats), Totals::default());
    let mut fixing = Fixing { settings, how, formats, validates, findings, totals, stdout: Target::stdout()? };
    let left = fixing.all(&mut feed, &halt)?;
    summary::remaining(&fixing.totals, &fixing.findings);
    let verdict = summary::verdict(settings.fail_on, &fixing.totals.counts);
    let failed = (left || feed.failed).then_some(Exit::Failed);
    Ok(halt.exit().or(failed).unwrap_or(verdict))
}

/// Whether `input` can be written.
fn fits(input: &Input, how: Fix) -> Result<(), Failure> {
    let Input::File(path) = input else { return Ok(()) };
    if how == Fix::Show {
        return Ok(());
    }
    let wrong = |why| Err(Failure::usage(format_args!("--fix: {} {why}", path.display())));
    match input.metadata() {
        Ok(file) if !file.is_file() => wrong("is no regular file"),
        _ if is_packed(path) => wrong("is packed: unpack it first"),
        _ => Ok(()),
    }
}

fn is_packed(path: &Path) -> bool {
    let mut head = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read(&mut head)).unwrap_or(0);
    head[..read].starts_with(&[0x1f, 0x8b, 0x08]) || head[..read].starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
}

impl Fixing<'_> {
    /// True: a file was left as it was, though it is not as it should be.
    fn all(&mut self, feed: &mut Feed<'_>, halt: &Halt) -> Result<bool, Failure> {
        let mut left = false;
        let mut current: Option<Current> = None;
        while let Some(batch) = feed.next() {
            let mut at = match current.take() {
                Some(at) if at.input == batch.input => at,
                _ => self.begin(batch.input)?,
            };
            match self.step(&mut at, &batch) {
                Ok(()) => {}
                Err(WriteError::Closed) => return Ok(left),
                Err(WriteError::Failed(failure)) => return Err(failure),
            }
            if batch.end == End::More {
                current = Some(at);
            } else {
                let whole = !feed.failed && !halt.is_wanted() && batch.end == End::Finish;
                left |= !self.end(at, whole)?;
            }
        }
        Ok(left)
    }

    fn begin(&mut self, input: usize) -> Result<Current, Failure> {
        let target = match (&self.settings.inputs[input], self.how) {
            (_, Fix::Show) => None,
            (Input::Stdin, Fix::Write) => Some(Target::stdout()?),
            (Input::File(path), Fix::Write) => Some(Target::open(path)?),
        };
        let name = self.settings.inputs[input].name();
        let counts = Counts::default();
        let (pending, formatted, validated) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Current { input, name, target, counts, line: 1, pending, told: false, formatted, validated })
    }

    fn step(&mut self, at: &mut Current, batch: &Batch) -> Result<(), WriteError> {
        let done = self.formats.work(batch, &at.formatted).map_err(WriteError::Failed)?;
        at.formatted.clone_from(&done.state);
        at.counts += done.counts;
        at.counts.withheld += done.lost.len() as u64;
        if let Some(target) = &mut at.target {
            target.write(&done.bytes)?;
        } else {
            at.pending.extend_from_slice(&batch.bytes);
            let text = self.diff(at, &done);
            self.stdout.write(text.as_bytes())?;
        }
        let (lines, bytes) = (lines(&done.bytes), done.bytes);
        let fixed = Batch { input: at.input, line: at.line, bytes, lines, continues: false, end: batch.end };
        at.line += lines;
        let remaining = self.validates.work(&fixed, &at.validated).map_err(WriteError::Failed)?;
        at.validated.clone_from(&remaining.state);
        let (text, _) = self.findings.tell(&at.name, &fixed, &remaining.findings);
        self.totals.count(fixed.bytes.len(), remaining);
        match (&self.settings.inputs[at.input], self.how) {
            _ if text.is_empty() => Ok(()),
            (Input::File(_), Fix::Write) => self.stdout.write(text.as_bytes()),
            (Input::Stdin, Fix::Write) => {
                plain(format_args!("{}", text.trim_end()));
                Ok(())
            }
            // Here the diff is what is asked for; what remains is counted.
            (_, Fix::Show) => Ok(()),
        }
    }

    /// Line by line: each record of the output stands on the line of its input.
    fn diff(&self, at: &mut Current, done: &Done) -> String {
        let (mut out, mut from, mut line) = (String::new(), 0, at.line);
        let paint = Paint::stdout();
        for after in done.bytes.split_inclusive(|byte| *byte == b'\n') {
            let rest = &at.pending[from..];
            let before = rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            from += before.len();
            if before != after {
                if !std::mem::replace(&mut at.told, true) {
                    out += &paint.strong(&format!("--- {0}\n+++ {0} (fixed)\n", at.name));
                }
                out += &diff::record(paint, line, before.trim_ascii_end(), after.trim_ascii_end());
            }
            line += 1;
        }
        at.pending.drain(..from);
        out
    }

    /// False: the file was left as it was, though it is not as it should be.
    fn end(&mut self, at: Current, whole: bool) -> Result<bool, Failure> {
        let Counts { records, changed, masked, withheld, .. } = at.counts;
        let refused = masked + withheld;
        let name = &at.name;
        let file = matches!(self.settings.inputs[at.input], Input::File(_));
        let keep = whole && refused == 0;
        if let (Some(target), true) = (at.target, file) {
            match keep && at.counts.changed > 0 {
                true => target.keep()?,
                false => drop(target.abandon()),
            }
        }
        let of = count(records, "record", "records");
        let changed = grouped(changed);
        let verb = if self.how == Fix::Write { "changed" } else { "would change" };
        match (keep, file && self.how == Fix::Write) {
            (true, _) => say(format_args!("{name}: {changed} of {of} {verb}")),
            (false, true) if refused > 0 => {
                say(format_args!("{name}: left as it was: {} can't be read", count(refused, "record", "records")))
            }
            (false, true) => say(format_args!("{name}: left as it was: it was not read to its end")),
            (false, false) => say(format_args!("{name}: {changed} of {of} {verb}; {refused} can't be read")),
        }
        Ok(keep)
    }
}
