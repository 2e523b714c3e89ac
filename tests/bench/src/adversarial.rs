//! Hard input: no shape may be slower than a quarter of the speed on `seed`, or grow faster than its length.
use std::fs;
use std::path::{Path, PathBuf};

use crate::Fault;
use crate::corpus::{Kind, corpus};
use crate::options::Options;
use crate::shapes::{SHAPES, Shape};
use crate::table::{Report, median, progress, short};
use crate::worker::Worker;

/// Bytes of one record. The last one is over the usual limit of a record, which the policy used here lifts.
const SIZES: [usize; 4] = [1_000, 16_000, 1_000_000, 16_000_000];
const VERBS: [&str; 3] = ["run", "redact", "validate"];
const ROUNDS: usize = 3;
const MILLIS: u32 = 12;
const FLOOR: f64 = 0.25;
/// How much more a byte may cost in a record of 16 MB than in one of 1 MB, and in one of 1 MB than in one of 16 KB: there caches
/// and tables of names take their part, and what is quadratic would cost sixty times as much.
const GROWTH: f64 = 2.0;
const SETTLED: f64 = 12.0;
/// What grows faster is not tried at the next size.
const WILD: f64 = 24.0;

struct Measured {
    /// MB/s by size; NaN: not tried.
    speeds: Vec<f64>,
    /// The least speed by that on `seed`.
    least: f64,
    /// Cost of a byte at 16 MB by that at 1 MB; infinite where it was not tried.
    growth: f64,
    /// The same at 1 MB by 16 KB.
    settled: f64,
}

/// All shapes by all verbs. False: a shape is under the floor or not linear.
pub(crate) fn table(options: &Options, report: &mut Report) -> Result<bool, Fault> {
    let policy = lifted(options)?;
    if options.quick {
        return answers(options, &policy, report);
    }
    let mut head = vec!["hard input, MB/s of `run`".to_owned()];
    head.extend(
        ["1 KB", "16 KB", "1 MB", "16 MB", "÷ seed", "growth", "fuel a byte, 16 KB", "1 MB"].map(str::to_owned),
    );
    let mut rows = vec![head];
    let mut bad = vec![];
    let mut most: f64 = 0.0;
    for (at, verb) in VERBS.into_iter().enumerate() {
        let mut worker = Worker::start(&[options.tool("native-widest"), verb.to_owned(), policy.clone()])?;
        let mut fuel = match at {
            0 => Some(Worker::start(&[options.tool("component"), "component".into(), verb.into(), policy.clone()])?),
            _ => None,
        };
        let seed = options.file("hard-seed");
        write(&seed, &corpus(Kind::Seed, 2_000_000, 7).bytes)?;
        for shape in SHAPES {
            let measured = measure(options, &mut worker, &seed, shape)?;
            let (least, growth) = (short(measured.least), short(measured.growth));
            progress(&format!("{verb}: {}: {least} of seed, growth {growth}", shape.0));
            let mut row = vec![cell(shape.0)];
            row.extend(measured.speeds.iter().map(|speed| short(*speed)));
            row.extend([short(measured.least), short(measured.growth)]);
            if let Some(fuel) = &mut fuel {
                for size in [SIZES[1], SIZES[2]] {
                    let used = used(options, fuel, shape, size)?;
                    most = most.max(used);
                    row.push(short(used));
                }
            }
            let bent = measured.growth > GROWTH || measured.settled > SETTLED;
            if measured.least < FLOOR || bent {
                let why = match (measured.least < FLOOR, bent) {
                    (true, true) => "slow, and not linear",
                    (true, false) => "slow",
                    _ => "not linear",
                };
                let mut row = vec![format!("`{verb}`: {}", row[0])];
                row.extend(measured.speeds.iter().map(|speed| short(*speed)));
                row.extend([short(measured.least), short(measured.growth), why.to_owned()]);
                bad.push(row);
            }
            if at == 0 {
                rows.push(row);
            }
        }
    }
    report.rows(&rows);
    report.paragraph(&format!(
        "Most fuel for a byte: {}. ÷ seed is the least of the sizes; growth is the cost of a byte at 16 MB by that at 1 MB.",
        short(most)
    ));
    if !bad.is_empty() {
        let head = ["under the floor", "1 KB", "16 KB", "1 MB", "16 MB", "÷ seed", "growth", "why"];
        bad.insert(0, head.map(str::to_owned).to_vec());
        report.rows(&bad);
    }
    Ok(bad.is_empty())
}

/// The policy `seven` with the limit of a record lifted.
fn lifted(options: &Options) -> Result<String, Fault> {
    let file = options.policy("seven");
    let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let mut policy: serde_json::Value = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
    policy["limits"]["max_record_bytes"] = (64 << 20).into();
    let lifted = options.file("lifted.json");
    write(&lifted, policy.to_string().as_bytes())?;
    Ok(lifted.display().to_string())
}

fn measure(options: &Options, worker: &mut Worker, seed: &Path, shape: &Shape) -> Result<Measured, Fault> {
    let files: Vec<(PathBuf, usize)> =
        SIZES.into_iter().map(|size| records(options, shape, size)).collect::<Result<_, _>>()?;
    let mut speeds = vec![vec![]; files.len()];
    let mut ratios = vec![vec![]; files.len()];
    let mut growths = vec![vec![]; files.len()];
    let mut tried = files.len();
    for _ in 0..ROUNDS {
        worker.input(seed)?;
        let by_seed = worker.time(MILLIS)? / 2_000_000.0;
        let mut bytes = vec![];
        for (at, (file, length)) in files.iter().enumerate().take(tried) {
            worker.input(file)?;
            let Ok(nanos) = worker.time(MILLIS) else {
                worker.again()?;
                tried = at;
                break;
            };
            let cost = nanos / *length as f64;
            speeds[at].push(1000.0 / cost);
            ratios[at].push(by_seed / cost);
            bytes.push(cost);
            let growth = cost / bytes[at.saturating_sub(1)];
            growths[at].push(growth);
            if at > 1 && growth > WILD {
                tried = at + 1;
                break;
            }
        }
    }
    let least = ratios.iter().map(|rounds| median(rounds)).fold(f64::INFINITY, f64::min);
    let speeds = speeds.iter().map(|rounds| median(rounds)).collect();
    let growth = if tried < files.len() { f64::INFINITY } else { median(&growths[3]) };
    Ok(Measured { speeds, least, growth, settled: median(&growths[2]) })
}

/// A file of records of one shape and size, about 1 MB or one record.
fn records(options: &Options, (_, make): &Shape, size: usize) -> Result<(PathBuf, usize), Fault> {
    let mut record = make(size);
    record.push(b'\n');
    let bytes = record.repeat((1_000_000 / record.len()).max(1));
    let file = options.file(&format!("hard-{size}"));
    write(&file, &bytes)?;
    Ok((file, bytes.len()))
}

/// Fuel a byte.
fn used(options: &Options, worker: &mut Worker, shape: &Shape, size: usize) -> Result<f64, Fault> {
    let mut record = (shape.1)(size);
    record.push(b'\n');
    let file = options.file("hard-fuel");
    write(&file, &record)?;
    worker.input(&file)?;
    Ok(worker.fuel()?.1)
}

/// What is redacted stays as it is when it is redacted again, and no record is lost.
fn answers(options: &Options, policy: &str, report: &mut Report) -> Result<bool, Fault> {
    let mut worker = Worker::start(&[options.tool("native-widest"), "redact".into(), policy.into()])?;
    let (once, twice) = (options.file("hard-once"), options.file("hard-twice"));
    let mut wrong = 0;
    for shape in SHAPES {
        let (file, _) = records(options, shape, 4_000)?;
        worker.input(&file)?;
        worker.write(&once)?;
        worker.input(&once)?;
        worker.write(&twice)?;
        let read = |file: &PathBuf| fs::read(file).map_err(|error| format!("{}: {error}", file.display()));
        let (first, second) = (read(&once)?, read(&twice)?);
        let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
        if first != second || lines(&first) != lines(&read(&file)?) {
            wrong += 1;
            report.paragraph(&format!("WRONG: {}: redacted twice is not redacted once, or a record is lost", shape.0));
        }
    }
    report.paragraph(&format!("hard input answers: {} passed, {wrong} failed", SHAPES.len() - wrong));
    Ok(wrong == 0)
}

fn write(file: &PathBuf, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
}

/// A name in a table.
fn cell(name: &str) -> String {
    format!("`{}`", name.replace('|', "\\|"))
}
