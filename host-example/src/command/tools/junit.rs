//! Test results as JUnit XML, which build servers read.

use std::fmt::Write as _;

use crate::command::tell::junit::escaped;
use crate::command::tools::test::{Tested, shown};

/// The document.
pub(crate) fn document(policy: &str, tests: &[Tested]) -> String {
    let failed = tests.iter().filter(|test| !test.passed).count();
    let (name, all) = (escaped(policy), tests.len());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{all}\" failures=\"{failed}\">\n  \
         <testsuite name=\"{name}\" tests=\"{all}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">\n"
    );
    for test in tests {
        let case = escaped(&test.name);
        let mut place = test.place.rsplit(':');
        let line = place.nth(1).filter(|line| line.parse::<u64>().is_ok());
        let at = line.map(|line| format!(" file=\"{name}\" line=\"{line}\"")).unwrap_or_default();
        // Writing into a String does not fail.
        let _ = write!(out, "    <testcase classname=\"{name}\" name=\"{case}\"{at}");
        if test.passed {
            out.push_str("/>\n");
            continue;
        }
        let nothing = || format!("nothing: {}", test.why.as_deref().unwrap_or_default());
        let got = test.got.as_deref().map_or_else(nothing, shown);
        let told = format!("{}\nin    {}\nwant  {}\ngot   {got}", test.place, shown(&test.given), shown(&test.wanted));
        let message = "another text came out than `out` says";
        let _ = writeln!(out, ">\n      <failure message=\"{message}\">{}</failure>\n    </testcase>", escaped(&told));
    }
    out + "  </testsuite>\n</testsuites>\n"
}
