//! Made-up records of other shapes, and the CP1 record that each must become, byte for byte, as the contract's table says.
use super::corpus::Random;

const TIMES: [&str; 9] = ["timestamp", "@timestamp", "time", "ts", "datetime", "date", "t", "eventTime", "asctime"];
const LEVELS: [&str; 7] = ["level", "severity", "lvl", "levelname", "log.level", "loglevel", "priority"];
const MESSAGES: [&str; 6] = ["message", "msg", "text", "log", "event", "body"];
const COMPONENTS: [&str; 9] =
    ["component", "service", "service.name", "logger", "logger_name", "name", "app", "target", "module"];
const IDS: [(&str, [&str; 3]); 5] = [
    ("tenant_id", ["tenant_id", "tenantId", "tenant-id"]),
    ("run_id", ["run_id", "runId", "run-id"]),
    ("flow_id", ["flow_id", "flowId", "flow-id"]),
    ("step_id", ["step_id", "stepId", "step-id"]),
    ("trace_id", ["trace_id", "traceId", "trace-id"]),
];
/// A level as written, what it becomes, and whether it is kept. No numbers: their meaning depends on the name.
const WORDS: [(&str, &str, bool); 17] = [
    ("trace", "DEBUG", true),
    ("verbose", "DEBUG", true),
    ("debug", "DEBUG", false),
    ("fine", "DEBUG", true),
    ("info", "INFO", false),
    ("information", "INFO", false),
    ("notice", "INFO", true),
    ("log", "INFO", true),
    ("warn", "WARN", false),
    ("warning", "WARN", false),
    ("error", "ERROR", false),
    ("err", "ERROR", false),
    ("fatal", "ERROR", true),
    ("critical", "ERROR", true),
    ("emerg", "ERROR", true),
    ("i", "INFO", false),
    ("e", "ERROR", false),
];

/// One member before and after.
type Pair = (String, String);

/// A record, and what `format` makes of it; both without line ends.
pub(crate) fn foreign(seed: u64) -> (String, String) {
    let mut maker = Maker { random: Random(seed), kept: Vec::new() };
    let mut members = vec![maker.time(), maker.level(), maker.message(), maker.component()];
    let mut below = Vec::new();
    let mut moved = Vec::new();
    for (id, spelt) in IDS {
        let number = maker.random.range(1, 1_000_000).to_string();
        let (value, text) = if maker.one_in(3) {
            (number.clone(), format!("\"{number}\""))
        } else {
            (format!("\"x{number}\""), format!("\"x{number}\""))
        };
        let from = format!("\"{}\":{value}", maker.random.choose(&spelt));
        let into = format!("\"{id}\":{text}");
        match maker.random.range(0, 3) {
            0 => members.push((from, into)),
            1 => {
                below.push(from);
                moved.push(into);
            }
            _ => {}
        }
    }
    if maker.one_in(3) {
        members.push(maker.error());
    }
    for at in 0..maker.random.range(0, 3) {
        let value = maker.random.choose(&[
            "1.0",
            "1e400",
            "12345678901234567890",
            "null",
            "[{\"level\":\"low\"}]",
            "\"a\\/\\u0062é\"",
        ]);
        let member = format!("\"extra{at}\":{value}");
        members.push((member.clone(), member));
    }
    maker.shuffle(&mut members);
    maker.shuffle(&mut below);
    maker.finish(members, below, moved)
}

struct Maker {
    random: Random,
    /// What a conversion loses, as members of context: the time, then the level.
    kept: Vec<String>,
}

impl Maker {
    fn one_in(&mut self, n: u64) -> bool {
        self.random.range(0, n) == 0
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.random.range(0, at as u64 + 1) as usize);
        }
    }

    /// A moment, written in one of the ways that can be read.
    fn time(&mut self) -> Pair {
        let seconds = self.random.range(1_000_000_000, 4_102_444_800);
        let nanos = self.random.range(0, 1_000_000_000);
        let digits = self.random.range(0, 10) as usize;
        let fraction = &format!("{nanos:09}")[..digits];
        let point = if digits == 0 { String::new() } else { format!("{}{fraction}", self.random.choose(&['.', ','])) };
        let value = match self.random.range(0, 6) {
            0 => match digits {
                0..3 => seconds.to_string(),
                3..6 => format!("{seconds}{}", &fraction[..3]),
                6..9 => format!("{seconds}{}", &fraction[..6]),
                _ => format!("{seconds}{fraction}"),
            },
            1 if digits > 0 => format!("{seconds}.{fraction}"),
            2 => format!("\"{}{point}{}\"", civil(seconds, ' '), self.random.choose(&["Z", "z", "+00:00"])),
            3 => format!("\"{}{point}Z\"", civil(seconds, 't')),
            4 => {
                let minutes = self.random.range(0, 14 * 60);
                let offset = format!("{:02}{}{:02}", minutes / 60, self.random.choose(&["", ":"]), minutes % 60);
                let (sign, local) =
                    if self.one_in(2) { ('+', seconds + minutes * 60) } else { ('-', seconds - minutes * 60) };
                format!("\"{}{point}{sign}{offset}\"", civil(local, 'T'))
            }
            _ => format!("\"{}{point}Z\"", civil(seconds, 'T')),
        };
        // What was written, read again digit by digit: an epoch may say less than the fraction had.
        let said = match value.strip_prefix(&seconds.to_string()) {
            Some(rest) => rest.trim_start_matches('.').to_owned(),
            None => fraction.to_owned(),
        };
        let said = format!("{said:0<9}");
        if !said.ends_with("000") {
            self.kept.push(format!("\"original_timestamp\":{value}"));
        }
        let into = format!("\"timestamp\":\"{}.{}Z\"", civil(seconds, 'T'), &said[..6]);
        (format!("\"{}\":{value}", self.random.choose(&TIMES)), into)
    }

    fn level(&mut self) -> Pair {
        let (word, level, kept) = self.random.choose(&WORDS);
        let word = match self.random.range(0, 3) {
            0 => word.to_owned(),
            1 => word.to_uppercase(),
            _ => word[..1].to_uppercase() + &word[1..],
        };
        if kept {
            self.kept.push(format!("\"original_level\":\"{word}\""));
        }
        (format!("\"{}\":\"{word}\"", self.random.choose(&LEVELS)), format!("\"level\":\"{level}\""))
    }

    fn message(&mut self) -> Pair {
        let text = self.random.choose(&["\"m\"", "\"\"", "\"a \\\"b\\\" \\u00e9 \\/ 🎉\"", "\"Step \\\\ done\""]);
        (format!("\"{}\":{text}", self.random.choose(&MESSAGES)), format!("\"message\":{text}"))
    }

    fn component(&mut self) -> Pair {
        let text = self.random.choose(&["\"worker\"", "\"gateway\"", "\"com.example.Main\""]);
        (format!("\"{}\":{text}", self.random.choose(&COMPONENTS)), format!("\"component\":{text}"))
    }

    fn error(&mut self) -> Pair {
        let key = self.random.choose(&["error", "err", "exception", "exc_info", "stack"]);
        let (value, text) = match self.random.range(0, 3) {
            0 => (
                "{\"type\":\"T\",\"message\":\"m\",\"code\":7}",
                "{\"type\":\"T\",\"message\":\"m\",\"code\":7}".to_owned(),
            ),
            1 => ("\"E: x\\n\\tat y\"", "{\"stack\":\"E: x\\n\\tat y\"}".to_owned()),
            _ if key == "stack" => ("\"at y\"", "{\"stack\":\"at y\"}".to_owned()),
            _ => ("\"boom\"", "{\"message\":\"boom\"}".to_owned()),
        };
        (format!("\"{key}\":{value}"), format!("\"error\":{text}"))
    }

    /// Puts in a context where one is wanted: ids go in front of it, what was lost to its end.
    fn finish(mut self, members: Vec<Pair>, mut below: Vec<String>, moved: Vec<String>) -> (String, String) {
        let own = self.one_in(2);
        let (mut from, mut into): (Vec<String>, Vec<String>) = members.into_iter().unzip();
        let mut rest = Vec::new();
        if own {
            rest.push("\"a\":[1.0,{}]".to_owned());
            below.insert(self.random.range(0, below.len() as u64 + 1) as usize, rest[0].clone());
        }
        let had = own || !below.is_empty();
        rest.append(&mut self.kept);
        let context = format!("\"context\":{{{}}}", rest.join(","));
        if had {
            let at = self.random.range(0, from.len() as u64 + 1) as usize;
            from.insert(at, format!("\"context\":{{{}}}", below.join(",")));
            into.splice(at..at, moved.into_iter().chain([context]));
        } else if !rest.is_empty() {
            into.push(context);
        }
        (format!("{{{}}}", from.join(",")), format!("{{{}}}", into.join(",")))
    }
}

/// Seconds of the epoch as a date and a time, counted year by year and month by month.
fn civil(seconds: u64, between: char) -> String {
    let (mut days, seconds) = (seconds / 86_400, seconds % 86_400);
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year}-{:02}-{:02}{between}{hour:02}:{minute:02}:{second:02}", month + 1, days + 1)
}
