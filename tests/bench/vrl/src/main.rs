//! Vector's language as a worker of the benchmark: parse, delete the keys, redact the patterns, encode. It looks for keys
//! where CP1's records have them, at the top and in `context`; at any depth would cost it more. Cards pass without Luhn.
#[path = "../../shared/worker.rs"]
#[allow(dead_code, reason = "each worker uses a part")]
mod worker;

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use vrl::compiler::runtime::Runtime;
use vrl::compiler::{Program, TargetValue, TimeZone, compile};
use vrl::value::{KeyString, Secrets, Value};
use worker::{Engine, Sink};

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

const PATTERNS: &str = r"redact(record, filters: [
    r'[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}',
    r'(?-u:\b)[0-9](?:[ -]?[0-9]){12,18}(?-u:\b)',
    r'(?-u:\b)[0-9]{3}-[0-9]{2}-[0-9]{4}(?-u:\b)',
    r'(?-u:\b)eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+',
    r'(?-u:\b)A(?:KIA|SIA)[A-Z0-9]{16}(?-u:\b)',
    r'(?-u:\b)[Bb]earer +[A-Za-z0-9._~+/=-]+',
    r'(?-u:\b)[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?-u:\b)',
])";

struct Vrl {
    program: Program,
    runtime: Runtime,
}

impl Vrl {
    fn new() -> Result<Vrl, String> {
        let mut text = "record = object!(parse_json!(string!(.message)))\n".to_owned();
        for key in KEYS {
            text += &format!("del(record.{key})\ndel(record.context.{key})\n");
        }
        text += &format!("record = {PATTERNS}\nencode_json(record)\n");
        let made = compile(&text, &vrl::stdlib::all()).map_err(|wrong| format!("{wrong:?}"))?;
        Ok(Vrl { program: made.program, runtime: Runtime::default() })
    }
}

impl Engine for Vrl {
    fn pass(&mut self, input: &[u8], sink: Sink<'_>) -> Result<(), String> {
        for record in input.split(|byte| *byte == b'\n').filter(|record| !record.is_empty()) {
            let message = Value::from(String::from_utf8_lossy(record).into_owned());
            let mut target = TargetValue {
                value: Value::Object(BTreeMap::from([(KeyString::from("message"), message)])),
                metadata: Value::Object(BTreeMap::new()),
                secrets: Secrets::default(),
            };
            let made = self.runtime.resolve(&mut target, &self.program, &TimeZone::default());
            self.runtime.clear();
            match made.map_err(|error| error.to_string())? {
                Value::Bytes(bytes) => sink(&bytes),
                other => return Err(format!("no text: {}", other.kind_str())),
            }
            sink(b"\n");
        }
        Ok(())
    }
}

fn main() -> ExitCode {
    match Vrl::new().and_then(worker::serve) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}
