//! `presend eval`: how much is found again after edits, and how often something is found by mistake.

mod edits;
mod interval;
mod negatives;
mod picture;
mod plot;
mod rate;
mod set;
mod share;
mod state;

pub(crate) use edits::{edit_named, in_colour};

use clap::Subcommand;

use crate::exit::{Exit, Failure};

/// Measure on your own pictures what is found after edits, and what by mistake
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend eval edits Pictures
  presend eval edits --page edits.html --state edits.state Pictures
  presend eval negatives --edits --page pairs.html Pictures
  presend eval set --set images-3.khs --pins pins.txt --pictures Pictures

Nothing leaves this machine. `presend eval edits --help` shows more.")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Edits(edits::Args),
    Negatives(negatives::Args),
    Set(set::Args),
}

/// Runs the verb.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.what {
        What::Edits(args) => edits::run(args),
        What::Negatives(args) => negatives::run(args),
        What::Set(args) => set::run(args),
    }
}
