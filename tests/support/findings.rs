//! What a vector says about findings, and whether they are so: an exact set, or rules alone, or rules among others.
use logveil::{Finding, Rule, Severity};
use serde_json::Value;

use super::drive::show;

/// A finding with its rule by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) line: u64,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) pointer: String,
    pub(crate) detail: String,
    /// What the fix says that it does.
    pub(crate) fix: Option<String>,
}

impl Found {
    pub(crate) fn new(finding: &Finding, rules: &[Rule]) -> Found {
        let rule = &rules[finding.rule as usize];
        Found {
            rule: rule.name.clone(),
            severity: rule.severity,
            line: finding.line,
            start: finding.start as usize,
            end: finding.end as usize,
            pointer: finding.pointer.clone(),
            detail: finding.detail.clone(),
            fix: finding.fix.as_ref().map(|fix| fix.message.clone()),
        }
    }

    /// The bytes of the input under the finding's span.
    pub(crate) fn text<'a>(&self, input: &'a [u8]) -> Option<&'a [u8]> {
        input.split(|&byte| byte == b'\n').nth(self.line as usize - 1)?.get(self.start..self.end)
    }
}

/// What a vector expects.
#[derive(Default)]
pub(crate) struct Expected {
    findings: Option<Vec<Value>>,
    rules: Option<Vec<String>>,
    among: Vec<String>,
}

impl Expected {
    pub(crate) fn read(vector: &Value) -> Expected {
        let names = |field: &str| {
            let list = vector.get(field)?.as_array().unwrap();
            Some(list.iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>())
        };
        Expected {
            findings: vector.get("findings").map(|list| list.as_array().unwrap().clone()),
            rules: names("rules"),
            among: names("among").unwrap_or_default(),
        }
    }

    /// What is wrong with `found`, in words.
    pub(crate) fn check(&self, input: &[u8], found: &[Found]) -> Result<(), String> {
        let told = || format!("\n   in {}\n  got {}", show(input), tell(input, found));
        if let Some(mistake) = found.iter().find(|one| one.text(input).is_none()) {
            return Err(format!("{} has a span outside of its line{}", mistake.rule, told()));
        }
        if let Some(rule) = self.among.iter().find(|rule| !found.iter().any(|one| one.rule == **rule)) {
            return Err(format!("no {rule}{}", told()));
        }
        if let Some(rules) = &self.rules {
            let mut want = rules.clone();
            let mut got: Vec<String> = found.iter().map(|one| one.rule.clone()).collect();
            want.sort();
            got.sort();
            if want != got {
                return Err(format!("rules: want {want:?}{}", told()));
            }
        }
        let Some(findings) = &self.findings else { return Ok(()) };
        let mut left: Vec<&Found> = found.iter().collect();
        for want in findings {
            let Some(at) = left.iter().position(|one| fits(one, want, input)) else {
                return Err(format!("no finding {want}{}", told()));
            };
            left.remove(at);
        }
        left.first().map_or(Ok(()), |more| Err(format!("{} is one too many{}", more.rule, told())))
    }
}

/// Whether a finding is the one that `want` describes; what it does not say may be anything.
fn fits(found: &Found, want: &Value, input: &[u8]) -> bool {
    want.as_object().unwrap().iter().all(|(name, value)| match name.as_str() {
        "rule" => *value == *found.rule,
        "line" => *value == found.line,
        "start" => *value == found.start,
        "end" => *value == found.end,
        "pointer" => *value == *found.pointer,
        "detail" => *value == *found.detail,
        "fix" => value.as_str() == found.fix.as_deref(),
        "at" => found.text(input) == Some(value.as_str().unwrap().as_bytes()),
        _ => panic!("findings have no {name}"),
    })
}

fn tell(input: &[u8], found: &[Found]) -> String {
    let one = |one: &Found| {
        let text = one.text(input).map_or("outside".into(), show);
        let Found { rule, line, start, end, pointer, detail, fix, .. } = one;
        format!("{rule} {line}:{start}..{end} {pointer:?} {detail:?} {fix:?} {text}")
    };
    let texts: Vec<String> = found.iter().map(one).collect();
    if texts.is_empty() { "no findings".into() } else { texts.join("\n      ") }
}
