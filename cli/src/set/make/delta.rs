use std::path::PathBuf;

use presend::set::delta::apply;
use presend_curator::delta::{delta, difference};
use serde_json::json;

use crate::exit::{Exit, Failure};
use crate::output::{Out, Working, json_line};
use crate::set::files;

/// Write what changed from one set file to the next
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set delta images-1.khs images-2.khs --out images-1-2.khd")]
pub(in crate::set) struct DeltaArgs {
    /// The set that devices have
    old: PathBuf,
    /// The set that they are to get
    new: PathBuf,
    /// The file for the delta
    #[arg(long, value_name = "DELTA")]
    out: PathBuf,
}

pub(in crate::set) fn run_delta(args: &DeltaArgs) -> Result<Exit, Failure> {
    let working = Working::begin();
    working.at(|| "comparing the rows".to_owned());
    let (old, new) = (files::set(&args.old)?, files::set(&args.new)?);
    let bytes = delta(&old, &new).ok_or_else(|| {
        files::refused(&args.new, "the salt changed: only the whole set can be given out")
    })?;
    files::write(&args.out, &bytes)?;
    drop(working);
    let (part, whole) = (bytes.len(), new.bytes.all().len());
    Out::new().text(&format!("{part} bytes instead of {whole}\n"))?;
    Ok(Exit::Clean)
}

/// Make the new set file from the old one and a delta; nothing of it is verified
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set apply images-1.khs images-1-2.khd --out images-2.khs")]
pub(in crate::set) struct ApplyArgs {
    /// The old set
    old: PathBuf,
    /// The delta
    delta: PathBuf,
    /// The file for the new set
    #[arg(long, value_name = "SET")]
    out: PathBuf,
}

pub(in crate::set) fn run_apply(args: &ApplyArgs) -> Result<Exit, Failure> {
    let (old, delta) = (files::bytes(&args.old)?, files::bytes(&args.delta)?);
    let working = Working::begin();
    working.at(|| "putting the rows together".to_owned());
    let bytes = apply(&old, delta.all(), u64::MAX);
    let bytes =
        bytes.map_err(|fault| files::refused(&args.delta, format!("{}: {fault}", fault.name())))?;
    files::write(&args.out, &bytes)?;
    Ok(Exit::Clean)
}

/// Show what differs between two set files; nothing of them is verified
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set diff images-1.khs images-2.khs")]
pub(in crate::set) struct DiffArgs {
    /// The older set
    old: PathBuf,
    /// The newer set
    new: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(in crate::set) fn run_diff(args: &DiffArgs) -> Result<Exit, Failure> {
    let working = Working::begin_unless(args.json);
    working.at(|| "comparing the rows".to_owned());
    let found = difference(&files::set(&args.old)?, &files::set(&args.new)?);
    drop(working);
    let mut out = Out::new();
    if args.json {
        let section = |(algorithm, removed, added): &(presend::set::SectionAlgorithm, u64, u64)| json!({ "name": algorithm.name(), "rows_removed": removed, "rows_added": added });
        let sections: Vec<_> = found.sections.iter().map(section).collect();
        out.text(&json_line(&json!({
            "v": 1, "sections": sections,
            "entries_removed": found.entries_removed, "entries_added": found.entries_added,
            "lines_removed": found.lines_removed, "lines_added": found.lines_added,
        }))?)?;
        return Ok(Exit::Clean);
    }
    out.text(&format!(
        "entries: {} removed, {} added\n",
        found.entries_removed, found.entries_added
    ))?;
    for (algorithm, removed, added) in &found.sections {
        out.text(&format!("{}: {removed} rows removed, {added} added\n", algorithm.name()))?;
    }
    for line in &found.lines_removed {
        out.text(&format!("- {line}\n"))?;
    }
    for line in &found.lines_added {
        out.text(&format!("+ {line}\n"))?;
    }
    Ok(Exit::Clean)
}
