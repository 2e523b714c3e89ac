//! Formats in: what a line that is no JSON is, and what its parts say. JSON itself never comes here.
//!
//! Each format has a file of its own, which recognises a line by reading all of it. What nothing recognises is text.
mod access;
mod apache;
mod auditd;
pub(crate) mod carrier;
pub(crate) mod color;
pub(crate) mod compose;
mod console;
pub(crate) mod cri;
mod dates;
mod detect;
mod java;
pub(crate) mod join;
pub(crate) mod journald;
mod klog;
mod leading;
mod logcat;
mod logfmt;
mod nginx;
mod python;
mod reading;
mod stamp;
mod syslog;
mod take;
mod trace;

pub use detect::{Detected, detect};
pub(crate) use reading::{Reading, is_bare};
pub(crate) use trace::is_trace;

use crate::cp1::Zone;

/// A format: what `--detect` prints, and what `format.input` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Docker,
    Cri,
    Journald,
    Syslog5424,
    Syslog3164,
    Klog,
    Combined,
    Common,
    NginxError,
    ApacheError,
    Logfmt,
    Zap,
    Slog,
    Tracing,
    EnvLogger,
    Python,
    Logback,
    Go,
    Logcat,
    Auditd,
    Text,
}

/// Every format's name.
pub(crate) const NAMES: &[(&str, Format)] = &[
    ("json", Format::Json),
    ("docker", Format::Docker),
    ("cri", Format::Cri),
    ("journald", Format::Journald),
    ("syslog5424", Format::Syslog5424),
    ("syslog3164", Format::Syslog3164),
    ("klog", Format::Klog),
    ("combined", Format::Combined),
    ("common", Format::Common),
    ("nginx-error", Format::NginxError),
    ("apache-error", Format::ApacheError),
    ("logfmt", Format::Logfmt),
    ("zap", Format::Zap),
    ("slog", Format::Slog),
    ("tracing", Format::Tracing),
    ("env-logger", Format::EnvLogger),
    ("python", Format::Python),
    ("logback", Format::Logback),
    ("go", Format::Go),
    ("logcat", Format::Logcat),
    ("auditd", Format::Auditd),
    ("text", Format::Text),
];

impl Format {
    /// The format's name.
    pub(crate) fn name(self) -> &'static str {
        NAMES.iter().find(|(_, format)| *format == self).map_or("text", |(name, _)| name)
    }

    /// The format of a name.
    pub(crate) fn named(name: &str) -> Option<Format> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}

/// How a line is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// As what it is.
    Auto,
    /// As this, or else as text.
    Only(Format),
}

impl Input {
    /// Whether a line may be of `format`.
    #[inline(always)]
    pub(crate) fn may_be(self, format: Format) -> bool {
        self == Input::Auto || self == Input::Only(format)
    }
}

type Reader = fn(&[u8], &mut Reading, bool) -> Option<u8>;

/// The readers, the surest first.
const READERS: &[(Format, Reader)] = &[
    (Format::Syslog5424, syslog::rfc5424),
    (Format::Syslog3164, syslog::rfc3164),
    (Format::Klog, klog::read),
    (Format::Combined, access::combined),
    (Format::Common, access::common),
    (Format::NginxError, nginx::error),
    (Format::ApacheError, apache::error),
    (Format::Zap, console::zap),
    (Format::Tracing, console::tracing),
    (Format::EnvLogger, console::env_logger),
    (Format::Slog, console::slog),
    (Format::Python, python::read),
    (Format::Logback, java::read),
    (Format::Go, console::go),
    (Format::Logcat, logcat::read),
    (Format::Auditd, auditd::read),
    (Format::Logfmt, logfmt::read),
    (Format::Text, leading::read),
];

/// Reads a record of several lines, where their format says that they are one.
pub(crate) fn read_lines(lines: &[u8], from: usize, input: Input, zone: Option<Zone>) -> Option<Reading> {
    if !input.may_be(Format::Journald) {
        return None;
    }
    let mut reading = Reading::new(from, zone);
    journald::read(lines, &mut reading)?;
    Some(reading)
}

/// Reads a line from `from` on: its format, the confidence in percent, and its parts. `None`: it is text, and nothing is
/// known of it.
pub(crate) fn read(line: &[u8], from: usize, input: Input, zone: Option<Zone>) -> Option<(Format, u8, Reading)> {
    if input == Input::Only(Format::Text) {
        return None;
    }
    let mut reading = Reading::new(from, zone);
    for (format, reader) in READERS {
        let forced = input == Input::Only(*format);
        if input != Input::Auto && !forced {
            continue;
        }
        reading.clear();
        if let Some(confidence) = reader(line, &mut reading, forced) {
            return Some((*format, if forced { 100 } else { confidence }, reading));
        }
    }
    None
}
