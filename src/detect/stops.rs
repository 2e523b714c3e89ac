//! One text under the detectors: what each of its stops may be.
use super::maybe::ends_long;
use super::{Detector, Detectors, Hit};
use super::{
    assign, aws_key, bearer, beside, bitcoin, code, command, dsn, element, email, encoded, entropy, ethereum, foreign,
    iban, ipv4, ipv6, jwt, login, mac, pair, pan, phone, phrase, private_key, router, rows, signs, sql, statement, url,
    us_ssn, value, vendor,
};
use crate::index::Literals;
use crate::keys::KeyRules;

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
    /// Tables have been read up to here.
    rows: usize,
    /// The long run that was looked at last ends here.
    long: usize,
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
        let (open, sign, national, colons, cards, long, rows) = (false, None, 0, 0, 0, 0, 0);
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
            rows,
            long,
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
                b'A'..=b'Z' | b'a'..=b'z' if at > 0 && matches!(text[at - 1], b'0'..=b'9' | b'-') => self.national(at),
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
        let Some(next) = text.get(at..).and_then(|rest| rest.first_chunk::<3>()) else { return };
        let small = next.map(|byte| byte.to_ascii_lowercase());
        if matches!(&small, b"ssw" | b"tok" | b"ecr" | b"pwd" | b"i_k" | b"i-k" | b"sph")
            && let Some(name) = phrase::heads(text, at)
        {
            let (rows, hits) = (&mut self.rows, &mut *self.hits);
            rows::find(text, name, keys, rows, |start, end, _| hits.push(Hit { start, end, rule }));
        }
        // Those of one case first, then those of either.
        let found = match next {
            b"y 7" | b"PSK" | b"EAP" | b"XAU" => router::find(text, at, keys),
            b"isq" => statement::find(text, at, keys),
            b"ym_" => statement::second(text, at, keys),
            b".au" | b"li_" => statement::call(text, at, keys),
            b"ETU" => statement::user(text, at, keys),
            b"D B" => sql::by(text, at, keys),
            b"PDO" => dsn::connected(text, at, keys),
            b"::a" => dsn::masked(text, at, keys),
            b"eyJ" | b"eyA" | b"ewo" | b"ew0" | b"W3s" | b"LS0" => {
                let key = self.detectors.rule(Detector::PrivateKey);
                encoded::find(text, at, keys, key, &mut self.encoded)
            }
            [b'%', b'3', _] => signs::percent(text, at, keys),
            [b' ' | b'"' | b'\'', b'-', letter] if letter.is_ascii_alphabetic() => self.command.find(text, at, keys),
            [b's' | b'S', 0xc5, _] | [0x80..=0xff, ..] => foreign::foreign(text, at, keys),
            _ => match &small {
                b"mmu" | b"acs" | b"diu" | b"kmp" | b"n-k" | b"t-k" | b"d-k" => router::find(text, at, keys),
                b"pin" => code::pin(text, at, keys),
                b"ssw" | b"sph" | b"ecr" | b"otp" | b"nnw" | b"i k" | b"i_k" | b"i-k" | b"pw " | b"pwd" | b"mfa"
                | b"s_k" => phrase::find(text, at, keys),
                b"tok" | b"ss " | b"pik" => phrase::find(text, at, keys).or_else(|| statement::find(text, at, keys)),
                b"uth" => {
                    let found = if next == b"UTH" { dsn::auth(text, at, keys) } else { None };
                    found.or_else(|| phrase::find(text, at, keys))
                }
                b"gin" => statement::find(text, at, keys).or_else(|| statement::wifi(text, at, keys)),
                b"cod" => code::find(text, at, at + 4, keys),
                b"igo" => code::find(text, at.saturating_sub(4), at + 3, keys),
                b"eds" | b"als" => login::creds(text, at, keys),
                b"r k" | b"res" | b"epa" | b"rau" | b"p-b" | b"vau" | b"t u" | b"/rp" => {
                    statement::find(text, at, keys)
                }
                b"d'o" | b"sse" | b"enh" | b"htw" => foreign::foreign(text, at, keys),
                b"you" => code::yours(text, at, keys),
                b"d_u" => dsn::added(text, at, keys),
                b":ap" => {
                    let open = text[..at].iter().rev().take(32).position(|byte| *byte == b'<');
                    open.and_then(|length| element::find(text, at - length - 1, keys))
                }
                _ => None,
            },
        };
        self.named(found.map(|(start, end, _)| (start, end, rule)));
        let next = found.and_then(|(_, end, _)| beside::onward(text, end));
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
        if at < self.long || !ends_long(text, at) {
            return;
        }
        self.long = at + text[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let on = |detector| self.detectors.rule(detector).is_some();
        if on(Detector::Btc) {
            self.hit(Detector::Btc, bitcoin::base58(text, at));
        }
        if on(Detector::Eth) {
            self.hit(Detector::Eth, ethereum::find(text, at));
        }
        if on(Detector::VendorKey) {
            self.hit(Detector::VendorKey, vendor::bot::find(text, at));
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
            self.hit(Detector::Mac, mac::find(self.text, at, self.name));
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
