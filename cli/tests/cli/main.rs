//! The `presend` command as a user runs it: the real binary, its output and its exit codes.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod beginning;
mod command;
mod eval;
mod foreign;
mod hash;
#[cfg(feature = "heic")]
mod heic;
mod import;
mod inspect;
mod link_set;
mod made_set;
mod making;
mod many;
mod page;
#[cfg(target_os = "linux")]
mod progress;
mod scan;
mod support;
mod tables;
mod texts;
