//! The scored set: how much each detector finds of what it should, and how much it damages of what it should not.
//!
//! `tests/scored/README.md` says what stands where. `SHOW=pan` lists what the set `pan` got wrong, `BLESS=1` raises
//! the bars.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "scored/bars.rs"]
mod bars;
#[path = "scored/policies.rs"]
mod policies;
#[path = "scored/rows.rs"]
mod rows;
#[path = "scored/score.rs"]
mod score;

use std::io::Write;

use bars::Bars;
use score::Score;

#[test]
fn nothing_got_worse() {
    let mut bars = Bars::read();
    let scores: Vec<Score> = rows::sets().iter().map(Score::of).collect();
    let mut table =
        String::from("\n| set | found | recall | kept | damaged | precision | bars |\n|---|--:|--:|--:|--:|--:|---|\n");
    let mut worse = Vec::new();
    for score in &scores {
        worse.extend(bars.compare(score));
        worse.extend(score.restless.iter().cloned());
        table.push_str(&score.row(&bars));
    }
    // The real stderr: the harness keeps what tests print to itself.
    let mut stderr = std::io::stderr().lock();
    stderr.write_all(table.as_bytes()).unwrap();
    for failure in &worse {
        writeln!(stderr, "FAILED scored: {failure}").unwrap();
    }
    let built = scores.iter().filter(|score| score.built).count();
    writeln!(stderr, "scored sets: {} passed, {} failed", built - worse.len().min(built), worse.len()).unwrap();
    if std::env::var_os("BLESS").is_some() {
        bars.write();
    }
    assert!(worse.is_empty(), "{} times worse than before", worse.len());
}
