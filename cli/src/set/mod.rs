//! `presend set`: known-hash sets, as curators make them and anyone can check them.

mod inspect;
mod open;
mod verify;

use clap::Subcommand;

use crate::exit::{Exit, Failure};

pub(crate) use open::PinnedSets;

/// Make, check and read known-hash sets
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set verify images-3.khs --pins pins.txt
  presend set inspect images-3.khs

Exit codes: 0 done, 2 the command line makes no sense, 4 a set or an input is refused.")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Verify(verify::Args),
    Inspect(inspect::Args),
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Verify(args) => verify::run(args),
        Verb::Inspect(args) => inspect::run(args),
    }
}
