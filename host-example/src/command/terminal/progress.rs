//! The bar on the terminal, for inputs that take longer than a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);

/// How far reading has come.
pub(crate) struct Progress {
    consumed: Arc<AtomicU64>,
    /// All that there is to read, where that is known.
    total: Option<u64>,
    since: Instant,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(total: Option<u64>, wanted: bool, consumed: Arc<AtomicU64>) -> Progress {
        Progress { consumed, total, since: Instant::now(), wanted, bar: None }
    }

    /// Draws, where it is time to.
    pub(crate) fn step(&mut self) {
        if !self.wanted || (self.bar.is_none() && self.since.elapsed() < PATIENCE) {
            return;
        }
        let consumed = self.consumed.load(Ordering::Relaxed);
        let begins = self.bar.is_none();
        let bar = self.bar.get_or_insert_with(|| bar(self.total));
        bar.set_position(consumed);
        if begins {
            // What was read before the bar was there tells nothing about the speed from now on.
            bar.reset_eta();
        }
    }

    /// Prints lines without tearing the bar.
    pub(crate) fn print(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        self.wanted = false;
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:32} {percent:>3} %  {bytes}  {bytes_per_sec}  {eta} left"),
        None => (ProgressBar::no_length(), "{spinner} {bytes}  {bytes_per_sec}"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
