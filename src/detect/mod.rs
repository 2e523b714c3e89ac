//! Detectors: each looks around one stop of the index and says which span, if any, is what it is named for.
//!
//! A detector reads a bounded stretch on both sides of its stop, or marks how far it has read, so that no input makes
//! the whole work more than linear.
mod assign;
mod aws_key;
mod bearer;
mod beside;
mod bitcoin;
mod by_place;
mod call;
mod class;
mod code;
mod columns;
mod command;
mod context;
mod debugger;
mod dsn;
mod element;
mod email;
mod encoded;
mod entropy;
mod ethereum;
mod extent;
mod field;
mod flag;
mod foreign;
mod iban;
mod ipv4;
mod ipv6;
mod joined;
mod jwt;
mod login;
mod looks;
mod mac;
mod maybe;
mod name;
mod national;
mod other;
mod pair;
mod pan;
mod phone;
mod phrase;
mod placeholder;
mod private_key;
mod query;
mod reference;
mod router;
mod rows;
mod signs;
mod sql;
mod statement;
mod stops;
mod table;
mod unsure;
mod url;
mod us_ssn;
mod value;
mod vendor;
mod windows;

pub(crate) use assign::{is_idle, maybe as maybe_assigned, quoted_keys};
pub(crate) use class::Classes;
pub(crate) use command::{Argument, Takes, given, program, secret_behind};
pub(crate) use encoded::is_pair as is_basic;
pub(crate) use maybe::{is_in_run, maybe_address, maybe_long};
pub(crate) use placeholder::{is_nothing, is_nothing_told};
pub(crate) use private_key::line as key_line;
pub(crate) use stops::Scan;
pub(crate) use table::{ALL, About, Detector};

use crate::index::{Window, anchors};
use national::National;
use windows::{LITERALS, PHRASES};

/// Digits of the shortest number that detectors are asked about where it stands as a number of JSON.
pub(crate) const NUMBER: usize = 9;

/// A span of the text that has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    /// Exclusive.
    pub(crate) end: usize,
    /// The rule's number.
    pub(crate) rule: u16,
}

/// Which detectors are on, and under which rule each reports.
pub(crate) struct Detectors {
    /// The rule by detector; None: off.
    rules: [Option<u16>; ALL.len()],
    national: National,
    v4: Classes,
    v6: Classes,
}

impl Default for Detectors {
    fn default() -> Self {
        let (v4, v6) = (Classes::default(), Classes::default());
        Detectors { rules: [None; ALL.len()], national: National::default(), v4, v6 }
    }
}

impl Detectors {
    pub(crate) fn switch(&mut self, detector: Detector, rule: Option<u16>) {
        self.rules[detector as usize] = rule;
        self.national.switch(detector, rule);
    }

    /// Says which addresses a detector of addresses takes.
    pub(crate) fn take(&mut self, detector: Detector, classes: Classes) {
        match detector {
            Detector::Ipv4 => self.v4 = classes,
            Detector::Ipv6 => self.v6 = classes,
            _ => {}
        }
    }

    /// What the index is to find for those that are on.
    pub(crate) fn windows(&self) -> impl Iterator<Item = Window> {
        let vendors = self.rule(Detector::VendorKey).map(|_| vendor::windows());
        let phrases = self.rule(Detector::Phrase).map(|_| PHRASES);
        LITERALS.into_iter().chain(phrases.into_iter().flatten()).chain(vendors.into_iter().flatten())
    }
    /// The rule of what sentences and commands say.
    pub(crate) fn phrases(&self) -> Option<u16> {
        self.rule(Detector::Phrase)
    }

    /// The rule of private keys.
    pub(crate) fn private_key(&self) -> Option<u16> {
        self.rule(Detector::PrivateKey)
    }

    /// The anchors beyond those of every index that the ones which are on start from.
    pub(crate) fn anchors(&self) -> u8 {
        let on = |detector| self.rule(detector).is_some();
        let bit = |wanted: bool, anchor: u8| if wanted { anchor } else { 0 };
        bit(!self.national.is_empty(), anchors::GROUPS)
            | bit(on(Detector::Phone), anchors::PHONE)
            | bit(on(Detector::Iban) || self.national.letters, anchors::LETTERS)
            | bit(on(Detector::Mac) || on(Detector::Ipv6), anchors::COLONS)
            | bit(on(Detector::Btc) || on(Detector::Eth) || on(Detector::Entropy), anchors::LONG)
    }

    /// Something is on that starts from long runs.
    pub(crate) fn long(&self) -> bool {
        [Detector::Btc, Detector::Eth, Detector::Entropy].into_iter().any(|detector| self.rule(detector).is_some())
    }

    fn rule(&self, detector: Detector) -> Option<u16> {
        self.rules[detector as usize]
    }
}

/// Whether the whole value looks like an id: a number, a time, a UUID, hexadecimal.
pub(crate) fn is_id(value: &[u8]) -> bool {
    (1..=64).contains(&value.len())
        && value.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-'))
}
