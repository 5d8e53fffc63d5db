//! `presend bench`: how long a scan takes on this machine, stage by stage.

mod list;
mod measure;
mod pictures;

use std::path::PathBuf;

use presend::hash::edits::EditProfile;
use presend::limits::Limits;
use presend::policy::BuiltInPolicy;
use serde::Serialize;

use crate::exit::{Exit, Failure};
use crate::output::{Out, json_line};
use crate::scan::{Known, now_unix_seconds, scanner};
use measure::{Stages, measure};

/// Time a scan stage by stage, against a made-up list
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend bench
  presend bench --entries 3000000 photo.jpg
  presend bench --json

Without a file it draws two pictures of 11 megapixels, as JPEG and as PNG. The list is random and
matches nothing. Times are wall-clock milliseconds of this machine as it is now: the median of all
runs, each stage by itself. `./justw bench` in the source compares them with what they replace.")]
pub(crate) struct Args {
    /// One JSON object a line for each picture
    #[arg(long)]
    json: bool,
    /// Picture hashes in the made-up list, and as many digests
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    entries: u32,
    /// Scans of each picture
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..=1000))]
    runs: u32,
    /// Pictures to scan
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Runs the verb.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let set = list::made_up(args.entries)?;
    let known = Known { sets: vec![set], lacks_a_set: false };
    let scanner =
        scanner(&known, BuiltInPolicy::default(), None, Limits::default(), EditProfile::Full)?;
    let now = now_unix_seconds()?;
    let mut out = Out::new();
    if !args.json {
        out.text(&format!(
            "{} PDQ hashes and as many digests, {} runs\n",
            args.entries, args.runs
        ))?;
        out.text(&heading())?;
    }
    for (name, bytes) in pictures::all(&args.files)? {
        let stages = measure(&scanner, &bytes, now, args.runs)?;
        out.text(&if args.json {
            json_line(&BenchLine { v: 1, file: &name, entries: args.entries, stages })?
        } else {
            row(&name, &stages)
        })?;
    }
    Ok(Exit::Clean)
}

#[derive(Serialize)]
struct BenchLine<'a> {
    v: u32,
    file: &'a str,
    entries: u32,
    #[serde(flatten)]
    stages: Stages,
}

fn heading() -> String {
    let columns = ["read", "decode", "hash", "look-up", "total"].map(|word| format!("{word:>9}"));
    format!("{:<32}{}  outcome\n", "milliseconds", columns.concat())
}

fn row(name: &str, stages: &Stages) -> String {
    let ms = &stages.timing_ms;
    let columns =
        [ms.read, ms.decode, ms.hash, ms.lookup, ms.total].map(|value| format!("{value:>9.2}"));
    format!("{name:<32}{}  {}\n", columns.concat(), stages.outcome)
}
