//! Counts begin at nothing and add up.

use std::ops::AddAssign;

use crate::bindings::exports::logveil::logs::types::Counts;

#[allow(clippy::derivable_impls, reason = "the type is generated: there is no derive to add to")]
impl Default for Counts {
    fn default() -> Self {
        Counts { records: 0, changed: 0, masked: 0, withheld: 0, redactions: 0, errors: 0, warnings: 0 }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.records += more.records;
        self.changed += more.changed;
        self.masked += more.masked;
        self.withheld += more.withheld;
        self.redactions += more.redactions;
        self.errors += more.errors;
        self.warnings += more.warnings;
    }
}
