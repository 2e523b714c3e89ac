//! What the project asks of itself, as ratios taken side by side: met or not.
use crate::corpus::Kind;
use crate::options::Options;
use crate::rounds::{Speeds, ratio};
use crate::table::{Report, short};

/// What is asked, which engine by which, the floors on seed, dirty and wide, and the aim.
type Floor = (&'static str, (&'static str, &'static str), [f64; 3], f64);

const FLOORS: [Floor; 7] = [
    ("native `run` by peer A", ("native", "sonic"), [6.0, 6.0, 5.0], 8.0),
    ("component `run` by peer A", ("component", "sonic"), [4.0, 3.5, 2.7], 5.0),
    ("component by native, 128-bit", ("component", "native-128"), [0.75; 3], 0.9),
    ("native, all by seven", ("native-all", "native"), [0.6; 3], 0.8),
    ("component, all by seven", ("component-all", "component"), [0.6; 3], 0.8),
    ("command line by component, 1 MiB", ("cli-1", "component-1m"), [0.85; 3], 0.95),
    ("two jobs by one, wall time", ("cli-2-wall", "cli-1-wall"), [1.7; 3], 1.9),
];

/// Prints a row for each floor whose two engines ran.
pub(crate) fn verdicts(speeds: &Speeds, options: &Options, report: &mut Report) {
    let mut rows = vec![vec!["ratio".to_owned()]];
    rows[0].extend(options.kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()));
    rows[0].extend(["floor", "aim", "verdict"].map(str::to_owned));
    for (what, pair, floors, aim) in FLOORS {
        let ratios: Vec<f64> = (0..options.kinds.len()).map(|column| ratio(speeds, pair, column)).collect();
        if ratios.iter().all(|ratio| ratio.is_nan()) {
            continue;
        }
        let floor = |kind: &Kind| floors[*kind as usize];
        let met = options.kinds.iter().zip(&ratios).all(|(kind, ratio)| *ratio >= floor(kind));
        let aimed = ratios.iter().all(|ratio| *ratio >= aim);
        let mut row = vec![what.to_owned()];
        row.extend(ratios.iter().map(|ratio| short(*ratio)));
        row.push(options.kinds.iter().map(|kind| floor(kind).to_string()).collect::<Vec<_>>().join(" / "));
        row.push(aim.to_string());
        row.push(
            if aimed {
                "aim met"
            } else if met {
                "met"
            } else {
                "NOT MET"
            }
            .to_owned(),
        );
        rows.push(row);
    }
    if rows.len() > 1 {
        report.rows(&rows);
    }
}
