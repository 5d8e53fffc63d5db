//! `presend report`: the recipient's desk.

mod files;
mod keygen;
mod open;
mod seen;
mod verify;

use clap::Subcommand;

use crate::exit::{Exit, Failure};

/// Make a recipient's key, open sealed reports, and compare them with a set
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend report keygen office.example --out office.key
  presend report open report.pkr --key office.key
  presend report verify inbox --key office.key --set images-3.khs --pins pins.txt

A report is a hint, never evidence: anyone can write one.
Exit codes: 0 done, 2 the command line makes no sense, 4 a report, key or set is refused.")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Keygen(keygen::Args),
    Open(open::Args),
    Verify(verify::Args),
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Keygen(args) => keygen::run(args),
        Verb::Open(args) => open::run(args),
        Verb::Verify(args) => verify::run(args),
    }
}
