//! One set under its policy: what was found, kept and damaged.
use logveil::{Pipeline, Verb};
use serde_json::Value;

use crate::bars::Bars;
use crate::policies;
use crate::rows::{Row, Set};

/// What became of a set.
pub(crate) struct Score {
    pub(crate) name: String,
    /// Something of the policy exists.
    pub(crate) built: bool,
    /// Lines with secrets, and those whose secrets are all gone.
    positives: usize,
    found: usize,
    /// Lines without, and those that came out as they went in.
    negatives: usize,
    kept: usize,
    /// Lines with secrets that lost more than these, or are no JSON any more.
    damaged: usize,
    /// Lines whose output changes when it is redacted again, in words.
    pub(crate) restless: Vec<String>,
}

/// What became of a line.
#[derive(Default)]
struct Fate {
    leaks: bool,
    damaged: bool,
}

impl Score {
    pub(crate) fn of(set: &Set) -> Score {
        let positives = set.rows.iter().filter(|row| !row.secrets.is_empty()).count();
        let negatives = set.rows.len() - positives;
        let name = set.name.clone();
        let mut score =
            Score { name, built: false, positives, found: 0, negatives, kept: 0, damaged: 0, restless: Vec::new() };
        let Some(policy) = policies::of(&set.name) else { return score };
        score.built = true;
        let mut pipeline = Pipeline::open(&policy, &[]).unwrap_or_else(|error| panic!("{}: {error}", set.name));
        let mut shown = if std::env::var("SHOW").is_ok_and(|name| name == set.name) { 200 } else { 0 };
        for row in &set.rows {
            let output = redact(&mut pipeline, &row.line);
            let fate = fate(row, &output);
            let again = redact(&mut pipeline, &output);
            if again != output {
                score.restless.push(format!("{}: redacted again, {output} becomes {again}", set.name));
            }
            match row.secrets.is_empty() {
                true => score.kept += usize::from(!fate.damaged),
                false => {
                    score.found += usize::from(!fate.leaks);
                    score.damaged += usize::from(fate.damaged);
                }
            }
            if shown > 0 && (fate.leaks || fate.damaged) {
                shown -= 1;
                eprintln!("{} {}\n     → {output}", if fate.leaks { "leak" } else { "harm" }, row.line);
            }
        }
        score
    }

    /// Something was found, or nothing was to be: where a part of a policy is not built, its precision is no merit.
    pub(crate) fn counts(&self) -> bool {
        self.found > 0 || self.positives == 0
    }

    /// In percent; of nothing all was found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.found, self.positives)
    }

    /// Redactions that were right among all, in percent. A line that was damaged counts as a wrong one.
    pub(crate) fn precision(&self) -> f64 {
        if self.positives == 0 {
            return share(self.kept, self.negatives);
        }
        share(self.found, self.found + self.damaged + self.negatives - self.kept)
    }

    /// The row of the table.
    pub(crate) fn row(&self, bars: &Bars) -> String {
        let Score { name, positives, found, negatives, kept, damaged, .. } = self;
        if !self.built {
            return format!("| {name} | – / {positives} | | – / {negatives} | | | not built |\n");
        }
        let (recall, precision) = bars.of(name);
        format!(
            "| {name} | {found} / {positives} | {:.2} | {kept} / {negatives} | {damaged} | {:.2} | {recall:.2}, {precision:.2} |\n",
            self.recall(),
            self.precision()
        )
    }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 100.0 } else { part as f64 * 100.0 / of as f64 }
}

/// The line as a stream of its own, without the line end.
fn redact(pipeline: &mut Pipeline, line: &str) -> String {
    let mut bytes = pipeline.push(Verb::Redact, format!("{line}\n").as_bytes()).expect("a push").bytes;
    bytes.extend(pipeline.finish().expect("an end").last.bytes);
    let text = String::from_utf8(bytes).expect("UTF-8 stays UTF-8");
    text.strip_suffix('\n').expect("the line end stays").to_owned()
}

fn fate(row: &Row, output: &str) -> Fate {
    if row.secrets.is_empty() {
        return Fate { leaks: false, damaged: output != row.line };
    }
    let parses = |text: &str| text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok());
    let broken = parses(&row.line) && !parses(output);
    let whole = row.secrets.iter().any(|secret| output.contains(&**secret));
    let (leaks, lost) = match &row.keep {
        // Half a secret is a leak too. Short halves may stand in a line by chance.
        Some(keep) => (
            row.secrets.iter().any(|secret| secret.len() >= 24 && halves(secret).any(|half| output.contains(half))),
            keep.iter().any(|text| !output.contains(&**text)),
        ),
        None => between(row, output),
    };
    Fate { leaks: whole || leaks, damaged: broken || (!whole && lost) }
}

/// Where all but the secrets must stay: whether half a secret is left where it stood, and whether anything else is not.
fn between(row: &Row, output: &str) -> (bool, bool) {
    let (mut rest, mut line, mut leaks, mut first) = (output, &*row.line, false, true);
    let mut secrets: Vec<(usize, &str)> =
        row.secrets.iter().map(|secret| (row.line.find(&**secret).unwrap_or(0), &**secret)).collect();
    secrets.sort_unstable();
    let mut gone = "";
    for secret in secrets.into_iter().map(|(_, secret)| secret).chain([""]) {
        let (piece, after) = if secret.is_empty() { (line, "") } else { line.split_once(secret).unwrap_or((line, "")) };
        let at = if secret.is_empty() && !first { rest.strip_suffix(piece).map(str::len) } else { rest.find(piece) };
        let Some(at) = at.filter(|at| !first || *at == 0) else {
            return (halves(gone).any(|half| half.len() > 7 && output.contains(half)), true);
        };
        leaks |= !first && halves(gone).any(|half| half.len() > 3 && rest[..at].contains(half));
        (rest, line, gone, first) = (&rest[at + piece.len()..], after, secret, false);
    }
    (leaks, false)
}

fn halves(secret: &str) -> impl Iterator<Item = &str> {
    let middle = (secret.len() / 2..secret.len()).find(|at| secret.is_char_boundary(*at)).unwrap_or(0);
    [&secret[..middle], &secret[middle..]].into_iter().filter(|half| !half.is_empty())
}
