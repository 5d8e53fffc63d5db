//! All pictures, several at a time, in bounded memory; what is done is kept now and then.

use std::path::Path;
use std::time::{Duration, Instant};

use presend::hash::digest::{DigestKind, DigestSet, digest};
use presend::limits::Limits;
use serde::{Deserialize, Serialize};

use super::Args;
use super::judge::Judge;
use super::table::Edit;
use super::tally::{Looked, Tally};
use crate::eval::state;
use crate::exit::{Exit, Failure};
use crate::input::{Files, Opened, Said, each_file};
use crate::scan::now_unix_seconds;

const KEEP_EVERY: Duration = Duration::from_secs(5);

/// What a state file holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    /// Counts of other edits, sizes or versions cannot be gone on from.
    of: String,
    tally: Tally,
}

/// Counts what is found in every picture.
pub(super) fn run(args: &Args, edits: &[&'static Edit], limits: &Limits) -> Result<Tally, Failure> {
    let before = begin(args, edits)?;
    let (quality, side, now) = (args.quality, args.size, now_unix_seconds()?);
    let judge = Judge { edits, limits, side, quality, now };
    let mut keeper = Keeper::new(args, edits, before.clone());
    let look = |path: &Path, opened: &Opened| {
        let mark = mark(path);
        let looked =
            if before.done.contains(&mark) { Looked::Before } else { judge.look(opened)? };
        Ok(Said { exit: Exit::Clean, text: String::new(), trouble: None, kind: (mark, looked) })
    };
    let files = Files::of_folders(&args.folders, args.jobs);
    let exit = each_file(&files, limits, look, |(mark, looked)| keeper.add(mark, &looked))?;
    let tally = keeper.end()?;
    match exit {
        Exit::Clean if tally.pictures == 0 => {
            let why = format!("no picture with a quality of at least {quality} is there");
            Err(Failure::unusable_set(why))
        }
        Exit::Clean => Ok(tally),
        _ => Err(Failure::internal("some pictures could not be evaluated, so nothing is counted")),
    }
}

fn begin(args: &Args, edits: &[&'static Edit]) -> Result<Tally, Failure> {
    let fresh = Tally::new(edits.len());
    let Some(path) = &args.state else { return Ok(fresh) };
    let Some(state) = state::read::<State>(path)? else { return Ok(fresh) };
    if state.of != described(args, edits) {
        let why = "the state is of other edits, of another size, quality or version";
        return Err(state::refused(path, why));
    }
    Ok(state.tally)
}

/// All that the counts depend on, besides the pictures.
fn described(args: &Args, edits: &[&'static Edit]) -> String {
    let edit = |edit: &&Edit| format!(" {}:{}", edit.name, edit.quality);
    let names: String = edits.iter().map(edit).collect();
    format!("{} size {} quality {}:{names}", env!("CARGO_PKG_VERSION"), args.size, args.quality)
}

/// Stands for a file's name.
fn mark(path: &Path) -> u64 {
    let name = path.as_os_str().as_encoded_bytes();
    let sum = digest(name, DigestSet::from_iter([DigestKind::Blake3])).blake3;
    let first = sum.as_ref().and_then(|sum| sum.first_chunk()).copied();
    u64::from_le_bytes(first.unwrap_or_default())
}

struct Keeper<'a> {
    args: &'a Args,
    of: String,
    tally: Tally,
    kept: Instant,
    failed: Option<Failure>,
}

impl<'a> Keeper<'a> {
    fn new(args: &'a Args, edits: &[&'static Edit], tally: Tally) -> Self {
        Self { args, of: described(args, edits), tally, kept: Instant::now(), failed: None }
    }

    fn add(&mut self, mark: u64, looked: &Looked) {
        self.tally.add(mark, looked);
        if self.kept.elapsed() >= KEEP_EVERY && self.failed.is_none() {
            self.failed = self.keep().err();
            self.kept = Instant::now();
        }
    }

    fn keep(&self) -> Result<(), Failure> {
        let Some(path) = &self.args.state else { return Ok(()) };
        state::write(path, &State { of: self.of.clone(), tally: self.tally.clone() })
    }

    fn end(mut self) -> Result<Tally, Failure> {
        match self.failed.take() {
            Some(failure) => Err(failure),
            None => self.keep().map(|()| self.tally),
        }
    }
}
