//! The engines take turns, round by round: what disturbs the machine disturbs all of them. A ratio is taken within each
//! round, and the median of the rounds counts.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::answers::{Asked, Planted, look};
use crate::corpus::{Corpus, Kind, corpus};
use crate::engines::{Engine, How, Promise, all};
use crate::options::Options;
use crate::table::{Report, median, progress, short};
use crate::worker::Worker;
use crate::{Fault, floors, process};

/// MB/s of one engine on one corpus, by round; NaN where it failed.
pub(crate) type Speeds = BTreeMap<(&'static str, usize), Vec<f64>>;

/// An engine that has its input and whose answer was good.
struct Ready<'a> {
    engine: &'a Engine,
    worker: Option<Worker>,
    file: PathBuf,
    bytes: f64,
}

/// Every engine on every corpus. False: an answer was wrong.
pub(crate) fn table(options: &Options, report: &mut Report) -> Result<bool, Fault> {
    let engines = all(options);
    let mut speeds = Speeds::new();
    let mut told: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut wrong = vec![];
    let mut answers = 0;
    for (column, kind) in options.kinds.iter().enumerate() {
        progress(&format!("{kind:?}"));
        let Corpus { bytes, planted } = corpus(*kind, options.bytes, 7);
        let planted = Planted::new(&planted)?;
        let mut ready = vec![];
        for engine in &engines {
            match prepare(options, engine, *kind, &bytes, &planted) {
                Ok((engine, note)) => {
                    ready.push(engine);
                    answers += 1;
                    if let Some(left) = note {
                        told.entry(engines_name(&ready)).or_default().push(format!("{kind:?} {left:.0} %"));
                    }
                }
                Err(why) => wrong.push(format!("{} on {kind:?}: {why}", engine.name)),
            }
        }
        for round in 0..if options.quick { 0 } else { options.rounds } {
            progress(&format!("{kind:?}, round {} of {}", round + 1, options.rounds));
            for one in &mut ready {
                let nanos = one.turn(options)?;
                speeds.entry((one.engine.name, column)).or_default().push(one.bytes * 1000.0 / nanos);
            }
        }
    }
    if !options.quick {
        print(options, &engines, &speeds, report);
        for (name, left) in told {
            report.paragraph(&format!("`{name}` left planted secrets in: {}.", left.join(", ")));
        }
        floors::verdicts(&speeds, options, report);
    }
    for why in &wrong {
        report.paragraph(&format!("WRONG: {why}"));
    }
    report.paragraph(&format!("benchmark answers: {answers} passed, {} failed", wrong.len()));
    Ok(wrong.is_empty())
}

fn engines_name<'a>(ready: &[Ready<'a>]) -> &'a str {
    ready.last().map_or("", |one| one.engine.name)
}

fn prepare<'a>(
    options: &Options,
    engine: &'a Engine,
    kind: Kind,
    bytes: &[u8],
    planted: &Planted,
) -> Result<(Ready<'a>, Option<f64>), Fault> {
    let part = if engine.share < 1.0 { lines(bytes, engine.share) } else { bytes };
    let file = input(options, kind, part, 1)?;
    let answer = options.file("answer");
    let mut worker = None;
    match &engine.how {
        How::Worker(command) => {
            let mut made = Worker::start(command)?;
            made.input(&file)?;
            made.write(&answer)?;
            worker = Some(made);
        }
        How::Program(command) => {
            let mut command = command.clone();
            command.push(file.display().to_string());
            process::cost(&command, &answer.display().to_string())?;
        }
    }
    let output = fs::read(&answer).map_err(|error| format!("{}: {error}", answer.display()))?;
    let note = look(engine.promise, &Asked { input: part, planted }, &output)?;
    let file =
        if engine.share > 1.0 && !options.quick { input(options, kind, bytes, engine.share as usize)? } else { file };
    let bytes = fs::metadata(&file).map_err(|error| error.to_string())?.len() as f64;
    debug_assert!(engine.promise != Promise::Told || note.is_some());
    Ok((Ready { engine, worker, file, bytes }, note))
}

impl Ready<'_> {
    /// Nanoseconds for its whole input.
    fn turn(&mut self, options: &Options) -> Result<f64, Fault> {
        match (&mut self.worker, &self.engine.how) {
            (Some(worker), _) => worker.time(options.millis),
            (None, How::Worker(command) | How::Program(command)) => {
                let mut command = command.clone();
                command.push(self.file.display().to_string());
                let cost = process::cost(&command, "/dev/null")?;
                Ok(if self.engine.wall { cost.wall } else { cost.cpu })
            }
        }
    }
}

/// The beginning of `bytes`, whole lines.
fn lines(bytes: &[u8], share: f64) -> &[u8] {
    let part = &bytes[..((bytes.len() as f64 * share) as usize).min(bytes.len())];
    &part[..part.iter().rposition(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1)]
}

fn input(options: &Options, kind: Kind, bytes: &[u8], times: usize) -> Result<PathBuf, Fault> {
    let file = options.file(&format!("{kind:?}-{}-{times}.ndjson", bytes.len()).to_lowercase());
    write_repeated(&file, bytes, times)?;
    Ok(file)
}

/// Writes `bytes` so many times, unless a file of that length is there.
pub(crate) fn write_repeated(file: &Path, bytes: &[u8], times: usize) -> Result<(), Fault> {
    if times > 1 && fs::metadata(file).is_ok_and(|found| found.len() == (bytes.len() * times) as u64) {
        return Ok(());
    }
    let mut out = fs::File::create(file).map_err(|error| format!("{}: {error}", file.display()))?;
    for _ in 0..times {
        std::io::Write::write_all(&mut out, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

fn print(options: &Options, engines: &[Engine], speeds: &Speeds, report: &mut Report) {
    let names: Vec<String> = options.kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
    let mut rows = vec![vec!["MB/s".to_owned()]];
    rows[0].extend(names.iter().cloned());
    rows[0].extend(names.iter().map(|name| format!("{name} ÷ A")));
    for engine in engines {
        let mut row = vec![engine.about.to_owned()];
        let columns = 0..options.kinds.len();
        row.extend(columns.clone().map(|column| short(speed(speeds, engine.name, column))));
        row.extend(columns.map(|column| short(ratio(speeds, (engine.name, "sonic"), column))));
        rows.push(row);
    }
    report.rows(&rows);
}

fn speed(speeds: &Speeds, name: &'static str, column: usize) -> f64 {
    speeds.get(&(name, column)).map_or(f64::NAN, |rounds| median(rounds))
}

/// The median over the rounds of one engine's speed by another's.
pub(crate) fn ratio(speeds: &Speeds, (one, other): (&'static str, &'static str), column: usize) -> f64 {
    match (speeds.get(&(one, column)), speeds.get(&(other, column))) {
        (Some(one), Some(other)) => median(&one.iter().zip(other).map(|(one, other)| one / other).collect::<Vec<_>>()),
        _ => f64::NAN,
    }
}
