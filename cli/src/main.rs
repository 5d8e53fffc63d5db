//! The `presend` command. Every verb is one module: its arguments, what it calls in the core, and
//! what it prints.
#![forbid(unsafe_code)]

mod bench;
mod completions;
mod demo;
mod doctor;
mod eval;
mod exit;
mod explain;
mod hash;
#[cfg(feature = "heic")]
mod heic;
#[cfg(not(feature = "heic"))]
#[path = "no_heic.rs"]
mod heic;
mod html;
mod input;
mod journal;
mod made;
mod man;
mod output;
mod report;
mod scan;
mod set;
mod testkit;
mod thumb;
mod verbs;
#[cfg(feature = "video")]
mod video;
#[cfg(not(feature = "video"))]
#[path = "no_video.rs"]
mod video;

use std::process::ExitCode;

use crate::exit::Failure;

fn main() -> ExitCode {
    let verb = verbs::parse().verb;
    exit::quiet_panics();
    let exit = exit::guarded(|| verb.run()).unwrap_or_else(|panicked| Err(panicked.into()));
    exit.unwrap_or_else(Failure::report).into()
}
