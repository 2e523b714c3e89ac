//! Made-up records that are CP1 or nearly so: a valid one, written in many forms, then none to three changes of any kind.
use super::corpus::Random;

const IDS: [&str; 5] = ["tenant_id", "run_id", "flow_id", "step_id", "trace_id"];
/// Values of every type, none of them a secret.
const ANY: [&str; 20] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "12.50",
    "1e400",
    "12345678901234567890",
    "\"\"",
    "\"x\"",
    "\"INFO\"",
    "\"info\"",
    "\"worker\"",
    "\"2025-01-27T12:00:00.123456Z\"",
    "\"a\\u0062\\/é\"",
    "{}",
    "[]",
    "{\"a\":null}",
    "[\"x\",{\"b\":[]}]",
    "{\"message\":\"x\",\"stack\":\"a\\n\\tat b\"}",
];
const KEYS: [&str; 28] = [
    "timestamp",
    "level",
    "component",
    "message",
    "tenant_id",
    "run_id",
    "flow_id",
    "step_id",
    "trace_id",
    "error_code",
    "latency_ms",
    "error",
    "context",
    "span_id",
    "metadata",
    "time",
    "ts",
    "severity",
    "msg",
    "name",
    "Level",
    "traceId",
    "tenant-id",
    "err",
    "stack",
    "a",
    "b",
    "é",
];
const TIMES: [&str; 34] = [
    "2024-02-29T00:00:00.000000Z",
    "2025-02-29T00:00:00.000000Z",
    "1900-02-29T00:00:00.000000Z",
    "2000-02-29T00:00:00.000000Z",
    "2025-02-28T23:59:59.999999Z",
    "2025-02-30T12:00:00.123456Z",
    "2025-04-30T12:00:00.123456Z",
    "2025-04-31T12:00:00.123456Z",
    "2025-12-31T23:59:59.999999Z",
    "2025-12-32T12:00:00.123456Z",
    "2025-13-01T12:00:00.123456Z",
    "2025-00-01T12:00:00.123456Z",
    "2025-01-00T12:00:00.123456Z",
    "2025-01-27T24:00:00.000000Z",
    "2025-01-27T12:60:00.123456Z",
    "2016-12-31T23:59:60.000000Z",
    "2025-01-27T12:00:00Z",
    "2025-01-27T12:00:00.1Z",
    "2025-01-27T12:00:00.12345Z",
    "2025-01-27T12:00:00.1234567Z",
    "2025-01-27T12:00:00.123456789Z",
    "2025-01-27T12:00:00.123456z",
    "2025-01-27t12:00:00.123456Z",
    "2025-01-27 12:00:00.123456Z",
    "2025-01-27T12:00:00,123456Z",
    "2025-01-27T12:00:00.123456",
    "2025-01-27T12:00:00.123456+00:00",
    "2025-01-27T14:00:00.123456+02:00",
    "２０２５-01-27T12:00:00.123456Z",
    "2025-01-27T12:00:00.12345٦Z",
    " 2025-01-27T12:00:00.123456Z",
    "2025-01-27T12:00:00.123456Z ",
    "2025-1-27T12:00:00.123456Z",
    "12025-01-27T12:00:00.123456Z",
];
const LEVELS: [&str; 14] = [
    "ERROR",
    "WARN",
    "INFO",
    "DEBUG",
    "info",
    "Warn",
    "WARNING",
    "TRACE",
    "FATAL",
    "I",
    "",
    "INFO ",
    "BOGUS",
    "ＩＮＦＯ",
];

/// One record, without a line end; not always UTF-8.
pub(crate) fn near(seed: u64) -> Vec<u8> {
    let mut maker = Maker(Random(seed));
    let mut members = maker.valid();
    let changes = maker.0.choose(&[0, 0, 0, 1, 1, 1, 1, 2, 2, 3]);
    for _ in 0..changes {
        maker.change(&mut members);
    }
    let mut record = maker.write(&members).into_bytes();
    if maker.one_in(12) {
        maker.harm(&mut record);
    }
    record
}

type Members = Vec<(String, String)>;

struct Maker(Random);

impl Maker {
    fn one_in(&mut self, n: u64) -> bool {
        self.0.range(0, n) == 0
    }

    fn valid(&mut self) -> Members {
        let mut members = Members::new();
        let mut add = |key: &str, value: String| members.push((key.into(), value));
        let micros = self.0.range(0, 1_000_000);
        let (month, day, hour, minute) =
            (self.0.range(1, 13), self.0.range(1, 29), self.0.range(0, 24), self.0.range(0, 60));
        add("timestamp", format!("\"2025-{month:02}-{day:02}T{hour:02}:{minute:02}:59.{micros:06}Z\""));
        let level = self.0.choose(&["\"ERROR\"", "\"WARN\"", "\"INFO\"", "\"DEBUG\""]);
        add("level", level.into());
        add("component", self.0.choose(&["\"worker\"", "\"router\"", "\"usage\"", "\"billing\""]).into());
        add("message", self.0.choose(&["\"m\"", "\"\"", "\"Step \\\"a\\\" done, é 🎉\"", "\"a\\/b \\u00e9\""]).into());
        for id in IDS {
            if self.one_in(2) {
                add(id, format!("\"{}_{}\"", &id[..3], self.0.range(0, 1000)));
            }
        }
        if self.one_in(3) {
            add("latency_ms", self.0.choose(&["0", "12", "12.50", "1e3", "-0.0"]).into());
        }
        if level == "\"ERROR\"" && self.one_in(2) {
            add("error_code", "\"E_1\"".into());
            add("error", "{\"type\":\"T\",\"message\":\"m\",\"stack\":\"a\\n\\tat b\"}".into());
        }
        if self.one_in(2) {
            let value = self.0.choose(&ANY);
            add("context", format!("{{\"a\":{value},\"level\":\"low\",\"b\":[{{\"a\":1}}]}}"));
        }
        if self.one_in(4) {
            add(self.0.choose(&["span_id", "service", "name", "host", "msg"]), "\"x1\"".into());
        }
        if self.one_in(3) {
            for at in (1..members.len()).rev() {
                let other = self.0.range(0, at as u64 + 1) as usize;
                members.swap(at, other);
            }
        }
        members
    }

    /// One change, which may leave the record valid.
    fn change(&mut self, members: &mut Members) {
        let at = self.0.range(0, members.len().max(1) as u64) as usize;
        let quoted = |text: &str| format!("\"{text}\"");
        let set = |members: &mut Members, key: &str, value: String| match members.iter_mut().find(|one| one.0 == key) {
            Some(member) => member.1 = value,
            None => members.push((key.into(), value)),
        };
        let id = self.0.choose(&IDS);
        match self.0.range(0, 13) {
            _ if members.is_empty() => members.push(("a".into(), "1".into())),
            0 => drop(members.remove(at)),
            1 => members[at].1 = self.0.choose(&ANY).into(),
            2 => set(members, "timestamp", quoted(self.0.choose(&TIMES))),
            3 => set(members, "level", quoted(self.0.choose(&LEVELS))),
            4 => set(members, self.0.choose(&KEYS), self.0.choose(&ANY).into()),
            5 => members.insert(at, (self.0.choose(&KEYS).into(), self.0.choose(&ANY).into())),
            6 => members[at].0 = self.0.choose(&KEYS).into(),
            7 => set(members, id, self.0.choose(&ANY).into()),
            8 => set(members, "context", format!("{{\"a\":1,\"{id}\":{}}}", self.0.choose(&ANY))),
            9 => set(members, "context", format!("{{\"a\":[1,{{\"b\":{{\"{id}\":\"x\"}}}}]}}")),
            10 => set(
                members,
                "error",
                format!("{{\"{}\":{}}}", self.0.choose(&["type", "stack", "code"]), self.0.choose(&ANY)),
            ),
            11 => set(
                members,
                "context",
                self.0
                    .choose(&["{\"a\":1,\"a\":1}", "{\"a\":[{\"b\":1,\"c\":2,\"b\":3}]}", "{\"a\":1,\"A\":1}"])
                    .into(),
            ),
            _ => {
                let again = members[at].clone();
                members.push(again);
            }
        }
    }

    /// The members as JSON, with spaces and escapes here and there.
    fn write(&mut self, members: &Members) -> String {
        let (spaced, escaped) = (self.one_in(4), self.one_in(6));
        let mut space = || if spaced { self.0.choose(&["", " ", "\t", "  "]) } else { "" };
        let mut record = String::from("{");
        for (at, (key, value)) in members.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            record.push_str(&format!("{comma}{}\"{key}\"{}:{}{value}{}", space(), space(), space(), space()));
        }
        record.push('}');
        if escaped {
            // One letter within quotes: a key's, or a value's.
            let letters: Vec<usize> = record.match_indices(['e', 'N', 'Z']).map(|(at, _)| at).collect();
            if let Some(&at) = letters.get(self.0.range(0, letters.len().max(1) as u64) as usize)
                && (record[..at].matches('"').count() - record[..at].matches("\\\"").count()) & 1 == 1
                && !record[..at].ends_with('\\')
            {
                record.replace_range(at..=at, &format!("\\u{:04x}", record.as_bytes()[at]));
            }
        }
        record
    }

    /// One byte more, less or another, or the end gone.
    fn harm(&mut self, record: &mut Vec<u8>) {
        let at = self.0.range(0, record.len() as u64) as usize;
        let byte = self.0.choose(b"{}[]\",:\\ 09azAZ.-+eE_u\x01\x1b\x7f\x80\xff");
        match self.0.range(0, 4) {
            0 => record.truncate(at.max(1)),
            1 => drop(record.remove(at)),
            2 => record.insert(at, byte),
            _ => record[at] = byte,
        }
    }
}
