//! Made-up logs for tests and benchmarks: the same bytes for the same kind, size and seed, and a list of what must not survive.
//!
//! `Seed` is clean records as in the production logging guide, two in a hundred of them with something sensitive.
//! `Dirty` has something sensitive in every other record. `Wide` has long records with stack traces and escapes.

/// What kind of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Seed,
    Dirty,
    Wide,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Seed, Kind::Dirty, Kind::Wide];

    pub(crate) fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| format!("{kind:?}").eq_ignore_ascii_case(name))
    }
}

/// Records, and the secrets in them.
pub(crate) struct Corpus {
    /// NDJSON, at least as many bytes as asked for.
    pub(crate) bytes: Vec<u8>,
    /// Each text that must not survive the policy `seven`, in the order of planting.
    pub(crate) planted: Vec<String>,
}

/// At least `size` bytes of records.
pub(crate) fn corpus(kind: Kind, size: usize, seed: u64) -> Corpus {
    let mut maker =
        Maker { random: Random(seed ^ (kind as u64 + 1).wrapping_mul(0x9e37_79b9)), micros: 0, planted: vec![] };
    let mut bytes = Vec::with_capacity(size + 8192);
    while bytes.len() < size {
        bytes.extend_from_slice(maker.record(kind).as_bytes());
        bytes.push(b'\n');
    }
    Corpus { bytes, planted: maker.planted }
}

/// One sentence with one secret, and the secret: `kind` from 0 to 6 is an email, card, SSN, JWT, AWS key, bearer, address.
pub(crate) fn sentence(kind: u64, seed: u64) -> (String, String) {
    let mut maker = Maker { random: Random(seed), micros: 0, planted: vec![] };
    let sentence = maker.sentence(kind);
    (sentence, maker.planted.remove(0))
}

/// SplitMix64: small, and the same everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `low` up to, not including, `high`.
    pub(crate) fn range(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low)
    }

    fn percent(&mut self, chance: u64) -> bool {
        self.range(0, 100) < chance
    }

    pub(crate) fn choose<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.range(0, from.len() as u64) as usize]
    }

    fn text(&mut self, alphabet: &str, length: usize) -> String {
        (0..length).map(|_| char::from(self.choose(alphabet.as_bytes()))).collect()
    }
}

const SMALL: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const KEYS: [&str; 14] = [
    "password",
    "api_key",
    "secret",
    "token",
    "access_token",
    "refresh_token",
    "authorization",
    "credit_card",
    "ssn",
    "email",
    "phone",
    "Password",
    "API_KEY",
    "Authorization",
];
const MESSAGES: [&str; 12] = [
    "Step execution started",
    "Step execution completed",
    "Retrying request after backoff",
    "Flow run scheduled",
    "Cache miss, fetching from origin",
    "Queue depth above threshold",
    "Worker heartbeat received",
    "Database connection pool resized",
    "Upload finished in 182 ms",
    "HTTP request completed with status 200",
    "Lease renewed for partition 17",
    "Checkpoint written to object store",
];
const LEVELS: [&str; 8] = ["DEBUG", "INFO", "INFO", "INFO", "INFO", "WARN", "ERROR", "INFO"];
const COMPONENTS: [&str; 8] = ["worker", "worker", "worker", "router", "gateway", "provider", "ingress", "usage"];

struct Maker {
    random: Random,
    micros: u64,
    planted: Vec<String>,
}

impl Maker {
    fn record(&mut self, kind: Kind) -> String {
        self.micros += self.random.range(1, 5000);
        let mut message = self.random.choose(&MESSAGES).to_owned();
        let (mut top, mut context) = (self.ids(), self.context());
        let chance = match kind {
            Kind::Seed => 2,
            Kind::Dirty => 50,
            Kind::Wide => 10,
        };
        if kind == Kind::Wide {
            for _ in 0..self.random.range(8, 20) {
                message.push(' ');
                message.push_str(self.random.choose(&MESSAGES));
            }
            context.push(format!(r#""stack":"{}""#, self.stack()));
            if self.random.percent(30) {
                let items: Vec<String> = (0..20).map(|_| format!(r#"\"i{}\""#, self.random.text(SMALL, 6))).collect();
                context.push(format!(r#""body":"{{\"q\": \"{}\", \"items\": [{}]}}""#, MESSAGES[4], items.join(", ")));
            }
        }
        if self.random.percent(chance) {
            for _ in 0..self.random.choose(&[1, 1, 1, 2, 3]) {
                self.taint(&mut message, &mut top, &mut context);
            }
        }
        let (seconds, micros) = (self.micros / 1_000_000, self.micros % 1_000_000);
        let (hour, minute, second) = (12 + seconds / 3600 % 12, seconds / 60 % 60, seconds % 60);
        let (level, component) = (self.random.choose(&LEVELS), self.random.choose(&COMPONENTS));
        format!(
            r#"{{"timestamp":"2025-01-27T{hour:02}:{minute:02}:{second:02}.{micros:06}Z","level":"{level}","component":"{component}","message":"{message}",{},"context":{{{}}}}}"#,
            top.join(","),
            context.join(",")
        )
    }

    fn ids(&mut self) -> Vec<String> {
        let mut ids = vec![
            format!(r#""tenant_id":"tenant_{}""#, self.random.range(0, 1000)),
            format!(r#""run_id":"run_{}""#, self.random.text(SMALL, 6)),
            format!(r#""flow_id":"flow_{}""#, self.random.text(SMALL, 6)),
        ];
        if self.random.percent(90) {
            ids.push(format!(r#""step_id":"step_{:03}""#, self.random.range(0, 1000)));
        }
        let length = self.random.choose(&[6, 6, 6, 16]);
        ids.push(format!(r#""trace_id":"trace_{}""#, self.random.text(SMALL, length)));
        ids
    }

    fn context(&mut self) -> Vec<String> {
        let block = self.random.choose(&["http.request", "db.query", "s3.put", "transform.map", "delay"]);
        let status = self.random.choose(&["success", "pending", "failed"]);
        let mut context = vec![
            format!(r#""worker_id":"worker_{}""#, self.random.range(0, 100_000)),
            format!(r#""block_type":"{block}""#),
            format!(r#""status":"{status}""#),
        ];
        let roll = self.random.range(0, 100);
        if roll < 30 {
            let (whole, part) = (self.random.range(0, 5000), self.random.range(0, 1000));
            context.push(format!(r#""duration_ms":{whole}.{part}"#));
        }
        if roll < 15 {
            let (attempt, bytes) = (self.random.range(0, 10), self.random.range(0, 10_000_000));
            context.push(format!(r#""attempt":{attempt},"bytes":{bytes},"ok":{}"#, roll.is_multiple_of(2)));
        }
        if roll < 5 {
            context.push(r#""nested":{"a":[1,2,3,{"k":"v"}],"note":null}"#.into());
        }
        context
    }

    /// Puts one secret somewhere into the record.
    fn taint(&mut self, message: &mut String, top: &mut Vec<String>, context: &mut Vec<String>) {
        if self.random.percent(50) {
            let (key, value) = (self.random.choose(&KEYS), self.value());
            put(if self.random.percent(80) { context } else { top }, key, &value);
        } else {
            let kind = self.random.range(0, 7);
            let sentence = self.sentence(kind);
            if self.random.percent(60) {
                message.push_str(": ");
                message.push_str(&sentence);
            } else {
                put(context, "detail", &format!(r#""{sentence}""#));
            }
        }
    }

    /// A value for a sensitive key.
    fn value(&mut self) -> String {
        match self.random.range(0, 6) {
            0 => format!(r#""{}""#, self.secret("s3cr3t-")),
            1 => format!(r#""{}""#, self.email()),
            2 => self.random.range(0, 1_000_000_000).to_string(),
            3 => format!(r#""{}""#, self.jwt()),
            4 => format!(r#"{{"value":"{}","n":[1,2,"{}"]}}"#, self.secret("x"), self.secret("y")),
            _ => format!(r#"["{}","{}"]"#, self.secret("a"), self.secret("b")),
        }
    }

    /// A sentence with a secret that a detector must find.
    fn sentence(&mut self, kind: u64) -> String {
        match kind {
            0 => format!("login from {} accepted", self.email()),
            1 => format!("charged card {} ok", self.card()),
            2 => format!("applicant ssn {} verified", self.ssn()),
            3 => format!("session {} issued", self.jwt()),
            4 => format!("using key {} for bucket", self.aws_key()),
            5 => format!("header Authorization: Bearer {} sent", self.bearer()),
            _ => format!("peer {} connected", self.address()),
        }
    }

    fn plant(&mut self, secret: String) -> String {
        self.planted.push(secret.clone());
        secret
    }

    fn secret(&mut self, prefix: &str) -> String {
        let secret = format!("{prefix}{}", self.random.text(SMALL, 12));
        self.plant(secret)
    }

    fn email(&mut self) -> String {
        let host = self.random.choose(&["example.com", "corp.example.org", "mail.example.co.uk"]);
        let email = format!("{}.{}@{host}", self.random.text(SMALL, 5), self.random.text(SMALL, 4));
        self.plant(email)
    }

    fn card(&mut self) -> String {
        let mut digits = self.random.choose(&["4", "51", "53", "6011"]).to_owned();
        digits.push_str(&self.random.text("0123456789", 15 - digits.len()));
        digits.push(check_digit(&digits));
        let separator = self.random.choose(&["", " ", "-"]);
        let groups: Vec<&str> = (0..4).map(|group| &digits[group * 4..group * 4 + 4]).collect();
        let card = groups.join(separator);
        self.plant(card)
    }

    fn ssn(&mut self) -> String {
        let area = match self.random.range(1, 899) {
            area if area < 666 => area,
            area => area + 1,
        };
        let ssn = format!("{area:03}-{:02}-{:04}", self.random.range(1, 100), self.random.range(1, 10_000));
        self.plant(ssn)
    }

    fn jwt(&mut self) -> String {
        let header = self.random.choose(&[
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9",
        ]);
        let jwt = format!("{header}.eyJzdWIiOiJ1X{}.{}", self.random.text(BASE64, 30), self.random.text(BASE64, 43));
        self.plant(jwt)
    }

    fn aws_key(&mut self) -> String {
        let key = format!("AKIA{}", self.random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));
        self.plant(key)
    }

    fn bearer(&mut self) -> String {
        let token = self.random.text(BASE64, 40);
        self.plant(token)
    }

    fn address(&mut self) -> String {
        let mut part = |low| self.random.range(low, 255);
        let rest = format!("{}.{}.{}", part(1), part(1), part(1));
        let address = format!("{}.{rest}", self.random.choose(&[8, 34, 52, 81, 104, 185]));
        self.plant(address)
    }

    fn stack(&mut self) -> String {
        let mut stack = String::from(r#"java.lang.IllegalStateException: \"unexpected\" state in C:\\app\\bin — état"#);
        for _ in 0..self.random.range(12, 26) {
            let (component, line) = (self.random.choose(&COMPONENTS), self.random.range(1, 2000));
            let mut name = |prefix: &str, length| format!("{prefix}{}", self.random.text(SMALL, length));
            let (class, method, file) = (name("Cls", 4), name("method", 3), name("File", 3));
            stack.push_str(&format!(r"\n\tat com.example.{component}.{class}.{method}({file}.java:{line})"));
        }
        stack
    }
}

/// Sets a member; no key stands in an object twice.
fn put(members: &mut Vec<String>, key: &str, value: &str) {
    let start = format!(r#""{key}":"#);
    members.retain(|member| !member.starts_with(&start));
    members.push(start + value);
}

/// The Luhn digit that completes `digits`.
pub(crate) fn check_digit(digits: &str) -> char {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    char::from(b'0' + ((10 - sum % 10) % 10) as u8)
}
