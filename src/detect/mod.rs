//! Detectors: each looks around one stop of the index and says which span, if any, is what it is named for.
//!
//! A detector reads a bounded stretch on both sides of its stop, or marks how far it has read, so that no input makes
//! the whole work more than linear.
mod assign;
mod aws_key;
mod bearer;
mod bitcoin;
mod by_place;
mod call;
mod class;
mod code;
mod columns;
mod command;
mod context;
mod dsn;
mod element;
mod email;
mod encoded;
mod entropy;
mod ethereum;
mod extent;
mod flag;
mod foreign;
mod iban;
mod ipv4;
mod ipv6;
mod jwt;
mod login;
mod looks;
mod mac;
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
mod sql;
mod statement;
mod table;
mod url;
mod us_ssn;
mod value;
mod vendor;

pub(crate) use assign::{is_idle, maybe as maybe_assigned, quoted_keys};
pub(crate) use class::Classes;
pub(crate) use command::{Argument, Takes, given, program, secret_behind};
pub(crate) use encoded::is_pair as is_basic;
pub(crate) use placeholder::{is_nothing, is_nothing_told};
pub(crate) use private_key::line as key_line;
pub(crate) use table::{ALL, About, Detector};

use crate::index::{Literals, Window, anchors};
use crate::keys::KeyRules;
use national::National;

/// The literals that detectors start from, besides those of vendors' keys.
const LITERALS: [Window; 11] = [
    Window { bytes: *b"bc1", any_case: true, group: 3 },
    Window { bytes: *b"eyJ", any_case: false, group: 3 },
    Window { bytes: *b"AKI", any_case: false, group: 1 },
    Window { bytes: *b"ASI", any_case: false, group: 1 },
    Window { bytes: *b"bea", any_case: true, group: 3 },
    Window { bytes: *b"bas", any_case: true, group: 4 },
    // `BEGIN`, `BY 'x'`, `PASSWORD 'x'`, `PASSWORD('x')`.
    Window { bytes: *b"GIN", any_case: false, group: 4 },
    Window { bytes: *b"y '", any_case: true, group: 0 },
    Window { bytes: *b"d '", any_case: true, group: 0 },
    Window { bytes: *b"d('", any_case: true, group: 0 },
    // `</password>`, `</ns:apiKey>`.
    Window { bytes: [b'<', b'/', Window::LETTER], any_case: false, group: 6 },
];

/// Those of `phrase`.
const PHRASES: [Window; 73] = [
    // Words of sentences: `password`, `passphrase`, `token`, `secret`, `OTP`, `Kennwort`, `api key`, `your`.
    Window { bytes: *b"ssw", any_case: true, group: 7 },
    Window { bytes: *b"sph", any_case: true, group: 8 },
    Window { bytes: *b"tok", any_case: true, group: 12 },
    Window { bytes: *b"ecr", any_case: true, group: 15 },
    Window { bytes: *b"otp", any_case: true, group: 2 },
    Window { bytes: *b"nnw", any_case: true, group: 5 },
    Window { bytes: *b"i k", any_case: true, group: 0 },
    Window { bytes: *b"i_k", any_case: true, group: 0 },
    Window { bytes: *b"i-k", any_case: true, group: 0 },
    Window { bytes: *b"you", any_case: true, group: 11 },
    // Flags of programs.
    Window { bytes: *b" -p", any_case: true, group: 6 },
    Window { bytes: *b" -u", any_case: true, group: 6 },
    Window { bytes: *b" -a", any_case: true, group: 6 },
    Window { bytes: *b" -w", any_case: true, group: 6 },
    Window { bytes: *b" -s", any_case: true, group: 6 },
    Window { bytes: *b" -k", any_case: true, group: 6 },
    // `BY "x"`, `PASSWORD "x"`.
    Window { bytes: *b"y \"", any_case: true, group: 12 },
    Window { bytes: *b"d \"", any_case: true, group: 12 },
    // Brackets of JSON in base64, and a PEM block.
    Window { bytes: *b"eyA", any_case: false, group: 9 },
    Window { bytes: *b"ewo", any_case: false, group: 13 },
    Window { bytes: *b"ew0", any_case: false, group: 13 },
    Window { bytes: *b"W3s", any_case: false, group: 1 },
    Window { bytes: *b"LS0", any_case: false, group: 2 },
    // `IDENTIFIED BY x`, `add_user`, `PDO->__construct(…)`, `AUTH x`, `::add-mask::x`.
    Window { bytes: *b"D B", any_case: false, group: 12 },
    Window { bytes: *b"d_u", any_case: true, group: 0 },
    Window { bytes: *b"PDO", any_case: false, group: 1 },
    Window { bytes: *b"UTH", any_case: false, group: 8 },
    Window { bytes: *b"::a", any_case: false, group: 10 },
    // `</ns:apiKey>`
    Window { bytes: *b":ap", any_case: true, group: 2 },
    // `pw is x`, `MFA code 123456`.
    Window { bytes: *b"pw ", any_case: true, group: 7 },
    Window { bytes: *b"pwd", any_case: true, group: 7 },
    Window { bytes: *b"mfa", any_case: true, group: 3 },
    // Names in other languages: see `phrase::FOREIGN`.
    Window { bytes: *b"\xc3\xb1a", any_case: false, group: 10 },
    Window { bytes: *b"sse", any_case: true, group: 7 },
    Window { bytes: *b"enh", any_case: true, group: 15 },
    Window { bytes: *b"htw", any_case: true, group: 2 },
    Window { bytes: *b"s\xc5\x82", any_case: true, group: 6 },
    Window { bytes: *b"\xbb\xd1\x8c", any_case: false, group: 6 },
    Window { bytes: *b"\xaf\x86\xe7", any_case: false, group: 4 },
    Window { bytes: *b"\xaf\xe3\x83", any_case: false, group: 4 },
    Window { bytes: *b"\xb2\x88\xed", any_case: false, group: 9 },
    // Flags of programs in lists of arguments.
    Window { bytes: *b"\"-p", any_case: true, group: 6 },
    Window { bytes: *b"\"-a", any_case: true, group: 6 },
    Window { bytes: *b"\"-u", any_case: true, group: 6 },
    Window { bytes: *b"\"-w", any_case: true, group: 6 },
    Window { bytes: *b"'-p", any_case: true, group: 6 },
    Window { bytes: *b"'-a", any_case: true, group: 6 },
    Window { bytes: *b"'-u", any_case: true, group: 6 },
    // Statements and calls: see `statement`.
    Window { bytes: *b"epa", any_case: true, group: 3 },
    Window { bytes: *b"rau", any_case: true, group: 5 },
    Window { bytes: *b"vau", any_case: true, group: 5 },
    Window { bytes: *b"t u", any_case: true, group: 0 },
    Window { bytes: *b"/rp", any_case: true, group: 2 },
    Window { bytes: *b"p-b", any_case: false, group: 6 },
    Window { bytes: *b"d-k", any_case: true, group: 0 },
    Window { bytes: *b".au", any_case: false, group: 5 },
    Window { bytes: *b"li_", any_case: false, group: 9 },
    Window { bytes: *b"ETU", any_case: false, group: 9 },
    Window { bytes: *b"s_k", any_case: true, group: 10 },
    Window { bytes: *b"d'o", any_case: true, group: 0 },
    // `PASS x`, `auth x`, `LOGIN bob x`, `apikey x`, `creds are bob / x`, `2FA code x`, `código … es x`.
    Window { bytes: *b"ss ", any_case: true, group: 7 },
    Window { bytes: *b"uth", any_case: true, group: 8 },
    Window { bytes: *b"gin", any_case: true, group: 15 },
    Window { bytes: *b"pik", any_case: true, group: 13 },
    Window { bytes: *b"eds", any_case: true, group: 15 },
    Window { bytes: *b"als", any_case: true, group: 14 },
    Window { bytes: *b"cod", any_case: true, group: 12 },
    Window { bytes: *b"igo", any_case: true, group: 13 },
    // `server key x`, `ConvertTo-SecureString x`, `pgp_sym_encrypt(…, 'x')`.
    Window { bytes: *b"r k", any_case: true, group: 12 },
    Window { bytes: *b"reS", any_case: false, group: 9 },
    Window { bytes: *b"ym_", any_case: false, group: 11 },
    // Flags: `-c x`, `-t x`.
    Window { bytes: *b" -c", any_case: false, group: 6 },
    Window { bytes: *b" -t", any_case: false, group: 6 },
];

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

    /// Whether something may begin with the literal at `at` of a text whose escapes are not undone yet. Too often yes, never
    /// a wrong no.
    pub(crate) fn maybe_literal(&self, text: &[u8], at: usize, keys: &KeyRules) -> bool {
        let near = |window: &Window| (window.bytes[0] ^ text[at]) & !0x20 == 0;
        let stands = |windows: &[Window]| windows.iter().any(|window| near(window) && window.stands(&text[at..]));
        stands(&LITERALS) && !bearer::is_other(text, at)
            || self.rule(Detector::Phrase).is_some() && stands(&PHRASES) && maybe_phrase(text, at, keys)
            || self.rule(Detector::VendorKey).is_some() && vendor::maybe(text, at)
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

/// Whether what `phrase` looks for may begin with its literal at `at`, as `Detectors::maybe_literal`.
fn maybe_phrase(text: &[u8], at: usize, keys: &KeyRules) -> bool {
    let is = |words: &[&[u8; 3]]| words.iter().any(|word| text[at..at + 3].eq_ignore_ascii_case(*word));
    match text[at] {
        b'e' | b'W' | b'L' if is(&[b"eyA", b"ewo", b"ew0", b"W3s", b"LS0"]) => encoded::maybe(text, at),
        _ if is(&[b"ssw", b"sph", b"ecr", b"nnw", b"pwd"]) => phrase::maybe(text, at),
        _ if is(&[b"tok", b"pik"]) => phrase::maybe(text, at) || statement::maybe(text, at),
        _ if is(&[b"uth", b"ss "]) => phrase::maybe_ends(text, at, keys) || statement::maybe(text, at),
        _ if is(&[b"eds", b"als"]) => login::maybe_creds(text, at),
        _ if is(&[b"cod"]) => code::maybe(text, at),
        _ if is(&[b"gin", b"r k", b"reS", b"epa", b"rau", b"p-b", b"vau", b"t u", b"d-k", b"/rp"]) => {
            statement::maybe(text, at)
        }
        _ => true,
    }
}

/// One text under inspection.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) detectors: &'a Detectors,
    /// What the index looks for, for those.
    literals: &'a Literals,
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
    /// National ids that start before this have been looked for, and IPv6 addresses up to the other.
    national: usize,
    /// Runs of digits have been read for cards up to here.
    cards: usize,
    colons: usize,
    /// The command that was read last; runs of base64 have been looked at up to here.
    command: command::Command,
    encoded: usize,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(
        text: &'a [u8],
        (detectors, literals): (&'a Detectors, &'a Literals),
        keys: &'a KeyRules,
        protected: bool,
        hits: &'a mut Vec<Hit>,
    ) -> Self {
        hits.clear();
        let jwt = jwt::Seen::default();
        let (open, sign, national, colons, cards) = (false, None, 0, 0, 0);
        let (name, command, encoded) = (&b""[..], command::Command::default(), 0);
        Scan {
            text,
            detectors,
            literals,
            keys,
            protected,
            name,
            hits,
            open,
            jwt,
            sign,
            national,
            colons,
            cards,
            command,
            encoded,
        }
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
        // Most stops are none of the literals'.
        let literal = text.get(at..).is_some_and(|rest| self.literals.may_stand(rest));
        match byte {
            b'@' if self.sign == Some(at) => {}
            b'@' => self.hit(Detector::Email, email::find(text, at)),
            b'e' if literal && self.detectors.rule(Detector::Jwt).is_some() => {
                let found = jwt::find(text, at, &mut self.jwt);
                self.hit(Detector::Jwt, found);
            }
            b'A' if literal => self.hit(Detector::AwsKey, aws_key::find(text, at)),
            b'<' if literal => self.named(element::find(text, at, self.keys)),
            _ => {}
        }
        if !self.protected {
            if (literal || byte == b'@')
                && let Some(rule) = self.detectors.rule(Detector::Phrase)
            {
                self.phrase(at, byte, rule);
            }
            match byte {
                b'0'..=b'9' => self.digit(at, done),
                b' ' | b'-' => {
                    self.pan(at, done);
                    self.national(at);
                }
                _ => {}
            }
            match byte {
                b':' | b'.' | b'-' => self.separator(at),
                b'A'..=b'Z' if at > 0 && matches!(text[at - 1], b'0'..=b'9' | b'-') => self.national(at),
                _ => {}
            }
        }
        if byte.is_ascii_alphanumeric() && !self.protected && self.detectors.long() {
            self.run(at);
        }
        if literal
            && let Some(rule) = self.detectors.rule(Detector::VendorKey)
            && let Some((start, end)) = vendor::find(text, at, self.name)
        {
            self.hits.push(Hit { start, end, rule });
        }
        if byte == b'/' && at > 0 && text[at - 1] == b':' && self.detectors.rule(Detector::Url).is_some() {
            let found = url::find(text, at);
            self.sign = found.at.or(self.sign);
            self.hit(Detector::Url, found.secret);
        }
        if literal
            && byte == b'G'
            && self.detectors.rule(Detector::PrivateKey).is_some()
            && let Some(block) = private_key::find(text, at)
        {
            self.open |= block.open;
            self.hit(Detector::PrivateKey, Some((block.start, block.end)));
        }
        if literal && matches!(byte, b'y' | b'Y' | b'd' | b'D') && matches!(text.get(at + 2), Some(b'\'' | b'"')) {
            self.named(sql::find(text, at, self.keys));
        }
        if literal && matches!(byte, b'b' | b'B') {
            if self.detectors.rule(Detector::Btc).is_some() {
                self.hit(Detector::Btc, bitcoin::bech32(text, at));
            }
            self.hit(Detector::Bearer, bearer::find(text, at));
        }
        if at > 1 && text[at - 1] == b'"' && text[at - 2] == b'[' {
            self.named(pair::second(text, at, self.keys));
        }
        if !self.protected && at > 0 && matches!(text[at - 1], b':' | b'=' | b'-') {
            let mut found = assign::find(text, at, self.keys);
            if found.is_none() && self.detectors.rule(Detector::Phrase).is_some() {
                found = login::find(text, at, self.keys);
            }
            if found.is_none() && text[at - 1] == b'-' {
                found = self.command.long(text, at, self.keys);
            }
            self.named(found);
            // A change, as Terraform shows it: `"old" -> "new"`.
            let next = found.and_then(|(_, end, rule)| Some((assign::changed(text, end)?, rule)));
            self.named(next.map(|((start, end), rule)| (start, end, rule)));
        }
    }

    /// What a sentence, a command, a statement or something encoded says around `at`.
    fn phrase(&mut self, at: usize, byte: u8, rule: u16) {
        let (text, keys) = (self.text, self.keys);
        if byte == b'@' {
            return self.named(dsn::find(text, at, keys).map(|(start, end, _)| (start, end, rule)));
        }
        let Some(next) = text.get(at..at + 3) else { return };
        let is = |word: &[u8; 3]| next.eq_ignore_ascii_case(word);
        let found = match byte {
            b's' | b'S' if is(b"ssw") || is(b"sph") => phrase::find(text, at, keys),
            b't' | b'T' if is(b"tok") => phrase::find(text, at, keys).or_else(|| statement::find(text, at, keys)),
            b's' | b'S' if is(b"ss ") => phrase::find(text, at, keys).or_else(|| statement::find(text, at, keys)),
            b'p' | b'P' if is(b"pik") => phrase::find(text, at, keys).or_else(|| statement::find(text, at, keys)),
            b'u' | b'U' if is(b"uth") => {
                let found = if next == b"UTH" { dsn::auth(text, at, keys) } else { None };
                found.or_else(|| phrase::find(text, at, keys))
            }
            b'g' | b'G' if is(b"gin") => statement::find(text, at, keys),
            b'c' | b'C' if is(b"cod") => code::find(text, at, at + 4, keys),
            b'i' | b'I' if is(b"igo") => code::find(text, at.saturating_sub(4), at + 3, keys),
            b'e' | b'E' if is(b"eds") => login::creds(text, at, keys),
            b'a' | b'A' if is(b"als") => login::creds(text, at, keys),
            b'r' | b'R' if is(b"r k") || is(b"reS") => statement::find(text, at, keys),
            b'y' if next == b"ym_" => statement::second(text, at, keys),
            b'e' | b'E' if is(b"ecr") => phrase::find(text, at, keys),
            b'o' | b'O' if is(b"otp") => phrase::find(text, at, keys),
            b'n' | b'N' if is(b"nnw") => phrase::find(text, at, keys),
            b'i' | b'I' if is(b"i k") || is(b"i_k") || is(b"i-k") => phrase::find(text, at, keys),
            b'p' | b'P' if is(b"pw ") || is(b"pwd") => phrase::find(text, at, keys),
            b'm' | b'M' if is(b"mfa") => phrase::find(text, at, keys),
            b'.' if next == b".au" => statement::call(text, at, keys),
            b's' | b'S' if is(b"s_k") => phrase::find(text, at, keys),
            b'd' | b'D' if is(b"d'o") => foreign::foreign(text, at, keys),
            b'l' if next == b"li_" => statement::call(text, at, keys),
            b'E' if next == b"ETU" => statement::user(text, at, keys),
            b's' | b'S' if is(b"sse") => foreign::foreign(text, at, keys),
            b'e' | b'E' if is(b"epa") => statement::find(text, at, keys),
            b'r' | b'R' if is(b"rau") => statement::find(text, at, keys),
            b'p' | b'P' if is(b"p-b") => statement::find(text, at, keys),
            b'v' | b'V' if is(b"vau") => statement::find(text, at, keys),
            b't' | b'T' if is(b"t u") => statement::find(text, at, keys),
            b'd' | b'D' if is(b"d-k") => statement::find(text, at, keys),
            b'/' if is(b"/rp") => statement::find(text, at, keys),
            b'e' | b'E' if is(b"enh") => foreign::foreign(text, at, keys),
            b'h' | b'H' if is(b"htw") => foreign::foreign(text, at, keys),
            b's' | b'S' if next[1] == 0xc5 => foreign::foreign(text, at, keys),
            0x80.. => foreign::foreign(text, at, keys),
            b'y' | b'Y' if is(b"you") => code::yours(text, at, keys),
            b'D' if next == b"D B" => sql::by(text, at, keys),
            b'd' | b'D' if is(b"d_u") => dsn::added(text, at, keys),
            b'P' if next == b"PDO" => dsn::connected(text, at, keys),
            b':' if next == b"::a" => dsn::masked(text, at, keys),
            b':' if is(b":ap") => {
                let open = text[..at].iter().rev().take(32).position(|byte| *byte == b'<');
                open.and_then(|length| element::find(text, at - length - 1, keys))
            }
            b' ' | b'"' | b'\'' if next[1] == b'-' && next[2].is_ascii_alphabetic() => {
                self.command.find(text, at, keys)
            }
            b'e' | b'W' | b'L' if matches!(next, b"eyJ" | b"eyA" | b"ewo" | b"ew0" | b"W3s" | b"LS0") => {
                let key = self.detectors.rule(Detector::PrivateKey);
                encoded::find(text, at, keys, key, &mut self.encoded)
            }
            _ => None,
        };
        self.named(found.map(|(start, end, _)| (start, end, rule)));
        let next = found.and_then(|(_, end, _)| phrase::onward(text, end));
        self.named(next.map(|(start, end)| (start, end, rule)));
    }

    fn named(&mut self, found: Option<(usize, usize, u16)>) {
        // What a look has replaced stays in the next one.
        if let Some((start, end, rule)) =
            found.filter(|(start, end, _)| !value::is_placeholder(&self.text[*start..*end]))
        {
            self.hits.push(Hit { start, end, rule });
        }
    }

    /// What a long run of letters and digits around `at` may be.
    fn run(&mut self, at: usize) {
        let text = self.text;
        if !ends_long(text, at) {
            return;
        }
        let on = |detector| self.detectors.rule(detector).is_some();
        if on(Detector::Btc) {
            self.hit(Detector::Btc, bitcoin::base58(text, at));
        }
        if on(Detector::Eth) {
            self.hit(Detector::Eth, ethereum::find(text, at));
        }
        if on(Detector::Entropy) {
            self.hit(Detector::Entropy, entropy::find(text, at, self.name));
        }
    }

    /// Looks at a text that is one number.
    pub(crate) fn number(&mut self) {
        let last = self.text.len() - 1;
        if last >= 12 {
            self.pan(12, 0);
        }
        if self.detectors.rule(Detector::Phone).is_some() {
            self.hit(Detector::Phone, phone::bare(self.text, last, self.name));
        }
        self.national(last);
    }

    /// What may end, or go on, with the digit at `at`.
    fn digit(&mut self, at: usize, done: usize) {
        let text = self.text;
        if at == 0 || matches!(text[at - 1], b':' | b'=') {
            return;
        }
        let on = |detector| self.detectors.rule(detector).is_some();
        if on(Detector::UsSsn) {
            self.hit(Detector::UsSsn, us_ssn::find(text, at));
        }
        if on(Detector::Ipv4) {
            self.hit(Detector::Ipv4, ipv4::find(text, at, self.detectors.v4));
        }
        if on(Detector::Iban) {
            self.hit(Detector::Iban, iban::find(text, at));
        }
        self.pan(at, done);
        if on(Detector::Phone) {
            let found = phone::international(text, at)
                .or_else(|| phone::grouped(text, at, self.name))
                .or_else(|| phone::mobile(text, at))
                .or_else(|| phone::bare(text, at, self.name));
            self.hit(Detector::Phone, found);
        }
        self.national(at);
    }

    /// A run of digits and separators may reach its thirteenth byte on a separator, too.
    fn pan(&mut self, at: usize, done: usize) {
        // A run is read as a whole, and once.
        if let Some(rule) = self.detectors.rule(Detector::Pan)
            && at >= self.cards
            && !(at > 0 && matches!(self.text[at - 1], b':' | b'='))
        {
            let from = done.max(self.cards);
            let read = pan::find(self.text, at, from, |start, end| self.hits.push(Hit { start, end, rule }));
            self.cards = self.cards.max(read);
        }
    }

    fn national(&mut self, at: usize) {
        let found = |start, end, rule| self.hits.push(Hit { start, end, rule });
        self.detectors.national.find(self.text, at, self.name, &mut self.national, found);
    }

    /// What has the colon, dash or dot at `at` in it.
    fn separator(&mut self, at: usize) {
        if self.detectors.rule(Detector::Mac).is_some() {
            self.hit(Detector::Mac, mac::find(self.text, at));
        }
        if self.detectors.rule(Detector::Ipv6).is_some() && self.text[at] == b':' && at >= self.colons {
            let (found, read) = ipv6::find(self.text, at);
            self.colons = read;
            let found = found.filter(|(_, _, address)| self.detectors.v6.has_v6(*address));
            self.hit(Detector::Ipv6, found.map(|(start, end, _)| (start, end)));
        }
    }

    fn hit(&mut self, detector: Detector, span: Option<(usize, usize)>) {
        if let (Some((start, end)), Some(rule)) = (span, self.detectors.rule(detector)) {
            self.hits.push(Hit { start, end, rule });
        }
    }
}

/// Whether twenty letters and digits are together where the one at `at` is the last: there the index stops.
#[inline]
fn ends_long(text: &[u8], at: usize) -> bool {
    at >= 19 && text[at - 19..at].iter().all(u8::is_ascii_alphanumeric)
}

/// Whether the stop at `at` stands among letters and digits so that it is no number's: the index stops there for a literal,
/// or since a long run has come so far.
pub(crate) fn is_in_run(text: &[u8], at: usize) -> bool {
    let Some(&[second, first, byte]) = text[..at + 1].last_chunk() else { return false };
    byte.is_ascii_alphanumeric()
        && (first.is_ascii_alphabetic()
            || first.is_ascii_digit()
                && (second.is_ascii_lowercase() || second.is_ascii_alphabetic() && !byte.is_ascii_digit()))
}

/// Whether such a run may be something that starts from one, in text whose escapes are not undone yet. Too often yes, never
/// a wrong no: where there is an escape in it or beside it, nothing is known.
pub(crate) fn maybe_long(text: &[u8], at: usize) -> bool {
    if !ends_long(text, at) {
        return false;
    }
    let part = |byte: &&u8| entropy::is_part(**byte);
    let back = text[..at].iter().rev().take(2 * entropy::LONGEST).take_while(part).count();
    let behind = text[at..].iter().take(2 * entropy::LONGEST).take_while(part).count();
    let (start, end) = (at - back, at + behind);
    text[..start].last() == Some(&b'\\')
        || text.get(end) == Some(&b'\\')
        || entropy::drawn(text, at).is_some()
        || bitcoin::base58(text, at).is_some()
        || ethereum::find(text, at).is_some()
}

/// Whether the colon or dot at `at` may stand in a hardware address or an IPv6 address, in text whose escapes are not
/// undone yet. Too often yes, never a wrong no: but for `\u`, which is looked for by itself, no escape says a digit.
pub(crate) fn maybe_address(text: &[u8], at: usize) -> bool {
    mac::maybe(text, at) || text[at] == b':' && ipv6::maybe(text, at)
}

/// Whether the whole value looks like an id: a number, a time, a UUID, hexadecimal.
pub(crate) fn is_id(value: &[u8]) -> bool {
    (1..=64).contains(&value.len())
        && value.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-'))
}
