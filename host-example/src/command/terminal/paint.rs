//! Colours, where a terminal shows them.

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use logveil_host::Severity;

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// Where they are shown.
    Auto,
    /// Everywhere, in files too.
    Always,
    /// Nowhere.
    Never,
}

/// Takes the user's word for all that is coloured from now on.
pub(crate) fn choose(color: Color) {
    match color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
}

/// How text is coloured, if it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// For stdout, as the terminal, `NO_COLOR` and `CLICOLOR_FORCE` want it.
    pub(crate) fn stdout() -> Paint {
        Paint { on: anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never }
    }

    /// For stderr.
    pub(crate) fn stderr() -> Paint {
        Paint { on: anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never }
    }

    /// For files.
    pub(crate) fn never() -> Paint {
        Paint { on: false }
    }

    /// Whether there are colours.
    pub(crate) fn is_on(self) -> bool {
        self.on
    }

    /// A severity's colour.
    pub(crate) fn severity(self, severity: Severity, text: &str) -> String {
        let colour = match severity {
            Severity::Info => AnsiColor::Cyan,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Error => AnsiColor::Red,
        };
        self.with(colour.on_default().bold(), text)
    }

    /// What the eye shall find first.
    pub(crate) fn strong(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// What frames the rest.
    pub(crate) fn frame(self, text: &str) -> String {
        self.with(AnsiColor::Blue.on_default().bold(), text)
    }

    /// What a diff takes away.
    pub(crate) fn removed(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    /// What a diff adds.
    pub(crate) fn added(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.on { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// A severity's name.
pub(crate) fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
