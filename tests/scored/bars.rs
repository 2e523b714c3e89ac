//! The bars: the recall and the precision, in percent, under which no set may fall.
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::rows;
use crate::score::Score;

/// By set, from `bars.json`. A set without a bar has 0.
pub(crate) struct Bars(BTreeMap<String, (f64, f64)>);

impl Bars {
    pub(crate) fn read() -> Bars {
        let text = std::fs::read_to_string(rows::folder().join("bars.json")).unwrap_or_else(|_| "{}".into());
        let all: Value = serde_json::from_str(&text).expect("bars.json is JSON");
        let number = |value: &Value| value.as_f64().expect("a number");
        let bars = all.as_object().into_iter().flatten();
        Bars(bars.map(|(name, bar)| (name.clone(), (number(&bar["recall"]), number(&bar["precision"])))).collect())
    }

    pub(crate) fn of(&self, name: &str) -> (f64, f64) {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// What is worse than its bar, in words. What is better raises it (in memory).
    pub(crate) fn compare(&mut self, score: &Score) -> Vec<String> {
        let (recall, precision) = self.of(&score.name);
        let mut worse = Vec::new();
        if !score.built {
            if recall + precision > 0.0 {
                worse.push(format!("{}: its policy compiles no more", score.name));
            }
            return worse;
        }
        for (what, is, bar) in [("recall", score.recall(), recall), ("precision", score.precision(), precision)] {
            if is < bar {
                let name = &score.name;
                worse.push(format!("{name}: {what} is {is:.2}, the bar is {bar:.2} (SHOW={name} says where)"));
            }
        }
        let down = |percent: f64| (percent * 100.0).floor() / 100.0;
        let raised = (down(score.recall()).max(recall), down(score.precision()).max(precision));
        if std::env::var_os("BLESS").is_some() && score.counts() {
            self.0.insert(score.name.clone(), raised);
        }
        worse
    }

    /// One set a line.
    pub(crate) fn write(&self) {
        let rows: Vec<String> = self
            .0
            .iter()
            .map(|(name, (recall, precision))| {
                format!("  {}: {{\"recall\": {recall:.2}, \"precision\": {precision:.2}}}", json!(name))
            })
            .collect();
        std::fs::write(rows::folder().join("bars.json"), format!("{{\n{}\n}}\n", rows.join(",\n"))).expect("bars.json");
    }
}
