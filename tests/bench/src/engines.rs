//! The engines: by name, how each is started, and what it promises about its output.
use std::process::Command;

use crate::options::Options;

/// What an engine's output must be for its time to count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Promise {
    /// The input's bytes.
    Same,
    /// No output.
    Nothing,
    /// Each record is there and is JSON, and no planted secret is.
    Clean,
    /// Each record is there; how many of the planted secrets are is told.
    Told,
}

pub(crate) enum How {
    /// A worker's command.
    Worker(Vec<String>),
    /// A program's command; the corpus's file comes after it.
    Program(Vec<String>),
}

pub(crate) struct Engine {
    pub(crate) name: &'static str,
    /// For the table.
    pub(crate) about: &'static str,
    pub(crate) how: How,
    pub(crate) promise: Promise,
    /// How much of the corpus it is given: slow ones less, whole programs more, so that their start counts little.
    pub(crate) share: f64,
    /// Wall time, not CPU time: for what runs on two cores.
    pub(crate) wall: bool,
}

/// All that `options` wants and that is there.
pub(crate) fn all(options: &Options) -> Vec<Engine> {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let (seven, every) = (options.policy("seven"), options.policy("all"));
    let peer = |name: &str| How::Worker(list(&[&options.tool("peers"), name]));
    let native = |lanes: &str, verb: &str, policy: &str| {
        How::Worker(list(&[&options.tool(&format!("native-{lanes}")), verb, policy]))
    };
    let component = |verb: &str, policy: &str, batch: &str| {
        How::Worker(list(&[&options.tool("component"), "component", verb, policy, batch]))
    };
    let program =
        |jobs: &str| How::Program(list(&[&options.tool("logveil"), "run", "--policy", &seven, "--jobs", jobs]));
    let flavour = |name: &str| options.file("flavours").join(name).display().to_string();
    let fluent_bit = list(&[&options.tool("component"), "fluent-bit", &flavour("logveil.fluent-bit.wasm")]);
    let script = options.root.join("tests/bench/browser.mjs").display().to_string();
    let browser = list(&["node", &script, &flavour("browser"), "run", &seven]);
    let mut sed = list(&["sed", "-E"]);
    sed.extend(SED.iter().flat_map(|rule| ["-e".to_owned(), (*rule).to_owned()]));
    use Promise::{Clean, Nothing, Same, Told};
    let engines = [
        ("memcpy", "memcpy", peer("memcpy"), Same),
        ("skip", "serde_json, parse and skip", peer("skip"), Nothing),
        ("sonic", "**peer A**: sonic-rs tree, one combined regex", peer("sonic"), Clean),
        ("serde", "serde_json tree, one combined regex", peer("serde"), Clean),
        ("obvious", "serde_json tree, seven regexes in turn", peer("obvious"), Clean),
        ("vrl", "VRL: parse, delete, redact, encode", How::Worker(list(&[&options.tool("vrl")])), Told),
        ("sed", "sed -E, 8 rules", How::Program(sed), Told),
        ("jq", "jq, walk", How::Program(list(&["jq", "-c", JQ])), Told),
        ("native", "native `run`, seven, widest SIMD", native("widest", "run", &seven), Clean),
        ("native-128", "native `run`, seven, 128-bit SIMD", native("128", "run", &seven), Clean),
        ("native-portable", "native `run`, seven, no SIMD", native("portable", "run", &seven), Clean),
        ("native-all", "native `run`, all", native("widest", "run", &every), Clean),
        ("native-redact", "native `redact`, seven", native("widest", "redact", &seven), Clean),
        ("native-validate", "native `validate`, seven", native("widest", "validate", &seven), Nothing),
        ("component", "component `run`, seven, 64 KiB", component("run", &seven, "65536"), Clean),
        ("component-1m", "component `run`, seven, 1 MiB", component("run", &seven, "1048576"), Clean),
        ("component-all", "component `run`, all, 64 KiB", component("run", &every, "65536"), Clean),
        ("component-redact", "component `redact`, seven, 64 KiB", component("redact", &seven, "65536"), Clean),
        ("cli-1", "`logveil run`, seven, one job", program("1"), Clean),
        ("cli-1-wall", "`logveil run`, seven, one job, wall time", program("1"), Clean),
        ("cli-2-wall", "`logveil run`, seven, two jobs, wall time", program("2"), Clean),
        ("fluent-bit", "Fluent Bit module `redact`, cp1, no SIMD, in wasmtime", How::Worker(fluent_bit), Told),
        ("browser", "browser module `run`, seven, in Node, 1 MiB", How::Worker(browser), Clean),
    ];
    let engines = engines.into_iter().filter(|(name, _, how, _)| options.wants(name) && how.is_there());
    engines.map(|(name, about, how, promise)| Engine::new(options, name, about, how, promise)).collect()
}

impl Engine {
    fn new(options: &Options, name: &'static str, about: &'static str, how: How, promise: Promise) -> Engine {
        let share = match name {
            _ if options.quick => 1.0,
            "jq" => 1_000_000.0 / options.bytes as f64,
            "sed" => 4_000_000.0 / options.bytes as f64,
            _ if name.starts_with("cli") => 8.0,
            _ => 1.0,
        };
        Engine { name, about, how, promise, share, wall: name.ends_with("wall") }
    }
}

impl How {
    fn is_there(&self) -> bool {
        let (How::Worker(command) | How::Program(command)) = self;
        let Some((program, arguments)) = command.split_first() else { return false };
        let files = arguments.iter().filter(|word| word.starts_with('/') && !word.ends_with(".json"));
        let found = program.contains('/') || Command::new(program).arg("--version").output().is_ok();
        found
            && files.chain([program]).filter(|word| word.contains('/')).all(|word| std::path::Path::new(word).exists())
    }
}

/// What people write: the keys with a text or a number behind them, and the seven patterns, no Luhn.
const SED: [&str; 8] = [
    r#"s/"(password|api_key|secret|token|access_token|refresh_token|authorization|credit_card|ssn|email|phone)":("[^"]*"|[0-9]+)/"\1":"[REDACTED]"/gI"#,
    r"s/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/[REDACTED]/g",
    r"s/\b[0-9]([ -]?[0-9]){12,18}\b/[REDACTED]/g",
    r"s/\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b/[REDACTED]/g",
    r"s/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/[REDACTED]/g",
    r"s/\bA(KIA|SIA)[A-Z0-9]{16}\b/[REDACTED]/g",
    r"s/\b[Bb]earer +[A-Za-z0-9._~+/=-]+/[REDACTED]/g",
    r"s/\b([0-9]{1,3}\.){3}[0-9]{1,3}\b/[REDACTED]/g",
];

const JQ: &str = r#"def keys11: ["password","api_key","secret","token","access_token","refresh_token","authorization",
"credit_card","ssn","email","phone"];
walk(if type == "object" then with_entries(if (.key | ascii_downcase | IN(keys11[])) then .value = "[REDACTED]" else . end)
elif type == "string" then gsub("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}|\\b[0-9](?:[ -]?[0-9]){12,18}\\b|\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b|\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+|\\bA(?:KIA|SIA)[A-Z0-9]{16}\\b|\\b[Bb]earer +[A-Za-z0-9._~+/=-]+|\\b(?:[0-9]{1,3}\\.){3}[0-9]{1,3}\\b"; "[REDACTED]")
else . end)"#;
