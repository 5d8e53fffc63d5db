use std::path::PathBuf;

use presend_curator::Step;
use presend_curator::build::build_watched;
use presend_curator::submission::Submission;

use crate::exit::{Exit, Failure};
use crate::output::{Out, Working};
use crate::set::files;

/// Build a draft from what authorities handed in; the same inputs give the same bytes
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set build --parameters parameters.txt --pins pins.txt --out images-1.draft *.submission
  presend set build --parameters p2.txt --pins pins.txt --prev images-1.khs --first-entry 120 --out images-2.draft *.submission

Rows for which the quorum of the pins does not vouch are left out and counted; --left-out says which
they are, and for want of whom. Keep the number of
the next entry that is printed: it is the --first-entry of the next version.")]
pub(in crate::set) struct Args {
    /// What the assembler published
    #[arg(long, value_name = "FILE")]
    parameters: PathBuf,
    /// What apps pin: it says which quorum a row needs
    #[arg(long, value_name = "PINS")]
    pins: PathBuf,
    /// The version before
    #[arg(long, value_name = "SET")]
    prev: Option<PathBuf>,
    /// The first entry number that was never used
    #[arg(long, value_name = "N", default_value_t = 1)]
    first_entry: u32,
    /// The file for the draft
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// A file for the rows that were left out: each as it is in a submission, who vouches for it,
    /// and what is missing. Handle it with the same care as the submissions
    #[arg(long, value_name = "FILE")]
    left_out: Option<PathBuf>,
    /// What authorities handed in
    #[arg(value_name = "SUBMISSION", required = true)]
    submissions: Vec<PathBuf>,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let (parameters, pins) = (files::parameters(&args.parameters)?, files::pins(&args.pins)?);
    let previous = args.prev.as_deref().map(files::set).transpose()?;
    let working = Working::begin();
    let watch = &mut |step: Step| working.at(|| step.to_string());
    let submissions = submissions(&args.submissions, &working)?;
    let (previous, first) = (previous.as_ref(), args.first_entry);
    let built = build_watched(&parameters, &submissions, previous, &pins, first, watch);
    let built = built.map_err(|error| files::refused(&args.out, error))?;
    files::write(&args.out, &built.draft)?;
    if let Some(path) = &args.left_out {
        let lines: String = built.left_out.iter().map(|row| row.line(&pins) + "\n").collect();
        files::write(path, lines.as_bytes())?;
    }
    drop(working);
    let mut out = Out::new();
    for (algorithm, rows) in built.left_out_counts() {
        out.text(&format!("{}: {rows} rows under the quorum left out\n", algorithm.name()))?;
    }
    out.text(&format!("next entry {}\n", built.next_entry))?;
    Ok(Exit::Clean)
}

fn submissions(paths: &[PathBuf], working: &Working) -> Result<Vec<Submission>, Failure> {
    let read = |(number, path): (usize, &PathBuf)| {
        working.at(|| format!("submission {number} of {}", paths.len()));
        files::submission(path)
    };
    (1..).zip(paths).map(read).collect()
}
