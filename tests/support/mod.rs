//! What the tests share: vectors, ways to drive a pipeline, made-up records. Not a test itself.
#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod corpus;
pub(crate) mod drive;
pub(crate) mod findings;
pub(crate) mod foreign;
pub(crate) mod near;
pub(crate) mod trees;
pub(crate) mod vectors;

use std::io::Write;

/// One line on the real stderr, which the test harness does not swallow: what was tried and how it went.
pub(crate) fn report(name: &str, passed: usize, failures: &[String]) {
    let most = std::env::var("LOGVEIL_FAILURES").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let mut stderr = std::io::stderr().lock();
    for failure in failures.iter().take(most) {
        let _ = writeln!(stderr, "FAILED {name}: {failure}");
    }
    if failures.len() > most {
        let _ = writeln!(stderr, "… and {} more", failures.len() - most);
    }
    let _ = writeln!(stderr, "{name}: {passed} passed, {} failed", failures.len());
}
