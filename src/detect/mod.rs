//! Detectors: each looks around one stop of the index and says which span, if any, is what it is named for.
//!
//! A detector reads a bounded stretch on both sides of its stop, or marks how far it has read, so that no input makes
//! the whole work more than linear.
mod assign;
mod aws_key;
mod bearer;
mod context;
mod email;
mod ipv4;
mod jwt;
mod pair;
mod pan;
mod private_key;
mod sql;
mod table;
mod url;
mod us_ssn;
mod vendor;

pub(crate) use assign::{maybe as maybe_assigned, quoted_keys};
pub(crate) use private_key::line as key_line;
pub(crate) use table::{ALL, About, Detector};

use crate::index::Window;
use crate::keys::KeyRules;

/// The literals that detectors start from, besides those of vendors' keys.
const LITERALS: [Window; 9] = [
    Window { bytes: *b"eyJ", any_case: false, group: 4 },
    Window { bytes: *b"AKI", any_case: false, group: 5 },
    Window { bytes: *b"ASI", any_case: false, group: 5 },
    Window { bytes: *b"bea", any_case: true, group: 1 },
    Window { bytes: *b"bas", any_case: true, group: 2 },
    // `BEGIN`, `BY 'x'`, `PASSWORD 'x'`, `PASSWORD('x')`.
    Window { bytes: *b"GIN", any_case: false, group: 3 },
    Window { bytes: *b"y '", any_case: true, group: 4 },
    Window { bytes: *b"d '", any_case: true, group: 4 },
    Window { bytes: *b"d('", any_case: true, group: 4 },
];

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
}

impl Default for Detectors {
    fn default() -> Self {
        Detectors { rules: [None; ALL.len()] }
    }
}

impl Detectors {
    pub(crate) fn switch(&mut self, detector: Detector, rule: Option<u16>) {
        self.rules[detector as usize] = rule;
    }

    /// What the index is to find for those that are on.
    pub(crate) fn windows(&self) -> impl Iterator<Item = Window> {
        let vendors = self.rule(Detector::VendorKey).map(|_| vendor::windows());
        LITERALS.into_iter().chain(vendors.into_iter().flatten())
    }

    /// The rule of private keys.
    pub(crate) fn private_key(&self) -> Option<u16> {
        self.rule(Detector::PrivateKey)
    }

    fn rule(&self, detector: Detector) -> Option<u16> {
        self.rules[detector as usize]
    }
}

/// One text under inspection.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) detectors: &'a Detectors,
    pub(crate) keys: &'a KeyRules,
    /// The value has an id's shape under a protected name: only what proves itself by its form counts.
    pub(crate) protected: bool,
    /// The name of the member that the text is the value of.
    pub(crate) name: &'a [u8],
    /// What was found: in the order of the stops, and they may overlap.
    pub(crate) hits: &'a mut Vec<Hit>,
    /// A private key begins in the text, and its end is not there.
    pub(crate) open: bool,
    /// JWT candidates up to here have been looked at.
    jwt: jwt::Seen,
    /// Where the `@` of the last URL with a password stands.
    sign: Option<usize>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(
        text: &'a [u8],
        detectors: &'a Detectors,
        keys: &'a KeyRules,
        protected: bool,
        hits: &'a mut Vec<Hit>,
    ) -> Self {
        hits.clear();
        Scan { text, detectors, keys, protected, name: b"", hits, open: false, jwt: jwt::Seen::default(), sign: None }
    }

    /// Looks around the stop `at`. Stops come in ascending order.
    pub(crate) fn stop(&mut self, at: usize) {
        let mut latest = self.hits.iter().rev().take(2);
        if latest.any(|hit| (hit.start..hit.end).contains(&at)) {
            return;
        }
        let done = self.hits.last().map_or(0, |hit| if hit.end <= at { hit.end } else { 0 });
        let text = self.text;
        let byte = text.get(at).copied().unwrap_or(0);
        match byte {
            b'@' if self.sign == Some(at) => {}
            b'@' => self.hit(Detector::Email, email::find(text, at)),
            b'e' if self.detectors.rule(Detector::Jwt).is_some() => {
                let found = jwt::find(text, at, &mut self.jwt);
                self.hit(Detector::Jwt, found);
            }
            b'A' => self.hit(Detector::AwsKey, aws_key::find(text, at)),
            _ if at > 0 && matches!(text[at - 1], b':' | b'=') => {}
            b'0'..=b'9' if !self.protected => {
                if self.detectors.rule(Detector::UsSsn).is_some() {
                    self.hit(Detector::UsSsn, us_ssn::find(text, at));
                }
                if self.detectors.rule(Detector::Ipv4).is_some() {
                    self.hit(Detector::Ipv4, ipv4::find(text, at));
                }
                if let Some(rule) = self.detectors.rule(Detector::Pan) {
                    pan::find(text, at, done, |start, end| self.hits.push(Hit { start, end, rule }));
                }
            }
            b' ' | b'-' if !self.protected => {
                // A run of digits and separators may reach its thirteenth byte on a separator.
                if let Some(rule) = self.detectors.rule(Detector::Pan) {
                    pan::find(text, at, done, |start, end| self.hits.push(Hit { start, end, rule }));
                }
            }
            _ => {}
        }
        if let Some(rule) = self.detectors.rule(Detector::VendorKey)
            && byte != 0
            && let Some((start, end)) = vendor::find(text, at, self.name)
        {
            self.hits.push(Hit { start, end, rule });
        }
        if byte == b'/' && at > 0 && text[at - 1] == b':' && self.detectors.rule(Detector::Url).is_some() {
            let found = url::find(text, at);
            self.sign = found.at.or(self.sign);
            self.hit(Detector::Url, found.secret);
        }
        if byte == b'G'
            && self.detectors.rule(Detector::PrivateKey).is_some()
            && let Some(block) = private_key::find(text, at)
        {
            self.open |= block.open;
            self.hit(Detector::PrivateKey, Some((block.start, block.end)));
        }
        if matches!(byte, b'y' | b'Y' | b'd' | b'D')
            && matches!(text.get(at + 2), Some(b'\''))
            && let Some((start, end, rule)) = sql::find(text, at, self.keys)
        {
            self.hits.push(Hit { start, end, rule });
        }
        if matches!(byte, b'b' | b'B') {
            self.hit(Detector::Bearer, bearer::find(text, at));
        }
        if at > 1
            && text[at - 1] == b'"'
            && text[at - 2] == b'['
            && let Some((start, end, rule)) = pair::second(text, at, self.keys)
        {
            self.hits.push(Hit { start, end, rule });
        }
        if !self.protected
            && at > 0
            && matches!(text[at - 1], b':' | b'=' | b'-')
            && let Some((start, end, rule)) = assign::find(text, at, self.keys)
        {
            self.hits.push(Hit { start, end, rule });
        }
    }

    fn hit(&mut self, detector: Detector, span: Option<(usize, usize)>) {
        if let (Some((start, end)), Some(rule)) = (span, self.detectors.rule(detector)) {
            self.hits.push(Hit { start, end, rule });
        }
    }
}

/// Whether the whole value looks like an id: a number, a time, a UUID, hexadecimal.
pub(crate) fn is_id(value: &[u8]) -> bool {
    (1..=64).contains(&value.len())
        && value.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-'))
}
