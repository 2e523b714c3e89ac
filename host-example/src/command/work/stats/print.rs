//! Stats as tables on stderr.

use super::{LEVELS, Share, Stats, clock};
use crate::command::terminal::say::{count, grouped, plain};

/// The longest bar.
const BAR: u64 = 30;
/// Components that are printed.
const COMPONENTS: usize = 20;

/// Prints them.
pub(crate) fn print(stats: &Stats) {
    let few = stats.time.readable();
    let rows: Vec<(String, Share)> = few.rows().map(|(second, share)| (label(second, few.unit()), share)).collect();
    table(&format!("by time (UTC, {} each)", length(few.unit())), &rows);
    if stats.untimed > 0 {
        plain(format_args!("    {} without a timestamp of CP1's form", count(stats.untimed, "record", "records")));
    }
    let all = stats.by_size();
    let rows: Vec<(String, Share)> =
        all.iter().take(COMPONENTS).map(|(name, share)| ((*name).to_owned(), *share)).collect();
    table("by component", &rows);
    if all.len() > COMPONENTS {
        plain(format_args!("    {} more", count((all.len() - COMPONENTS) as u64, "component", "components")));
    }
    let met = LEVELS.iter().zip(stats.levels).filter(|(_, share)| share.records > 0);
    let rows: Vec<(String, Share)> = met.map(|(name, share)| ((*name).to_owned(), share)).collect();
    table("by level", &rows);
}

fn table(title: &str, rows: &[(String, Share)]) {
    if rows.is_empty() {
        return;
    }
    let name = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let most = rows.iter().map(|(_, share)| share.records).max().unwrap_or(1).max(1);
    let digits = grouped(most).len().max("records".len());
    plain(format_args!("  {title:<width$}  {:>digits$}   ERROR", "records", width = name + 2));
    for (label, share) in rows {
        let of_hundred = share.errors as f64 * 100.0 / share.records.max(1) as f64;
        let bar = "▇".repeat(usize::try_from(share.records * BAR / most).unwrap_or(0));
        let width = name.max(title.len().saturating_sub(2));
        plain(format_args!("    {label:<width$}  {:>digits$} {of_hundred:>5.1} %  {bar}", grouped(share.records)));
    }
}

/// A bucket's beginning, as exactly as its length asks for.
fn label(second: i64, unit: i64) -> String {
    let stamp = clock::stamp(second);
    let end = match unit {
        ..60 => 19,
        60..86_400 => 16,
        _ => 10,
    };
    stamp.get(..end).unwrap_or(&stamp).replace('T', " ")
}

fn length(unit: i64) -> String {
    match unit {
        ..60 => format!("{unit} s"),
        60..3_600 => format!("{} min", unit / 60),
        3_600..86_400 => format!("{} h", unit / 3_600),
        _ => format!("{} d", unit / 86_400),
    }
}
