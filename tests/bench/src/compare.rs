//! Two commits, judged by paired ratios: their workers take turns, and the ratio is taken within each pair of turns.
use std::path::PathBuf;
use std::process::ExitCode;

use crate::Fault;
use crate::corpus::{Kind, corpus};
use crate::table::{median, progress, short};
use crate::worker::Worker;

const TURNS: usize = 25;
const MILLIS: u32 = 40;
/// A change smaller than this is not told from noise.
const CERTAIN: f64 = 0.03;

/// `compare WORK NAME_A NAME_B ENGINE COMMAND_A… -- COMMAND_B… [+ ENGINE …]`: prints a row for each engine and corpus.
/// Fails where B is slower by more than noise.
pub(crate) fn compare(words: &[String]) -> Result<ExitCode, Fault> {
    let [work, one, other, rest @ ..] = words else { return Err("compare is started by tests/bench/compare".into()) };
    let mut out = crate::table::Report::plain();
    let mut rows = vec![["B by A", "seed", "dirty", "wide", "verdict"].map(str::to_owned).to_vec()];
    out.paragraph(&format!(
        "A is {one}, B is {other}. Over 1: B is faster. In brackets: the middle half of {TURNS} pairs."
    ));
    let mut slower = false;
    for group in rest.split(|word| word == "+") {
        let Some((name, commands)) = group.split_first() else { continue };
        let mut commands = commands.split(|word| word == "--");
        let (Some(a), Some(b)) = (commands.next(), commands.next()) else {
            return Err(format!("{name}: two commands"));
        };
        let mut pair = [Worker::start(a)?, Worker::start(b)?];
        let mut row = vec![name.clone()];
        let mut verdict = "as fast";
        for kind in Kind::ALL {
            progress(&format!("{name}, {kind:?}"));
            let file = PathBuf::from(work).join(format!("compare-{kind:?}"));
            std::fs::write(&file, corpus(kind, 8_000_000, 7).bytes).map_err(|error| error.to_string())?;
            let mut ratios = turns(&mut pair, &file)?;
            ratios.sort_by(f64::total_cmp);
            let (low, middle, high) = (ratios[TURNS / 4], median(&ratios), ratios[TURNS - 1 - TURNS / 4]);
            row.push(format!("{} ({} to {})", short(middle), short(low), short(high)));
            if high < 1.0 && middle < 1.0 - CERTAIN {
                verdict = "SLOWER";
            } else if low > 1.0 && middle > 1.0 + CERTAIN && verdict == "as fast" {
                verdict = "faster";
            }
        }
        slower |= verdict == "SLOWER";
        row.push(verdict.to_owned());
        rows.push(row);
    }
    out.rows(&rows);
    Ok(if slower { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A's time by B's, pair by pair; who is first changes.
fn turns(pair: &mut [Worker; 2], file: &std::path::Path) -> Result<Vec<f64>, Fault> {
    for worker in pair.iter_mut() {
        worker.input(file)?;
        worker.time(1)?;
    }
    let mut ratios = vec![];
    for turn in 0..TURNS {
        let first = turn % 2;
        let mut times = [0.0; 2];
        for at in [first, 1 - first] {
            times[at] = pair[at].time(MILLIS)?;
        }
        ratios.push(times[0] / times[1]);
    }
    Ok(ratios)
}
