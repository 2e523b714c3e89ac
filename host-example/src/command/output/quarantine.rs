//! The quarantine: a file for the records that do not come out as they should, and the names of their lines for
//! everybody. The records' bytes are passed on unread.

use logveil_host::Counts;

use crate::command::output::target::{Target, WriteError};

/// The most bytes of a quarantine line that are looked at: `{"line":N,"rule":"RULE",`.
const HEAD: usize = 120;

/// A record that was masked or withheld.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) line: u64,
    pub(crate) rule: String,
}

/// Writes what the component puts into quarantine.
pub(crate) struct Quarantine {
    /// `None`: it is discarded.
    target: Option<Target>,
    /// Put first into each line where there are several inputs: `"file":…,`.
    file: Option<String>,
    /// The policy can keep records out of the output; else all that come here were masked.
    withholds: bool,
    /// Within a line whose beginning is known.
    within: bool,
}

impl Quarantine {
    pub(crate) fn new(target: Option<Target>, withholds: bool) -> Quarantine {
        Quarantine { target, file: None, withholds, within: false }
    }

    /// The lines that follow are of this input.
    pub(crate) fn of_input(&mut self, name: &str) {
        self.file = serde_json::to_string(name).ok().map(|name| format!("\"file\":{name},"));
    }

    /// Writes `bytes`, of which a line may span several calls; gives the lines that begin in them.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<Vec<Refused>, WriteError> {
        let mut refused = Vec::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if !self.within {
                refused.extend(begin(line));
            }
            let begins = !self.within;
            self.within = line.last() != Some(&b'\n');
            let Some(target) = &mut self.target else { continue };
            match (&self.file, line.strip_prefix(b"{")) {
                (Some(file), Some(rest)) if begins => {
                    target.write(b"{")?;
                    target.write(file.as_bytes())?;
                    target.write(rest)?;
                }
                _ => target.write(line)?,
            }
        }
        Ok(refused)
    }

    /// What became of the records named in a batch with these counts.
    pub(crate) fn became(&self, counts: &Counts) -> &'static str {
        match (counts.masked, counts.withheld) {
            _ if !self.withholds => "masked",
            (0, 1..) => "withheld",
            (1.., 0) => "masked",
            // Both, or the record is longer than the batch: what becomes of it is seen at its end.
            _ => "masked or withheld",
        }
    }

    /// The target, when all is done.
    pub(crate) fn into_target(self) -> Option<Target> {
        self.target
    }
}

/// Reads the line's number and rule. The component writes them at once, in the call in which the line begins.
fn begin(line: &[u8]) -> Option<Refused> {
    let head = &line[..line.len().min(HEAD)];
    let head = head.utf8_chunks().next()?.valid();
    let (number, rest) = head.strip_prefix("{\"line\":")?.split_once(",\"rule\":\"")?;
    let (rule, _) = rest.split_once('"')?;
    Some(Refused { line: number.parse().ok()?, rule: rule.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_wherever_they_are_cut() {
        let text = b"{\"line\":7,\"rule\":\"limit/max-depth\",\"raw_base64\":\"e30K\"}\n{\"line\":9,\"rule\":\"limit/fuel\",\"raw_base64\":\"\"}\n";
        let mut whole = Quarantine::new(None, false);
        let named =
            whole.write(text).map(|refused| refused.iter().map(|r| (r.line, r.rule.clone())).collect::<Vec<_>>());
        assert_eq!(named.ok(), Some(vec![(7, "limit/max-depth".to_owned()), (9, "limit/fuel".to_owned())]));
        let mut cut = Quarantine::new(None, false);
        assert_eq!(cut.write(&text[..48]).map(|refused| refused.len()).ok(), Some(1));
        assert_eq!(cut.write(&text[48..]).map(|refused| refused.len()).ok(), Some(1));
    }
}
