//! A record of a form that is known from others comes out as if there were no memory of forms, and a line of pairs as if it
//! were read part by part: streams of records that are alike, with one thing or another broken, under policies with a
//! pointer, which know no short ways, and without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "bench/shared/shapes.rs"]
mod shapes;
mod support;

use logveil::{Pipeline, Verb};
use support::drive;

/// Policies that differ in nothing but a place that no record has.
const POLICIES: [[&str; 2]; 4] = [
    [
        r#"{"version":1,"extends":["cp1"]}"#,
        r#"{"version":1,"extends":["cp1"],"redact":{"keys":[{"match":["/zz/zz"],"action":"replace"}]}}"#,
    ],
    [
        r#"{"version":1,"redact":{"keys":[{"match":["password","token","phone"],"action":"replace"}]}}"#,
        r#"{"version":1,"redact":{"keys":[{"match":["password","token","phone","/zz/zz"],"action":"replace"}]}}"#,
    ],
    [
        r#"{"version":1,"format":{"output":"cp1"},"validate":{"schema":"cp1"}}"#,
        r#"{"version":1,"format":{"output":"cp1"},"validate":{"schema":"cp1"},"redact":{"keys":[{"match":["/zz/zz"],"action":"replace"}]}}"#,
    ],
    [
        r#"{"version":1,"extends":["cp1"],"validate":{"on_invalid":"withhold","severity":{"cp1/unknown-component":"error"}}}"#,
        r#"{"version":1,"extends":["cp1"],"validate":{"on_invalid":"withhold","severity":{"cp1/unknown-component":"error"}},"redact":{"keys":[{"match":["/zz/zz"],"action":"replace"}]}}"#,
    ],
];
const STREAMS: u64 = 1500;
const RECORDS: u64 = 40;

/// Numbers from a fixed seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len() as u64) as usize]
    }

    /// A value, now and then with something in it.
    fn value(&mut self, depth: u64) -> String {
        match self.roll(if depth > 2 { 9 } else { 13 }) {
            0 => "12".into(),
            1 => self.one(&["true", "null", "-1.5e3", "4111111111111111", "012", "1-", "12\""]).into(),
            2 => self.one(&["\"\"", "\"bob@example.com\"", "\"a\\u0062\"", "\"password\"", "\"say \\\"x\\\"\""]).into(),
            3 => self.one(&["\"a b\"", "\"pay 4111 1111 1111 1111\"", "\"token=s3cr3t-x1y2\"", "\"tab\\tbed\""]).into(),
            4..=8 => self.one(&["\"x\"", "\"yz\"", "\"ok\""]).into(),
            9 => {
                let many = self.roll(4);
                format!("[{}]", (0..many).map(|_| self.value(depth + 1)).collect::<Vec<_>>().join(","))
            }
            10 => {
                let many = self.roll(3);
                format!("[{}]", (0..many).map(|_| self.object(depth + 1)).collect::<Vec<_>>().join(","))
            }
            _ => self.object(depth + 1),
        }
    }

    fn object(&mut self, depth: u64) -> String {
        const NAMES: [&str; 9] = ["a", "b", "c", "password", "phone", "k", "v", "name", "trace_id"];
        let many = self.roll(4);
        let member = |dice: &mut Dice| format!("\"{}\":{}", dice.one(&NAMES), dice.value(depth));
        format!("{{{}}}", (0..many).map(|_| member(self)).collect::<Vec<_>>().join(","))
    }

    /// A line of pairs, mostly with what CP1 asks for.
    fn pairs(&mut self) -> String {
        const USUAL: [&[&str]; 4] = [
            &["time=2026-11-24T03:00:00Z", "ts=2026-11-24T03:00:00.123456Z", "time=1732400000"],
            &["level=info", "lvl=ERROR", "level=trace"],
            &["msg=\"request done\"", "message=ok", "msg=\"by bob@example.com\"", "msg=\"\""],
            &["component=worker", "component=\"\"", "service=x"],
        ];
        const NAMES: [&str; 16] = [
            "trace_id",
            "traceId",
            "status",
            "a",
            "b",
            "err",
            "latency_ms",
            "latency_ms",
            "error_code",
            "password",
            "user",
            "context",
            "tenant_id",
            "path",
            "name",
            "level",
        ];
        const VALUES: [&str; 18] = [
            "200",
            "12.5",
            "-3",
            "007",
            "true",
            "\"\"",
            "",
            "/a/b?c=d",
            "1ms",
            "\"a \\\"b\\\" c\"",
            "x=y",
            "4111111111111111",
            "bob@example.com",
            "deadbeef",
            "\u{e9}",
            "\"password: hunter2\"",
            "10.0.0.1",
            "null",
        ];
        let mut pairs = Vec::new();
        for usual in USUAL {
            if self.roll(5) > 0 {
                pairs.push(self.one(usual).to_owned());
            }
        }
        for _ in 0..self.roll(5) {
            pairs.push(format!("{}={}", self.one(&NAMES), self.one(&VALUES)));
        }
        pairs.join(" ")
    }

    /// A record of CP1, as most are, with members here and there.
    fn record(&mut self) -> String {
        let mut members: Vec<String> = vec![
            self.one(&["\"timestamp\":\"2025-01-27T12:00:00.004320Z\"", "\"timestamp\":\"2025-01-27T12:00:01Z\""])
                .into(),
            format!("\"level\":\"{}\"", self.one(&["INFO", "INFO", "WARN", "ERROR", "warn"])),
            format!("\"component\":\"{}\"", self.one(&["api", "worker", "w\\u006frker", ""])),
            format!("\"message\":{}", self.one(&["\"started\"", "\"done in 7 ms\"", "\"by bob@example.com\"", "\"\""])),
        ];
        for place in [2, 1, 0] {
            if self.roll(5) == 0 {
                members.remove(place);
            }
        }
        for name in ["a", "b", "trace_id", "context", "context", "list"] {
            if self.roll(3) == 0 {
                let value = match self.roll(6) {
                    0 if name == "context" => self
                        .one(&[
                            r#"{"component":"x"}"#,
                            r#"{"level":"x","timestamp":"x"}"#,
                            r#"{"a":1,"message":"x"}"#,
                            r#"{"level":{}}"#,
                        ])
                        .into(),
                    _ if name == "context" => self.object(1),
                    _ => self.value(1),
                };
                members.push(format!("\"{name}\":{value}"));
            }
        }
        match self.roll(24) {
            0 => drop(members.remove(self.roll(members.len() as u64) as usize)),
            1 => members.reverse(),
            2 => {
                let again = members[self.roll(members.len() as u64) as usize].clone();
                members.push(again);
            }
            3 => return self.value(3),
            4 => return format!("{}{}", self.value(3), self.value(3)),
            5 => return format!("{{{}}}}}", members.join(",")),
            6 => return format!("{{{}", members.join(",")),
            7 => return format!("{{{},}}", members.join(",")),
            8 => return format!("[{{{}}}]", members.join(",")),
            _ => {}
        }
        format!("{{{}}}", members.join(","))
    }
}

#[test]
fn known_forms_change_nothing() {
    let (mut passed, mut failures) = (0, Vec::new());
    for seed in 1..=STREAMS {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let pairs = seed / POLICIES.len() as u64 % 2 == 1;
        let record = |dice: &mut Dice| if pairs { dice.pairs() } else { dice.record() };
        let stream: String = (0..RECORDS).map(|_| record(&mut dice) + "\n").collect();
        let mut pipelines = POLICIES[seed as usize % POLICIES.len()].map(|policy| Pipeline::open(policy, &[]).unwrap());
        for verb in [Verb::Run, Verb::Redact, Verb::Validate, Verb::Format] {
            let [known, walked] = pipelines.each_mut().map(|pipeline| drive::whole(pipeline, verb, stream.as_bytes()));
            match known.and_then(|known| Ok(walked?.differs(&known))) {
                Ok(None) => passed += 1,
                Ok(Some(why)) | Err(why) => failures.push(format!("stream {seed}, {verb:?}: {why}")),
            }
        }
    }
    support::report("streams of known forms", passed, &failures);
    assert!(failures.is_empty());
}

/// More names, keys and glues than there is room for, in any order; in some records all of them twice.
#[test]
fn many_keys_change_nothing() {
    let (mut passed, mut failures) = (0, Vec::new());
    for (name, make) in shapes::SHAPES.iter().filter(|(name, _)| name.starts_with("records: ")) {
        let records = String::from_utf8(make(600_000)).unwrap();
        let mut stream = String::new();
        for (number, record) in records.lines().enumerate() {
            let (head, members) = record.split_once(r#""context":{"#).unwrap();
            let members = members.strip_suffix("}}").unwrap();
            let twice = if number % 7 == 5 { &[",", members].concat() } else { "" };
            stream += &format!("{head}\"context\":{{{members}{twice}}}}}\n");
        }
        for policies in POLICIES {
            let mut pipelines = policies.map(|policy| Pipeline::open(policy, &[]).unwrap());
            for verb in [Verb::Run, Verb::Redact] {
                let [known, walked] =
                    pipelines.each_mut().map(|pipeline| drive::whole(pipeline, verb, stream.as_bytes()));
                match known.and_then(|known| Ok(walked?.differs(&known))) {
                    Ok(None) => passed += 1,
                    Ok(Some(why)) | Err(why) => failures.push(format!("{name}, {verb:?}: {why}")),
                }
            }
        }
    }
    support::report("streams with many keys", passed, &failures);
    assert!(failures.is_empty());
}
