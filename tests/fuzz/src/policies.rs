//! The policies that inputs are tried under. A new feature of policies wants one here that switches it on.
use std::cell::RefCell;

use logveil::{Key, Pipeline};

/// Each switches on something that the others do not.
pub(crate) const ALL: [&str; 13] = [
    CP1,
    include_str!("../../policies/seven.json"),
    BARE,
    r#"{"version":1}"#,
    r#"{"version":1,"extends":["cp1"],"limits":{"max_record_bytes":128,"max_depth":3}}"#,
    r#"{"version":1,"extends":["cp1"],"limits":{"max_record_bytes":128,"max_depth":3},"on_error":"withhold"}"#,
    r#"{"version":1,"extends":["cp1"],"format":{"input":"text"}}"#,
    r#"{"version":1,"extends":["cp1"],"format":{"controls":"visible","split_errors":true,"timezone":"+02:00"}}"#,
    r#"{"version":1,"extends":["cp1"],"validate":{"on_invalid":"withhold","require_correlation":true}}"#,
    r#"{"version":1,"extends":["cp1"],"redact":{"replacement":"<gone {rule}>"}}"#,
    r#"{"version":1,"redact":{"keys":[{"match":["password","pin"],"action":"token"},{"match":["secret"],"action":"encrypt"},
        {"match":["token"],"action":"hash","key":"k1"}],"detectors":{"email":{"action":"token"},"pan":{"action":"hash","key":"k1"},
        "ipv4":{"action":"encrypt"}}}}"#,
    r#"{"version":1,"redact":{"keys":[{"match":["password"],"action":"mask","keep_first":1,"keep_last":2},
        {"match":["pin"],"action":"mask","as":"number"},{"match":["secret"],"as":"null"},
        {"match":["date"],"action":"truncate","to":"month"}],"detectors":{"pan":{"action":"mask","keep_first":6,"keep_last":4},
        "email":{"action":"mask","keep_last":4},"ipv4":{"action":"truncate"}}}}"#,
    r#"{"version":1,"extends":["cp1"],"redact":{"keys":[{"match":["password","name"],"action":"drop_field"},
        {"match":["cvv"],"action":"drop_record"}]}}"#,
];

/// Those under which every record stays, as what it is.
pub(crate) const KEEPING: usize = 4;

pub(crate) const CP1: &str = r#"{"version":1,"extends":["cp1"]}"#;

/// Detectors and nothing else: no names that hide something from them.
pub(crate) const BARE: &str = r#"{"version":1,"redact":{"detectors":{"pan":{"action":"replace"},
    "us_ssn":{"action":"replace"},"email":{"action":"replace"},"jwt":{"action":"replace"},
    "aws_key":{"action":"replace"},"bearer":{"action":"replace"},"ipv4":{"action":"replace"}}}}"#;

/// The keys that come with a policy.
pub(crate) fn keys() -> Vec<Key> {
    vec![Key { id: "k1".into(), bytes: b"0123456789abcdef0123456789abcdef".to_vec() }]
}

pub(crate) fn open(policy: &str) -> Pipeline {
    Pipeline::open(policy, &keys()).unwrap_or_else(|error| panic!("{policy}: {error:?}"))
}

thread_local! {
    static POOL: RefCell<Vec<(Pipeline, Pipeline)>> = RefCell::new(ALL.iter().map(|one| (open(one), open(one))).collect());
}

/// Two pipelines of `ALL[policy]`, used again and again: after `finish` a pipeline is as new.
pub(crate) fn with<T>(policy: usize, work: impl FnOnce(&mut Pipeline, &mut Pipeline) -> T) -> T {
    POOL.with_borrow_mut(|pool| {
        let (first, second) = &mut pool[policy];
        work(first, second)
    })
}
