//! Findings as lines for a person: `FILE:LINE:COLUMN: severity rule: message (pointer)`.

use logveil_host::{Finding, Rule, Severity};

/// What becomes of findings: the first ones of each rule are printed.
pub(crate) struct Findings {
    rules: Vec<Rule>,
    /// Findings to print for each rule.
    most: u64,
    /// Findings met, by rule.
    met: Vec<u64>,
}

impl Findings {
    pub(crate) fn new(rules: Vec<Rule>, most: u64) -> Findings {
        let met = vec![0; rules.len()];
        Findings { rules, most, met }
    }

    /// The lines to print for `found`, each with its line end.
    pub(crate) fn lines(&mut self, input: &str, found: &[Finding]) -> String {
        let mut out = String::new();
        for finding in found {
            let at = finding.rule as usize;
            let (Some(rule), Some(met)) = (self.rules.get(at), self.met.get_mut(at)) else { continue };
            *met += 1;
            if *met <= self.most {
                line(&mut out, input, finding, rule);
            }
        }
        out
    }

    /// For each rule that was met more often than it was printed: its name, and how often.
    pub(crate) fn unprinted(&self) -> impl Iterator<Item = (&str, u64)> {
        let met = self.rules.iter().zip(&self.met);
        met.filter(|(_, met)| **met > self.most).map(|(rule, met)| (rule.name.as_str(), *met))
    }

    /// Findings to print for each rule.
    pub(crate) fn most(&self) -> u64 {
        self.most
    }
}

fn line(out: &mut String, input: &str, finding: &Finding, rule: &Rule) {
    use std::fmt::Write as _;
    let severity = match rule.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let column = u64::from(finding.start) + 1;
    // Writing into a String does not fail.
    let _ = write!(out, "{input}:{}:{column}: {severity} {}: {}", finding.line, rule.name, rule.message);
    if !finding.pointer.is_empty() {
        let _ = write!(out, " ({})", finding.pointer);
    }
    if let Some(hint) = &rule.hint {
        let _ = write!(out, "; {hint}");
    }
    out.push('\n');
}
