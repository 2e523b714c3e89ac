//! What the tests share, but for what reads their own files.
#![allow(dead_code, reason = "each target uses a part")]

#[path = "../../support/corpus.rs"]
pub(crate) mod corpus;
#[path = "../../support/drive.rs"]
pub(crate) mod drive;
#[path = "../../support/findings.rs"]
pub(crate) mod findings;
#[path = "../../support/foreign.rs"]
pub(crate) mod foreign;
#[path = "../../support/near.rs"]
pub(crate) mod near;
#[path = "../../support/trees.rs"]
pub(crate) mod trees;
