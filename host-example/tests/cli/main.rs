//! The program as its users meet it: started as a process, judged by what it prints, writes and exits with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where something is not as it must be"
)]

mod bake;
mod checks;
mod embed;
mod fixes;
mod formats;
mod forms;
mod imports;
mod inputs;
mod jobs;
mod keys;
mod limits;
mod live;
mod outputs;
mod pages;
mod policies;
mod program;
mod reports;
mod rooms;
mod schema;
mod secrets;
mod start;
mod terminal;
mod tools;
