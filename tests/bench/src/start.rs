//! The command line on one record, from start to exit, and its memory on a long input.
use crate::Fault;
use crate::corpus::{Kind, corpus};
use crate::options::Options;
use crate::process::{Cost, cost};
use crate::rounds::write_repeated;
use crate::table::{Report, median, progress, short};

const STARTS: usize = 30;
const LONG: usize = 200_000_000;

pub(crate) fn table(options: &Options, report: &mut Report) -> Result<(), Fault> {
    progress("start and memory");
    let logveil = options.tool("logveil");
    let records = corpus(Kind::Dirty, 4_000_000, 7).bytes;
    let one = options.file("one.ndjson");
    let first = records.iter().position(|byte| *byte == b'\n').map_or(records.len(), |end| end + 1);
    write_repeated(&one, &records[..first], 1)?;
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let one = one.display().to_string();
    let mut starts = vec![];
    let mut nothing = vec![];
    for _ in 0..STARTS {
        starts.push(cost(&words(&[&logveil, "run", &one]), "/dev/null")?);
        nothing.push(cost(&words(&["/bin/true"]), "/dev/null")?);
    }
    let mut rows = vec![words(&["one record, start to exit", "least, ms", "median, ms", "CPU, ms", "peak, MiB"])];
    for (what, costs) in [("`logveil run`", &starts), ("`true`, for the ground", &nothing)] {
        let of = |pick: fn(&Cost) -> f64| costs.iter().map(pick).collect::<Vec<_>>();
        let walls = of(|cost| cost.wall / 1e6);
        rows.push(vec![
            what.to_owned(),
            short(walls.iter().copied().fold(f64::INFINITY, f64::min)),
            short(median(&walls)),
            short(median(&of(|cost| cost.cpu / 1e6))),
            short(median(&of(|cost| cost.peak / 1_048_576.0))),
        ]);
    }
    report.rows(&rows);
    report.paragraph("Floor 20 ms, aim 8 ms.");
    let long = options.file("long.ndjson");
    write_repeated(&long, &records, LONG / records.len() + 1)?;
    let long = long.display().to_string();
    let mut rows = vec![words(&["200 MB", "peak, MiB", "wall, s", "CPU, s"])];
    for jobs in ["1", "2"] {
        let cost = cost(&words(&[&logveil, "run", "--jobs", jobs, &long]), "/dev/null")?;
        rows.push(vec![
            format!("`logveil run --jobs {jobs}`"),
            short(cost.peak / 1_048_576.0),
            short(cost.wall / 1e9),
            short(cost.cpu / 1e9),
        ]);
    }
    report.rows(&rows);
    report.paragraph("Floor 64 MiB, aim 32 MiB.");
    std::fs::remove_file(&long).map_err(|error| format!("{long}: {error}"))
}
