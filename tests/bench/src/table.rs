//! The report: paragraphs and tables, in Markdown that is also good to read in a terminal.
use std::fmt::Write as _;
use std::io::Write as _;

use crate::Fault;
use crate::options::Options;

pub(crate) struct Report {
    text: String,
    file: Option<std::path::PathBuf>,
}

impl Report {
    pub(crate) fn new(options: &Options) -> Result<Report, Fault> {
        if let Some(file) = &options.markdown {
            std::fs::write(file, "").map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok(Report { text: String::new(), file: options.markdown.clone() })
    }

    /// Goes to the terminal alone.
    pub(crate) fn plain() -> Report {
        Report { text: String::new(), file: None }
    }

    pub(crate) fn paragraph(&mut self, text: &str) {
        self.say(&format!("{text}\n\n"));
    }

    /// The first row is the head. The first column is text, the others stand to the right.
    pub(crate) fn rows(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for (number, row) in rows.iter().enumerate() {
            for (column, width) in widths.iter().enumerate() {
                let cell = row.get(column).map_or("", String::as_str);
                let _ = if column == 0 { write!(text, "| {cell:<width$} ") } else { write!(text, "| {cell:>width$} ") };
            }
            text.push_str("|\n");
            if number == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let line = "-".repeat(width - usize::from(column > 0));
                    let _ = if column == 0 { write!(text, "| {line} ") } else { write!(text, "| {line}: ") };
                }
                text.push_str("|\n");
            }
        }
        text.push('\n');
        self.say(&text);
    }

    fn say(&mut self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        self.text.push_str(text);
    }

    pub(crate) fn close(self) -> Result<(), Fault> {
        match self.file {
            Some(file) => std::fs::write(&file, self.text).map_err(|error| format!("{}: {error}", file.display())),
            None => Ok(()),
        }
    }
}

/// One line about the progress, on stderr.
pub(crate) fn progress(text: &str) {
    let _ = writeln!(std::io::stderr(), "… {text}");
}

/// The middle one; of an even number, the mean of the two.
pub(crate) fn median(numbers: &[f64]) -> f64 {
    let mut sorted: Vec<f64> = numbers.iter().copied().filter(|number| number.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}

/// Three figures that count: `1234`, `12.3`, `1.23`.
pub(crate) fn short(number: f64) -> String {
    match number {
        number if !number.is_finite() => "–".into(),
        number if number >= 100.0 => format!("{number:.0}"),
        number if number >= 10.0 => format!("{number:.1}"),
        number => format!("{number:.2}"),
    }
}
